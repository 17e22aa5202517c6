"""The words of how the promise of an answer was kept: counts, never whose answer it was."""

from bot.model import Answered
from bot.views.kinds import Button, Item
from bot.views.text import Text, say, say_n

HEADING = say("Answer promise")


def promise_items(answered: Answered, given: Button, owed: Button | None = None) -> tuple[Item, ...]:
    """What was answered by the promised day and what later; with a way to them also how many are still owed one."""
    counted = ((in_time, answered.in_time), (late, answered.late))
    items = tuple(Item(sentence(len(ideas)), given) for sentence, ideas in counted if ideas)
    return (*items, Item(missing(len(answered.missing)), owed)) if owed and answered.missing else items


def in_time(count: int) -> Text:
    return say_n("{count} idea was answered in time", "{count} ideas were answered in time", count)


def late(count: int) -> Text:
    return say_n(
        "{count} idea was answered after the promised day", "{count} ideas were answered after the promised day", count
    )


def missing(count: int) -> Text:
    return say_n(
        "{count} idea has no answer yet, and the promised day has passed",
        "{count} ideas have no answer yet, and the promised day has passed",
        count,
    )
