"""The tree of work communities."""

from dataclasses import dataclass

from bot.intents.base import Changes, Intent, Opens, Personal


@dataclass(frozen=True, slots=True)
class SeeUnits(Personal):
    """The tree, for whoever changes it; from the one at `first` on."""

    first: int = 0


@dataclass(frozen=True, slots=True)
class WriteUnit(Opens):
    """Open the form of a work community; without one, of a new one."""

    unit: int | None = None


@dataclass(frozen=True, slots=True)
class SaveUnit(Changes):
    """Its names in each language, and what it lies below."""

    unit: int | None = None
    fi: str = ""
    sv: str = ""
    en: str = ""
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class CloseUnit(Intent):
    """It is not offered any more; its history stays."""

    unit: int


@dataclass(frozen=True, slots=True)
class ReopenUnit(Intent):
    """It is offered again."""

    unit: int
