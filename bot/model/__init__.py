"""What exists: frozen records, the same for storage, rules and views."""

from bot.model.audit import Noted
from bot.model.challenges import Challenge
from bot.model.channels import Channel, Posters, Shows, Surroundings, Trouble, Wishes
from bot.model.digests import Answered, Decided, Digest, Moved, Pace, Part, Reader, Rhythm, Tried, Week
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
from bot.model.hiding import Complaint, ComplaintState, Hiding, HidingState
from bot.model.ideas import ASIDE, OPEN, AnswerKind, Change, Idea, Review, Stage
from bot.model.languages import LANGUAGES, Language
from bot.model.people import Account, Caller, Hears, Person, Profile
from bot.model.permissions import PermissionCard, Permit, PermitState, Promise
from bot.model.places import Place, Posting, Subject
from bot.model.requests import Organisation, Request
from bot.model.signals import Comment, Signals
from bot.model.standing import Concern, Standing
from bot.model.steering import (
    Attempt,
    Colour,
    Kept,
    Letter,
    Light,
    Overview,
    Practice,
    Reason,
    light,
    quarter_after,
    quarter_of,
)
from bot.model.units import ANSWERING, BETWEEN, LAST_LETTERS, SHARED, Handover, Role, Unit
from bot.model.waiting import Awaited, Waiting

__all__ = [
    "ANSWERING",
    "ASIDE",
    "BETWEEN",
    "LANGUAGES",
    "LAST_LETTERS",
    "OPEN",
    "SHARED",
    "Account",
    "Answer",
    "AnswerKind",
    "Answered",
    "Area",
    "Attempt",
    "Awaited",
    "Cadence",
    "Caller",
    "Challenge",
    "Change",
    "Channel",
    "CheckIn",
    "Colour",
    "Comment",
    "Complaint",
    "ComplaintState",
    "Concern",
    "Decided",
    "Decision",
    "Digest",
    "Due",
    "Earlier",
    "Experiment",
    "Goal",
    "Handover",
    "Hears",
    "Hiding",
    "HidingState",
    "Idea",
    "Kept",
    "Language",
    "Letter",
    "Light",
    "Measure",
    "Moved",
    "Noted",
    "Organisation",
    "Overview",
    "Pace",
    "Part",
    "PermissionCard",
    "Permit",
    "PermitState",
    "Person",
    "Place",
    "Plan",
    "Posters",
    "Posting",
    "Practice",
    "Profile",
    "Promise",
    "Question",
    "Reader",
    "Reason",
    "Request",
    "Review",
    "Rhythm",
    "Role",
    "Shows",
    "Signals",
    "Stage",
    "Standing",
    "Step",
    "Subject",
    "Surroundings",
    "Tried",
    "Trouble",
    "Unit",
    "Waiting",
    "Week",
    "Wishes",
    "light",
    "quarter_after",
    "quarter_of",
]
