"""Needs and ideas."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.model.people import Account, Person
from bot.model.places import Subject
from bot.model.units import Unit


class Stage(StrEnum):
    """The life of an idea, as far as it exists today."""

    NEED = "need"
    IDEA = "idea"
    TRIAL = "trial"
    ADOPTED = "adopted"
    ADAPTED = "adapted"
    STOPPED = "stopped"
    PARKED = "parked"
    DECLINED = "declined"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class AnswerKind(StrEnum):
    """What an idea's promised answer says."""

    THANKS = "thanks"
    NOT_NOW = "not_now"
    TRY = "try"


OPEN = frozenset({Stage.NEED, Stage.IDEA})
"""Nothing has been decided yet, and nobody tries it."""
ASIDE = frozenset({Stage.PARKED, Stage.DECLINED, Stage.MERGED})
"""Decided beside a trial; each can be opened again."""
CLOSED = frozenset({Stage.STOPPED, Stage.DECLINED})
"""Decided against, after a trial or without one: nobody supports it any more."""
TOLD_WIDELY = frozenset({Stage.ADOPTED, Stage.ADAPTED, Stage.STOPPED, Stage.MERGED})
"""News of these reaches also who supports an idea, joined its trial, or said that it would help."""


@dataclass(frozen=True, slots=True)
class Idea:
    """A need or an idea. `author` is None when it was shared anonymously; the time is a date on purpose."""

    id: int
    title: str
    about: str
    unit: Unit | None
    benefits: tuple[str, ...]
    origin: str
    author: Person | None
    stage: Stage
    shared_on: date
    support: int
    lesson: str | None
    credited: str | None = None
    """`author` logged it for somebody else: whose name was written, or nothing."""
    colleague: int | None = None
    """The account of whom it was logged for, until they say that it is theirs."""
    before: Stage | None = None
    """The stage that it is opened to again; what it was before it was put aside."""
    back_on: date | None = None
    """When a parked idea is come back to."""
    merged_into: int | None = None
    """The idea that it was merged into, which may have been merged on since."""
    hidden: bool = False
    """Nobody sees its words."""
    answer_by: date | None = None
    """An answer is promised by this day; None for what was only logged."""
    answered_on: date | None = None
    challenge: int | None = None
    """The challenge that it answers."""
    edited_on: date | None = None
    """When its author last changed its words."""
    writer: Person | None = None
    """Who wrote the message whose text it began with; told of one idea, not of those in lists."""
    link: str | None = None
    """To that message."""

    @property
    def subject(self) -> Subject:
        return Subject("idea", self.id)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of an idea's stage, with its reason."""

    id: int
    idea: int
    stage: Stage
    reason: str
    by: Person | None
    """Who decided it in a role of theirs."""
    answer: AnswerKind | None = None
    """It is the answer that was promised."""


@dataclass(frozen=True, slots=True)
class Review:
    """A parked idea is come back to: who parked it, and when they are asked."""

    id: int
    idea: int
    account: Account

    @property
    def subject(self) -> Subject:
        return Subject("review", self.id)
