"""The words of one's own page, and of the welcome."""

from collections.abc import Sequence
from dataclasses import replace

from bot.intents import FindIdeas, Order
from bot.model import Decision, Idea, OwnTrial, Subject, TrialState, Waiting
from bot.views.answers import waiting_button
from bot.views.guidance import WELCOME, first_steps
from bot.views.ideas import see_button, share_button
from bot.views.kinds import Button, Item, Report, Section
from bot.views.my_data import my_data_button
from bot.views.quick import quick_button
from bot.views.settings import find_button, help_button, settings_button
from bot.views.stages import OUTCOMES, stage_of
from bot.views.text import Text, say, say_in, say_n
from bot.views.tour import tour_button
from bot.views.waiting import waiting_item

SHOWN = 5
"""So many of one's own ideas, and of those that one follows."""
FIRST = 3
"""So much of what waits; the rest is one press away."""


def my_page(
    ideas: Sequence[Idea],
    trials: Sequence[OwnTrial],
    followed: Sequence[Idea],
    waits: Sequence[Waiting],
    buttons: tuple[Button, ...],
    *,
    new: bool,
    admin: bool = False,
) -> Report:
    """The most pressing first. `new`: it is looked at for the first time; an admin then sees what is theirs to do."""
    others = newest(followed, say("Ideas that you follow"), Order.FOLLOWED)
    following = (others,) if others.items else ()
    beginning = (*((first_steps(),) if admin else ()), start()) if new else ()
    return Report(
        title=say_in("title", "My page"),
        intro=WELCOME if new else None,
        sections=(*beginning, waiting(waits), *own_trials(trials), own_ideas(ideas), *following),
        buttons=buttons,
    )


def start() -> Section:
    """Three next steps."""
    steps = (
        Item(say("Say in one sentence what could be done differently."), share_button()),
        Item(say("Have you already tried something small? Log it."), quick_button()),
        Item(say("Choose your language, and how much I tell you."), settings_button()),
    )
    return Section(say("Three ways to begin"), steps)


def welcome_report(subject: Subject, *, admin: bool) -> Report:
    """What is said to whoever has just added the bot for themselves."""
    return Report(
        subject=subject,
        title=say_in("title", "Welcome"),
        intro=WELCOME,
        sections=((first_steps(),) if admin else ()) + (start(),),
        buttons=(tour_button(), find_button(), help_button()),
        note=say("Write “help” to me whenever you like."),
    )


def waiting(waits: Sequence[Waiting]) -> Section:
    """The first of the list, and the way to all of it."""
    heading = say("What waits for you")
    if not waits:
        return Section(heading, (Item(say("Nothing is waiting for you now.")),))
    items = tuple(waiting_item(one) for one in waits[:FIRST])
    more = len(waits) - FIRST
    rest = (Item(say_n("{count} more is waiting.", "{count} more are waiting.", more), waiting_button()),)
    return Section(heading, (*items, *(rest if more > 0 else ())))


def own_trials(trials: Sequence[OwnTrial]) -> tuple[Section, ...]:
    """Those that one has or is in; nothing where there are none."""
    listed = tuple(Item(where(one), see_button(one.idea, one.title)) for one in trials)
    return (Section(say("My trials"), listed),) if listed else ()


def where(trial: OwnTrial) -> Text:
    """What it waits for, or how it ended."""
    match trial.state:
        case TrialState.PERMISSION:
            return say(
                "The trial “{title}” awaits permission. An answer is promised by {date}.",
                title=trial.title,
                date=trial.day,
            )
        case TrialState.CHECK_IN:
            return say("The trial “{title}” awaits a check-in", title=trial.title)
        case TrialState.DECISION:
            return say("The trial “{title}” awaits a decision", title=trial.title)
        case TrialState.HELP:
            return say("The trial “{title}” hopes for help", title=trial.title)
        case TrialState.RUNNING:
            return say("“{title}”, until {date}", title=trial.title, date=trial.day)
        case TrialState.ADOPTED:
            return say("“{title}”: {stage}", title=trial.title, stage=OUTCOMES[Decision.ADOPT])
        case TrialState.STOPPED:
            return say("“{title}”: {stage}", title=trial.title, stage=OUTCOMES[Decision.STOP])


def own_ideas(ideas: Sequence[Idea]) -> Section:
    """My ideas and what became of them."""
    listed = newest(ideas, say("My ideas"), Order.MINE)
    return listed if listed.items else replace(listed, items=(Item(say("You have no ideas here yet.")),))


def newest(ideas: Sequence[Idea], heading: Text, order: Order) -> Section:
    """The first of a list, and the way to all of it."""
    listed = tuple(one_idea(idea) for idea in ideas[:SHOWN])
    name = say("Show all: {heading}", heading=heading)
    rest = Item(say("There are more."), Button(say("Show all"), FindIdeas(order=order), name=name))
    return Section(heading, (*listed, rest) if len(ideas) > SHOWN else listed)


def one_idea(idea: Idea) -> Item:
    """It leads to its card."""
    sentence = say("“{title}”: {stage}", title=idea.title, stage=stage_of(idea))
    return Item(sentence, see_button(idea.id, idea.title))


def ways() -> tuple[Button, ...]:
    """What everybody can do from here."""
    given = Button(say_in("button", "My support"), FindIdeas(order=Order.GIVEN))
    return (share_button(), find_button(), waiting_button(), given, settings_button(), my_data_button(), help_button())
