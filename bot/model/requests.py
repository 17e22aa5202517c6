"""Who asks, and whom this installation serves."""

from dataclasses import dataclass

from bot.model.people import Caller
from bot.model.places import Place, Subject


@dataclass(frozen=True, slots=True)
class Organisation:
    """What the settings say of the organisation that this installation serves."""

    language: str
    time_zone: str
    chats: tuple[str, ...]
    country: str = "FI"
    """Whose public holidays are kept."""
    admin_keys: frozenset[str] = frozenset()
    """Keyed hashes of the admins' e-mails."""
    answer_days: int = 10
    """Working days in which an answer to an idea is promised."""


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
