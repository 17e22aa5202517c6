"""One's own settings."""

from dataclasses import dataclass

from bot.intents.base import Fills, Opens
from bot.model import Language


@dataclass(frozen=True, slots=True)
class OpenSettings(Opens):
    """Open one's own settings."""


@dataclass(frozen=True, slots=True)
class SetLanguage(Fills):
    """Choose the language in which Latu speaks to one."""

    language: Language = Language.FINNISH
