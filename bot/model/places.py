"""Where messages hang, and what they show."""

from dataclasses import dataclass

Home = tuple[str, str]
"""Platform, and the workspace or tenant there."""


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
class Posting:
    """Where a subject hangs. No `message`: it has not been sent yet."""

    id: int
    subject: Subject
    place: Place
    language: str
    under: Subject | None
    message: str | None
    attempts: int
    permalink: str | None = None
    """Where people open it in their own client; the adapter's own and never read here."""
    closed: bool = False
    """It shows nothing: somebody who may not see it reads there."""
