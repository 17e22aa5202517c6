"""What a platform tells unasked: the bot, a channel or a person comes, changes or goes."""

from dataclasses import dataclass

from bot.model.people import Caller
from bot.model.places import Place


@dataclass(frozen=True, slots=True)
class Added:
    """Somebody added the bot to a channel; not every platform says who."""

    place: Place
    by: Caller | None = None


@dataclass(frozen=True, slots=True)
class ChannelChanged:
    """A channel was closed, opened, renamed or shared, or the bot left it: what it is now, the platform is asked."""

    place: Place


@dataclass(frozen=True, slots=True)
class ChannelsChanged:
    """The same of channels that nobody names: the bot left a team, or a whole team was closed."""

    platform: str
    home: str


@dataclass(frozen=True, slots=True)
class ChannelMoved:
    """The same channel has another address for good, and whatever hangs there another name."""

    place: Place
    to: Place
    names: tuple[str, str]
    """How the names of its copies began before, and begin now."""


@dataclass(frozen=True, slots=True)
class Uninstalled:
    """A workspace took the bot away."""

    platform: str
    home: str


@dataclass(frozen=True, slots=True)
class PersonChanged:
    """An account is a full member, or is one no more."""

    own: Place
    member: bool
    reads: bool = False
    """It became a guest's, or is one no more: who reads in its channels has changed."""


@dataclass(frozen=True, slots=True)
class PersonRemoved:
    """Somebody took the bot away from their own chat."""

    own: Place


@dataclass(frozen=True, slots=True)
class PersonAdded:
    """Somebody has the bot in their own chat, perhaps again; `by`: they added it themselves."""

    own: Place
    by: Caller | None = None


@dataclass(frozen=True, slots=True)
class LinksWritten:
    """Somebody wrote links of ours into a message; of each how its platform names what is shown below, and where to."""

    place: Place
    links: tuple[tuple[str, str], ...]


Event = (
    Added
    | ChannelChanged
    | ChannelMoved
    | ChannelsChanged
    | LinksWritten
    | Uninstalled
    | PersonChanged
    | PersonRemoved
    | PersonAdded
)


@dataclass(frozen=True, slots=True)
class Introduction:
    """The one message that says in a channel who added the bot, and what to do next."""

    id: int
    place: Place
    by: int | None
    """The account of whoever added it."""
