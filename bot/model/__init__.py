"""What exists: frozen records, the same for storage, rules and views."""

from bot.model.audit import Noted
from bot.model.challenges import Challenge
from bot.model.digests import Digest, Week
from bot.model.experiments import (
    Answer,
    Cadence,
    CheckIn,
    Decision,
    Due,
    Experiment,
    Measure,
    Plan,
    Question,
    Step,
)
from bot.model.goals import Area, Earlier, Goal
from bot.model.ideas import ASIDE, OPEN, AnswerKind, Change, Idea, Review, Stage
from bot.model.languages import LANGUAGES, Language
from bot.model.people import Account, Caller, Person, Profile
from bot.model.permissions import PermissionCard, Permit, PermitState, Promise
from bot.model.places import Place, Posting, Subject
from bot.model.requests import Organisation, Request
from bot.model.signals import Comment, Signals
from bot.model.standing import Concern, Standing
from bot.model.units import ANSWERING, LAST_LETTERS, Channel, Role, Unit
from bot.model.waiting import Awaited, Waiting

__all__ = [
    "ANSWERING",
    "ASIDE",
    "LANGUAGES",
    "LAST_LETTERS",
    "OPEN",
    "Account",
    "Answer",
    "AnswerKind",
    "Area",
    "Awaited",
    "Cadence",
    "Caller",
    "Challenge",
    "Change",
    "Channel",
    "CheckIn",
    "Comment",
    "Concern",
    "Decision",
    "Digest",
    "Due",
    "Earlier",
    "Experiment",
    "Goal",
    "Idea",
    "Language",
    "Measure",
    "Noted",
    "Organisation",
    "PermissionCard",
    "Permit",
    "PermitState",
    "Person",
    "Place",
    "Plan",
    "Posting",
    "Profile",
    "Promise",
    "Question",
    "Request",
    "Review",
    "Role",
    "Signals",
    "Stage",
    "Standing",
    "Step",
    "Subject",
    "Unit",
    "Waiting",
    "Week",
]
