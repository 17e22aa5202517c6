"""What waits for you: one private list, by role and by what is one's own."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.intents import (
    AllowTrial,
    AnswerCheckIn,
    AnswerIdea,
    AskToPark,
    Decide,
    Intent,
    LinkChannel,
    OfferHelp,
    OpenAnswer,
    OpenDecision,
    OpenHelp,
    ParkIdea,
    ReopenIdea,
    SavePermissionCard,
    SaveUnit,
    Say,
    SeeAwaited,
    SeeWaiting,
    ShareIdea,
    StartExperiment,
    StopAsking,
)
from bot.model import Answer, AnswerKind, Awaited, Caller, Decision, Place, Waiting
from bot.views.kinds import Card, Notice, Report
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered
from tests.features.trials import leaves
from tests.statements import heard

CHANNEL, OTHER = Place("slack", "home", "C1", "C1"), Place("slack", "home", "C2", "C2")
KEYS = "Vara-avaimet autoihin"
TRIAL = StartExperiment(1, "Avainlaatikko", date(2026, 12, 8), why="Aikaa säästyy")


@remembered
async def liisa(house: House, member: Member) -> Caller:
    """Maija supervises home care, Pekka is her deputy and Kaisa the renewer; Ritva supervises the school alone."""
    await house.learn(house.person("aino"), member("Aino", ADMIN))
    roles = LinkChannel(unit="Kotihoito", supervisor="maija", deputy="pekka", renewer="kaisa")
    await house.ask(house.person("aino"), roles, CHANNEL)
    await house.ask(house.person("aino"), LinkChannel(unit="Koulu", supervisor="ritva"), OTHER)
    for name in ("maija", "pekka", "kaisa", "ritva", "liisa", "ville"):
        await house.learn(house.person(name), member(name.title(), f"{name}@kunta.example"))
    return house.person("liisa")


async def share(house: House, unit: int | None = 1, title: str = KEYS) -> None:
    await house.ask(house.person("liisa"), ShareIdea(title=title, unit=unit, anyway=True))


async def day(house: House, month: int, number: int) -> None:
    """At this day, at ten in the morning in Helsinki, Latu is asked what is due."""
    house.now = datetime(2026 if month > 10 else 2027, month, number, 8, 0, tzinfo=UTC)
    await house.clock.tick()


async def lines(house: House, who: str) -> list[tuple[str, Intent]]:
    """Each line and what its button asks; none for whoever has left."""
    reply = await house.ask(house.person(who), SeeWaiting())
    if isinstance(reply.show, Notice) and reply.show.tone == "refused":
        return []
    assert isinstance(reply.show, Report)
    found = [one for section in reply.show.sections for one in section.items]
    assert all(one.button for one in found)
    return [(read(one.sentence, "fi"), one.button.intent) for one in found if one.button]


async def waits_for(house: House, sentence: str) -> list[str]:
    """Everybody in whose list the sentence stands."""
    people = ("maija", "pekka", "kaisa", "ritva", "liisa", "ville", "aino")
    return [who for who in people if sentence in [line for line, _ in await lines(house, who)]]


async def looked_at(house: House, who: str, intent: Intent) -> list[Intent]:
    """The buttons of one thing that waits; refused when it does not wait for them."""
    reply = await house.ask(house.person(who), intent)
    assert isinstance(reply.show, Card | Notice)
    assert not (isinstance(reply.show, Notice) and reply.show.tone == "refused"), read(reply.show.text, "fi")
    return [button.intent for button in reply.show.buttons]


async def refused(house: House, who: str, intent: Intent) -> bool:
    reply = await house.ask(house.person(who), intent)
    return isinstance(reply.show, Notice) and reply.show.tone == "refused"


async def test_nothing_waits_at_first_and_one_word_asks_for_the_list(house: House, liisa: Caller) -> None:
    for word in ("odottaa", "väntar", "waiting"):
        reply = await house.ask(liisa, Say(word))
        assert isinstance(reply.show, Report)
        assert reply.show.intro is not None
        assert read(reply.show.intro, "fi") == "Mikään ei odota sinua juuri nyt."
    assert await lines(house, "kuka-vain") == []


async def test_an_idea_waits_for_its_supervisor_then_the_deputy_and_later_the_renewer(
    house: House, liisa: Caller
) -> None:
    await share(house)
    assert await lines(house, "maija") == [(f"Ideaan ”{KEYS}” on luvattu vastaus 8.12.2026 mennessä", OpenAnswer(1))]
    assert await lines(house, "pekka") == []
    await day(house, 12, 9)
    assert await waits_for(house, f"Idea ”{KEYS}” odottaa vastausta") == ["maija", "pekka"]
    await day(house, 12, 16)
    assert await waits_for(house, f"Idea ”{KEYS}” odottaa vastausta") == ["maija", "pekka", "kaisa"]
    await house.ask(house.person("pekka"), AnswerIdea(1, AnswerKind.THANKS, "Hyvä."))
    assert await waits_for(house, f"Idea ”{KEYS}” odottaa vastausta") == []


async def test_those_past_their_promised_day_come_first(house: House, liisa: Caller) -> None:
    await share(house)
    await day(house, 12, 7)
    await share(house, title="Kävelykokous")
    await day(house, 12, 9)
    assert [intent for _, intent in await lines(house, "maija")] == [OpenAnswer(1), OpenAnswer(2)]


async def test_ideas_that_nobody_answers_for_wait_for_the_admins(house: House, liisa: Caller, member: Member) -> None:
    await share(house, unit=None)
    await share(house, unit=2, title="Kävelykokous")
    first, second = (f"Ideaan ”{one}” on luvattu vastaus 8.12.2026 mennessä" for one in (KEYS, "Kävelykokous"))
    assert await waits_for(house, first) == ["aino"]
    assert await waits_for(house, second) == ["ritva"]
    await leaves(house, member, house.person("ritva"))
    assert [line for line, _ in await lines(house, "aino")] == [first, second]


@remembered
async def sari(house: House, liisa: Caller, member: Member) -> Caller:
    """She supervises care, below which lie home care and the laundry, where nobody is named."""
    await house.learn(house.person("sari"), member("Sari", "sari@kunta.example"))
    aino = house.person("aino")
    await house.ask(aino, LinkChannel(unit="Perusturva", supervisor="sari"), Place("slack", "home", "C3", "C3"))
    await house.ask(aino, SaveUnit(unit=1, fi="Kotihoito", parent=3))
    await house.ask(aino, SaveUnit(fi="Pesula", parent=1))
    await house.ask(aino, SaveUnit(fi="Vaatehuolto", parent=3))
    return house.person("sari")


async def test_what_nobody_nearer_answers_for_waits_for_whoever_supervises_above(
    house: House, sari: Caller, member: Member
) -> None:
    """The nearest comes first: below home care it is home care's own supervisor, and admins come last."""
    for unit, title in ((1, KEYS), (4, "Hoikat pyykit"), (5, "Kassit")):
        await share(house, unit=unit, title=title)
    titles = {KEYS: 1, "Hoikat pyykit": 2, "Kassit": 3}

    async def readers() -> dict[int, list[str]]:
        people = [(title, f"Ideaan ”{title}” on luvattu vastaus 8.12.2026 mennessä") for title in titles]
        found = {titles[title]: await waits_for(house, line) for title, line in people}
        own = {intent.idea for _, intent in await lines(house, "sari") if isinstance(intent, OpenAnswer)}
        return {number: [*who, "sari"] if number in own else who for number, who in found.items()}

    assert await readers() == {1: ["maija"], 2: ["maija"], 3: ["sari"]}
    for name in ("maija", "pekka", "kaisa"):
        await leaves(house, member, house.person(name))
    assert await readers() == {1: ["sari"], 2: ["sari"], 3: ["sari"]}
    await house.ask(sari, AnswerIdea(2, AnswerKind.THANKS, "Hyvä."))
    await leaves(house, member, sari)
    assert await readers() == {1: ["aino"], 2: [], 3: ["aino"]}


async def test_whoever_supervises_above_is_told_and_asked_where_nobody_nearer_is_named(
    house: House, sari: Caller
) -> None:
    """The trap: a list that shows what nobody was ever told of, or the other way round."""
    await share(house, unit=5)
    await house.ask(sari, SavePermissionCard(5, "500", "", "5"))
    await house.ask(house.person("liisa"), replace(TRIAL, until=date(2026, 12, 22), permission="outside", card=5))
    assert [line for line, _ in await lines(house, "sari")] == [f"Kokeilu ”{KEYS}” odottaa lupaa"]
    await house.ask(sari, AllowTrial(1))
    await share(house, unit=5, title="Kassit")
    await day(house, 12, 8)
    await house.ask(house.person("liisa"), AnswerCheckIn(1, Answer.NEEDS_HELP))
    assert [intent for _, intent in await lines(house, "sari")] == [OpenAnswer(2), OpenHelp(1)]
    await day(house, 12, 9)
    query = "select subject_kind from posting where name_there = 'sari' and subject_kind <> 'digest' order by id"
    async with house.database.engine.connect() as connection:
        heard_of = list((await connection.exec_driver_sql(query)).scalars())
    assert heard_of == ["permit", "stuck", "overdue"]


async def test_where_there_is_no_supervisor_the_deputy_is_first(house: House, liisa: Caller, member: Member) -> None:
    await share(house)
    await leaves(house, member, house.person("maija"))
    assert await waits_for(house, f"Ideaan ”{KEYS}” on luvattu vastaus 8.12.2026 mennessä") == ["pekka"]


async def test_a_question_about_permission_waits_for_whoever_was_asked(house: House, liisa: Caller) -> None:
    await share(house)
    await house.ask(house.person("maija"), SavePermissionCard(1, "500", "", "5"))
    await house.ask(liisa, replace(TRIAL, until=date(2026, 12, 22), permission="outside", card=1))
    asked = f"Kokeilu ”{KEYS}” odottaa lupaa"
    look = SeeAwaited(Awaited.PERMISSION, 1)
    assert await lines(house, "maija") == [(asked, look)]
    assert AllowTrial(1) in await looked_at(house, "maija", look)
    assert await refused(house, "ville", look)
    await day(house, 12, 2)
    assert await waits_for(house, asked) == ["maija", "pekka"]
    await day(house, 12, 10)
    assert await waits_for(house, asked) == ["maija", "pekka", "kaisa"]
    await house.ask(liisa, StopAsking(1))
    assert await waits_for(house, asked) == []
    assert [intent for _, intent in await lines(house, "maija")] == [OpenAnswer(1)]


async def test_a_call_for_help_waits_for_the_renewer_until_somebody_answers(
    house: House, liisa: Caller, member: Member
) -> None:
    await share(house)
    await house.ask(house.person("ville"), replace(TRIAL, until=date(2026, 12, 22)))
    await day(house, 12, 8)
    called = f"Kokeilussa ”{KEYS}” tarvitaan apua"
    await house.ask(house.person("ville"), AnswerCheckIn(1, Answer.NEEDS_HELP))
    assert await waits_for(house, called) == ["kaisa"]
    assert (called, OpenHelp(1)) in await lines(house, "kaisa")
    await leaves(house, member, house.person("kaisa"))
    assert await waits_for(house, called) == ["maija"]
    await house.ask(house.person("maija"), OfferHelp(1, "Tulen käymään."))
    assert await waits_for(house, called) == []


async def test_a_later_answer_ends_the_call_for_help(house: House, liisa: Caller) -> None:
    await share(house)
    await house.ask(house.person("ville"), replace(TRIAL, until=date(2026, 12, 22)))
    await day(house, 12, 8)
    await house.ask(house.person("ville"), AnswerCheckIn(1, Answer.NEEDS_HELP))
    await house.ask(house.person("ville"), AnswerCheckIn(1, Answer.ON_TRACK))
    assert await lines(house, "kaisa") == []


async def test_a_trial_that_is_over_waits_for_its_owner_and_its_supervisor_can_help(
    house: House, liisa: Caller
) -> None:
    await share(house)
    await house.ask(house.person("ville"), TRIAL)
    await day(house, 12, 8)
    over = f"Kokeilu ”{KEYS}” odottaa päätöstä"
    assert await waits_for(house, over) == []
    await day(house, 12, 9)
    ends = next(intent for _, intent in await lines(house, "ville"))
    assert isinstance(ends, SeeAwaited)
    assert await lines(house, "ville") == [(over, SeeAwaited(Awaited.DECISION, ends.number))]
    assert OpenDecision(ends.number, Decision.STOP) in await looked_at(house, "ville", ends)
    assert await refused(house, "maija", ends)
    assert await lines(house, "maija") == [(over, OpenHelp(ends.number))]
    assert await waits_for(house, over) == ["maija", "ville"]
    await house.ask(house.person("maija"), OfferHelp(ends.number, "Jutellaanko?"))
    assert await waits_for(house, over) == ["ville"]
    await house.ask(house.person("ville"), Decide(ends.number, Decision.ADOPT))
    assert await waits_for(house, over) == []


async def test_whoever_helps_decides_for_an_owner_who_has_left(house: House, liisa: Caller, member: Member) -> None:
    await share(house)
    await house.ask(house.person("ville"), TRIAL)
    await day(house, 12, 8)
    await day(house, 12, 9)
    await leaves(house, member, house.person("ville"))
    ((_, ends),) = await lines(house, "kaisa")
    assert isinstance(ends, SeeAwaited)
    assert OpenDecision(ends.number, Decision.STOP) in await looked_at(house, "kaisa", ends)
    assert await lines(house, "maija") == []


async def test_a_parked_idea_whose_day_has_come_waits_for_whoever_parked_it(
    house: House, liisa: Caller, member: Member
) -> None:
    await share(house)
    await house.ask(house.person("pekka"), ParkIdea(1, date(2027, 1, 11), "Autot vaihtuvat."))
    await day(house, 1, 10)
    again = f"On aika palata ideaan ”{KEYS}”"
    assert await waits_for(house, again) == []
    await day(house, 1, 11)
    look = SeeAwaited(Awaited.REVIEW, 1)
    assert await lines(house, "pekka") == [(again, look)]
    assert AskToPark(1) in await looked_at(house, "pekka", look)
    assert await refused(house, "ville", look)
    assert await waits_for(house, again) == ["pekka"]
    await leaves(house, member, house.person("pekka"))
    assert await waits_for(house, again) == ["maija"]
    await house.ask(house.person("maija"), ReopenIdea(1, "Asia muuttui."))
    assert await waits_for(house, again) == []


async def test_what_an_admin_parked_waits_for_the_admin(house: House, liisa: Caller) -> None:
    await share(house)
    await share(house, unit=None, title="Kävelykokous")
    for number in (1, 2):
        await house.ask(house.person("aino"), ParkIdea(number, date(2027, 1, 11), "Palataan."))
    await day(house, 1, 11)
    assert [intent for _, intent in await lines(house, "aino")] == [
        SeeAwaited(Awaited.REVIEW, 1),
        SeeAwaited(Awaited.REVIEW, 2),
    ]


async def test_one_person_has_one_list_in_both_chats(house: House, liisa: Caller, member: Member) -> None:
    await share(house)
    there = house.person("maija-aad", "teams")
    await house.learn(there, member("Maija", "maija@kunta.example"))
    reply = await house.ask(there, SeeWaiting())
    assert isinstance(reply.show, Report)
    assert len(reply.show.sections) == 1


async def test_everybodys_lists_take_as_many_statements_as_one(house: House, liisa: Caller) -> None:
    await share(house)
    await house.ask(house.person("ville"), TRIAL)
    await share(house, unit=2, title="Kävelykokous")
    await share(house, unit=None, title="Seisten")
    await day(house, 12, 9)
    async with house.database.transaction() as store:
        people = {name: (await store.account(house.person(name).own)) for name in ("maija", "ritva", "ville", "aino")}
        numbers = {name: one.person.id for name, one in people.items() if one}
        with heard() as said:
            found = await store.waiting_for(numbers.values(), date(2026, 12, 9), admins=(numbers["aino"],))
    assert len(said) == 2
    assert {name: [(one.kind, one.title) for one in found[number]] for name, number in numbers.items()} == {
        "maija": [(Awaited.DECISION, KEYS)],
        "ritva": [(Awaited.ANSWER, "Kävelykokous")],
        "ville": [(Awaited.DECISION, KEYS)],
        "aino": [(Awaited.ANSWER, "Seisten")],
    }
    assert found[numbers["ritva"]] == (Waiting(Awaited.ANSWER, 2, "Kävelykokous", date(2026, 12, 8), True, True, 2),)
