"""Hiding: by whoever answers for an idea, with a reason; shown again within two weeks, or erased for good."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.intents import (
    AddComment,
    AnswerHiding,
    AskToHide,
    AskToShow,
    Follow,
    GiveRoles,
    Hide,
    Intent,
    LinkChannel,
    MoreOf,
    OpenAppeal,
    ReadAll,
    SaveUnit,
    ShareIdea,
    ShowAgain,
    StartExperiment,
    Support,
)
from bot.model import Caller, Place, Subject
from bot.replies import Reply
from bot.turn import drawers
from bot.views.kinds import Card, Form, Notice, Report
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered
from tests.scenarios.records import dump

CHANNEL = Place("slack", "home", "C1", "C1")
SECRET = "Naapurin Ksylofoni"
WHY = "Tekstistä voi tunnistaa asiakkaan."
UNTIL = date(2026, 12, 8)


@remembered
async def liisa(house: House, member: Member) -> Caller:
    """Maija is the supervisor, Ville the deputy and Kaisa the renewer of home care, and Aino the admin.

    Liisa shared an idea there, and Pekka commented on it.
    """
    for name in ("aino", "maija", "ville", "kaisa", "liisa", "pekka"):
        email = ADMIN if name == "aino" else f"{name}@kunta.example"
        await house.learn(house.person(name), member(name.title(), email))
    roles = LinkChannel(unit="Kotihoito", supervisor="maija", deputy="ville", renewer="kaisa")
    await house.ask(house.person("aino"), roles, CHANNEL)
    await house.ask(house.person("liisa"), ShareIdea(title=SECRET, about=SECRET, unit=1))
    await house.ask(house.person("pekka"), AddComment(1, SECRET))
    return house.person("liisa")


async def rows(house: House, query: str) -> list[tuple[object, ...]]:
    async with house.database.engine.connect() as connection:
        return [tuple(row) for row in await connection.exec_driver_sql(query)]


async def told(house: House, kind: str) -> list[object]:
    """Who got such a private message, in the order in which it was enqueued."""
    query = f"select name_there from posting where private and subject_kind = '{kind}' order by id"  # noqa: S608
    return [name for (name,) in await rows(house, query)]


async def drawn(house: House, kind: str, number: int = 1, language: str = "fi") -> str:
    """What a card says."""
    async with house.database.transaction() as store:
        card = (await drawers[kind](await house.scene.turn(store, language), [number]))[number]
    assert isinstance(card, Card)
    said = [card.title, *card.body, *(fact.value for fact in card.facts), *((card.note,) if card.note else ())]
    return "\n".join(read(one, language) for one in said)


def said(reply: Reply) -> str:
    assert isinstance(reply.show, Notice)
    return read(reply.show.text, "fi")


async def refused(house: House, who: Caller, intent: Intent) -> str:
    reply = await house.ask(who, intent)
    assert isinstance(reply.show, Notice)
    assert reply.show.tone != "done"
    return said(reply)


async def hide(house: House, what: str = "idea", number: int = 1, who: str = "kaisa") -> Reply:
    return await house.ask(house.person(who), Hide("comment" if what == "comment" else "idea", number, WHY))


async def pass_days(house: House, count: int) -> None:
    for _ in range(count):
        house.later(days=1)
        await house.clock.tick()


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("maija", "Työyhteisön esihenkilö"),
        ("ville", "Työyhteisön varahenkilö"),
        ("kaisa", "Työyhteisön sisäinen uudistaja"),
        ("aino", "Ylläpitäjä"),
    ],
)
async def test_whoever_answers_for_an_idea_hides_it_and_every_copy_says_in_which_role(
    house: House, liisa: Caller, who: str, role: str
) -> None:
    reply = await hide(house, who=who)
    assert {str(one) for one in reply.redraw} >= {"idea:1", "comment:1"}
    for kind, title in (("idea", "Piilotettu idea"), ("comment", "Koskee piilotettua ideaa")):
        card = await drawn(house, kind)
        assert card.splitlines()[:4] == [title, role, WHY, "8.12.2026"]
        assert not any(name in card for name in (SECRET, "Liisa", "Pekka", who.title()))


@pytest.mark.parametrize(
    "forged",
    [
        AskToHide("idea", 1),
        Hide("idea", 1, WHY),
        Hide("comment", 1, WHY),
        AskToShow("idea", 1),
        ShowAgain("comment", 1, WHY),
    ],
)
async def test_everybody_else_is_told_kindly_who_decides(house: House, liisa: Caller, forged: Intent) -> None:
    assert "esihenkilö, varahenkilö tai uudistaja" in await refused(house, house.person("pekka"), forged)
    assert SECRET in await drawn(house, "idea")


async def test_a_reason_is_needed_and_the_form_keeps_what_was_typed(house: House, liisa: Caller) -> None:
    for reason in ("  ", "x" * 501):
        reply = await house.ask(house.person("kaisa"), Hide("idea", 1, reason))
        assert isinstance(reply.show, Form)
        assert set(reply.show.errors) == {"reason"}
        assert reply.show.builds == Hide("idea", 1, reason)


async def test_a_hidden_comment_leaves_the_card_and_the_list_but_is_counted(house: House, liisa: Caller) -> None:
    await house.ask(house.person("ville"), AddComment(1, "Hyvä ajatus."))
    await hide(house, "comment")
    card = await drawn(house, "idea")
    assert "2 kommenttia" in card
    assert card.count(SECRET) == 2
    assert "Hyvä ajatus." in card
    everything = (await house.ask(liisa, ReadAll(1))).show
    assert isinstance(everything, Report)
    items = everything.sections[-1].items
    assert [read(one.sentence, "fi") for one in items] == [
        "Ville, 24.11.2026: Hyvä ajatus.",
        "Pekka, 24.11.2026: tämä kommentti on piilotettu.",
    ]
    assert [one.button is None for one in items] == [False, True]


async def test_only_whoever_may_show_it_again_finds_the_way_from_the_hidden_card(house: House, liisa: Caller) -> None:
    await hide(house)
    assert await refused(house, liisa, MoreOf(1)) == "Tämä on piilotettu. Perustelu on kortissa."
    reply = await house.ask(house.person("maija"), MoreOf(1))
    assert isinstance(reply.show, Notice)
    assert [one.intent for one in reply.show.buttons] == [AskToShow("idea", 1)]
    form = (await house.ask(house.person("maija"), AskToShow("idea", 1))).show
    assert isinstance(form, Form)
    assert SECRET not in repr(form)
    done = await house.ask(house.person("maija"), ShowAgain("idea", 1, "Asiakas antoi luvan."))
    assert said(done) == "Se näkyy taas kaikille."
    assert SECRET in await drawn(house, "idea")
    assert await told(house, "again") == ["liisa"]
    assert "Asiakas antoi luvan." in await drawn(house, "again")
    assert await refused(house, house.person("maija"), ShowAgain("idea", 1, "Taas.")) == "Tämä ei ole enää piilossa."


async def test_of_two_who_hide_it_the_second_is_told_that_it_is_hidden(house: House, liisa: Caller) -> None:
    await hide(house)
    assert await refused(house, house.person("maija"), Hide("idea", 1, WHY)) == "Tämä on jo piilotettu."
    assert len(await rows(house, "select id from hiding")) == 1


async def test_a_comment_of_a_hidden_idea_comes_back_with_it(house: House, liisa: Caller) -> None:
    """What was hidden for itself stays so."""
    await house.ask(house.person("ville"), AddComment(1, "Hyvä ajatus."))
    await hide(house, "comment", 1)
    await hide(house)
    await house.ask(house.person("kaisa"), ShowAgain("idea", 1, "Sittenkin."))
    assert "Hyvä ajatus." in await drawn(house, "comment", 2)
    assert (await drawn(house, "comment", 1)).startswith("Piilotettu kommentti")


async def test_its_author_is_told_privately_and_answers_whoever_hid_it_and_the_admins(
    house: House, liisa: Caller
) -> None:
    await hide(house)
    assert await told(house, "hiding") == ["liisa"]
    letter = await drawn(house, "hiding")
    assert letter.startswith("Ideasi on piilotettu. Jaoit sen 24.11.2026.")
    assert WHY in letter
    assert "8.12.2026" in letter
    form = (await house.ask(liisa, OpenAppeal(1))).show
    assert isinstance(form, Form)
    reply = await house.ask(liisa, AnswerHiding(1, "Sain luvan."))
    assert said(reply) == "Kiitos. Vastauksesi on matkalla."
    assert sorted(map(str, await told(house, "reply"))) == ["aino", "kaisa"]
    assert "Liisa vastaa idean piilottamiseen.\nSain luvan." in await drawn(house, "reply")
    assert await refused(house, liisa, AnswerHiding(1, "Vielä.")) == "Tähän on jo vastattu."
    assert (
        await refused(house, house.person("pekka"), AnswerHiding(1, "Minä.")) == "Vain kirjoittaja voi vastata tähän."
    )


async def test_an_anonymous_author_is_not_known_and_gets_nothing(house: House, liisa: Caller) -> None:
    await house.ask(house.person("pekka"), ShareIdea(title="Lumityöt", unit=1, name="anonymous", anyway=True))
    await hide(house, number=2)
    assert await told(house, "hiding") == []
    await house.ask(house.person("maija"), ShowAgain("idea", 2, "Sittenkin."))
    assert await told(house, "again") == []
    for who in ("pekka", "kaisa"):
        await refused(house, house.person(who), AnswerHiding(1, "Minä."))


async def test_the_audit_trail_tells_what_was_decided_in_which_role_and_never_who_wrote_it(
    house: House, liisa: Caller
) -> None:
    await hide(house, "comment")
    await hide(house, who="aino")
    await house.ask(house.person("maija"), ShowAgain("idea", 1, "Sittenkin."))
    query = "select what, details, name_there from audit join account on account.id = audit.account order by audit.id"
    noted = [row for row in await rows(house, query) if row[0] in ("hidden", "shown again")]
    assert noted == [
        ("hidden", {"comment": "1", "role": "renewer"}, "kaisa"),
        ("hidden", {"idea": "1", "role": "admin"}, "aino"),
        ("shown again", {"idea": "1", "role": "supervisor"}, "maija"),
    ]


async def test_what_waits_for_its_hour_is_not_told_of_a_hidden_idea(house: House, liisa: Caller) -> None:
    """In the evening news waits for the morning; it must not come then."""
    await house.ask(house.person("ville"), Follow(1))
    house.now = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
    trial = StartExperiment(1, "Laatikko", date(2026, 12, 22), why="Aikaa")
    await house.ask(house.person("pekka"), trial)
    assert await rows(house, "select subject_kind from scheduled_post where subject_kind = 'news'")
    await hide(house)
    house.now = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    await house.clock.tick()
    assert await told(house, "news") == []
    assert await told(house, "hiding") == ["liisa"]


async def test_nobody_is_asked_about_a_hidden_trial_until_it_is_shown_again(house: House, liisa: Caller) -> None:
    await house.ask(house.person("pekka"), StartExperiment(1, "Laatikko", date(2026, 12, 4), why="Aikaa"))
    await hide(house)
    await pass_days(house, 12)
    assert await told(house, "checkin") == []
    await house.ask(house.person("kaisa"), ShowAgain("idea", 1, "Sittenkin."))
    await pass_days(house, 2)
    assert await told(house, "checkin") == ["pekka"]


async def texts(house: House) -> str:
    """Every row of every table."""
    return await dump(house.database)


async def test_after_two_weeks_it_is_erased_for_good_and_what_is_counted_stays(house: House, liisa: Caller) -> None:
    """Title, explanation, comments, the texts of its trials, answers and reports: nothing of them is kept."""
    pekka = house.person("pekka")
    await house.ask(house.person("ville"), Support(1))
    trial = StartExperiment(1, SECRET, date(2027, 1, 22), why=SECRET, stop_if=SECRET, measure=SECRET)
    await house.ask(pekka, trial)
    await hide(house)
    await house.ask(liisa, AnswerHiding(1, SECRET))
    await pass_days(house, 13)
    assert SECRET in await texts(house)
    await pass_days(house, 1)
    assert SECRET not in await texts(house)
    assert await rows(house, "select title, support, author, stage from idea") == [("", 1, None, "trial")]
    assert await rows(house, "select state, due_at, reason from hiding") == [("erased", None, WHY)]
    assert (await drawn(house, "idea")).startswith("Poistettu idea")
    assert (await drawn(house, "hiding")).startswith("Ideasi on poistettu.")
    assert "Teksti on poistettu pysyvästi." in await drawn(house, "comment")
    too_late = await refused(house, house.person("kaisa"), ShowAgain("idea", 1, "Sittenkin."))
    assert too_late == "Teksti on poistettu. Sitä ei voi enää näyttää."
    await pass_days(house, 40)
    assert await told(house, "checkin") == []


async def test_a_hidden_comment_is_erased_alone(house: House, liisa: Caller) -> None:
    await house.ask(house.person("ville"), AddComment(1, "Hyvä ajatus."))
    await hide(house, "comment")
    await pass_days(house, 14)
    assert await rows(house, "select text from comment order by id") == [("",), ("Hyvä ajatus.",)]
    assert SECRET in await drawn(house, "idea")


async def test_what_was_shown_again_is_not_erased(house: House, liisa: Caller) -> None:
    await hide(house)
    await house.ask(house.person("kaisa"), ShowAgain("idea", 1, "Sittenkin."))
    await pass_days(house, 20)
    assert SECRET in await drawn(house, "idea")


async def die_erasing(house: House) -> None:
    async with house.database.transaction() as store:
        (due,) = await store.claim_hidings(house.now, 10)
        await store.erase(due)
        raise RuntimeError


async def test_whoever_dies_while_erasing_has_erased_nothing_and_the_next_one_does_it(
    house: House, liisa: Caller
) -> None:
    """The trap: half of a text is erased, and its row says that all of it is."""
    await hide(house)
    house.now += timedelta(days=15)
    with pytest.raises(RuntimeError):
        await die_erasing(house)
    assert await rows(house, "select title, hidden from idea") == [(SECRET, True)]
    await house.clock.tick()
    assert await rows(house, "select title, hidden from idea") == [("", True)]


async def test_everything_that_told_of_it_is_drawn_anew_also_what_was_merged_into_it_and_digests(
    house: House, liisa: Caller
) -> None:
    """Also the digests of whoever supervises above, in both places, and what those were told who took a role over."""
    aino, sector = house.person("aino"), Place("slack", "home", "C2", "C2")
    await house.ask(aino, LinkChannel(unit="Perusturva", supervisor="pekka"), sector)
    await house.ask(aino, SaveUnit(unit=1, fi="Kotihoito", parent=2))
    await house.ask(aino, GiveRoles(1, supervisor="maija", deputy="ville", renewer="aino"))
    await house.ask(aino, GiveRoles(1, supervisor="maija", deputy="ville", renewer="kaisa"))
    await pass_days(house, 7)
    assert Counter(await told(house, "digest")) == Counter(("maija", "kaisa", "pekka"))
    reply = await hide(house)
    digests = {Subject(kind, number) for kind in ("digest", "channel_digest") for number in (1, 2, 3)}
    assert digests <= set(reply.redraw)
    assert Subject("handover", 2) in reply.redraw
    async with house.database.transaction() as store:
        digest = await drawers["digest"](await house.scene.turn(store, "fi"), [1])
    assert SECRET not in repr(digest)


async def test_also_who_has_the_role_no_longer_keeps_nothing_of_it_that_they_were_told(
    house: House, liisa: Caller
) -> None:
    """The trap: what told of it is found by the role that somebody has now."""
    aino = house.person("aino")
    await house.ask(aino, GiveRoles(1, supervisor="ville", deputy="maija", renewer="kaisa"))
    await pass_days(house, 7)
    assert Counter(await told(house, "digest")) == Counter(("ville", "kaisa"))
    await house.ask(aino, GiveRoles(1, supervisor="maija", renewer="aino"))
    reply = await hide(house, who="maija")
    ones = {Subject("digest", 1), Subject("digest", 2), Subject("handover", 1)}
    assert ones <= set(reply.redraw)
    async with house.database.transaction() as store:
        turn = await house.scene.turn(store, "fi")
        for kind in ("digest", "handover"):
            assert not any((await drawers[kind](turn, [1])).values())
