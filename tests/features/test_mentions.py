"""Whom somebody mentions in what they type to Latu is named as they are known, and never by an id."""

import pytest

from bot.intents import MENTION, LinkChannel, Say, SendFile, ShareIdea, WriteIdea
from bot.model import Caller, Place, Request
from bot.views.kinds import Form, Notice, Report
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered

HOME, ELSEWHERE = Place("slack", "home", "C1", "C1", name="ideat"), Place("slack", "home", "C2", "C2")
ASKED, MEANT = f"kysy: {MENTION}, {MENTION}, {MENTION}, {MENTION}", ("@otto", "@kuka", "#C1", "&")
CARD = "C1:1.1"


@remembered
async def liisa(house: House, member: Member) -> Caller:
    """A colleague of Otto's, in whose channel the board is."""
    aino = house.person("aino")
    await house.learn(aino, member("Aino", ADMIN))
    await house.ask(aino, LinkChannel(unit="Kotihoito"), HOME)
    await house.learn(house.person("otto"), member("Otto Oksanen", "otto@kunta.example"))
    return house.person("liisa")


@pytest.mark.parametrize("place", [HOME, ELSEWHERE])
async def test_a_typed_idea_names_whom_it_mentions_also_behind_the_button_of_its_form(
    house: House, liisa: Caller, place: Place
) -> None:
    reply = await house.bot.handle(Say(f"idea: {ASKED}", MEANT), Request(liisa, place, "typed", opens=False))
    assert isinstance(reply.show, Notice)
    text = "kysy: Otto Oksanen, työkaveri, #ideat, ryhmä"
    assert [one.intent for one in reply.show.buttons] == [WriteIdea(text)]
    opened = await house.ask(liisa, WriteIdea(ASKED, MEANT), place)
    assert isinstance(opened.show, Form)
    assert isinstance(opened.show.builds, ShareIdea)
    assert opened.show.builds.title == text


async def test_in_a_private_chat_too_words_that_are_not_understood_and_those_beside_a_picture_have_no_ids(
    house: House, liisa: Caller
) -> None:
    for said in (Say(f"{MENTION} hoitaa", ("@otto",)), SendFile(f"{MENTION} hoitaa", ("@otto",))):
        shown = (await house.ask(liisa, said)).show
        assert isinstance(shown, Report | Notice)
        assert WriteIdea("Otto Oksanen hoitaa") in [one.intent for one in shown.buttons]
    found = (await house.ask(liisa, Say(f"etsi {MENTION}", ("@otto",)))).show
    assert isinstance(found, Report)
    assert found.intro
    assert "Otto Oksanen" in read(found.intro, "fi")


async def test_a_comment_typed_below_a_card_names_whom_it_mentions(house: House, liisa: Caller) -> None:
    await house.ask(liisa, ShareIdea(title="Vara-avaimet autoihin", unit=1), HOME)
    async with house.database.engine.begin() as connection:
        await connection.exec_driver_sql("update posting set state = 'shown', message = %s", (CARD,))
    said = Request(liisa, HOME, "below", under=CARD, opens=False)
    await house.bot.handle(Say(f"{MENTION} ja {MENTION} tietävät", ("@otto", "@kuka")), said)
    async with house.database.engine.connect() as connection:
        stored = (await connection.exec_driver_sql("select text from comment")).scalars().all()
    assert stored == ["Otto Oksanen ja työkaveri tietävät"]
