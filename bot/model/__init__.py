"""What exists: frozen records, the same for storage, rules and views."""

from bot.model.digests import Digest, Week
from bot.model.experiments import Answer, CheckIn, Decision, Experiment
from bot.model.ideas import Idea, Stage
from bot.model.languages import LANGUAGES, Language
from bot.model.people import Account, Caller, Person, Profile
from bot.model.places import Place, Posting, Subject
from bot.model.requests import Organisation, Request
from bot.model.units import LAST_LETTERS, Channel, Role, Unit

__all__ = [
    "LANGUAGES",
    "LAST_LETTERS",
    "Account",
    "Answer",
    "Caller",
    "Channel",
    "CheckIn",
    "Decision",
    "Digest",
    "Experiment",
    "Idea",
    "Language",
    "Organisation",
    "Person",
    "Place",
    "Posting",
    "Profile",
    "Request",
    "Role",
    "Stage",
    "Subject",
    "Unit",
    "Week",
]
