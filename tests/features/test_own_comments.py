"""A comment belongs to its author: they change it or take it away, from either chat, and nobody else does."""

import pytest

from bot.features import comments, reports
from bot.intents import (
    AddComment,
    AskToRemove,
    EditComment,
    Hide,
    MergeIdea,
    MoreOfComment,
    OpenCommentEditing,
    RemoveComment,
    SendReport,
    ShareIdea,
    WithdrawIdea,
)
from bot.model import Caller, Subject
from bot.replies import Reply
from bot.views.kinds import Card, Form, Notice
from bot.views.text import read
from tests.features.conftest import House, Member
from tests.features.test_comments import HERE, everything, facts, hang, liisa, told

__all__ = ["liisa"]


@pytest.fixture
def pekka(house: House, liisa: Caller) -> Caller:
    del liisa
    return house.person("Pekka")


async def below(house: House, number: int = 1) -> Card:
    """What hangs under the card."""
    async with house.database.transaction() as store:
        card = await comments.draw(await house.scene.turn(store, "fi"), number)
    assert isinstance(card, Card)
    return card


def text(card: Card) -> str:
    """All that can be read on it."""
    said = [card.title, card.byline, *card.body, *(one.value for one in card.facts), card.note, card.notification]
    return "\n".join(read(one, "fi") for one in said if one)


async def due(house: House) -> list[str]:
    """What is drawn anew next."""
    async with house.database.engine.begin() as connection:
        rows = await connection.exec_driver_sql(
            "update posting set state = 'shown' where state = 'due' and message is not null"
            " returning subject_kind || ':' || subject_id"
        )
        return sorted(rows.scalars())


def ways(reply: Reply) -> list[object]:
    assert isinstance(reply.show, Notice)
    return [button.intent for button in reply.show.buttons]


async def test_whoever_wrote_it_takes_it_away_and_every_copy_says_neither_what_nor_who(
    house: House, pekka: Caller
) -> None:
    said = await house.ask(pekka, AddComment(1, "Kollega Virtanen hävitti avaimen."), HERE)
    assert ways(said) == [OpenCommentEditing(1), AskToRemove(1)]
    await house.ask(pekka, AddComment(1, "Hyvä ajatus."), HERE)
    await hang(house, Subject("comment", 1), HERE, "C1:2")
    await due(house)
    form = (await house.ask(pekka, AskToRemove(1))).show
    assert isinstance(form, Form)
    assert told(await house.ask(pekka, form.builds)) == "Kommenttisi on poistettu."
    assert await due(house) == ["comment:1", "idea:1", "idea:1"]
    assert text(await below(house)) == "Poistettu kommentti\nKirjoittaja on poistanut sen."
    assert (await facts(house))["Kommentit"] == "1 kommentti\nPekka: Hyvä ajatus."
    async with house.database.engine.connect() as connection:
        assert (await connection.exec_driver_sql("select count(*) from comment")).scalar_one() == 1
    assert told(await house.ask(pekka, RemoveComment(1))) == "Tätä ei enää ole täällä."


async def test_it_is_changed_with_the_day_and_the_old_words_are_nowhere(house: House, pekka: Caller) -> None:
    await house.ask(pekka, AddComment(1, "Hyvä ajatsu."), HERE)
    await hang(house, Subject("comment", 1), HERE, "C1:2")
    await due(house)
    house.later(days=1)
    form = (await house.ask(pekka, OpenCommentEditing(1))).show
    assert isinstance(form, Form)
    assert form.builds == EditComment(1, "Hyvä ajatsu.")
    wrong = (await house.ask(pekka, EditComment(1, " "))).show
    assert isinstance(wrong, Form)
    assert set(wrong.errors) == {"text"}
    await house.ask(pekka, EditComment(1, " Hyvä ajatus. "))
    assert await due(house) == ["comment:1", "idea:1", "idea:1"]
    assert (await facts(house))["Kommentit"] == "1 kommentti\nPekka: Hyvä ajatus."
    assert text(await below(house)).splitlines()[:3] == ["Pekka kommentoi", "Hyvä ajatus.", "25.11.2026"]
    item = (await everything(house, pekka)).sections[-1].items[0]
    assert read(item.sentence, "fi") == "Pekka, 24.11.2026, muokattu 25.11.2026: Hyvä ajatus."
    assert item.button is not None
    assert item.button.intent == MoreOfComment(1)
    assert ways(await house.ask(pekka, MoreOfComment(1))) == [OpenCommentEditing(1), AskToRemove(1)]
    await house.ask(pekka, EditComment(1, "Hyvä ajatus."))
    assert await due(house) == []


async def test_nobody_else_changes_or_removes_it_an_admin_neither(
    house: House, pekka: Caller, liisa: Caller, member: Member
) -> None:
    await house.learn(liisa, member("Liisa", "liisa@kunta.example"))
    await house.ask(pekka, AddComment(1, "Hyvä ajatus."))
    for other in (liisa, house.person("aino")):
        for intent in (RemoveComment(1), EditComment(1, "Huono."), MoreOfComment(1)):
            refused = (await house.ask(other, intent)).show
            assert isinstance(refused, Notice)
            assert refused.tone == "refused"
    assert (await facts(house))["Kommentit"] == "1 kommentti\nPekka: Hyvä ajatus."


async def test_the_same_person_removes_it_from_the_other_chat(house: House, liisa: Caller, member: Member) -> None:
    del liisa
    here, there = house.person("tuula"), house.person("tuula-there", "teams")
    for account in (here, there):
        await house.learn(account, member("Tuula", "tuula@kunta.example"))
    await house.ask(here, AddComment(1, "Hyvä."))
    assert told(await house.ask(there, RemoveComment(1))) == "Kommenttisi on poistettu."
    assert "Kommentit" not in await facts(house)


async def test_the_card_on_which_a_merged_idea_continues_loses_it_too(
    house: House, liisa: Caller, pekka: Caller
) -> None:
    """Also when it is hidden by somebody else."""
    await house.ask(liisa, ShareIdea(title="Numerolukko avainkaappiin", anyway=True))
    for number in (1, 2):
        await house.ask(pekka, AddComment(2, f"Kommentti {number}."))
    aino = house.person("aino")
    await house.ask(aino, MergeIdea(2, 1, "Sama asia."))
    await due(house)
    await house.ask(pekka, RemoveComment(1))
    assert await due(house) == ["idea:1", "idea:1"]
    assert (await facts(house))["Kommentit"] == "1 kommentti\nPekka: Kommentti 2."
    await house.ask(aino, Hide("comment", 2, "Asiakas."))
    assert "idea:1" in await due(house)


async def test_whoever_reported_it_hears_that_it_is_gone_and_the_report_keeps_no_words(
    house: House, pekka: Caller, liisa: Caller
) -> None:
    await house.ask(pekka, AddComment(1, "Asiakas Virtanen valitti."))
    await house.ask(liisa, SendReport("comment", 1, "Virtanen mainitaan."))
    await house.ask(pekka, RemoveComment(1))
    async with house.database.transaction() as store:
        turn = await house.scene.turn(store, "fi")
        report, outcome = await reports.draw(turn, 1), await reports.draw_outcome(turn, 1)
    assert isinstance(report, Card)
    assert isinstance(outcome, Card)
    assert text(report) == "Kirjoittaja on poistanut kommentin, josta ilmoitettiin."
    assert text(outcome) == "Kirjoittaja on poistanut kommentin, josta ilmoitit. Kiitos, että kerroit."
    async with house.database.engine.connect() as connection:
        assert (await connection.exec_driver_sql("select why from report")).scalar_one() == ""
        private = "select subject_kind from posting where private and subject_kind = 'outcome'"
        assert (await connection.exec_driver_sql(private)).scalar_one() == "outcome"


async def test_of_a_withdrawn_idea_it_can_still_be_taken_away_but_not_while_it_is_hidden(
    house: House, pekka: Caller, liisa: Caller
) -> None:
    await house.ask(pekka, AddComment(1, "Hyvä."))
    await house.ask(pekka, AddComment(1, "Asiakas."))
    await house.ask(house.person("aino"), Hide("comment", 2, "Asiakas mainitaan."))
    refused = (await house.ask(pekka, RemoveComment(2))).show
    assert isinstance(refused, Notice)
    assert refused.tone == "refused"
    await house.ask(liisa, WithdrawIdea(1))
    assert told(await house.ask(pekka, RemoveComment(1))) == "Kommenttisi on poistettu."
