"""The words of news that somebody is told together: several changes, of one idea or of many, in one message."""

from collections.abc import Sequence
from dataclasses import replace

from bot.model import Change, Idea, Stage, Subject, Unit
from bot.views.comments import glimpse
from bot.views.editing import edited_card
from bot.views.history import change_card
from bot.views.ideas import see_button
from bot.views.kinds import Item, Report, Section
from bot.views.settings import settings_button
from bot.views.text import Words, in_lines, say, say_in, say_n

MOST = 24
"""Changes that are told; an idea's own card tells all of its story."""
News = tuple[Change | None, Idea, Idea | None]
"""A change, its idea, and where that continues if it was merged; no change: its words were edited."""


def news_report(subject: Subject, news: Sequence[News]) -> Report:
    """By the work community that it comes from, the changes of one idea after each other."""
    told = news[:MOST]
    homes = dict.fromkeys(home_of(idea) for _, idea, _ in told)
    ideas = list(dict.fromkeys(idea.id for _, idea, _ in told))
    ordered = sorted(told, key=lambda one: ideas.index(one[1].id))
    sections = [
        Section(heading(home), tuple(item(*one) for one in ordered if home_of(one[1]) == home)) for home in homes
    ]
    count, more = len({idea.id for _, idea, _ in news}), len(news) - len(told)
    rest = (
        (Section(say_in("title", "More"), (Item(say_n("and {count} more", "and {count} more", more)),)),)
        if more
        else ()
    )
    return Report(
        subject=subject,
        title=say_n("News of {count} idea", "News of {count} ideas", count),
        sections=(*sections, *rest),
        note=say("You hear this because you shared, support or follow them, joined them, or they would help you too."),
        buttons=(settings_button(),),
    )


def no_news(subject: Subject) -> Report:
    """All of it has been withdrawn or hidden since."""
    return Report(say("News of ideas"), (), subject, intro=say("This is not shown any more."))


def home_of(idea: Idea) -> Unit | None:
    """The words of a withdrawn idea are gone, and where it came from too."""
    return None if idea.stage is Stage.WITHDRAWN else idea.unit


def heading(home: Unit | None) -> Words:
    return say("{unit}", unit=home) if home else say("No work community")


def item(change: Change | None, idea: Idea, into: Idea | None) -> Item:
    """As the card tells it, with the beginning of the reason or of the new text; it leads to the idea."""
    if idea.stage is Stage.WITHDRAWN:
        return Item(say("The author has withdrawn an idea."))
    if change:
        card = change_card(Subject("change", change.id), change, idea, into, briefly=True)
    else:
        card = edited_card(Subject("edited", idea.id), replace(idea, about=glimpse(idea.about)))
    facts = (say("{label}: {value}", label=one.label, value=one.value) for one in card.facts)
    return Item(in_lines((card.title, *card.body, *facts)), see_button(idea.id, idea.title))
