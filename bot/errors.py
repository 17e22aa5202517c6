"""An expected no to a person, and what a platform may answer to the outbox."""

from bot.views.kinds import Button
from bot.views.text import Words


class Refusal(Exception):
    """A no in words; with a field, it appears at that question of the form that was sent."""

    def __init__(self, words: Words, *, field: str | None = None, buttons: tuple[Button, ...] = ()) -> None:
        super().__init__()
        self.words = words
        self.field = field
        self.buttons = buttons


class Unreachable(Exception):
    """The platform asks to wait `retry_after` seconds (then its whole home waits), or did not answer."""

    def __init__(self, retry_after: float | None = None) -> None:
        super().__init__(f"retry after {retry_after} s" if retry_after is not None else "not now")
        self.retry_after = retry_after


class Gone(Exception):
    """The message, the channel or the person is not there any more."""


class Collision(Exception):
    """Two transactions waited for each other; this one is undone, and may be tried again."""


class Outage(Exception):
    """One sentence that says what does not answer at the start; a later start may find it."""


class Misconfigured(Exception):
    """One sentence that names the setting and the way forward, never its value."""
