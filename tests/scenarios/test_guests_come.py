"""A guest joins a team in which ideas hang already: what Teams tells of it is not waited for until the next day."""

import pytest

from bot.model import Subject
from bot.views.hiding import closed_card
from playground import people
from playground.chat import Human
from playground.people import AINO, MAIJA, PEKKA
from playground.town import Town
from tests.scenarios.driver import Person, card
from tests.scenarios.records import eventually, value

BENCH = "Penkki bussipysäkille"
GUEST = Human("10000000-0000-4000-8000-000000000012", "Ville Vieras", "ville@muu.example", kind="guest")
CLOSED = "select count(*) from channel where trouble = 'outsiders'"


@pytest.fixture
def visitors() -> tuple[Human, ...]:
    return (GUEST,)


@pytest.fixture
def populated(visitors: tuple[Human, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """The guest is known to the tenant, and in none of its channels yet."""
    humans = people.teams_humans
    monkeypatch.setattr(people, "teams_humans", lambda language: [*humans(language), *visitors])


async def test_when_a_guest_joins_the_team_its_channel_closes_at_once(linked: Town) -> None:
    maija, aino = Person(linked, linked.teams, MAIJA), Person(linked, linked.teams, AINO)
    await maija.shares(BENCH)
    await maija.sees(BENCH)
    await linked.quiet()

    await linked.teams.join_team(GUEST.id, aino.id)
    await eventually(lambda: value(linked.bot.database, CLOSED), 1)
    await maija.sees(maija.on_card(closed_card(Subject("idea", 1)).title))
    assert card(linked.teams, BENCH) is None
    await Person(linked, linked.slack, PEKKA).sees(BENCH)
