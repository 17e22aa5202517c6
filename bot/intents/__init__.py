"""What can be asked: frozen records, and their compact text for buttons and forms."""

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
from bot.intents.base import MENTION, Changes, Fills, Intent, Opens, Personal, Unfold
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
from bot.intents.channels import CheckChannel, LinkChannel, SeeChannels, SetUpChannel, UnlinkChannel
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
from bot.intents.encoding import KINDS, decode, encode, fill
from bot.intents.experiments import Decide, OpenDecision, PlanExperiment, StartExperiment
from bot.intents.finding import FindIdeas, Order, Search, WriteSearch
from bot.intents.following import Follow, MoreOf, Unfollow
from bot.intents.goals import AimAt, ChooseGoals, CloseGoal, ReopenGoal, SaveGoal, SeeGoal, SeeGoals, WriteGoal
from bot.intents.guidance import Help, Outdated, Say, SeeTour, SendFile
from bot.intents.hiding import AnswerHiding, AskToHide, AskToShow, Hide, OpenAppeal, ShowAgain
from bot.intents.ideas import AskToWithdraw, CaptureMessage, SeeIdea, ShareIdea, WithdrawIdea, WriteIdea
from bot.intents.joining import JoinTrial, LeaveTrial, OpenJoining
from bot.intents.lessons import FindLessons
from bot.intents.links import ShowLink
from bot.intents.my_data import SeeKeeping, SeeMyData
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

__all__ = [
    "KINDS",
    "MENTION",
    "AddComment",
    "AimAt",
    "AllowTrial",
    "AnswerChallenge",
    "AnswerCheckIn",
    "AnswerHiding",
    "AnswerIdea",
    "AskChallenge",
    "AskToDecline",
    "AskToHide",
    "AskToMerge",
    "AskToPark",
    "AskToRemove",
    "AskToReopen",
    "AskToShow",
    "AskToWithdraw",
    "CaptureMessage",
    "Changes",
    "CheckChannel",
    "ChooseDigest",
    "ChooseGoals",
    "ChooseUnit",
    "CloseGoal",
    "CloseUnit",
    "Decide",
    "DeclineIdea",
    "EditComment",
    "EditIdea",
    "EditPermissionCard",
    "EndChallenge",
    "EnterCode",
    "FetchPack",
    "Fills",
    "FindIdeas",
    "FindLessons",
    "Follow",
    "GiveRoles",
    "Help",
    "Hide",
    "Intent",
    "ItIsMine",
    "Join",
    "JoinTrial",
    "Later",
    "LeaveIt",
    "LeavePack",
    "LeaveTrial",
    "LinkChannel",
    "LogQuickTrial",
    "MergeIdea",
    "MoreOf",
    "MoreOfComment",
    "MyPage",
    "OfferHelp",
    "OpenAnswer",
    "OpenAppeal",
    "OpenCheckIn",
    "OpenComment",
    "OpenCommentEditing",
    "OpenDecision",
    "OpenDigest",
    "OpenEditing",
    "OpenHelp",
    "OpenJoining",
    "OpenNotNow",
    "OpenOrganisation",
    "OpenProlonging",
    "OpenReport",
    "OpenRoles",
    "OpenSettings",
    "OpenWouldHelp",
    "Opens",
    "Order",
    "Outdated",
    "ParkIdea",
    "Part",
    "Personal",
    "PlanExperiment",
    "ProlongChallenge",
    "ReadAll",
    "ReadAudit",
    "ReadPart",
    "RemoveComment",
    "RemovePermissionCard",
    "ReopenGoal",
    "ReopenIdea",
    "ReopenUnit",
    "ResumeDigest",
    "SaveGoal",
    "SaveOrganisation",
    "SavePermissionCard",
    "SaveSettings",
    "SaveUnit",
    "Say",
    "SayNotNow",
    "SayWouldHelp",
    "Search",
    "SeeAdministration",
    "SeeAwaited",
    "SeeChallenge",
    "SeeChallenges",
    "SeeChannels",
    "SeeGoal",
    "SeeGoals",
    "SeeIdea",
    "SeeKeeping",
    "SeeMyData",
    "SeeOverview",
    "SeePermissionCard",
    "SeeTour",
    "SeeUnits",
    "SeeWaiting",
    "SendFile",
    "SendReport",
    "SetLanguage",
    "SetUpChannel",
    "ShareIdea",
    "ShowAgain",
    "ShowCode",
    "ShowLink",
    "StartExperiment",
    "StopAsking",
    "StopDigest",
    "Support",
    "TakeBack",
    "TakePack",
    "TakeUnitBack",
    "Unfold",
    "Unfollow",
    "UnlinkChannel",
    "WithdrawIdea",
    "WriteChallenge",
    "WriteGoal",
    "WriteIdea",
    "WriteQuickTrial",
    "WriteSearch",
    "WriteUnit",
    "decode",
    "encode",
    "fill",
]
