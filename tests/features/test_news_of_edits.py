"""Followers hear that an idea's words were edited: once, together with its other news, and never by whom."""

import pytest

from bot.intents import AnswerIdea, EditIdea, Follow, Hide, SaveSettings, ShareIdea, WithdrawIdea
from bot.model import AnswerKind, Caller, Hears, Language
from bot.views.kinds import Card
from bot.views.text import read
from tests.features.conftest import House, remembered
from tests.features.test_news import drawn, lines

EDIT = EditIdea(1, "Vara-avaimet kaikkiin autoihin", "Avaimia haetaan.")
AGAIN = EditIdea(1, "Vara-avaimet joka autoon", "Avaimia haetaan toimistolta.")


@remembered
async def liisa(house: House, maija: Caller) -> Caller:
    """Her two ideas: one of home care, one of no work community. Ville follows both, and she the first herself."""
    liisa, ville = house.person("liisa"), house.person("ville")
    await house.ask(liisa, ShareIdea(title="Vara-avaimet autoihin", unit=1))
    await house.ask(liisa, ShareIdea(title="Kävelykokous", anyway=True))
    for who, idea in ((ville, 1), (ville, 2), (liisa, 1)):
        await house.ask(who, Follow(idea))
    return liisa


async def told(house: House, who: str = "ville") -> list[tuple[str, int]]:
    query = """select subject_kind, subject_id from posting
        where subject_kind in ('news', 'edited', 'gathered') and name_there = %s order by id"""
    async with house.database.engine.connect() as connection:
        return [(row.subject_kind, row.subject_id) for row in await connection.exec_driver_sql(query, (who,))]


async def test_several_edits_of_one_idea_are_one_message_that_says_where_it_comes_from_and_not_by_whom_tm09(
    house: House, liisa: Caller
) -> None:
    await house.ask(liisa, EDIT)
    house.later(minutes=2)
    await house.ask(liisa, AGAIN)
    await house.clock.tick()
    assert await told(house) == [], "it waits a little for what else happens"
    await house.soon()
    assert await told(house) == [("edited", 1)]
    assert await told(house, "liisa") == [], "who edits is told nothing, also by following"
    card = await drawn(house, "edited", 1)
    assert isinstance(card, Card)
    assert card.byline
    assert (read(card.title, "fi"), read(card.byline, "fi"), *(read(one, "fi") for one in card.body)) == (
        "”Vara-avaimet joka autoon”: tekstiä on muokattu.",
        "Kotihoito",
        "Avaimia haetaan toimistolta.",
    )
    assert "liisa" not in repr(card).lower()


async def test_edits_come_together_with_what_else_happens(house: House, maija: Caller, liisa: Caller) -> None:
    await house.ask(liisa, EDIT)
    await house.ask(liisa, EditIdea(2, "Kävelykokous perjantaisin"))
    await house.ask(maija, AnswerIdea(1, AnswerKind.THANKS, "Otamme tämän mukaan."))
    await house.ask(liisa, AGAIN)
    await house.soon()
    [(kind, number)] = await told(house)
    assert kind == "gathered"
    assert await told(house, "liisa") == [("news", 1)]
    assert await lines(house, number) == [
        "Uutta tietoa 2 ideasta",
        "Kotihoito",
        "Ideaan ”Vara-avaimet joka autoon” on vastattu.\nMaija vastasi: kiitos. Perustelu: Otamme tämän mukaan.",
        "”Vara-avaimet joka autoon”: tekstiä on muokattu.\nAvaimia haetaan toimistolta.",
        "Ei työyhteisöä",
        "”Kävelykokous perjantaisin”: tekstiä on muokattu.",
    ]


@pytest.mark.parametrize(("level", "heard"), [(Hears.DECISIONS, []), (Hears.NONE, []), (Hears.ALL, [("edited", 1)])])
async def test_only_who_hears_everything_is_told_of_an_edit(
    house: House, liisa: Caller, level: Hears, heard: list[tuple[str, int]]
) -> None:
    await house.ask(liisa, EDIT)
    await house.ask(house.person("ville"), SaveSettings(Language.FINNISH, hears=level))
    await house.soon()
    assert await told(house) == heard


async def test_nobody_is_told_of_a_text_that_is_the_same(house: House, liisa: Caller) -> None:
    await house.ask(liisa, EditIdea(1, "Vara-avaimet  autoihin"))
    await house.soon()
    assert await told(house) == []


async def test_an_edit_after_it_was_told_is_told_anew(house: House, liisa: Caller) -> None:
    await house.ask(liisa, EDIT)
    await house.soon()
    await house.ask(liisa, AGAIN)
    await house.soon()
    assert await told(house) == [("edited", 1), ("edited", 1)]


async def test_what_is_hidden_or_withdrawn_since_is_told_no_more_and_what_hangs_is_drawn_anew(
    house: House, maija: Caller, liisa: Caller
) -> None:
    await house.ask(liisa, EDIT)
    await house.ask(liisa, EditIdea(2, "Kävelykokous perjantaisin"))
    await house.soon()
    [(_, number)] = await told(house)
    await house.ask(maija, Hide("idea", 1, "Siinä on nimi."))
    assert await lines(house, number) == [
        "Uutta tietoa 1 ideasta",
        "Ei työyhteisöä",
        "”Kävelykokous perjantaisin”: tekstiä on muokattu.",
    ]
    async with house.database.engine.begin() as connection:
        hangs = "update posting set state = 'shown', message = id::text where subject_kind = 'gathered' returning id"
        assert len((await connection.exec_driver_sql(hangs)).all()) == 1
    await house.ask(liisa, WithdrawIdea(2))
    async with house.database.engine.connect() as connection:
        due = await connection.exec_driver_sql("select state from posting where subject_kind = 'gathered'")
        assert due.scalars().all() == ["due"]
    assert await lines(house, number) == ["Uutta tietoa ideoista", "Tätä ei enää näytetä."]


async def test_an_edit_of_an_idea_that_is_hidden_before_it_was_told_is_not_told(
    house: House, maija: Caller, liisa: Caller
) -> None:
    await house.ask(liisa, EDIT)
    await house.ask(maija, Hide("idea", 1, "Siinä on nimi."))
    await house.soon()
    assert await told(house) == []
