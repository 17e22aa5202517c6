"""Quick trials: logged in one form, for oneself, for a colleague or in a meeting."""

from dataclasses import dataclass

from bot.intents.base import Fills, Intent, Opens


@dataclass(frozen=True, slots=True)
class WriteQuickTrial(Opens):
    """Open the form that logs a quick trial, with a text already typed."""

    text: str = ""
    meeting: bool = False
    """Several in a row, for people without an account."""


@dataclass(frozen=True, slots=True)
class LogQuickTrial(Fills):
    """Log a quick trial. `whose` is the account id of a colleague in this chat, `name` what is written in a meeting.

    `anyway`: what is similar has been seen.
    """

    what: str = ""
    good: str = ""
    whose: str = ""
    name: str = ""
    unit: int | None = None
    meeting: bool = False
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class ItIsMine(Intent):
    """Say that a quick trial that a colleague logged is one's own; from then on the card has one's name."""

    idea: int
