"""The four kinds of things that Latu shows; a closed union that every adapter draws."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from bot.intents import Fills, Intent
from bot.model import Subject, Unit
from bot.views.text import Words


@dataclass(frozen=True, slots=True)
class Button:
    """One possible action. `name` is read aloud instead of the label where several buttons look alike."""

    label: Words
    intent: Intent
    name: Words | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value."""

    label: Words
    value: Words


@dataclass(frozen=True, slots=True)
class Level:
    """A value with a name, that others are compared with."""

    label: Words
    value: Decimal


@dataclass(frozen=True, slots=True)
class Chart:
    """The values of one measure, oldest first; at least one."""

    title: Words
    points: tuple[tuple[date, Decimal], ...]
    start: Level | None = None
    goal: Level | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Two counts side by side for each of several stretches of time, oldest first; at least one."""

    title: Words
    names: tuple[Words, Words]
    columns: tuple[tuple[Words, int, int], ...]
    """What stands below them, and both counts."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown beside the words, and says no more than they do; `text` tells it to whoever does not see it."""

    of: Chart | Bars
    text: Words
    png: bytes = b""
    """At most 15 KB; drawn when the message leaves, and left out where it is empty."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way to something of the chat itself, such as a message; only that chat draws it."""

    label: Words
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """One thing, the same for everyone who sees it; it can be redrawn at any time. The first button is the main one.

    Where it stands is its first fact. `views/order.py` says what stands in its first lines.
    """

    subject: Subject
    title: Words
    byline: Words | None = None
    body: tuple[Words, ...] = ()
    facts: tuple[Fact, ...] = ()
    buttons: tuple[Button, ...] = ()
    note: Words | None = None
    notification: Words | None = None
    """The one line that a phone shows; the title when it is missing."""
    picture: Picture | None = None
    link: Link | None = None
    again: Intent | None = None
    """What shows it as whoever looks at it sees it; only that chat asks it which can draw a card for one person."""
    others_last: bool = False
    """The other buttons are for whoever has read all of it; otherwise they belong together, such as yes and no."""
    main: bool = True
    """False: what the main button does has been done; the first of those that are left stands there, and looks like any
    other."""


@dataclass(frozen=True, slots=True)
class Line:
    """A short text. `name` is the intent's field, `limit` in characters."""

    name: str
    label: Words
    hint: Words | None = None
    placeholder: Words | None = None
    required: bool = False
    limit: int = 150


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text of several lines."""

    name: str
    label: Words
    hint: Words | None = None
    placeholder: Words | None = None
    required: bool = False
    limit: int = 1500


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: the value of the intent's field, and its words."""

    value: str
    label: Words


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several options, or with `many` any number of them; all shown at once when there are `few`."""

    name: str
    label: Words
    options: tuple[Option, ...]
    hint: Words | None = None
    required: bool = False
    many: bool = False
    few: bool = True
    none: Words | None = None
    """The words for choosing none of them, where that is an answer: no client takes a choice back by itself."""


@dataclass(frozen=True, slots=True)
class PersonPick:
    """A person of this chat, or with `many` any number; the intent's field gets the accounts' ids there."""

    name: str
    label: Words
    hint: Words | None = None
    required: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A date; the intent's field is a date."""

    name: str
    label: Words
    hint: Words | None = None
    required: bool = False


Field = Line | Paragraph | Choice | PersonPick | Day


@dataclass(frozen=True, slots=True)
class Offer:
    """A sentence with one button, above the questions of a form."""

    sentence: Words
    button: Button


@dataclass(frozen=True, slots=True)
class Form:
    """Questions that build an intent: field names are its field names, the present answers its values."""

    title: Words
    builds: Fills
    fields: tuple[Field, ...]
    submit: Words
    intro: tuple[Words, ...] = ()
    offers: tuple[Offer, ...] = ()
    more: tuple[Field, ...] = ()
    """Asked only on demand; open when `builds.more`."""
    ask_more: Words | None = None
    """The words of the button that opens them."""
    errors: Mapping[str, Words] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()
    """What else can be done here, after the questions."""

    def value(self, one: Field) -> object:
        """The present answer to one of the questions, as the intent holds it."""
        return getattr(self.builds, one.name)

    @property
    def kept(self) -> Fills:
        """The intent without the answers: what a platform must carry from the opening to the submit."""
        asked = {one.name for one in (*self.fields, *self.more)}
        usual: dict[str, Any] = {one.name: one.default for one in fields(self.builds) if one.name in asked}
        return replace(self.builds, **usual)


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence of a list, with at most one button."""

    sentence: Words
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """How something looks in a chat, for those who have none: only the public pages show it, beside which it lies.

    `text` tells what is in it to whoever does not see it.
    """

    name: str
    title: Words
    text: Words


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its items."""

    heading: Words
    items: tuple[Item, ...]
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A digest or a list. Without a subject it is never redrawn."""

    title: Words
    sections: tuple[Section, ...]
    subject: Subject | None = None
    intro: Words | None = None
    note: Words | None = None
    buttons: tuple[Button, ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for one person, and what can be done next."""

    text: Words
    tone: Literal["done", "info", "refused"] = "info"
    buttons: tuple[Button, ...] = ()
    own: tuple[Words, ...] = ()
    """What its reader had typed in vain, below it."""


Cell = Words | Unit | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: a heading for each column, and rows of as many cells; numbers and dates stay what they are."""

    title: Words
    columns: tuple[Words, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class File:
    """Sheets for one person to keep, sent to their own chat only; written when they leave, never kept.

    Where a chat asks first whether the person wants it, yes means `takes` and no means `leaves`; `lost` is said when
    it could not be put in its place.
    """

    name: str
    text: Words
    """What it is."""
    of: tuple[Table, ...]
    takes: Intent
    leaves: Intent
    lost: Notice
    content: bytes = b""


Message = Card | Report | Notice
Shown = Card | Form | Report | Notice
Sent = Message | File
