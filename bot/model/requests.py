"""Who asks, and whom this installation serves."""

from dataclasses import dataclass
from datetime import time

from bot.model.ideas import Idea
from bot.model.people import Account, Caller
from bot.model.places import Place, Subject


@dataclass(frozen=True, slots=True)
class Organisation:
    """Whom this installation serves: what the environment says of it, or what an admin has chosen instead."""

    language: str
    time_zone: str
    chats: tuple[str, ...]
    country: str = "FI"
    """Whose public holidays are kept."""
    quiet_from: time = time(17, 0)
    """Nobody is written to unasked from then on, in their own time, until `quiet_until` of the next working day."""
    quiet_until: time = time(8, 0)
    answer_days: int = 10
    """Working days in which an idea is promised an answer."""
    baskets: tuple[int, ...] = (1000, 5000, 15000, 50000, 100000)
    """Orders of magnitude of an effect in a year, in euros, rising; the last means as much or more."""
    audit_years: int = 10
    """How long a line of the audit trail is kept."""
    hidden_days: int = 14
    """How long a text that was hidden is kept."""
    web: str | None = None
    """The https address of its public pages, if they can be reached."""
    contact: str | None = None
    """Whom people may ask about Latu and tell what they think of it."""
    admin_keys: frozenset[str] = frozenset()
    """Keyed hashes of the admins' e-mails."""


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks, where, and from which copy of which card."""

    caller: Caller
    place: Place | None = None
    """The channel, when it happened in one."""
    delivery: str | None = None
    """The platform's own id of this delivery: a second one changes nothing."""
    message: str | None = None
    """The clicked copy, as `Platform.post` would name it; None inside a dialog or a private answer."""
    subject: Subject | None = None
    """What that copy shows."""
    under: str | None = None
    """The message in whose thread it was written in a channel, as `Platform.post` would name it."""
    opens: bool = True
    """Whether a form can be opened at once; a typed message has no such way, there the answer is a button."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is known of a request before it is answered."""

    account: Account | None
    spoken: str | None
    """The language of the linked channel where it happened."""
    first: bool
    """It has not been handled before."""


@dataclass(frozen=True, slots=True)
class Pressing:
    """Who presses for an idea: both stay as they are until the turn ends."""

    account: Account
    spoken: str | None
    """The language of the linked channel where it happened."""
    idea: Idea | None
    """None when it is not there, or goes on in another one."""


@dataclass(frozen=True, slots=True)
class Giving:
    """Support that somebody gives with a request; both are held."""

    request: Request
    idea: Idea
    account: Account
    delivery: bytes | None
    """What is kept of a delivery that is handled once; None when it cannot come twice."""
