"""Comments: with the name, under every card of the idea, and by a mention in a card's thread too."""

from datetime import date

import pytest

from bot.features import comments, ideas
from bot.intents import (
    AddComment,
    Decide,
    Follow,
    Intent,
    LinkChannel,
    MoreOf,
    OpenComment,
    ReadAll,
    Say,
    SendFile,
    ShareIdea,
    StartExperiment,
    WithdrawIdea,
)
from bot.model import Caller, Decision, Place, Profile, Request, Subject
from bot.replies import Reply
from bot.views.kinds import Card, Form, Notice, Report
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered

HERE, THERE = Place("slack", "home", "C1", "C1"), Place("slack", "home", "C2", "C2")
TITLE = "Vara-avaimet autoihin"


@remembered
async def liisa(house: House, member: Member) -> Caller:
    """Her idea 1 hangs in two channels, as the messages C1:1 and C2:1."""
    aino = house.person("aino")
    await house.learn(aino, member("Aino", ADMIN))
    for place in (HERE, THERE):
        await house.ask(aino, LinkChannel(), place)
    liisa = house.person("Liisa")
    await house.ask(liisa, ShareIdea(title=TITLE))
    for place in (HERE, THERE):
        await hang(house, Subject("idea", 1), place, f"{place.id}:1")
    return liisa


async def hang(house: House, subject: Subject, place: Place, message: str) -> None:
    """What the outbox notes once a copy was sent."""
    async with house.database.engine.begin() as connection:
        await connection.exec_driver_sql(
            "update posting set message = %s, state = 'shown'"
            " where subject_kind = %s and subject_id = %s and name_there = %s",
            (message, subject.kind, subject.id, place.id),
        )


async def below(house: House, kind: str = "comment") -> list[tuple[int, str]]:
    """What hangs under the idea's cards, or is about to."""
    async with house.database.engine.connect() as connection:
        rows = await connection.exec_driver_sql(
            "select subject_id, name_there from posting where subject_kind = %s and under_kind = 'idea' order by id",
            (kind,),
        )
        return [(row.subject_id, row.name_there) for row in rows]


async def mention(house: House, who: Caller, text: str, place: Place, under: str) -> Reply:
    """In the thread below a message."""
    return await house.bot.handle(Say(text), Request(who, place, opens=False, under=under))


async def facts(house: House, language: str = "fi") -> dict[str, str]:
    """What the idea's card tells."""
    async with house.database.transaction() as store:
        card = await ideas.draw(await house.scene.turn(store, language), 1)
    assert isinstance(card, Card)
    return {read(fact.label, language): read(fact.value, language) for fact in card.facts}


async def everything(house: House, who: Caller, before: int | None = None) -> Report:
    reply = await house.ask(who, ReadAll(1, before))
    assert isinstance(reply.show, Report)
    return reply.show


def told(reply: Reply) -> str:
    assert isinstance(reply.show, Notice)
    return read(reply.show.text, "fi")


async def test_a_comment_hangs_under_every_card_and_carries_the_name(house: House, liisa: Caller) -> None:
    del liisa
    reply = await house.ask(house.person("Pekka"), AddComment(1, "Meillä on tällainen jo."), HERE)
    assert told(reply) == "Kommenttisi on nyt kortissa."
    assert await below(house) == [(1, "C1"), (1, "C2")]
    async with house.database.transaction() as store:
        card = await comments.draw(await house.scene.turn(store, "fi"), 1)
    assert isinstance(card, Card)
    assert read(card.title, "fi") == "Pekka kommentoi"
    assert read(card.body[0], "fi") == "Meillä on tällainen jo."


async def test_the_form_says_that_the_name_appears(house: House, liisa: Caller) -> None:
    form = (await house.ask(liisa, OpenComment(1))).show
    assert isinstance(form, Form)
    assert "Nimesi näkyy kommentissa." in [read(line, "fi") for line in form.intro]


async def test_nobody_gets_a_message_of_a_comment(house: House, liisa: Caller) -> None:
    del liisa
    await house.ask(house.person("Maija"), Follow(1))
    await house.ask(house.person("Pekka"), AddComment(1, "Hyvä."))
    async with house.database.engine.connect() as connection:
        private = await connection.exec_driver_sql("select count(*) from posting where private")
        waiting = await connection.exec_driver_sql("select count(*) from scheduled_post")
        assert (private.scalar_one(), waiting.scalar_one()) == (0, 0)


async def test_the_card_counts_comments_and_shows_the_beginning_of_the_latest_two(house: House, liisa: Caller) -> None:
    await house.ask(house.person("Pekka"), AddComment(1, "Ensimmäinen."))
    assert (await facts(house))["Kommentit"] == "1 kommentti\nPekka: Ensimmäinen."
    await house.ask(liisa, AddComment(1, "Toinen.\n\nKahdessa kappaleessa."))
    await house.ask(house.person("Maija"), AddComment(1, "Avaimia haetaan aina. " * 20))
    count, second, third = (await facts(house))["Kommentit"].splitlines()
    assert count == "3 kommenttia"
    assert second == "Liisa: Toinen. Kahdessa kappaleessa."
    assert third.startswith("Maija: Avaimia haetaan aina.")
    assert third.endswith("haetaan aina…")
    assert len(third) <= 168


async def test_all_comments_are_read_newest_first_a_page_at_a_time(house: House, liisa: Caller) -> None:
    for number in range(1, 11):
        await house.ask(liisa, AddComment(1, f"Kommentti {number}."))
    first = await everything(house, liisa)
    said = [read(item.sentence, "fi") for item in first.sections[-1].items]
    assert said[0] == "Liisa, 24.11.2026: Kommentti 10."
    assert len(said) == 7
    older = first.buttons[0].intent
    assert isinstance(older, ReadAll)
    second = await everything(house, liisa, older.before)
    assert [read(item.sentence, "fi")[-13:] for item in second.sections[-1].items][::2] == [
        " Kommentti 3.",
        " Kommentti 1.",
    ]
    assert not [button for button in second.buttons if isinstance(button.intent, ReadAll)]


async def test_the_way_to_all_comments_is_shown_once_there_are_any(house: House, liisa: Caller) -> None:
    def ways(reply: Reply) -> list[Intent]:
        assert isinstance(reply.show, Notice)
        return [button.intent for button in reply.show.buttons]

    assert ReadAll(1) not in ways(await house.ask(liisa, MoreOf(1)))
    await house.ask(liisa, AddComment(1, "Hyvä."))
    assert ReadAll(1) in ways(await house.ask(liisa, MoreOf(1)))


@pytest.mark.parametrize(
    ("text", "no"), [("  ", "Kirjoita ensin jotakin tähän."), ("a" * 1502, "Tekstissä on 2 merkkiä liikaa.")]
)
async def test_a_comment_that_cannot_be_taken_is_refused_at_its_field_with_the_text_kept(
    house: House, liisa: Caller, text: str, no: str
) -> None:
    form = (await house.ask(liisa, AddComment(1, text))).show
    assert isinstance(form, Form)
    assert {name: read(words, "fi") for name, words in form.errors.items()} == {"text": no}
    assert form.builds == AddComment(1, text)
    assert await below(house) == []


async def test_a_mention_in_a_card_s_thread_is_a_comment_and_is_not_said_again_there(
    house: House, liisa: Caller
) -> None:
    reply = await mention(house, liisa, "Kokeilu onnistuisi meillä", HERE, "C1:1")
    assert told(reply) == "Kommenttisi on nyt kortissa. Nimesi näkyy siinä."
    assert await below(house) == [(1, "C2")]
    assert (await facts(house))["Kommentit"] == "1 kommentti\nLiisa: Kokeilu onnistuisi meillä"


async def test_words_beside_a_picture_in_a_card_s_thread_are_a_comment_too_and_the_picture_is_not_taken(
    house: House, liisa: Caller
) -> None:
    said = SendFile("Kokeilu onnistuisi meillä")
    reply = await house.bot.handle(said, Request(liisa, HERE, opens=False, under="C1:1"))
    assert told(reply).startswith("Kommenttisi on nyt kortissa. Nimesi näkyy siinä. Latu ei ota vastaan kuvia")
    assert (await facts(house))["Kommentit"] == "1 kommentti\nLiisa: Kokeilu onnistuisi meillä"


@pytest.mark.parametrize("said", ["", "apua"])
async def test_a_picture_alone_in_a_card_s_thread_is_no_comment(house: House, liisa: Caller, said: str) -> None:
    reply = await house.bot.handle(SendFile(said), Request(liisa, HERE, opens=False, under="C1:1"))
    assert told(reply).startswith("Latu ei ota vastaan kuvia")
    assert "Kommentit" not in await facts(house)


async def test_the_same_mention_under_the_card_of_a_trial_is_a_comment_of_its_idea(house: House, liisa: Caller) -> None:
    await house.ask(liisa, StartExperiment(1, "Avainlaatikko", date(2026, 12, 22), why="Aikaa säästyy"))
    await hang(house, Subject("experiment", 1), HERE, "C1:2")
    await mention(house, house.person("Pekka"), "Laatikko on kätevä.", HERE, "C1:2")
    assert (await facts(house))["Kommentit"] == "1 kommentti\nPekka: Laatikko on kätevä."


@pytest.mark.parametrize("text", ["help", "Apua!", "", "oma sivu", "koodi ABCD2345"])
async def test_a_command_in_a_thread_stays_a_command_and_a_code_is_never_published(
    house: House, liisa: Caller, text: str
) -> None:
    await mention(house, liisa, text, HERE, "C1:1")
    assert "Kommentit" not in await facts(house)


async def test_a_mention_in_any_other_thread_is_no_comment(house: House, liisa: Caller) -> None:
    reply = await mention(house, liisa, "Kenen vuoro on?", HERE, "C1:77")
    assert isinstance(reply.show, Report)
    assert "En ymmärtänyt" in read(reply.show.title, "fi")
    other = Place("slack", "home", "C3", "C3")
    await mention(house, liisa, "Kenen vuoro on?", other, "C1:1")
    assert "Kommentit" not in await facts(house)


async def test_a_withdrawn_idea_takes_no_comments_and_shows_none(house: House, liisa: Caller) -> None:
    await house.ask(liisa, AddComment(1, "Hyvä."))
    await house.ask(liisa, WithdrawIdea(1))
    no = "Idean jakaja on perunut sen."
    assert told(await house.ask(liisa, OpenComment(1))) == no
    assert told(await mention(house, liisa, "Miksi?", HERE, "C1:1")) == no
    assert told(await house.ask(liisa, ReadAll(1))) == no
    async with house.database.transaction() as store:
        assert await comments.draw(await house.scene.turn(store, "fi"), 1) is None


@pytest.mark.parametrize("decision", [Decision.STOP, Decision.ADOPT])
async def test_an_idea_that_was_decided_is_still_talked_about(house: House, liisa: Caller, decision: Decision) -> None:
    await house.ask(liisa, StartExperiment(1, "Avainlaatikko", date(2026, 11, 26), why="Aikaa säästyy"))
    house.later(days=3)
    await house.clock.tick()
    await house.ask(liisa, Decide(1, decision, lesson="Laatikko katosi."))
    await house.ask(house.person("Pekka"), AddComment(1, "Kokeilkaa numerolukkoa."))
    assert (await facts(house))["Kommentit"] == "1 kommentti\nPekka: Kokeilkaa numerolukkoa."


async def test_a_name_that_becomes_known_is_drawn_where_the_comment_hangs(house: House, liisa: Caller) -> None:
    del liisa
    newcomer = Caller(Place("slack", "home", "U9", "U9", private=True))
    await house.ask(newcomer, AddComment(1, "Hyvä."))
    assert (await facts(house))["Kommentit"] == "1 kommentti\nTyökaveri: Hyvä."
    await hang(house, Subject("comment", 1), THERE, "C2:2")
    await hang(house, Subject("idea", 1), THERE, "C2:1")
    await house.learn(newcomer, Profile("Tuula", full_member=True))
    assert (await facts(house))["Kommentit"] == "1 kommentti\nTuula: Hyvä."
    async with house.database.engine.connect() as connection:
        due = await connection.exec_driver_sql(
            "select subject_kind from posting where name_there = 'C2' and state = 'due' order by 1"
        )
        assert list(due.scalars()) == ["comment", "idea"]
