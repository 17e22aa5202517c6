"""The leadership's sheets: what is in them, in whose language, and for whom."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from bot.intents import FetchPack, Hide, LeavePack, SaveGoal, SetLanguage, ShareIdea, StartExperiment, Support, TakePack
from bot.model import Area, Caller, Language, Place
from bot.papers.sheets import workbook
from bot.replies import Reply
from bot.turn import drawers
from bot.views.kinds import File, Notice, Table
from bot.views.text import plain, read
from tests.features.conftest import House, Member
from tests.features.test_steering import CARE, END, aino, trial

__all__ = ["aino"]
Q4 = date(2026, 10, 1)
ROW = tuple[Any, ...]


def opened(content: bytes) -> dict[str, list[ROW]]:
    book: Workbook = load_workbook(BytesIO(content))
    return {sheet.title: [*sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


async def taken(house: House, who: Caller) -> File:
    """What somebody gets who says yes, as it is written in their language."""
    reply = await house.ask(who, TakePack(Q4))
    assert reply.file
    return reply.file


def said(reply: Reply) -> str:
    assert isinstance(reply.show, Notice)
    return read(reply.show.text, "fi")


async def test_it_has_lights_with_reasons_goals_open_decisions_and_trials_by_state(house: House, aino: Caller) -> None:
    await house.ask(aino, SaveGoal(area=Area.WORK, name="Tauot pidetään"))
    await trial(house, 1, CARE)
    await trial(house, 2, CARE)
    async with house.database.engine.begin() as connection:
        await connection.exec_driver_sql("update experiment set decision = 'adopt' where id = 1")
        await connection.exec_driver_sql("update experiment set ends_on = '2026-11-23' where id = 2")
    await trial(house, 3, CARE)
    file = await taken(house, aino)
    assert file.name == "latu-2026-q4.xlsx"
    sheets = opened(file.content)
    assert [*sheets] == ["Liikennevalot", "Tavoitteet", "Avoimet päätökset", "Kokeilut"]
    assert ("Koulu", "Punainen", "vuoteen ei ole kokeiltu mitään", 0, 0, 0, 0, 0) in sheets["Liikennevalot"]
    assert ("Kotihoito", "Keltainen", "1 kokeilu odottaa päätöstä", 1, 3, 1, 0, 0) in sheets["Liikennevalot"]
    assert sheets["Tavoitteet"][1][0] == "Tauot pidetään"
    assert sheets["Avoimet päätökset"][1:] == [("Idea 2", "Kotihoito", datetime.combine(date(2026, 11, 23), time()))]
    states = [(row[0], row[1]) for row in sheets["Kokeilut"][1:]]
    assert states == [("Idea 3", "Käynnissä"), ("Idea 2", "Odottaa päätöstä"), ("Idea 1", "Vakiinnutettu")]


async def test_it_speaks_the_askers_language(house: House, aino: Caller) -> None:
    await house.ask(aino, SetLanguage(language=Language.SWEDISH))
    assert [*opened((await taken(house, aino)).content)] == ["Trafikljus", "Mål", "Öppna beslut", "Försök"]


@pytest.mark.parametrize("title", ["=HYPERLINK(A1)", "+1", "-1", "@SUM(A1)", "=1+\x00\x0b1"])
def test_what_people_wrote_is_never_a_formula(title: str) -> None:
    """The trap: programs calculate a cell that begins with = + - @, also after it was saved as CSV."""
    book = load_workbook(BytesIO(workbook((Table(plain("T"), (plain(title),), ((plain(title), 1),)),), "fi")))
    for cell in (book.worksheets[0]["A1"], book.worksheets[0]["A2"]):
        assert (cell.data_type, cell.quotePrefix) == ("s", True)
        assert cell.value[0] == title[0]
    assert book.worksheets[0]["B2"].value == 1


async def test_nobody_is_named_or_counted_and_nothing_hidden_is_told(house: House, aino: Caller) -> None:
    await trial(house, 1, CARE)
    await house.ask(house.person("otto"), Support(1))
    await house.ask(house.person("liisa"), ShareIdea(title="Salaisuus", unit=CARE.id, name="anonymous", anyway=True))
    await house.ask(house.person("liisa"), StartExperiment(2, "Kokeillaan", END, why="Aikaa"))
    await house.ask(aino, Hide("idea", 2, reason="Tunnistaa."))
    told = repr(opened((await taken(house, aino)).content))
    assert "Idea 1" in told
    assert not [word for word in ("Liisa", "Otto", "Aino", "Salaisuus", "annatus") if word in told]


async def test_it_is_fetched_into_ones_own_chat_as_often_as_it_is_asked_for(house: House, aino: Caller) -> None:
    for _ in range(2):
        reply = await house.ask(aino, FetchPack())
        assert said(reply) == "Taulukot ovat tulossa sinun ja Latu-botin keskusteluun."
        assert [(post.to.private, post.to.id) for post in reply.post] == [(True, "aino")]
    async with house.database.engine.connect() as connection:
        rows = await connection.exec_driver_sql("select private from posting where subject_kind = 'pack'")
        assert rows.scalars().all() == [True, True]


async def test_a_no_and_an_offer_of_an_earlier_quarter_are_answered_in_words(house: House, aino: Caller) -> None:
    assert (
        said(await house.ask(aino, LeavePack())) == "Tiedostoa ei tallennettu. Voit hakea sen uudelleen milloin vain."
    )
    house.now = datetime(2027, 1, 2, 9, tzinfo=UTC)
    late = await house.ask(aino, TakePack(Q4))
    assert late.file is None
    assert said(late) == "Nämä taulukot ovat aiemmalta vuosineljännekseltä. Hae uudet."


async def test_whoever_leads_no_more_gets_none_of_what_is_on_its_way(
    house: House, aino: Caller, member: Member
) -> None:
    reply = await house.ask(aino, FetchPack())
    number = reply.post[0].subject.id
    await house.learn(aino, replace(member("Aino", "aino@toinen.example"), full_member=True))
    async with house.database.transaction() as store:
        assert (await drawers["pack"](await house.scene.turn(store, "fi"), [number]))[number] is None
    assert said(await house.ask(aino, TakePack(Q4), Place("slack", "home", "C1", "C1"))).startswith("Katsauksen")
