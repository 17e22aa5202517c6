"""What the people of the model municipality share and try, as data; everything in it is an example."""

from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import ConfigDict, Field, TypeAdapter

from playground.people import Example, Words


class Answered(Example):
    """What somebody answers halfway, with the value of the measure if there is one."""

    answer: Literal["on_track", "needs_help"]
    observation: Words
    value: Decimal | None = None


class Measured(Example):
    """How a trial is noticed; asked about every week."""

    name: Words
    unit: Words
    start: Decimal
    goal: Decimal


class Decided(Example):
    """What becomes of a trial; `days`: of the new round."""

    choice: Literal["adopt", "adapt", "stop"]
    lesson: Words
    days: int | None = None


class Declined(Example):
    """Not now; in so many `days` it is asked again."""

    reason: Words
    days: int


class Commented(Example):
    """What somebody says of an idea, on a day."""

    by: str
    day: int
    text: Words


class Tried(Example):
    """A trial: from `day` on, for `days`; who joined it does so at once. `outside` the permission card it waits.

    `cooperation`: it changes the organisation of work, and HR and the shop steward are told; asked with the measure.
    """

    by: str
    joined: tuple[str, ...] = ()
    what: Words
    why: Words
    day: int
    days: int
    measure: Measured | None = None
    checkins: tuple[Answered, ...] = ()
    decision: Decided | None = None
    outside: bool = False
    cooperation: bool = False
    declined: Declined | None = None


class PutAside(Example):
    """An idea that is parked for `days`, declined, or merged into the one with this English title."""

    by: str
    day: int
    reason: Words
    days: int | None = None
    into: str | None = None


class Replied(Example):
    """The answer that was promised; a `not_now` with `days` is come back to."""

    by: str
    day: int
    kind: Literal["thanks", "not_now", "try"]
    reason: Words
    days: int | None = None


class Shared(Example):
    """An idea or need; the days are counted from the first one in the town. Without `by` it is anonymous."""

    title: Words
    chat: Literal["slack", "teams"]
    day: int
    about: Words | None = None
    unit: str | None = None
    by: str | None = None
    kind: Literal["idea", "need"] = "idea"
    origin: Literal["own", "customer"] = "own"
    benefits: tuple[Literal["staff", "customers", "organisation", "society"], ...] = ()
    support: tuple[str, ...] = ()
    would_help: dict[str, str] = Field(default_factory=dict)
    """Who says so, and of which work community."""
    comments: tuple[Commented, ...] = ()
    trial: Tried | None = None
    answer: Replied | None = None
    aside: PutAside | None = None
    withdrawn: bool = False
    goals: tuple[str, ...] = ()
    """By their English names."""
    answers: str | None = None
    """The challenge with this English question."""


class Aimed(Example):
    """A goal, of a work community or of the whole organisation."""

    area: Literal["effect", "quality", "productivity", "work"]
    name: Words
    unit: str | None = None
    measure: Measured


class Asked(Example):
    """A challenge in the channel of a work community, for `days`."""

    by: str
    chat: Literal["slack", "teams"]
    room: str
    unit: str
    day: int
    days: int
    question: Words
    about: Words


class Aims(Example):
    """seeds/aims.yaml."""

    goals: list[Aimed]
    challenges: list[Asked]


class Stayed(Example):
    """What is answered after two weeks, and what others learn from it."""

    answer: Literal["yes", "changed", "no"]
    lesson: Words


class Quick(Example):
    """A quick trial: `whose` is a colleague's, who has `claimed` it or not yet; in a `meeting` with a `name`."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    what: Words
    good: Words
    by: str
    chat: Literal["slack", "teams"]
    room: str
    day: int
    whose: str | None = Field(None, alias="for")
    claimed: bool = False
    meeting: bool = False
    name: Words | None = None
    support: tuple[str, ...] = ()
    stayed: Stayed | None = None


@cache
def quick_trials() -> list[Quick]:
    """seeds/quick.yaml, oldest first."""
    text = (files("playground") / "seeds" / "quick.yaml").read_text(encoding="utf-8")
    return TypeAdapter(list[Quick]).validate_python(yaml.load(text, yaml.CSafeLoader))


@cache
def aims() -> Aims:
    """seeds/aims.yaml."""
    text = (files("playground") / "seeds" / "aims.yaml").read_text(encoding="utf-8")
    return Aims.model_validate(yaml.load(text, yaml.CSafeLoader))


@cache
def ideas() -> list[Shared]:
    """seeds/ideas.yaml, oldest first."""
    text = (files("playground") / "seeds" / "ideas.yaml").read_text(encoding="utf-8")
    return sorted(TypeAdapter(list[Shared]).validate_python(yaml.load(text, yaml.CSafeLoader)), key=lambda one: one.day)
