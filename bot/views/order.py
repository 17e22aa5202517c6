"""In which order a card is drawn: what it is, where it stands and what can be done are in a telephone's first lines."""

from dataclasses import dataclass
from textwrap import wrap

from bot.views.kinds import Button, Card, Fact
from bot.views.text import Words, read

# Measured in both chats in a window of 360 px: letters of a line of a title, and of other text.
TITLE, LINE = 28, 30
ABOVE = 5
"""Lines that may stand above the first button; without one, all of them may."""


@dataclass(frozen=True, slots=True)
class Order:
    """The parts of a card between its title and its note: its body stands above the facts."""

    lead: Fact | None
    """The first fact, between the title and the buttons."""
    above: Words | None
    """The byline, where there is room for it above the buttons."""
    first: tuple[Button, ...]
    below: Words | None
    """The byline otherwise."""
    facts: tuple[Fact, ...]
    others: tuple[Button, ...]


def ordered(card: Card, language: str) -> Order:
    """The first buttons move up to the title, with the first fact and the byline as far as there is room above them."""
    first, others = (card.buttons[:1], card.buttons[1:]) if card.others_last else (card.buttons, ())
    room = ABOVE - lines(read(card.title, language), TITLE)
    taken = lines(told(card.facts[0], language), LINE) if card.facts else ABOVE
    leads = taken <= room
    fits = card.byline is not None and lines(read(card.byline, language), LINE) <= (room - taken if leads else room)
    return Order(
        lead=card.facts[0] if leads else None,
        above=card.byline if fits or not first else None,
        first=first,
        below=None if fits or not first else card.byline,
        facts=card.facts[1:] if leads else card.facts,
        others=others,
    )


def told(fact: Fact, language: str) -> str:
    """A fact in one text."""
    return f"{named(read(fact.label, language))} {read(fact.value, language)}"


def named(label: str) -> str:
    """A label as it stands before its value."""
    return label if label.endswith(("?", ":")) else f"{label}:"


def lines(text: str, width: int) -> int:
    """About how many lines a telephone makes of a text; of a long one only that they are too many."""
    if len(text) > ABOVE * width:
        return ABOVE + 1
    # Most fit. Looking for hyphens takes three times as long as the rest.
    return sum(
        1 if len(line) <= width else len(wrap(line, width, break_on_hyphens=False)) for line in text.splitlines()
    )
