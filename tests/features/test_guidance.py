"""Help says where to tell what one thinks of Latu; the tour is read by anybody; an admin sees what is theirs to do."""

from bot.commands import meaning
from bot.intents import (
    Follow,
    Help,
    MyPage,
    OpenRoles,
    OpenSettings,
    SeeAdministration,
    SeeTour,
    SeeUnits,
    ShareIdea,
    Support,
    WriteIdea,
)
from bot.model import Caller
from bot.replies import Reply
from bot.views.guidance import WELCOME, first_steps
from bot.views.kinds import Report, Section
from bot.views.text import read
from storage.database import Database
from tests.features.conftest import ADMIN, House, Member


def shown(reply: Reply) -> Report:
    assert isinstance(reply.show, Report)
    return reply.show


def note(report: Report) -> str:
    return read(report.note, "fi") if report.note else ""


async def test_help_says_where_to_tell_what_one_thinks_of_latu_sl08(database: Database) -> None:
    """Known words or not; without an address it says whom to tell."""
    told = House(database, contact="kehittaminen@kunta.example")
    for text in ("", "mikä on palkkani"):
        asked = await told.ask(told.person("pekka"), Help(text))
        assert note(shown(asked)) == "Mitä mieltä olet Latu-botista? Kerro meille: kehittaminen@kunta.example"
    house = House(database)
    asked = await house.ask(house.person("pekka"), Help(), delivery="another")
    assert note(shown(asked)) == "Mitä mieltä olet Latu-botista? Kerro sisäiselle uudistajalle tai ylläpitäjälle."


async def test_the_tour_is_four_short_pages_for_whoever_asks_and_nobody_is_looked_up_tm39(house: House) -> None:
    page, read_so_far = shown(await house.ask(house.person("pekka"), SeeTour())), []
    while isinstance(onwards := page.buttons[0].intent, SeeTour):
        read_so_far.append(read(page.sections[0].heading, "fi"))
        back = [one.intent for one in page.buttons[1:]]
        assert back == ([SeeTour(onwards.page - 2)] if onwards.page > 2 else [])
        page = shown(await house.ask(house.person("pekka"), onwards))
    assert [*read_so_far, read(page.sections[0].heading, "fi")] == [
        "Jaa",
        "Kannata",
        "Kokeile ja opi",
        "Ketkä näkevät mitä",
    ]
    assert onwards == WriteIdea()
    async with house.database.engine.connect() as connection:
        assert (await connection.exec_driver_sql("select count(*) from account")).scalar_one() == 0


async def test_an_admin_is_told_what_only_they_can_do_first_in_the_welcome_and_in_help_tm35(
    house: House, maija: Caller, member: Member
) -> None:
    aino = house.person("aino")
    await house.learn(aino, member("Aino", ADMIN))
    for ask in (MyPage(), Help()):
        assert first_steps() in shown(await house.ask(aino, ask)).sections
        assert first_steps() not in shown(await house.ask(maija, ask)).sections
    assert first_steps() not in shown(await house.ask(aino, MyPage())).sections, "the welcome comes once"
    assert intents(first_steps()) == [OpenRoles(), SeeUnits()]


async def test_an_admin_comes_from_help_to_administration(house: House, maija: Caller, member: Member) -> None:
    aino = house.person("aino")
    await house.learn(aino, member("Aino", ADMIN))
    for who, offered in ((aino, True), (maija, False)):
        ways = [one.intent for one in shown(await house.ask(who, Help())).buttons]
        assert (SeeAdministration() in ways) is offered


async def test_whoever_writes_to_latu_for_the_first_time_is_told_who_it_is_and_later_no_more(house: House) -> None:
    """Whatever they write, how it works is the first way on; nothing is kept of somebody who has only asked."""
    await house.ask(house.person("liisa"), ShareIdea(title="Penkki"))
    irma = house.person("irma")
    for text in ("", "mitä täällä tehdään"):
        asked = shown(await house.ask(irma, Help(text)))
        assert asked.intro == WELCOME
        assert asked.buttons[0].intent == SeeTour()
    await house.ask(irma, Follow(1))
    assert shown(await house.ask(irma, Help())).intro is None


async def test_what_people_type_who_do_not_know_the_words_leads_on(house: House) -> None:
    """What this is, who sees what, how to hear less, and how to take a support back."""
    irma = house.person("irma")
    assert meaning("Mikä tämä on?") == meaning("Vad är det här?") == SeeTour()
    for typed in ("nimettömänä", "Vem ser?", "anonymously"):
        page = shown(await house.ask(irma, meaning(typed)))
        assert read(page.sections[0].heading, "fi") == "Ketkä näkevät mitä"
    for typed in ("lopeta", "tauko", "paus", "notifications"):
        assert meaning(typed) == OpenSettings()
    await house.ask(house.person("liisa"), ShareIdea(title="Penkki"))
    await house.ask(irma, Support(1))
    given = shown(await house.ask(irma, meaning("peru kannatus")))
    assert [read(one.sentence, "fi") for one in given.sections[0].items] == ["”Penkki”: Idea. 1 kannatus."]


def intents(section: Section) -> list[object]:
    return [one.button.intent for one in section.items if one.button]
