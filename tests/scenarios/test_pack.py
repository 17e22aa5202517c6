"""The leadership's sheets in both chats: asked for by a word, handed over in one's own chat, and opened from there."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.intents import FetchPack
from playground.chat import Seen
from playground.page.slack import SlackPane
from playground.page.teams import TeamsPane
from playground.people import AINO
from playground.slack import SlackWorkspace
from playground.teams import TeamsTenant
from playground.town import manifest
from playground.waiting import until
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.driver import Person

FETCH = words.label("overview_report", FetchPack)
LEFT = "Tiedostoa ei tallennettu. Voit hakea sen uudelleen milloin vain."
LOST = "Tiedostoa ei voitu tallentaa. Hae taulukot uudelleen."


async def fetches(aino: Person) -> Seen:
    """The message that brings the file, or asks whether it is wanted."""
    await aino.writes("katsaus")
    await aino.presses(FETCH)
    return await handed(aino, asked=isinstance(aino.chat, TeamsTenant))


async def handed(aino: Person, *, asked: bool) -> Seen:
    def found() -> Seen | None:
        every = aino.chat.seen_privately(aino.id)
        brought = (one for one in every if any(line.endswith(".xlsx") for line in one.lines))
        return next((one for one in brought if bool(one.buttons) is asked), None)

    return await until(found)


def downloaded(aino: Person, message: Seen) -> bytes | None:
    """What the page gives to whoever presses the link."""
    if isinstance(aino.chat, SlackWorkspace):
        slack = SlackPane(aino.chat, manifest("fi"))
        return slack.shared(slack.message(aino.chat.state.messages[message.id])["files"][0]["id"])
    assert isinstance(aino.chat, TeamsTenant)
    teams = TeamsPane(aino.chat, {})
    return teams.shared(teams.message(aino.chat.message(message.id), aino.id)["file"]["id"])


async def test_the_leadership_fetches_its_sheets_and_opens_them(side: Side) -> None:
    aino = side.person(AINO)
    await aino.links()
    message = await fetches(aino)
    if isinstance(aino.chat, TeamsTenant):
        await aino.chat.press(aino.id, message, "Allow")
        message = await handed(aino, asked=False)
    content = downloaded(aino, message)
    assert content
    assert load_workbook(BytesIO(content)).sheetnames[0] == "Liikennevalot"


@pytest.mark.parametrize("side", ["Teams"], indirect=True)
async def test_a_no_and_a_place_that_has_expired_are_answered_in_words(side: Side) -> None:
    aino = side.person(AINO)
    await aino.links()
    assert isinstance(aino.chat, TeamsTenant)
    await aino.chat.press(aino.id, await fetches(aino), "Decline")
    await aino.is_told(words.said(LEFT))
    offer = await fetches(aino)
    aino.chat.expired = True
    await aino.chat.press(aino.id, offer, "Allow")
    await aino.is_told(words.said(LOST))
    assert aino.chat.uploads == {}
