"""What a person sees and does in a chat, the same words for both local servers; stories and scenarios use only this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody with an account in a chat. `id` is the platform's (Slack: U…, Teams: the Entra object id)."""

    id: str
    name: str
    email: str
    language: str = "en-US"
    """The client's language, as the platform writes it (`sv-SE`, `fi-FI`, `en-US`)."""
    time_zone: str = "Europe/Helsinki"
    kind: Literal["member", "guest", "external", "bot"] = "member"
    admin: bool = False
    email_confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Room:
    """A channel. `id` is the platform's; `members` are human ids."""

    id: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """One message as a person meets it: lines in reading order, then the labels of its buttons."""

    id: str
    room: str
    lines: tuple[str, ...]
    buttons: tuple[str, ...]
    only_for: str | None = None
    under: str | None = None
    """The id of the message that this one answers in a thread."""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Question:
    """One field of an open dialog, by its visible label."""

    label: str
    kind: Literal["line", "paragraph", "choice", "choices", "person", "day", "number"]
    value: str | tuple[str, ...] | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Dialog:
    """The dialog (modal, task module) now open for one person."""

    title: str
    lines: tuple[str, ...]
    questions: tuple[Question, ...]
    buttons: tuple[str, ...]
    submit: str | None = None


class NotDelivered(Exception):
    """The bot did not take what somebody did as the platform demands; the person sees that something went wrong."""


class Chat(Protocol):
    """What people do in a chat; every act is delivered as the platform delivers it, and has returned its answer."""

    name: str

    async def write(self, who: str, room: str, text: str, *, mention: bool = False, under: str | None = None) -> None:
        """Write in a channel (mentioning the bot or not)."""

    async def write_privately(self, who: str, text: str) -> None:
        """Write to the bot in one's own chat with it."""

    async def press(self, who: str, message: Seen, label: str) -> None:
        """Press a button of a message, by its visible label."""

    async def press_in_dialog(self, who: str, label: str) -> None:
        """Press a button inside the open dialog (not its submit); what is typed so far is in `fill`."""

    def fill(self, who: str, answers: Mapping[str, str | Sequence[str]]) -> None:
        """Type and choose: label → text, choice label(s), ISO date or a person's name; others stay as they are."""

    async def submit(self, who: str) -> None:
        """Press the dialog's submit button."""

    def close(self, who: str) -> None:
        """Close the open dialog."""

    def seen(self, room: str, who: str | None = None) -> list[Seen]:
        """The messages of a channel, oldest first; with `who`, also what only that person sees there."""

    def seen_privately(self, who: str) -> list[Seen]:
        """The person's own chat with the bot, oldest first."""

    def dialog(self, who: str) -> Dialog | None:
        """The dialog open for this person."""
