"""A message of a conversation that shows no ideas: its text is shared, and nothing tells where it was or whose."""

import io
from collections.abc import Iterator

import pytest

from playground import people
from playground.chat import Room
from playground.people import PEKKA
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.records import dump, everything_logged
from tests.scenarios.test_anonymous import AAD, HILJA, ID, names_of, visitors

__all__ = ["visitors"]

BENCH = "Penkki bussipysäkille"
SLACK, TEAMS = "C0KAHVITAUKO", "19:kahvitauko00000000000000000000000@thread.tacv2"


@pytest.fixture(autouse=True)
def rooms(populated: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A channel in each chat that nobody has linked."""
    del populated
    slack, teams = people.slack_rooms, people.teams_rooms
    members = {"slack": (ID, PEKKA.slack or ""), "teams": (AAD, PEKKA.teams or "")}
    monkeypatch.setattr(people, "slack_rooms", lambda: [*slack(), Room(SLACK, "kahvitauko", members["slack"])])
    monkeypatch.setattr(people, "teams_rooms", lambda: [*teams(), Room(TEAMS, "kahvitauko", members["teams"])])


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    with everything_logged() as written:
        yield written


async def test_of_a_message_from_elsewhere_only_the_text_is_kept_and_nothing_tells_of_where_or_whose_it_was(
    logged: io.StringIO, side: Side
) -> None:
    """The trap: an account's address in Teams names the conversation in which it acts."""
    hilja, pekka, room = side.person(HILJA), side.person(PEKKA), SLACK if side.chat.name == "Slack" else TEAMS
    known = await dump(side.place.bot.database)
    await hilja.chat.write(hilja.id, room, BENCH)
    message = hilja.chat.seen(room)[-1]
    await pekka.captures(message)
    await pekka.sends()
    await pekka.sees(BENCH, words.said(PEKKA.name))
    await side.place.quiet()
    kept = await dump(side.place.bot.database)
    assert BENCH in kept
    told = {one for one in (*names_of(hilja), room, "kahvitauko", message.id) if one.lower() not in known.lower()}
    assert [one for one in told if one.lower() in kept.lower()] == []
    assert [one for one in (*names_of(hilja), room, message.id) if one.lower() in logged.getvalue().lower()] == []
