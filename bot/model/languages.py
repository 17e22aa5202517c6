"""The languages that Latu speaks."""

from enum import StrEnum


class Language(StrEnum):
    """The languages that Latu speaks."""

    FINNISH = "fi"
    SWEDISH = "sv"
    ENGLISH = "en"


LANGUAGES = tuple(Language)
