"""The local chats wait longer than the real ones: a busy machine is late, and the product cannot help it."""

from collections.abc import Iterator

import pytest

from playground.slack import delivery as slack
from playground.slack import sockets, tickets
from playground.teams import delivery as teams

LIMITS = (
    (slack, "PATIENCE"),
    (sockets, "PATIENCE"),
    (tickets, "TRIGGER_SECONDS"),
    (teams, "INVOKE_SECONDS"),
    (teams, "MESSAGE_SECONDS"),
)
PUBLISHED = [getattr(module, name) for module, name in LIMITS]
PATIENT = 60.0


@pytest.fixture(scope="session", autouse=True)
def patient() -> Iterator[None]:
    """Where a test is not about waiting."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in LIMITS:
            patch.setattr(module, name, PATIENT)
        yield


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is: as long as the platforms say."""
    for (module, name), seconds in zip(LIMITS, PUBLISHED, strict=True):
        monkeypatch.setattr(module, name, seconds)
