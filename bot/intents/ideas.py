"""Sharing ideas, seeing them, and withdrawing one's own."""

from dataclasses import dataclass
from typing import Literal

from bot.intents.base import Fills, Opens, Personal


@dataclass(frozen=True, slots=True)
class WriteIdea(Opens):
    """Open the form that shares an idea, with a text already typed."""

    text: str = ""
    mentioned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaptureMessage(Opens):
    """Open the form that shares an idea, with the text of a message; `writer` is an account's id in that chat."""

    text: str = ""
    writer: str = ""
    link: str = ""
    mentioned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShareIdea(Fills):
    """Share an idea or a need. `anyway`: similar ideas have been seen."""

    title: str = ""
    about: str = ""
    unit: int | None = None
    benefits: tuple[str, ...] = ()
    origin: Literal["own", "customer"] = "own"
    kind: Literal["idea", "need"] = "idea"
    name: Literal["named", "anonymous"] = "named"
    goals: tuple[str, ...] = ()
    anyway: bool = False
    challenge: int | None = None
    """The challenge that it answers."""
    captured: bool = False
    """Its text is a message's."""
    writer: str = ""
    link: str = ""
    """Of that message, when they may come along."""

    @property
    def anonymous(self) -> bool:
        return self.name == "anonymous"


@dataclass(frozen=True, slots=True)
class AskToWithdraw(Opens):
    """Ask once more before an own idea is withdrawn."""

    idea: int


@dataclass(frozen=True, slots=True)
class WithdrawIdea(Fills):
    """Withdraw one's own idea, for good."""

    idea: int


@dataclass(frozen=True, slots=True)
class SeeIdea(Personal):
    """One idea's card, as it is now."""

    idea: int
