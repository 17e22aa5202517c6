"""What can be asked: frozen records, and their compact text for buttons and forms."""

from bot.intents.accounts import EnterCode, Join, Part, ShowCode
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
from bot.intents.base import Fills, Intent, Opens, Personal, Unfold
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
from bot.intents.channels import LinkChannel, SetUpChannel, UnlinkChannel
from bot.intents.checkins import AnswerCheckIn, Later, OfferHelp, OpenCheckIn, OpenHelp
from bot.intents.comments import AddComment, OpenComment, ReadAll
from bot.intents.encoding import KINDS, decode, encode, fill
from bot.intents.experiments import Decide, OpenDecision, PlanExperiment, StartExperiment
from bot.intents.following import Follow, MoreOf, Unfollow
from bot.intents.goals import AimAt, ChooseGoals, CloseGoal, ReopenGoal, SaveGoal, SeeGoal, SeeGoals, WriteGoal
from bot.intents.guidance import Help, Outdated, Say
from bot.intents.ideas import AskToWithdraw, MyPage, ShareIdea, WithdrawIdea, WriteIdea
from bot.intents.joining import JoinTrial, LeaveTrial, OpenJoining
from bot.intents.lessons import FindLessons
from bot.intents.organisation import OpenOrganisation, SaveOrganisation
from bot.intents.permissions import EditPermissionCard, RemovePermissionCard, SavePermissionCard, SeePermissionCard
from bot.intents.permits import AllowTrial, OpenNotNow, SayNotNow, StopAsking
from bot.intents.quick import ItIsMine, LogQuickTrial, WriteQuickTrial
from bot.intents.settings import OpenSettings, SaveSettings, SetLanguage
from bot.intents.steering import SeeOverview
from bot.intents.support import Support, TakeBack
from bot.intents.would_help import OpenWouldHelp, SayWouldHelp, TakeUnitBack

__all__ = [
    "KINDS",
    "AddComment",
    "AimAt",
    "AllowTrial",
    "AnswerChallenge",
    "AnswerCheckIn",
    "AskChallenge",
    "AskToDecline",
    "AskToMerge",
    "AskToPark",
    "AskToReopen",
    "AskToWithdraw",
    "ChooseGoals",
    "CloseGoal",
    "Decide",
    "DeclineIdea",
    "EditPermissionCard",
    "EndChallenge",
    "EnterCode",
    "Fills",
    "FindLessons",
    "Follow",
    "Help",
    "Intent",
    "ItIsMine",
    "Join",
    "JoinTrial",
    "Later",
    "LeaveTrial",
    "LinkChannel",
    "LogQuickTrial",
    "MergeIdea",
    "MoreOf",
    "MyPage",
    "OfferHelp",
    "OpenCheckIn",
    "OpenComment",
    "OpenDecision",
    "OpenHelp",
    "OpenJoining",
    "OpenNotNow",
    "OpenOrganisation",
    "OpenProlonging",
    "OpenSettings",
    "OpenWouldHelp",
    "Opens",
    "Outdated",
    "ParkIdea",
    "Part",
    "Personal",
    "PlanExperiment",
    "ProlongChallenge",
    "ReadAll",
    "RemovePermissionCard",
    "ReopenGoal",
    "ReopenIdea",
    "SaveGoal",
    "SaveOrganisation",
    "SavePermissionCard",
    "SaveSettings",
    "Say",
    "SayNotNow",
    "SayWouldHelp",
    "SeeChallenge",
    "SeeChallenges",
    "SeeGoal",
    "SeeGoals",
    "SeeOverview",
    "SeePermissionCard",
    "SetLanguage",
    "SetUpChannel",
    "ShareIdea",
    "ShowCode",
    "StartExperiment",
    "StopAsking",
    "Support",
    "TakeBack",
    "TakeUnitBack",
    "Unfold",
    "Unfollow",
    "UnlinkChannel",
    "WithdrawIdea",
    "WriteChallenge",
    "WriteGoal",
    "WriteIdea",
    "WriteQuickTrial",
    "decode",
    "encode",
    "fill",
]
