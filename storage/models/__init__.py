"""Every table. Rows belong to accounts, accounts point to persons; nothing is moved by a join."""

from storage.models.audit import Audit
from storage.models.base import NAMES, Base, Numbered
from storage.models.digests import Digest
from storage.models.experiments import CheckIn, Experiment
from storage.models.ideas import Idea, Support
from storage.models.people import Account, Installation, JoinCode, Person, WrongCode
from storage.models.postings import DEPARTURES, Delivery, Pause, Posting
from storage.models.units import Channel, Role, Unit

__all__ = [
    "DEPARTURES",
    "NAMES",
    "Account",
    "Audit",
    "Base",
    "Channel",
    "CheckIn",
    "Delivery",
    "Digest",
    "Experiment",
    "Idea",
    "Installation",
    "JoinCode",
    "Numbered",
    "Pause",
    "Person",
    "Posting",
    "Role",
    "Support",
    "Unit",
    "WrongCode",
]
