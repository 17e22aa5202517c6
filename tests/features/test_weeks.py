"""What a digest tells: own work communities, in sections that lead on; never what waits for somebody else."""

from datetime import UTC, date, datetime

from bot.features import weeks
from bot.intents import (
    AnswerIdea,
    ChooseDigest,
    LinkChannel,
    OpenAnswer,
    OpenHelp,
    ReadPart,
    SeeIdea,
    SeeWaiting,
    ShareIdea,
    StartExperiment,
    Support,
    WithdrawIdea,
)
from bot.model import AnswerKind, Area, Caller, Goal, Part, Shows, Subject
from bot.views.kinds import Bars, Button, Card, Item, Notice, Report
from bot.views.text import read
from tests.features.conftest import House
from tests.features.mondays import CHANNEL


async def monday(house: House) -> None:
    house.now = datetime(2026, 11, 30, 7, tzinfo=UTC)
    await house.clock.tick()


async def drawn(house: House, kind: str = "digest", number: int = 1) -> Report:
    draw = weeks.draw if kind == "digest" else weeks.draw_for_channel
    async with house.database.transaction() as store:
        report = (await draw(await house.scene.turn(store, "fi"), [number])).get(number)
    assert isinstance(report, Report)
    return report


def told(report: Report) -> dict[str, list[str]]:
    """Each section with its sentences."""
    return {
        read(section.heading, "fi"): [read(item.sentence, "fi") for item in section.items]
        for section in report.sections
    }


async def tried(house: House, title: str, until: date) -> None:
    """Liisa's idea of home care, tried by Pekka."""
    await house.ask(house.person("liisa"), ShareIdea(title=title, unit=1, anyway=True))
    async with house.database.transaction() as store:
        number = max(one.id for one in await store.moved_ideas([1], date(2026, 1, 1), date(2027, 1, 1)))
    await house.ask(house.person("pekka"), StartExperiment(number, "Kokeillaan", until, why="Aikaa säästyy"))


async def test_what_is_over_waits_and_the_rest_goes_on_by_its_end(house: House, maija: Caller) -> None:
    for title, last in (("1", 29), ("2", 30), ("3", 25)):
        await tried(house, title, date(2026, 11, last))
    await tried(house, "4", date(2026, 12, 7))
    await monday(house)
    sections = told(await drawn(house))
    assert sections["Odottaa sinua"] == ["Kokeilu ”3” odottaa päätöstä", "Kokeilu ”1” odottaa päätöstä"]
    assert sections["Kokeilut"] == ["”2”, 30.11.2026 asti", "”4”, 7.12.2026 asti"]


async def test_its_top_is_the_list_of_what_waits_each_line_with_its_button(house: House, maija: Caller) -> None:
    """The trap: the digest knows of fewer things than the list that it promises."""
    await tried(house, "1", date(2026, 11, 25))
    await house.ask(house.person("liisa"), ShareIdea(title="Aamupalaveri seisten", unit=1))
    await monday(house)
    listed = (await house.ask(maija, SeeWaiting())).show
    assert isinstance(listed, Report)
    top = (await drawn(house)).sections[0]
    assert read(top.heading, "fi") == "Odottaa sinua"
    assert list(top.items) == [item for section in listed.sections for item in section.items]
    assert [item.button.intent for item in top.items if item.button] == [OpenAnswer(2), OpenHelp(1)]


async def test_it_tells_how_the_promise_of_an_answer_was_kept(house: House, maija: Caller) -> None:
    """Shared on Tuesday, promised within ten working days; of what was answered earlier nothing is told again."""
    titles = ("Vara-avaimet", "Aamupalaveri", "Kävelykokous", "Oma kuppi")
    for title in titles:
        await house.ask(house.person("liisa"), ShareIdea(title=title, unit=1, anyway=True))
    await monday(house)
    for number, day in ((1, 2), (None, 7), (2, 8), (3, 10), (None, 14)):
        house.now = datetime(2026, 12, day, 7, tzinfo=UTC)
        if number:
            await house.ask(maija, AnswerIdea(number, AnswerKind.THANKS, "Hyvä."))
        await house.clock.tick()
    answered = ["1 idea sai vastauksen ajoissa", "1 idea sai vastauksen luvatun päivän jälkeen"]
    owed = "1 idea on vielä ilman vastausta, ja luvattu päivä on mennyt"
    report = await drawn(house, number=3)
    assert told(report)["Vastauslupaus"] == [*answered, owed]
    assert told(await drawn(house, "channel_digest", 3))["Vastauslupaus"] == answered
    (promise,) = (one for one in report.sections if read(one.heading, "fi") == "Vastauslupaus")
    assert [await behind(house, maija, item) for item in promise.items] == [
        *([{"Vastauksen saaneet ideat": ["”Aamupalaveri”: Idea", "”Kävelykokous”: Idea"]}] * 2),
        {"Vastauslupaus": ["”Oma kuppi”: Idea"]},
    ]


async def behind(house: House, who: Caller, item: Item) -> dict[str, list[str]]:
    """What the button of an item shows."""
    assert item.button
    shown = (await house.ask(who, item.button.intent)).show
    assert isinstance(shown, Report)
    return told(shown)


async def test_who_takes_part_is_a_list_of_which_each_leads_to_its_ideas(house: House, maija: Caller) -> None:
    await house.ask(house.person("aino"), LinkChannel(unit="Keittiö", supervisor="maija"), house.channel("C2"))
    await house.ask(house.person("liisa"), ShareIdea(title="Vara-avaimet", unit=1))
    await house.ask(house.person("liisa"), ShareIdea(title="Ruokahävikki", unit=2))
    await monday(house)
    for kind in ("digest", "channel_digest"):
        report = await drawn(house, kind)
        assert told(report)["Mukana olevat työyhteisöt"] == ["Keittiö, Kotihoito"]
        (item,) = report.sections[-1].items
        assert item.button
        units = (await house.ask(maija, item.button.intent)).show
        assert isinstance(units, Report)
        assert [await behind(house, maija, one) for one in units.sections[0].items] == [
            {"Uusin ensin": ["”Ruokahävikki”: Idea. 0 kannatusta."]},
            {"Uusin ensin": ["”Vara-avaimet”: Idea. 0 kannatusta."]},
        ]


async def test_it_tells_what_is_new_in_own_work_communities(house: House, maija: Caller) -> None:
    """The trap: a digest may come twice after a crash: its title says which week it is of."""
    await house.ask(house.person("liisa"), ShareIdea(title="Vara-avaimet autoihin", unit=1))
    await house.ask(house.person("liisa"), ShareIdea(title="Aamupalaveri seisten"))
    await house.ask(house.person("pekka"), Support(1))
    await monday(house)
    report = await drawn(house)
    assert report.subject == Subject("digest", 1)
    assert read(report.title, "fi") == "Viikkokooste, viikko 48"
    assert told(report) == {
        "Odottaa sinua": ["Ideaan ”Vara-avaimet autoihin” on luvattu vastaus 8.12.2026 mennessä"],
        "Uudet tarpeet ja ideat": ["”Vara-avaimet autoihin”: Idea"],
        "Kannatusta saaneet": ["”Vara-avaimet autoihin”: 1 kannatus"],
        "Mukana olevat työyhteisöt": ["Kotihoito"],
    }


async def test_every_line_leads_to_its_card(house: House, maija: Caller) -> None:
    await house.ask(house.person("liisa"), ShareIdea(title="Vara-avaimet autoihin", unit=1))
    await monday(house)
    (item,) = (await drawn(house)).sections[1].items
    assert item.button
    assert item.button.intent == SeeIdea(1)
    shown = (await house.ask(maija, item.button.intent)).show
    assert isinstance(shown, Card)
    assert shown.subject == Subject("idea", 1)


async def test_what_was_withdrawn_meanwhile_is_not_told(house: House, maija: Caller) -> None:
    """The trap: a digest that was written when it was planned tells what is no longer there."""
    liisa = house.person("liisa")
    await house.ask(liisa, ShareIdea(title="Vara-avaimet autoihin", unit=1))
    await house.ask(liisa, ShareIdea(title="Aamupalaveri seisten", unit=1))
    await monday(house)
    await house.ask(liisa, WithdrawIdea(1))
    assert told(await drawn(house))["Uudet tarpeet ja ideat"] == ["”Aamupalaveri seisten”: Idea"]


async def test_a_goal_that_nobody_tries_to_reach_is_told_but_is_no_event(house: House, maija: Caller) -> None:
    async with house.database.transaction() as store:
        await store.write_goal(Goal(0, Area.QUALITY, "Käynnit ajallaan"))
    await monday(house)
    async with house.database.engine.connect() as connection:
        assert (await connection.exec_driver_sql("select count(*) from posting")).scalar_one() == 0
    await house.ask(house.person("liisa"), ShareIdea(title="Vara-avaimet autoihin", unit=1))
    house.later(days=7)
    await house.clock.tick()
    async with house.database.transaction() as store:
        report = (await weeks.draw(await house.scene.turn(store, "fi"), [2]))[2]
    assert isinstance(report, Report)
    assert told(report)["Tavoitteet ilman kokeilua"] == ["”Käynnit ajallaan”"]


async def test_a_long_section_is_cut_and_the_whole_of_it_one_press_away(house: House, maija: Caller) -> None:
    for number in range(8):
        await house.ask(house.person("liisa"), ShareIdea(title=f"Idea {number}", unit=1, anyway=True))
    await monday(house)
    section = (await drawn(house)).sections[1]
    assert len(section.items) == 5
    assert read(section.items[-1].sentence, "fi") == "ja 4 muuta"
    button = section.items[-1].button
    assert isinstance(button, Button)
    everything = (await house.ask(maija, button.intent)).show
    assert isinstance(everything, Report)
    assert len(everything.sections[0].items) == 8


async def test_a_channel_hears_nothing_of_what_waits_for_its_supervisor(house: House, maija: Caller) -> None:
    """The trap: what waits for one person is shown to everybody."""
    await tried(house, "1", date(2026, 11, 25))
    await house.ask(house.person("liisa"), ShareIdea(title="Aamupalaveri seisten", unit=1))
    shows = (Shows.IDEAS, Shows.DIGEST)
    await house.ask(house.person("aino"), LinkChannel(unit="Kotihoito", shows=shows, supervisor="maija"), CHANNEL)
    await house.ask(maija, ChooseDigest(where="both:1"))
    await monday(house)
    async with house.database.engine.connect() as connection:
        query = "select subject_kind, name_there from posting"
        query += " where subject_kind in ('digest', 'channel_digest') order by id"
        assert [tuple(row) for row in await connection.exec_driver_sql(query)] == [
            ("digest", "maija"),
            ("channel_digest", "C1"),
        ]
    private, shared = told(await drawn(house)), await drawn(house, "channel_digest")
    assert "Odottaa sinua" in private
    assert "Odottaa sinua" not in told(shared)
    assert shared.buttons == ()
    for part in (Part.WAITING, Part.PROMISE):
        no = (await house.ask(house.person("pekka"), ReadPart(1, part))).show
        assert isinstance(no, Notice)
        assert no.tone == "refused"
    assert isinstance((await house.ask(house.person("pekka"), ReadPart(1, Part.NEW))).show, Report)


async def test_the_picture_and_its_words_have_the_same_figures(house: House, maija: Caller) -> None:
    await tried(house, "1", date(2026, 12, 7))
    await monday(house)
    picture = (await drawn(house)).picture
    assert picture
    assert isinstance(picture.of, Bars)
    assert [counts for _, *counts in picture.of.columns] == [[0, 0]] * 11 + [[1, 0]]
    assert read(picture.text, "fi").endswith("; Viikko 48: alkaneita 1, päätettyjä 0.")
    assert read(picture.text, "fi").count("Viikko") == 12
