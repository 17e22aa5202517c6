"""The plugs: what the product asks of a platform, and what a platform asks of the product."""

from dataclasses import dataclass
from typing import Protocol

from bot.intents import FindIdeas, FindLessons, Intent
from bot.model import Account, Event, Place, Profile, Request, Surroundings
from bot.replies import Reply
from bot.views.kinds import Card, File, Link, Message, Report
from bot.views.text import Words


class Platform(Protocol):
    """One chat. Every method raises Unreachable or Gone, never the SDK's own errors."""

    name: str
    """The key in the database: `slack`."""
    title: str
    """The name that people know: `Slack`."""
    home: str
    """The workspace or tenant."""
    rate: float
    """Messages a second that one workspace or tenant may be sent."""
    pace: float
    """Seconds that must lie between two messages to the same place."""
    hourly: int | None
    """Messages to the same place in an hour, where the platform has such a limit."""

    async def post(self, place: Place, message: Message, language: str, under: str | None = None) -> str:
        """Send to a place; the answer names the copy for `update`."""

    async def update(self, place: Place, copy: str, message: Message, language: str) -> None:
        """Redraw one copy."""

    async def permalink(self, place: Place, copy: str) -> str | None:
        """Where people open a copy in their own client; None where it has no such address."""

    async def hand_over(self, place: Place, file: File, language: str) -> str:
        """Send a file to one person's own chat, or ask them first; the answer names the copy, which stays as it is."""

    async def look_up(self, account: Account) -> Profile:
        """What the platform knows of an account."""

    async def look_at(self, place: Place) -> Surroundings:
        """What the platform knows of a channel; Gone where it lets the bot see none."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a link puts into the message that it was written in."""

    shown: Card
    language: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked for: a line for the asker's eyes only, and the card that is put where they write."""

    title: Words
    line: Words
    shown: Card


@dataclass(frozen=True, slots=True)
class Finds:
    """What is found, in the asker's language, with the cards in `written`; or a sentence `instead`."""

    language: str
    written: str = ""
    found: tuple[Found, ...] = ()
    instead: Words | None = None


class Door(Protocol):
    """The one door of the product."""

    @property
    def language(self) -> str:
        """The organisation's, for whoever is refused before anything is known of them."""

    async def handle(self, intent: Intent, request: Request) -> Reply:
        """One intent, one transaction, one reply, which names its language; an expected no is a reply too."""

    async def hear(self, event: Event, delivery: str | None) -> None:
        """What the platform tells unasked, in one transaction; `delivery` as in a request."""

    async def look(self, intent: Intent, request: Request, copy: str) -> Reply:
        """A card that hangs, as the one who looks sees it, for a chat that can show it to one person; nothing is
        stored. `copy` differs with what hangs. Anything but a card: it stays as it is.
        """

    async def wait(self, platform: str, home: str, seconds: float) -> None:
        """The platform is busy and asks to wait: nothing else leaves there meanwhile."""

    async def preview(self, address: str, place: Place) -> Preview | None:
        """What a link of ours puts into a message that stays as it is, for all who read in a place; None: nothing."""

    async def find(self, asked: FindIdeas | FindLessons, request: Request, skip: int, most: int) -> Finds:
        """Ideas or lessons to put where somebody writes: in their own chat with the product, or in `request.place`."""


@dataclass(frozen=True, slots=True)
class Page:
    """A public page, in the language that it is to be drawn in; `ways` lead from it into the chats."""

    shown: Report
    language: str
    ways: tuple[Link, ...] = ()
    missing: bool = False


class Shelf(Protocol):
    """The public pages of the product."""

    async def read(self, name: str, wishes: tuple[str, ...]) -> Page:
        """A page that is always there."""

    async def lead(self, name: str, wishes: tuple[str, ...]) -> Page:
        """The page between a link and an idea, which shows nothing of the idea."""
