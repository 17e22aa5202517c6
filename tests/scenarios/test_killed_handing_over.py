"""Latu is killed while a file is on its way to whoever asked for it; it comes all the same."""

import asyncio

import pytest

from playground.people import AINO
from playground.slack.faults import Fault
from playground.teams.delivery import Undelivered
from tests.scenarios.conftest import Side
from tests.scenarios.test_killed import PATIENCE, Mortal, mortal, side
from tests.scenarios.test_pack import FETCH, downloaded, fetches, handed

__all__ = ["mortal", "side"]
pytestmark = [pytest.mark.timeout(240), pytest.mark.long]


@pytest.mark.parametrize("side", ["Slack"], indirect=True)
async def test_killed_before_slack_shares_it_it_is_shared_after_the_restart(
    mortal: Mortal, side: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    aino = side.person(AINO)

    def fault(method: str) -> Fault | None:
        if method == "files.completeUploadExternal":
            mortal.kill()
            return Fault(500)
        return None

    with monkeypatch.context() as patch:
        patch.setattr(side.place.slack.faults, "next_fault", fault)
        await aino.writes("katsaus")
        await aino.presses(FETCH)
        await mortal.dead()
    await mortal.start()
    async with asyncio.timeout(PATIENCE):
        assert downloaded(aino, await handed(aino, asked=False))


@pytest.mark.parametrize("side", ["Teams"], indirect=True)
async def test_killed_while_it_is_saved_the_offer_is_still_there_and_a_second_yes_saves_it(
    mortal: Mortal, side: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    aino, teams = side.person(AINO), side.place.teams

    class Deadly(set[str]):
        def __contains__(self, _: object) -> bool:
            mortal.kill()
            return False

    offer = await fetches(aino)
    with monkeypatch.context() as patch:
        patch.setattr(teams, "offered", Deadly())
        with pytest.raises(Undelivered):
            await teams.press(aino.id, offer, "Allow")
        await mortal.dead()
    await mortal.start()
    await teams.press(aino.id, await handed(aino, asked=True), "Allow")
    assert downloaded(aino, await handed(aino, asked=False))
