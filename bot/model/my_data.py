"""What leads to one person, as it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.model.units import Role, Unit


class Trace(StrEnum):
    """A kind of what is stored of somebody."""

    IDEAS = "ideas"
    WITHDRAWN = "withdrawn"
    """Of these ideas."""
    COMMENTS = "comments"
    TRIALS = "trials"
    JOINED = "joined"
    PERMITS = "permits"
    """Asked."""
    CHALLENGES = "challenges"
    DECISIONS = "decisions"
    VERDICTS = "verdicts"
    """Answers about permission."""
    HELP = "help"
    BEGUN = "begun"
    """Ideas that others shared from a message of theirs."""
    COLLEAGUE = "colleague"
    """Quick trials that others logged for them."""
    REVIEWS = "reviews"
    HIDINGS = "hidings"
    HANDOVERS = "handovers"
    CHANNELS = "channels"
    ADDED = "added"
    """Channels to which they added the bot."""
    SUPPORT = "support"
    FOLLOWS = "follows"
    WOULD_HELP = "would_help"
    REPORTS = "reports"
    RHYTHM = "rhythm"
    """When and where they want the digest."""
    DIGESTS = "digests"
    OVERVIEWS = "overviews"
    WAITING = "waiting"
    """Private news that is gathered, or waits for working hours."""
    MESSAGES = "messages"
    """Private messages that hang, leave now or never arrived."""
    TRAIL = "trail"


@dataclass(frozen=True, slots=True)
class MyData:
    """All of a person's accounts together."""

    accounts: int
    email: bool
    """A keyed hash of an e-mail address is kept."""
    counts: Mapping[Trace, int]
    roles: tuple[tuple[Unit, Role], ...]
