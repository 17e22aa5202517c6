"""What exists: frozen records, the same for storage, rules and views."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from unicodedata import combining, normalize


class Language(StrEnum):
    """The languages that Latu speaks."""

    FINNISH = "fi"
    SWEDISH = "sv"
    ENGLISH = "en"


LANGUAGES = tuple(Language)
LAST_LETTERS = str.maketrans("åäö", "{|}")
"""What follows z in ASCII."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a message shows: `idea:7`. Drawn from the database whenever it leaves, so it is never stale."""

    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Subject":
        """Read `idea:7`; raises ValueError for anything else."""
        kind, _, number = text.partition(":")
        if not (kind.isidentifier() and number.isascii() and number.isdigit() and len(number) <= 18):
            raise ValueError("not a subject")
        return cls(kind, int(number))


@dataclass(frozen=True, slots=True)
class Place:
    """Where messages hang: a channel, or one account's own chat with the bot.

    `home` is the workspace or tenant, `id` names the place there, `address` is the adapter's own and never read here.
    """

    platform: str
    home: str
    id: str
    address: str
    private: bool = False
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """The account that a verified request names. `own` is its private chat with the bot."""

    own: Place
    name: str | None = None
    language: str | None = None
    """The client's language, if the platform told it."""


@dataclass(frozen=True, slots=True)
class Person:
    """A human being: what one or more accounts point to. No name: not known yet."""

    id: int
    name: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """One account in one chat, and the person it points to."""

    id: int
    person: Person
    own: Place
    language: str | None
    """The person's own choice."""
    client_language: str | None
    time_zone: str | None
    email_key: str | None
    """Keyed hash of the e-mail, kept only when the account may be joined by it."""
    member: bool | None
    """A full member; None: not looked up yet. Whoever is not one is refused and does not count."""
    workspace_admin: bool
    joined: bool
    """Another account points to the same person."""
    looked_up_at: datetime | None = None
    asked_at: datetime | None = None
    """When the platform was last asked about it; an answer may never come."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a platform tells of an account when it is looked up."""

    name: str
    email: str | None = None
    email_confirmed: bool = False
    full_member: bool = False
    """Not a guest, restricted, external, deactivated or a bot."""
    workspace_admin: bool = False
    language: str | None = None
    time_zone: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A work community (työyhteisö)."""

    id: int
    name: str

    @property
    def alphabetical(self) -> str:
        """Orders names as Finnish and Swedish do, where å, ä and ö come last; databases have orders of their own."""
        letters = normalize("NFC", self.name).casefold().translate(LAST_LETTERS)
        return "".join(one for one in normalize("NFD", letters) if not combining(one))


class Role(StrEnum):
    """What somebody does for a work community."""

    SUPERVISOR = "supervisor"
    DEPUTY = "deputy"
    RENEWER = "renewer"


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel linked to the board. Without a unit it belongs to the whole organisation."""

    id: int
    place: Place
    language: str
    unit: Unit | None


class Stage(StrEnum):
    """The life of an idea, as far as it exists today."""

    NEED = "need"
    IDEA = "idea"
    TRIAL = "trial"
    ADOPTED = "adopted"
    ADAPTED = "adapted"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Idea:
    """A need or an idea. `author` is None when it was shared anonymously; the time is a date on purpose."""

    id: int
    title: str
    about: str
    unit: Unit | None
    benefits: tuple[str, ...]
    origin: str
    author: Person | None
    stage: Stage
    shared_on: date
    support: int
    lesson: str | None

    @property
    def subject(self) -> Subject:
        return Subject("idea", self.id)


class Answer(StrEnum):
    """What a check-in says."""

    ON_TRACK = "on_track"
    NEEDS_HELP = "needs_help"
    STOP = "stop"


class Decision(StrEnum):
    """What becomes of a trial at its end; all three are good results."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One question about one trial on one day. `ending` asks for the decision."""

    id: int
    experiment: int
    due_on: date
    ending: bool
    answer: Answer | None
    observation: str
    answered_on: date | None
    asked: bool = True

    @property
    def subject(self) -> Subject:
        return Subject("checkin", self.id)


@dataclass(frozen=True, slots=True)
class Experiment:
    """A trial (kokeilu) of an idea, run by its owner until a day."""

    id: int
    idea: int
    title: str
    what: str
    owner: Person
    starts_on: date
    ends_on: date
    decision: Decision | None
    latest: CheckIn | None
    """The latest answered check-in."""


@dataclass(frozen=True, slots=True)
class Posting:
    """Where a subject hangs. No `message`: it has not been sent yet."""

    id: int
    subject: Subject
    place: Place
    language: str
    under: Subject | None
    message: str | None
    attempts: int


@dataclass(frozen=True, slots=True)
class Digest:
    """One weekly digest of one account: it is sent on `monday` and tells of the days from `since` on."""

    id: int
    account: int
    since: date
    monday: date


@dataclass(frozen=True, slots=True)
class Week:
    """What a weekly digest tells one supervisor about own work communities."""

    number: int
    new: tuple[Idea, ...]
    supported: tuple[Idea, ...]
    running: tuple[Experiment, ...]
    ending: tuple[Experiment, ...]
    waiting: tuple[Experiment, ...]
    """Ended before, and not decided."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """What the settings say of the organisation that this installation serves."""

    language: str
    time_zone: str
    chats: tuple[str, ...]
    country: str = "FI"
    """Whose public holidays are kept."""
    admin_keys: frozenset[str] = frozenset()
    """Keyed hashes of the admins' e-mails."""


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks, where, and from which copy of which card."""

    caller: Caller
    place: Place | None = None
    """The channel, when it happened in one."""
    delivery: str | None = None
    """The platform's own id of this delivery: a second one changes nothing."""
    message: str | None = None
    """The clicked copy, as `Platform.post` would name it; None inside a dialog or a private answer."""
    subject: Subject | None = None
    """What that copy shows."""
    opens: bool = True
    """Whether a form can be opened at once; a typed message has no such way, there the answer is a button."""
