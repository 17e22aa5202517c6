"""Lists that are longer than any chat shows at once."""

from collections.abc import Callable, Sequence

from bot.intents import Intent
from bot.views.kinds import Button, Section
from bot.views.text import say_in

PAGE = 20
"""Items with the longest titles there can be, each with its button: both chats take so many."""


def page_of(
    sections: Sequence[Section], first: int, rest: Callable[[int], Intent]
) -> tuple[tuple[Section, ...], tuple[Button, ...]]:
    """The items from `first` on under their headings, and the way to the rest where there is one."""
    shown, at = [], 0
    for section in sections:
        if items := section.items[max(0, first - at) : max(0, first + PAGE - at)]:
            shown.append(Section(section.heading, items))
        at += len(section.items)
    more = (Button(say_in("button", "Show more"), rest(first + PAGE)),) if at > first + PAGE else ()
    return tuple(shown), more
