"""What an intent is answered with: something for the one who asked, and what others see change."""

from dataclasses import dataclass

from bot.model import Place, Subject
from bot.views.kinds import File, Shown


@dataclass(frozen=True, slots=True)
class Post:
    """Hang a subject somewhere new; with `under`, below the copy of that subject there."""

    subject: Subject
    to: Place
    language: str
    under: Subject | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """`show` goes to the asker at once, in `language`; the rest leaves through the outbox after the commit."""

    show: Shown | None = None
    post: tuple[Post, ...] = ()
    redraw: tuple[Subject, ...] = ()
    file: File | None = None
    """What the asker has said yes to, where the chat asks first."""
    language: str = ""
    """Empty: the language of the one who asks, which the door fills in."""
