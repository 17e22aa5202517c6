"""What exists: frozen records, the same for storage, rules and views."""

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
from bot.model.ideas import ASIDE, OPEN, Change, Idea, Review, Stage
from bot.model.languages import LANGUAGES, Language
from bot.model.people import Account, Caller, Person, Profile
from bot.model.permissions import PermissionCard, Permit, PermitState, Promise
from bot.model.places import Place, Posting, Subject
from bot.model.requests import Organisation, Request
from bot.model.signals import Comment, Signals
from bot.model.steering import Colour, Letter, Light, Overview, Reason, Standing, Tried, light, quarter_after
from bot.model.units import LAST_LETTERS, Channel, Role, Unit

__all__ = [
    "ASIDE",
    "LANGUAGES",
    "LAST_LETTERS",
    "OPEN",
    "Account",
    "Answer",
    "Area",
    "Cadence",
    "Caller",
    "Challenge",
    "Change",
    "Channel",
    "CheckIn",
    "Colour",
    "Comment",
    "Decision",
    "Digest",
    "Due",
    "Earlier",
    "Experiment",
    "Goal",
    "Idea",
    "Language",
    "Letter",
    "Light",
    "Measure",
    "Organisation",
    "Overview",
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
    "Reason",
    "Request",
    "Review",
    "Role",
    "Signals",
    "Stage",
    "Standing",
    "Step",
    "Subject",
    "Tried",
    "Unit",
    "Week",
    "light",
    "quarter_after",
]
