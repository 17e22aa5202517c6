"""Who does what for a work community."""

from dataclasses import dataclass

from bot.intents.base import Changes, Fills, Opens


@dataclass(frozen=True, slots=True)
class OpenRoles(Opens):
    """Open the form for the people of a work community, or first the one that asks which."""

    unit: int | None = None


@dataclass(frozen=True, slots=True)
class ChooseUnit(Fills):
    """Whose people are named."""

    unit: int | None = None


@dataclass(frozen=True, slots=True)
class GiveRoles(Changes):
    """The people of a work community; account ids of this chat."""

    unit: int
    supervisor: str = ""
    deputy: str = ""
    renewer: str = ""
    leadership: tuple[str, ...] = ()
    hr: tuple[str, ...] = ()
    steward: tuple[str, ...] = ()
