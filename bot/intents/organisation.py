"""The settings of the organisation."""

from dataclasses import dataclass

from bot.intents.base import Changes, Opens
from bot.model import Language


@dataclass(frozen=True, slots=True)
class OpenOrganisation(Opens):
    """Open the settings of the organisation."""


@dataclass(frozen=True, slots=True)
class SaveOrganisation(Changes):
    """The settings of the organisation; numbers and times are as people write them."""

    language: Language = Language.FINNISH
    time_zone: str = ""
    country: str = ""
    quiet_from: str = ""
    quiet_until: str = ""
    answer_days: str = ""
    baskets: str = ""
    audit_years: str = ""
    hidden_days: str = ""
