"""What the Bot Connector answers when a request was not carried out."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Those that Teams asks to try again:
# https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability
PASSING = frozenset({412, 429, 502, 503, 504})


class ConnectorError(Exception):
    """A request was not carried out. Its text names a status and an error code, never what was sent."""


class RateLimited(ConnectorError):
    """Too many requests, or too busy: wait `retry_after` seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"retry after {retry_after:g} s")
        self.retry_after = retry_after


class Transient(ConnectorError):
    """Not now: the same request may succeed later."""


class Gone(ConnectorError):
    """The conversation, the message or the person is not there any more."""


class Forbidden(ConnectorError):
    """The bot was removed, blocked or disabled there, or the host is not one of Teams."""


class Rejected(ConnectorError):
    """The request itself was refused: malformed, too large."""


def from_answer(status: int, retry_after: str | None = None, code: object = None) -> ConnectorError:
    """The error that an answer with this status, Retry-After header and error code stands for."""
    said = f"{status} {code}" if isinstance(code, str) and re.fullmatch(r"\w{1,60}", code) else str(status)
    if status in PASSING and (seconds := _seconds(retry_after)) is not None:
        return RateLimited(seconds)
    if status == 404:
        return Gone(said)
    if status == 403:
        return Forbidden(said)
    if status == 401 or status in PASSING:
        return Transient(said)
    return Rejected(said)


def _seconds(retry_after: str | None) -> float | None:
    """Retry-After holds seconds or a date (RFC 9110, 10.2.3)."""
    if retry_after is None:
        return None
    if re.fullmatch(r"\d{1,6}(\.\d{1,6})?", retry_after, re.ASCII):
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
        return max(0.0, (moment - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
