"""Intents as compact text for buttons and forms, and back, strictly."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from types import NoneType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from bot.intents.accounts import EnterCode, Join, Part, ShowCode
from bot.intents.administration import SeeAdministration
from bot.intents.answers import AnswerIdea, OpenAnswer, SeeAwaited, SeeWaiting
from bot.intents.aside import (
    AskToDecline,
    AskToMerge,
    AskToPark,
    AskToReopen,
    DeclineIdea,
    MergeIdea,
    ParkIdea,
    ReopenIdea,
)
from bot.intents.audit import ReadAudit
from bot.intents.base import Intent
from bot.intents.challenges import (
    AnswerChallenge,
    AskChallenge,
    EndChallenge,
    OpenProlonging,
    ProlongChallenge,
    SeeChallenge,
    SeeChallenges,
    WriteChallenge,
)
from bot.intents.channels import CheckChannel, LinkChannel, SetUpChannel, UnlinkChannel
from bot.intents.checkins import AnswerCheckIn, Later, OfferHelp, OpenCheckIn, OpenHelp
from bot.intents.comments import (
    AddComment,
    AskToRemove,
    EditComment,
    MoreOfComment,
    OpenComment,
    OpenCommentEditing,
    ReadAll,
    RemoveComment,
)
from bot.intents.digests import ChooseDigest, OpenDigest, ReadPart, ResumeDigest, StopDigest
from bot.intents.editing import EditIdea, OpenEditing
from bot.intents.experiments import Decide, OpenDecision, PlanExperiment, StartExperiment
from bot.intents.finding import FindIdeas, Search, WriteSearch
from bot.intents.following import Follow, MoreOf, Unfollow
from bot.intents.goals import AimAt, ChooseGoals, CloseGoal, ReopenGoal, SaveGoal, SeeGoal, SeeGoals, WriteGoal
from bot.intents.guidance import Help, Outdated, Say, SeeTour, SendFile
from bot.intents.hiding import AnswerHiding, AskToHide, AskToShow, Hide, OpenAppeal, ShowAgain
from bot.intents.ideas import AskToWithdraw, CaptureMessage, SeeIdea, ShareIdea, WithdrawIdea, WriteIdea
from bot.intents.joining import JoinTrial, LeaveTrial, OpenJoining
from bot.intents.lessons import FindLessons
from bot.intents.links import ShowLink
from bot.intents.my_page import MyPage
from bot.intents.organisation import OpenOrganisation, SaveOrganisation
from bot.intents.permissions import EditPermissionCard, RemovePermissionCard, SavePermissionCard, SeePermissionCard
from bot.intents.permits import AllowTrial, OpenNotNow, SayNotNow, StopAsking
from bot.intents.quick import ItIsMine, LogQuickTrial, WriteQuickTrial
from bot.intents.reports import LeaveIt, OpenReport, SendReport
from bot.intents.roles import ChooseUnit, GiveRoles, OpenRoles
from bot.intents.settings import OpenSettings, SaveSettings, SetLanguage
from bot.intents.steering import FetchPack, LeavePack, SeeOverview, TakePack
from bot.intents.support import Support, TakeBack
from bot.intents.units import CloseUnit, ReopenUnit, SaveUnit, SeeUnits, WriteUnit
from bot.intents.would_help import OpenWouldHelp, SayWouldHelp, TakeUnitBack

BIGINT = 2**63 - 1

KINDS: dict[str, type[Intent]] = {
    kind.__name__: kind
    for kind in (
        Say,
        SendFile,
        Help,
        SeeTour,
        Outdated,
        WriteIdea,
        CaptureMessage,
        ShareIdea,
        Support,
        TakeBack,
        OpenWouldHelp,
        SayWouldHelp,
        TakeUnitBack,
        OpenComment,
        MoreOfComment,
        OpenCommentEditing,
        EditComment,
        AskToRemove,
        RemoveComment,
        AddComment,
        ReadAll,
        OpenJoining,
        JoinTrial,
        LeaveTrial,
        MoreOf,
        ShowLink,
        Follow,
        Unfollow,
        AskToWithdraw,
        WithdrawIdea,
        OpenEditing,
        EditIdea,
        MyPage,
        SeeIdea,
        OpenAnswer,
        AnswerIdea,
        SeeWaiting,
        SeeAwaited,
        AskToPark,
        ParkIdea,
        AskToDecline,
        DeclineIdea,
        AskToMerge,
        MergeIdea,
        AskToReopen,
        ReopenIdea,
        AskToHide,
        Hide,
        AskToShow,
        ShowAgain,
        OpenAppeal,
        AnswerHiding,
        OpenReport,
        SendReport,
        LeaveIt,
        FindLessons,
        FindIdeas,
        WriteSearch,
        Search,
        PlanExperiment,
        StartExperiment,
        WriteQuickTrial,
        LogQuickTrial,
        ItIsMine,
        OpenCheckIn,
        AnswerCheckIn,
        Later,
        OpenHelp,
        OfferHelp,
        OpenDecision,
        Decide,
        SeePermissionCard,
        SeeAdministration,
        EditPermissionCard,
        SavePermissionCard,
        RemovePermissionCard,
        AllowTrial,
        OpenNotNow,
        SayNotNow,
        StopAsking,
        SeeOverview,
        FetchPack,
        TakePack,
        LeavePack,
        OpenOrganisation,
        SaveOrganisation,
        ReadAudit,
        SeeUnits,
        WriteUnit,
        SaveUnit,
        CloseUnit,
        ReopenUnit,
        SeeGoals,
        SeeGoal,
        WriteGoal,
        SaveGoal,
        CloseGoal,
        ReopenGoal,
        ChooseGoals,
        AimAt,
        SeeChallenges,
        SeeChallenge,
        WriteChallenge,
        AskChallenge,
        AnswerChallenge,
        OpenProlonging,
        ProlongChallenge,
        EndChallenge,
        OpenSettings,
        SetLanguage,
        SaveSettings,
        ReadPart,
        OpenDigest,
        ChooseDigest,
        StopDigest,
        ResumeDigest,
        SetUpChannel,
        LinkChannel,
        UnlinkChannel,
        CheckChannel,
        OpenRoles,
        ChooseUnit,
        GiveRoles,
        ShowCode,
        EnterCode,
        Join,
        Part,
    )
}
HINTS = {kind: get_type_hints(kind) for kind in KINDS.values()}
USUAL = {kind: [(one.name, one.default) for one in fields(kind)] for kind in KINDS.values()}
COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)

F = TypeVar("F", bound=Intent)


def encode(intent: Intent) -> str:
    """The intent as compact JSON text; what has its default value is left out."""
    kind = type(intent)
    values = {name: value for name, usual in USUAL[kind] if (value := getattr(intent, name)) != usual}
    return COMPACT.encode([kind.__name__, values])


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
