"""Every table. Rows belong to accounts, accounts point to persons; nothing is moved by a join."""

from storage.models.answers import Promised
from storage.models.audit import Audit
from storage.models.base import NAMES, Base, Numbered
from storage.models.challenges import Challenge
from storage.models.digests import Digest, DigestChoice
from storage.models.experiments import CheckIn, Experiment, HelpOffer, Joining
from storage.models.goals import Aim, EarlierGoal, Goal
from storage.models.hiding import Complaint, Hiding, Report
from storage.models.ideas import Change, Comment, Follow, Idea, Review, Support, WouldHelp
from storage.models.organisation import Organisation
from storage.models.people import Account, Installation, JoinCode, Person, WrongCode
from storage.models.permissions import PermissionCard, Permit
from storage.models.postings import (
    DEPARTURES,
    GATHERINGS,
    Delivery,
    Gathered,
    GatheredEdit,
    Notification,
    Pause,
    Posting,
    ScheduledPost,
    Uninstalled,
)
from storage.models.steering import OverviewLetter
from storage.models.units import Channel, ChannelUnit, Handover, Introduction, Role, Unit

__all__ = [
    "DEPARTURES",
    "GATHERINGS",
    "NAMES",
    "Account",
    "Aim",
    "Audit",
    "Base",
    "Challenge",
    "Change",
    "Channel",
    "ChannelUnit",
    "CheckIn",
    "Comment",
    "Complaint",
    "Delivery",
    "Digest",
    "DigestChoice",
    "EarlierGoal",
    "Experiment",
    "Follow",
    "Gathered",
    "GatheredEdit",
    "Goal",
    "Handover",
    "HelpOffer",
    "Hiding",
    "Idea",
    "Installation",
    "Introduction",
    "JoinCode",
    "Joining",
    "Notification",
    "Numbered",
    "Organisation",
    "OverviewLetter",
    "Pause",
    "PermissionCard",
    "Permit",
    "Person",
    "Posting",
    "Promised",
    "Report",
    "Review",
    "Role",
    "ScheduledPost",
    "Support",
    "Uninstalled",
    "Unit",
    "WouldHelp",
    "WrongCode",
]
