"""One's own settings."""

from dataclasses import dataclass
from datetime import date

from bot.intents.base import Fills, Intent, Opens
from bot.model import Hears, Language


@dataclass(frozen=True, slots=True)
class OpenSettings(Opens):
    """Open one's own settings."""


@dataclass(frozen=True, slots=True)
class SetLanguage(Intent):
    """Choose the language in which Latu speaks to one."""

    language: Language = Language.FINNISH


@dataclass(frozen=True, slots=True)
class SaveSettings(Fills):
    """One's own settings; a pause ends by itself after its last day."""

    language: Language = Language.FINNISH
    pause_until: date | None = None
    hears: Hears = Hears.ALL
