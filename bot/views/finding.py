"""The words of finding ideas."""

from collections.abc import Sequence
from dataclasses import replace

from bot.intents import FindIdeas, FindLessons, Order, Search, TakeBack, WriteSearch
from bot.model import Idea, Unit
from bot.views.ideas import see_button
from bot.views.kinds import Button, Form, Item, Line, Report, Section
from bot.views.stages import stage_of, tally
from bot.views.text import Text, say, say_in

QUOTED = 100
"""Characters of a search that are looked for, and repeated to who asks."""
ORDERS = {
    Order.NEW: say("Newest first"),
    Order.SUPPORTED: say("Most supported first"),
    Order.MINE: say("My ideas"),
    Order.GIVEN: say("Ideas that you support"),
    Order.FOLLOWED: say("Ideas that you follow"),
}


def found(
    asked: FindIdeas, text: str, ideas: Sequence[Idea], here: Unit | None, ours: Unit | None, *, more: bool
) -> Report:
    """One page of a list; `here` is the work community that was asked for, `ours` the asker's."""
    return Report(
        title=say_in("title", "Ideas"),
        intro=intro(asked, text, here) if ideas else nothing(asked, text),
        sections=(Section(ORDERS[asked.order], tuple(one_found(one, asked.order) for one in ideas)),) if ideas else (),
        buttons=(*(next_page(asked, ideas[-1]) if more else ()), *other_ways(asked, text, ours)),
    )


def intro(asked: FindIdeas, text: str, here: Unit | None) -> Text | None:
    if asked.order is Order.GIVEN:
        return say("Only you see which ideas you support.")
    if text:
        return say("Ideas that match “{text}”", text=text)
    return say("Work community: {unit}", unit=here) if asked.unit and here else None


def line_of(idea: Idea) -> Text:
    """Where it stands, below its title."""
    return say("{stage}. {tally}.", stage=stage_of(idea), tally=tally(idea))


def nothing(asked: FindIdeas, text: str) -> Text:
    if asked.after:
        return say("There are no more ideas.")
    if text:
        return say("No ideas match “{text}”. Try one word, for example the name of a thing.", text=text)
    if asked.order is Order.GIVEN:
        return say("You support no ideas right now.")
    if asked.order is Order.FOLLOWED:
        return say("You follow no ideas right now.")
    return say("There are no ideas here yet.")


def one_found(idea: Idea, order: Order) -> Item:
    """It leads to its card; one's own support is taken back at once."""
    told = say("“{title}”: {stage}. {tally}.", title=idea.title, stage=stage_of(idea), tally=tally(idea))
    return Item(told, take_back_button(idea) if order is Order.GIVEN else see_button(idea.id, idea.title))


def take_back_button(idea: Idea) -> Button:
    name = say("Take back: {title}", title=idea.title)
    return Button(say_in("button", "Take back"), TakeBack(idea.id), name=name)


def next_page(asked: FindIdeas, last: Idea) -> tuple[Button, ...]:
    backed = last.support if asked.order is Order.SUPPORTED else None
    return (Button(say_in("button", "Next page"), replace(asked, after=last.id, backed=backed)),)


def other_ways(asked: FindIdeas, text: str, ours: Unit | None) -> tuple[Button, ...]:
    """The same ideas in another order, those of one's own work community, other words, and lessons."""
    first = replace(asked, after=None, backed=None)
    ways = []
    if asked.order is not Order.NEW:
        ways.append(Button(say_in("button", "Newest"), replace(first, order=Order.NEW)))
    if asked.order is not Order.SUPPORTED:
        ways.append(Button(say_in("button", "Most supported"), replace(first, order=Order.SUPPORTED)))
    if ours and asked.unit is None:
        ways.append(Button(say_in("button", "In our work community"), replace(first, order=Order.NEW, unit=ours.id)))
    search = Button(say_in("button", "Search"), WriteSearch(text))
    return (*ways, search, Button(say_in("button", "Lessons"), FindLessons(text)))


def search_form(intent: Search) -> Form:
    return Form(
        title=say_in("title", "Search"),
        builds=intent,
        fields=(
            Line(
                "text",
                say("Which words do you look for?"),
                hint=say("One word is often enough, for example the name of a thing."),
                required=True,
                limit=QUOTED,
            ),
        ),
        submit=say_in("button", "Search"),
    )
