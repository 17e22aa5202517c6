"""Ideas put into a message: found beside the composer, shown no further than a link shows them."""

from dataclasses import replace

from bot.intents import FindIdeas, Hide, ShareIdea, Support
from bot.model import Caller, Place, Request, Trouble
from bot.ports import Finds
from bot.views.kinds import Card
from bot.views.text import read
from tests.features.conftest import House, Member
from tests.features.test_links import TEAMS, channel, hangs

TITLE, WHY = "Vara-avaimet kotihoidon autoihin", "Aamuisin etsimme avaimia"


async def shared(house: House) -> None:
    await house.ask(house.person("liisa"), ShareIdea(title=TITLE, about=WHY))
    await house.ask(house.person("liisa"), ShareIdea(title="Hiljainen tunti aamulla"))


async def find(house: House, text: str = "", place: Place | None = None, skip: int = 0, most: int = 25) -> Finds:
    return await house.bot.find(FindIdeas(text), Request(house.person("pekka", "teams"), place), skip, most)


def said(card: Card) -> str:
    told = (card.title, card.byline, *card.body, *(one.value for one in card.facts), card.note)
    return " | ".join(read(one, "en") for one in told if one)


async def test_before_anything_is_typed_the_newest_are_there_page_by_page_tm15(house: House) -> None:
    await shared(house)
    assert [read(one.title, "fi") for one in (await find(house)).found] == ["Hiljainen tunti aamulla", TITLE]
    assert [read(one.title, "fi") for one in (await find(house, skip=1, most=1)).found] == [TITLE]
    assert await find(house, skip=2) == Finds("fi", "fi")


async def test_an_idea_put_into_ones_own_chat_is_whole_without_opening_anything_tm15(house: House) -> None:
    await shared(house)
    await house.ask(house.person("maija"), Support(1))
    [one] = (await find(house, "avaimet")).found
    assert read(one.line, "en") == "Idea. 1 person supports this."
    assert said(one.shown) == (f"{TITLE} | Idea | 1 person supports this | As it was on 24 Nov 2026.")
    assert one.shown.buttons == ()


async def test_nothing_found_is_said_in_words_tm15(house: House) -> None:
    none = (await find(house)).instead
    assert none is not None
    assert read(none, "en") == "There are no ideas here yet."
    await shared(house)
    none = (await find(house, "saippua")).instead
    assert none is not None
    assert read(none, "en").startswith("No ideas match “saippua”.")


async def test_where_outsiders_may_read_only_the_way_to_an_idea_is_put_in_sl34(house: House) -> None:
    await shared(house)
    chat = house.channel("19:somebody", "teams")
    nowhere = await find(house, place=chat)
    assert nowhere.found == ()
    assert nowhere.instead is not None
    await hangs(house, teams=TEAMS)
    [one] = (await find(house, place=chat)).found
    assert read(one.title, "fi") == TITLE
    assert read(one.line, "en").endswith("Only a link is put here: outsiders may be reading.")
    assert one.shown.link is not None
    assert one.shown.link.url == TEAMS
    assert not [word for word in (*TITLE.split(), *WHY.split(), "liisa") if word in said(one.shown)]


async def test_that_nothing_matches_is_not_said_where_something_does_and_only_may_not_be_put_in_tm15(
    house: House,
) -> None:
    """In a chat of others, in a channel of which nobody has told who reads there, and in one where outsiders do."""
    troubled = await channel(house, "C4", platform="teams")
    async with house.database.transaction() as store:
        linked = await store.channel(troubled)
        assert linked
        await store.learn_channel(linked, Trouble.OUTSIDERS, house.now)
    places = (
        house.channel("19:somebody", "teams"),
        await channel(house, "C3", looked_at=False, platform="teams"),
        troubled,
    )

    async def told(text: str, place: Place) -> str:
        finds = await find(house, text, place)
        assert finds.instead
        return read(finds.instead, "en")

    for place in places:
        assert await told("", place) == "There are no ideas here yet."
    await shared(house)
    for place in places:
        for text in ("", "avaimet"):
            assert (await told(text, place)).startswith("Outsiders may be reading here, so no idea is put here.")
        assert (await told("saippua", place)).startswith("No ideas match “saippua”.")


async def test_where_only_links_are_put_in_the_list_goes_on_where_it_ended_tm15(house: House) -> None:
    """The client counts what it was given: what is left out on the way would be given twice."""
    await shared(house)
    await house.ask(house.person("liisa"), ShareIdea(title="Kolmas idea", anyway=True))
    await hangs(house, teams=TEAMS)
    troubled = await channel(house, "C4", looked_at=False, platform="teams")
    first = await find(house, place=troubled, most=2)
    assert [read(one.title, "fi") for one in first.found] == [TITLE]
    assert (await find(house, place=troubled, skip=1, most=2)).found == ()


async def test_in_a_linked_channel_it_is_as_with_a_link(house: House) -> None:
    await shared(house)
    inside = await channel(house, "C2", platform="teams")
    found = await find(house, place=inside)
    assert (found.written, [read(one.shown.title, "sv") for one in found.found][1]) == ("sv", TITLE)
    unknown = await channel(house, "C3", looked_at=False, platform="teams")
    assert (await find(house, place=unknown)).instead is not None
    await hangs(house, teams=TEAMS)
    opened = await channel(house, "C1", opened=True, platform="teams")
    assert read((await find(house, place=opened)).found[0].shown.title, "en") == "An idea in Latu"
    async with house.database.engine.begin() as connection:
        await connection.exec_driver_sql("update posting set message = 'C1:1'")
    [one] = (await find(house, place=opened)).found
    assert read(one.shown.title, "sv") == TITLE


async def test_what_is_hidden_is_found_by_nobody_and_outsiders_find_nothing(
    house: House, maija: Caller, member: Member
) -> None:
    await house.ask(maija, ShareIdea(title=TITLE, unit=1))
    await house.ask(maija, Hide("idea", 1, "Ei kuulu tänne."))
    assert (await find(house)).found == ()
    guest = house.person("pekka", "teams")
    await shared(house)
    await house.learn(guest, replace(member("Pekka", "pekka@else.example"), full_member=False))
    refused = await find(house)
    assert refused.found == ()
    assert refused.instead is not None
    assert read(refused.instead, "en").startswith("Latu is for the organisation's own people.")
