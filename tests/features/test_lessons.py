"""Lessons: found by plain words, and shown while something similar is being written."""

from datetime import date

import pytest

from bot.commands import meaning
from bot.features import ideas
from bot.intents import (
    Decide,
    FindIdeas,
    FindLessons,
    LinkChannel,
    LogQuickTrial,
    MoreOf,
    PlanExperiment,
    Say,
    ShareIdea,
    StartExperiment,
    Support,
    WriteQuickTrial,
)
from bot.model import Decision
from bot.replies import Reply
from bot.views.kinds import Form, Notice, Report
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered

KEYS, BOX = "Autojen vara-avaimet", "Avainlaatikko jokaiseen autoon."
LEARNT = f"”{KEYS}”: Lopetettu. Oppi: Sopikaa ensin, kuka tarkistaa laatikot."
UNTIL = date(2026, 12, 22)


async def tried(house: House, title: str, what: str, decision: Decision, lesson: str) -> None:
    """A trial of something new that has been decided."""
    pekka = house.person("pekka")
    await house.ask(pekka, StartExperiment(title=title, what=what, why="Helpottaa.", until=UNTIL, anyway=True))
    asked = "update checkin set asked_on = due_on where id = (select max(id) from checkin) returning id"
    async with house.database.engine.begin() as connection:
        number = (await connection.exec_driver_sql(asked)).scalar_one()
    done = await house.ask(pekka, Decide(number, decision, lesson))
    assert isinstance(done.show, Notice)
    assert done.show.tone == "done"


@remembered
async def board(house: House) -> House:
    await tried(house, KEYS, BOX, Decision.STOP, "Sopikaa ensin, kuka tarkistaa laatikot.")
    await tried(house, "Kävelykokous", "Viikkopalaveri kävellen.", Decision.ADOPT, "Sateella sisälle.")
    await tried(house, "Kolme riviä aamuvuorolle", "Kirjaus alkaa kolmella rivillä.", Decision.ADOPT, "Kolme riittää.")
    return house


def found(reply: Reply) -> list[str]:
    assert isinstance(reply.show, Report)
    said = [read(item.sentence, "fi") for section in reply.show.sections for item in section.items]
    return [one.split("”")[1] for one in said]


def intro(reply: Reply) -> list[str]:
    assert isinstance(reply.show, Form)
    return [read(words, "fi") for words in reply.show.intro]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("opit", ["Kolme riviä aamuvuorolle", "Kävelykokous", KEYS]),
        ("etsi oppeja avaimet", [KEYS]),
        ("opit avainlaatikko", [KEYS]),
        ("Etsi oppeja: LAATIKOIDEN", [KEYS]),
        ("lessons kävely", ["Kävelykokous"]),
        ("lärdomar kokous", ["Kävelykokous"]),
        ("etsi oppeja rivit ja aamu", ["Kolme riviä aamuvuorolle"]),
        ("etsi oppeja pyykki", []),
        ("opit 100 % ' ; drop", []),
    ],
)
async def test_lessons_are_found_by_plain_words_in_any_of_their_forms(
    board: House, typed: str, titles: list[str]
) -> None:
    """`avaimet` finds an avainlaatikko; words such as “ja” are passed over; the newest comes first."""
    assert found(await board.ask(board.person("liisa"), Say(typed))) == titles


async def test_each_lesson_leads_to_its_idea_and_says_what_became_of_it(board: House) -> None:
    reply = await board.ask(board.person("liisa"), FindLessons("avaimet"))
    assert isinstance(reply.show, Report)
    ((item,),) = [section.items for section in reply.show.sections]
    assert read(item.sentence, "fi") == LEARNT
    assert item.button
    assert item.button.intent == MoreOf(1)


@pytest.mark.parametrize("text", ["", "laatikko"])
async def test_lessons_are_read_to_the_last_ten_on_a_page_and_each_once(house: House, text: str) -> None:
    for number in range(12):
        await tried(house, f"Kokeilu {number}", "Laatikko.", Decision.ADOPT, f"Oppi {number}.")
    liisa = house.person("liisa")
    first = await house.ask(liisa, FindLessons(text))
    assert found(first) == [f"Kokeilu {number}" for number in range(11, 1, -1)]
    (onward,) = next_of(first)
    last = await house.ask(liisa, onward)
    assert found(last) == ["Kokeilu 1", "Kokeilu 0"]
    assert next_of(last) == []
    end = (await house.ask(liisa, FindLessons(text, after=1))).show
    assert isinstance(end, Report)
    assert end.intro
    assert [read(end.intro, language) for language in ("fi", "sv", "en")] == [
        "Muita oppeja ei ole.",
        "Det finns inga fler lärdomar.",
        "There are no more lessons.",
    ]


def next_of(reply: Reply) -> list[FindLessons]:
    assert isinstance(reply.show, Report)
    assert FindIdeas in [type(one.intent) for one in reply.show.buttons], "a list of lessons is no dead end"
    return [one.intent for one in reply.show.buttons if isinstance(one.intent, FindLessons)]


async def test_words_that_say_nothing_find_not_every_lesson(board: House) -> None:
    for text in ("ja", "?!"):
        assert found(await board.ask(board.person("liisa"), FindLessons(text))) == []


async def test_a_search_in_a_channel_is_answered_for_ones_own_eyes_only() -> None:
    assert meaning("etsi oppeja avaimet") == FindLessons("avaimet")
    assert meaning("idea: opit talteen") != FindLessons("talteen")


async def test_a_new_idea_is_shown_the_lessons_of_similar_ones_that_were_stopped_or_adopted(board: House) -> None:
    reply = await board.ask(board.person("liisa"), ShareIdea(title="Kävelykokoukset"))
    assert "”Kävelykokous”: Vakiinnutettu. Oppi: Sateella sisälle." in intro(reply)
    assert isinstance(reply.show, Form)
    assert [offer.button.intent for offer in reply.show.offers] == [Support(2)]


async def test_a_new_trial_is_shown_once_what_others_learnt_and_keeps_its_text(board: House) -> None:
    new = StartExperiment(title="Autojen vara-avain", what="Koukku.", why="Löytyy.", until=UNTIL, more=True)
    liisa = board.person("liisa")
    reply = await board.ask(liisa, new)
    assert LEARNT in intro(reply)
    assert isinstance(reply.show, Form)
    assert isinstance(reply.show.builds, StartExperiment)
    assert (reply.show.builds.what, reply.show.builds.anyway) == ("Koukku.", True)
    assert read(reply.show.submit, "fi") == "Aloita silti oma kokeilu"
    done = await board.ask(liisa, reply.show.builds)
    assert isinstance(done.show, Notice)
    assert done.show.tone == "done"


async def test_the_form_of_a_trial_of_an_idea_shows_what_others_learnt_and_starts_it_at_once(board: House) -> None:
    liisa = board.person("liisa")
    await board.ask(liisa, ShareIdea(title="Autojen vara-avain", anyway=True))
    opened = await board.ask(liisa, PlanExperiment(4))
    assert intro(opened)[:3] == ["Samankaltaista on jo kokeiltu.", LEARNT, "Autojen vara-avain"]
    assert isinstance(opened.show, Form)
    assert opened.show.offers == ()
    assert read(opened.show.submit, "fi") == "Aloita kokeilu"
    done = await board.ask(liisa, StartExperiment(4, "Koukku.", UNTIL, why="Löytyy."))
    assert isinstance(done.show, Notice)
    assert done.show.tone == "done"


async def test_an_idea_that_nothing_was_learnt_of_is_not_shown_over_the_trial_of_another(board: House) -> None:
    liisa = board.person("liisa")
    for title in ("Hiljainen tunti", "Hiljainen tunti koululla"):
        await board.ask(liisa, ShareIdea(title=title, anyway=True))
    assert intro(await board.ask(liisa, PlanExperiment(4)))[0] == "Hiljainen tunti"


@pytest.mark.parametrize("meeting", [False, True])
async def test_a_quick_trial_is_shown_once_what_others_learnt_and_keeps_its_text(board: House, meeting: bool) -> None:
    liisa = board.person("liisa")
    reply = await board.ask(liisa, LogQuickTrial("Autojen vara-avain", "Löytyy.", meeting=meeting))
    assert LEARNT in intro(reply)
    assert isinstance(reply.show, Form)
    assert reply.show.builds == LogQuickTrial("Autojen vara-avain", "Löytyy.", meeting=meeting, anyway=True)
    assert read(reply.show.submit, "fi") == "Kirjaa silti oma kokeilu"
    done = await board.ask(liisa, reply.show.builds)
    assert isinstance(done.show, Notice)
    assert done.show.tone == "done"


async def test_of_a_quick_trial_typed_before_its_form_the_lessons_stand_there_at_once(board: House) -> None:
    """And it costs no further press."""
    liisa = board.person("liisa")
    reply = await board.ask(liisa, WriteQuickTrial("Autojen vara-avain"))
    assert LEARNT in intro(reply)
    assert isinstance(reply.show, Form)
    assert reply.show.builds
    done = await board.ask(liisa, reply.show.builds)
    assert isinstance(done.show, Notice)
    assert done.show.tone == "done"


async def test_a_merged_idea_is_not_shown_as_similar(board: House) -> None:
    async with board.database.engine.begin() as connection:
        await connection.exec_driver_sql("update idea set stage = 'merged', merged_into = 2 where id = 1")
    async with board.database.transaction() as store:
        similar = await store.similar(KEYS, ideas.LEAST_SIMILARITY, 3)
    assert similar == []


async def test_where_the_card_hangs_a_lesson_is_told_under_it_and_not_again_by_itself(
    house: House, member: Member
) -> None:
    aino = house.person("aino")
    await house.learn(aino, member("Aino", ADMIN))
    for name, shows in (("C1", ("ideas", "lessons", "decisions")), ("C2", ("lessons",)), ("C3", ("decisions",))):
        await house.ask(aino, LinkChannel(shows=shows), house.channel(name))
    await tried(house, KEYS, BOX, Decision.STOP, "Sopikaa ensin, kuka tarkistaa laatikot.")
    query = """select name_there, subject_kind, under_kind from posting
               where not private and subject_kind in ('change', 'lesson') order by name_there, id"""
    async with house.database.engine.connect() as connection:
        told = [tuple(row) for row in await connection.exec_driver_sql(query)]
    assert told == [("C1", "change", "idea"), ("C2", "lesson", None), ("C3", "change", None)]
