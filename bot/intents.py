"""What can be asked: frozen records, and their compact text for buttons and forms."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from types import NoneType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from bot.model import Answer, Decision, Language

BIGINT = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Intent:
    """Something a person asks of Latu."""

    @property
    def anonymous(self) -> bool:
        """Whether the person is dropped before any rule sees the request."""
        return False


@dataclass(frozen=True, slots=True)
class Opens(Intent):
    """Reads, and answers with a form."""


@dataclass(frozen=True, slots=True)
class Personal(Intent):
    """Its answer is for the asker's eyes only: typed in a channel, it is answered with a button."""


@dataclass(frozen=True, slots=True)
class Fills(Intent):
    """Built by a form. `more`: its further questions are open."""

    more: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Unfold(Intent):
    """The same form again, with its further questions open. Made by adapters only, never encoded."""

    form: Fills


@dataclass(frozen=True, slots=True)
class Say(Intent):
    """Words typed to the bot; bot/commands.py knows what they mean."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Help(Intent):
    """What can be done here. `text`: what was typed and not understood."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class WriteIdea(Opens):
    """Open the form that shares an idea, with a text already typed."""

    text: str = ""


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
    anyway: bool = False

    @property
    def anonymous(self) -> bool:
        return self.name == "anonymous"


@dataclass(frozen=True, slots=True)
class Support(Intent):
    """Support an idea; again changes nothing."""

    idea: int


@dataclass(frozen=True, slots=True)
class TakeBack(Intent):
    """Take back one's own support."""

    idea: int


@dataclass(frozen=True, slots=True)
class WithdrawIdea(Intent):
    """Withdraw one's own idea."""

    idea: int


@dataclass(frozen=True, slots=True)
class MyPage(Personal):
    """One's own ideas, with what can be done to them."""


@dataclass(frozen=True, slots=True)
class PlanExperiment(Opens):
    """Open the form that starts a trial of an idea."""

    idea: int


@dataclass(frozen=True, slots=True)
class StartExperiment(Fills):
    """Start a trial of an idea."""

    idea: int
    what: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class OpenCheckIn(Opens):
    """Answer a check-in, with the pressed answer chosen."""

    checkin: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class AnswerCheckIn(Fills):
    """The answer to a check-in, with one observation."""

    checkin: int
    answer: Answer = Answer.ON_TRACK
    observation: str = ""


@dataclass(frozen=True, slots=True)
class OpenDecision(Opens):
    """Decide what becomes of a trial, with the pressed choice chosen."""

    checkin: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class Decide(Fills):
    """The decision at the end of a trial. `until` only when it goes on."""

    checkin: int
    decision: Decision = Decision.ADOPT
    lesson: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class OpenSettings(Opens):
    """Open one's own settings."""


@dataclass(frozen=True, slots=True)
class SetLanguage(Fills):
    """Choose the language in which Latu speaks to one."""

    language: Language = Language.FINNISH


@dataclass(frozen=True, slots=True)
class SetUpChannel(Opens):
    """Open the form that links this channel to the board."""


@dataclass(frozen=True, slots=True)
class LinkChannel(Fills):
    """Link this channel to a work community (empty: the whole organisation); people are account ids of this chat."""

    language: Language = Language.FINNISH
    unit: str = ""
    supervisor: str = ""
    deputy: str = ""
    renewer: str = ""


@dataclass(frozen=True, slots=True)
class UnlinkChannel(Intent):
    """Show nothing new in this channel any more."""


@dataclass(frozen=True, slots=True)
class ShowCode(Personal):
    """Show a code that joins one's other account to this one."""


@dataclass(frozen=True, slots=True)
class EnterCode(Opens):
    """Open the form that takes a code from the other chat."""


@dataclass(frozen=True, slots=True)
class Join(Fills):
    """Join this account with the one that showed the code."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class Part(Intent):
    """Undo a join: this account is a person of its own again."""


KINDS: dict[str, type[Intent]] = {
    kind.__name__: kind
    for kind in (
        Say,
        Help,
        WriteIdea,
        ShareIdea,
        Support,
        TakeBack,
        WithdrawIdea,
        MyPage,
        PlanExperiment,
        StartExperiment,
        OpenCheckIn,
        AnswerCheckIn,
        OpenDecision,
        Decide,
        OpenSettings,
        SetLanguage,
        SetUpChannel,
        LinkChannel,
        UnlinkChannel,
        ShowCode,
        EnterCode,
        Join,
        Part,
    )
}
HINTS = {kind: get_type_hints(kind) for kind in KINDS.values()}

F = TypeVar("F", bound=Intent)


def encode(intent: Intent) -> str:
    """The intent as compact JSON text; what has its default value is left out."""
    usual = {one.name: one.default for one in fields(intent)}
    values = {name: value for name, value in asdict(intent).items() if value != usual[name]}
    return json.dumps([type(intent).__name__, values], ensure_ascii=False, separators=(",", ":"), default=str)


def decode(text: str) -> Intent:
    """Read what `encode` wrote; raises ValueError for anything else, whoever made it."""
    try:
        name, values = json.loads(text)
        kind = KINDS[name]
        hints = HINTS[kind]
        return kind(**{key: _read(hints[key], value) for key, value in values.items()})
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError("not an intent") from error


def fill(intent: F, answers: Mapping[str, object]) -> F:
    """The intent with a form's answers in its fields (texts as the platform sent them, lists for several choices).

    Unknown names are refused, an empty answer is the field's empty value; raises ValueError.
    """
    hints = HINTS[type(intent)]
    try:
        return replace(intent, **{key: _read(hints[key], value) for key, value in answers.items()})
    except (TypeError, KeyError) as error:
        raise ValueError("not an answer") from error


def _read(hint: Any, value: object) -> object:
    """The value as the field's type, strictly; a form's text is taken for the types that forms send as text."""
    if get_origin(hint) is Literal:
        if value not in get_args(hint):
            raise ValueError("not a choice")
        return value
    if get_origin(hint) is Union or NoneType in get_args(hint):
        inner = next(part for part in get_args(hint) if part is not NoneType)
        return None if value in (None, "") else _read(inner, value)
    if get_origin(hint) is tuple:
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            raise ValueError("not a list of texts")
        return tuple(value)
    if hint is bool:
        if not isinstance(value, bool):
            raise ValueError("not yes or no")
        return value
    if hint is int:
        if isinstance(value, str) and value.isascii() and value.isdigit():
            value = int(value[:20])
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= BIGINT:
            raise ValueError("not a number")
        return value
    if value is None and hint is str:
        return ""
    if not isinstance(value, str):
        raise ValueError("not a text")
    return date.fromisoformat(value) if hint is date else hint(value)
