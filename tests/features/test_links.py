"""A link to an idea leads into the chats, and shows nothing of the idea on the way."""

import re
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from sqlalchemy import insert

from adapters.web import routes
from bot.intents import EditIdea, Hide, MoreOf, ShareIdea, ShowAgain, ShowLink, WithdrawIdea
from bot.model import LinksWritten, Place, Trouble
from bot.pages import Pages
from bot.turn import drawers
from bot.views.kinds import Card, Notice
from bot.views.text import read
from storage.database import Database
from storage.models import Posting
from tests.features.conftest import ADMIN, House, Member

HOME = "https://latu.kunta.example"
TITLE, WHY = "Vara-avaimet kotihoidon autoihin", "Aamuisin etsimme avaimia"
SLACK = "https://kunta.slack.com/archives/C1/p1793000000000100?thread_ts=1&cid=C1"
TEAMS = "https://teams.microsoft.com/l/message/19:a@thread.tacv2/1?tenantId=t&parentMessageId=1"


@pytest.fixture
def linked(database: Database) -> House:
    return House(database, HOME)


@pytest.fixture
async def browser(linked: House) -> AsyncIterator[ClientSession]:
    app = web.Application()
    titles = {"slack": "Slack", "teams": "Teams"}
    app.add_routes(routes(Pages(linked.database.transaction, linked.scene, titles, titles)))
    async with TestServer(app) as server, ClientSession(server.make_url("/")) as session:
        yield session


async def hangs(house: House, **permalinks: str) -> None:
    """As the outbox has noted it."""
    async with house.database.engine.begin() as connection:
        for platform, permalink in permalinks.items():
            new = insert(Posting).values(
                subject_kind="idea",
                subject_id=1,
                platform=platform,
                home="home",
                name_there="C1",
                address="C1",
                private=False,
                language="fi",
                state="shown",
                rank=3,
                attempts=0,
                permalink=permalink,
            )
            await connection.execute(new)


async def link(house: House, who: str = "maija") -> str:
    reply = await house.ask(house.person(who), ShowLink(1))
    assert isinstance(reply.show, Notice)
    found = re.search(rf"{HOME}(/i/\S+)$", read(reply.show.text, "fi"))
    assert found
    return found[1]


async def shared(house: House) -> None:
    await house.ask(house.person("liisa"), ShareIdea(title=TITLE, about=WHY))


async def test_more_leads_to_a_link_that_is_the_same_for_everybody_and_that_nobody_guesses(linked: House) -> None:
    await shared(linked)
    reply = await linked.ask(linked.person("maija"), MoreOf(1))
    assert isinstance(reply.show, Notice)
    assert ShowLink(1) in [button.intent for button in reply.show.buttons]
    first = await link(linked)
    assert await link(linked, "pekka") == first
    assert len(bytes.fromhex(first.removeprefix("/i/"))) * 8 >= 128


async def test_the_link_is_that_of_the_card_in_ones_own_chat_and_with_a_public_address_that_of_the_page_too(
    house: House, linked: House
) -> None:
    await shared(house)
    await hangs(house, slack=SLACK, teams=TEAMS)
    for platform, card in (("slack", SLACK), ("teams", TEAMS)):
        pekka = house.person("pekka", platform)
        more = (await house.ask(pekka, MoreOf(1))).show
        assert isinstance(more, Notice)
        assert ShowLink(1) in [button.intent for button in more.buttons]
        shown = (await house.ask(pekka, ShowLink(1))).show
        assert isinstance(shown, Notice)
        assert read(shown.text, "fi").split()[-1] == card
        assert read(shown.text, "fi").count("https://") == 1
    both = (await linked.ask(linked.person("maija"), ShowLink(1), delivery="both")).show
    assert isinstance(both, Notice)
    first, second = read(both.text, "sv").split("\n")[1:]
    assert first == SLACK
    assert second.startswith(f"{HOME}/i/")


async def test_without_a_public_address_and_a_card_in_ones_own_chat_there_is_no_link(house: House) -> None:
    await shared(house)
    await hangs(house, teams=TEAMS)
    reply = await house.ask(house.person("maija"), MoreOf(1))
    assert isinstance(reply.show, Notice)
    assert ShowLink(1) not in [button.intent for button in reply.show.buttons]
    refused = (await house.ask(house.person("maija"), ShowLink(1))).show
    assert isinstance(refused, Notice)
    assert refused.tone == "refused"


async def test_the_page_offers_each_chat_where_the_card_hangs_and_shows_nothing_of_the_idea_sl24(
    linked: House, browser: ClientSession
) -> None:
    await shared(linked)
    await hangs(linked, slack=SLACK, teams=TEAMS)
    path = await link(linked)
    for language in ("fi", "sv", "en"):
        answer = await browser.get(path, params={"language": language})
        told = await answer.text()
        assert answer.status == 200
        for address, chat in ((SLACK, "Slack"), (TEAMS, "Teams")):
            assert re.search(rf'href="{re.escape(address.replace("&", "&amp;"))}">[^<]*{chat}</a>', told)
        assert not [word for word in (*TITLE.split(), *WHY.split(), "Liisa") if word in told]
        assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex")
        assert answer.headers["Referrer-Policy"] == "no-referrer"


async def test_an_address_that_is_no_web_address_is_never_a_way(linked: House, browser: ClientSession) -> None:
    await shared(linked)
    await hangs(linked, slack="javascript:alert(1)", teams=TEAMS)
    told = await (await browser.get(await link(linked))).text()
    assert "javascript" not in told
    assert "Teams</a>" in told


async def test_what_hangs_nowhere_has_a_page_that_says_so(linked: House, browser: ClientSession) -> None:
    await shared(linked)
    answer = await browser.get(await link(linked), params={"language": "en"})
    assert answer.status == 200
    assert "No channel shows this idea." in await answer.text()


async def test_unknown_hidden_and_withdrawn_are_the_same_page_as_if_it_had_never_been(
    linked: House, browser: ClientSession
) -> None:
    await shared(linked)
    await hangs(linked, slack=SLACK)
    path, unknown = await link(linked), f"/i/{'0' * 32}"
    assert (await browser.get(path)).status == 200

    async def told(address: str) -> tuple[int, str]:
        answer = await browser.get(address)
        return answer.status, (await answer.text()).replace(address, "")

    nothing = await told(unknown)
    assert nothing[0] == 404
    for strange in ("/i/x", f"/i/{'0' * 32}0", "/i/%00", "/i/%C3%A4"):
        assert (await told(strange))[0] == 404
    async with linked.database.engine.begin() as connection:
        await connection.exec_driver_sql("update idea set hidden = true")
    assert await told(path) == nothing
    async with linked.database.engine.begin() as connection:
        await connection.exec_driver_sql("update idea set hidden = false")
    await linked.ask(linked.person("liisa"), WithdrawIdea(1))
    assert await told(path) == nothing


async def channel(
    house: House, name: str, *, opened: bool = False, looked_at: bool = True, platform: str = "slack"
) -> Place:
    """A linked channel, of which the platform has told that it may show ideas."""
    place = house.channel(name, platform)
    async with house.database.transaction() as store:
        await store.link(place, "sv")
        found = await store.channel(place)
        assert found
        if looked_at:
            await store.learn_channel(found, None, house.now)
    if opened:
        async with house.database.engine.begin() as connection:
            await connection.exec_driver_sql("update channel set opened = true where name_there = 'C1'")
    return place


async def shows(house: House, path: str, place: Place, home: str = HOME) -> bool:
    found = await house.bot.preview(f"{home}{path}", place)
    assert found is None or (found.shown.buttons == () and found.language == "sv" and read(found.shown.title, "sv"))
    return found is not None


async def test_a_preview_shows_the_idea_only_where_its_least_reader_may_see_it_sl23_sl34(linked: House) -> None:
    await shared(linked)
    path, inside = await link(linked), await channel(linked, "C2")
    assert await shows(linked, path, inside)
    assert await shows(linked, f"{path}?language=sv", inside)
    assert not await shows(linked, path, linked.channel("C9"))
    assert not await shows(linked, path, await channel(linked, "C3", looked_at=False))
    opened = await channel(linked, "C1", opened=True)
    assert not await shows(linked, path, opened)
    await hangs(linked, slack=SLACK)
    async with linked.database.engine.begin() as connection:
        await connection.exec_driver_sql("update posting set message = 'C1:1'")
    assert await shows(linked, path, opened)
    async with linked.database.transaction() as store:
        found = await store.channel(inside)
        assert found
        await store.learn_channel(found, Trouble.OUTSIDERS, linked.now)
    assert not await shows(linked, path, inside)


async def test_a_preview_shows_nothing_of_what_is_hidden_withdrawn_or_of_another_address_sl23_tm16(
    linked: House,
) -> None:
    await shared(linked)
    path, inside = await link(linked), await channel(linked, "C2")
    for foreign in ("https://latu.kunta.example.evil.example", "http://latu.kunta.example", "https://evil.example"):
        assert not await shows(linked, path, inside, foreign)
    async with linked.database.engine.begin() as connection:
        await connection.exec_driver_sql("update idea set hidden = true")
    assert not await shows(linked, path, inside)
    async with linked.database.engine.begin() as connection:
        await connection.exec_driver_sql("update idea set hidden = false")
    await linked.ask(linked.person("liisa"), WithdrawIdea(1))
    assert not await shows(linked, path, inside)


async def written(house: House, path: str, place: Place, copy: str = "C2:1.1:link") -> None:
    """A platform tells that somebody wrote the link into a message."""
    await house.bot.hear(LinksWritten(place, ((copy, f"{HOME}{path}"),)), None)


async def below(house: House) -> tuple[list[tuple[str, str]], str]:
    """What is to be shown below messages, in which state, and what the first of it says; it is sent."""
    async with house.database.engine.begin() as connection:
        query = "select message, state, subject_id from posting where subject_kind = 'preview' order by id"
        rows = (await connection.exec_driver_sql(query)).all()
        await connection.exec_driver_sql("update posting set state = 'shown'")
    if not rows:
        return [], ""
    async with house.database.transaction() as store:
        card = (await drawers["preview"](await house.scene.turn(store, "fi"), [rows[0].subject_id]))[rows[0].subject_id]
    assert isinstance(card, Card)
    assert card.buttons == ()
    said = [card.title, *([card.byline] if card.byline else ()), *card.body, *(one.value for one in card.facts)]
    return [(row.message, row.state) for row in rows], " | ".join(read(one, "fi") for one in said)


async def test_what_is_shown_below_a_written_link_says_at_once_that_the_idea_is_hidden_sl23(
    linked: House, member: Member
) -> None:
    """The trap: below a message of somebody else's it goes on showing what was hidden, edited or withdrawn."""
    await linked.learn(linked.person("aino"), member("Aino", ADMIN))
    await shared(linked)
    path, inside = await link(linked), await channel(linked, "C2")
    for _ in range(2):
        await written(linked, path, inside)
    shown, said = await below(linked)
    assert shown == [("C2:1.1:link", "due")]
    assert TITLE in said
    assert WHY in said
    await linked.ask(linked.person("liisa"), EditIdea(1, TITLE, "Avaimet ovat kateissa"))
    shown, said = await below(linked)
    assert shown == [("C2:1.1:link", "due")]
    assert "Avaimet ovat kateissa" in said
    await linked.ask(linked.person("aino"), Hide("idea", 1, "Asiakas tunnistetaan."))
    shown, said = await below(linked)
    assert shown == [("C2:1.1:link", "due")]
    assert said.startswith("Piilotettu idea")
    assert not [word for word in (TITLE, "kateissa", "liisa") if word in said]
    await linked.ask(linked.person("aino"), ShowAgain("idea", 1, "Sittenkin."))
    assert TITLE in (await below(linked))[1]
    await linked.ask(linked.person("liisa"), WithdrawIdea(1))
    shown, said = await below(linked)
    assert shown == [("C2:1.1:link", "due")]
    assert TITLE not in said


async def test_nothing_is_shown_below_a_link_where_its_least_reader_may_not_see_it_sl23(linked: House) -> None:
    await shared(linked)
    path = await link(linked)
    await written(linked, path, linked.channel("C9"))
    await written(linked, path, await channel(linked, "C3", looked_at=False))
    await written(linked, path, await channel(linked, "C1", opened=True))
    await written(linked, "/i/x", await channel(linked, "C2"))
    assert await below(linked) == ([], "")


async def test_what_comes_along_in_a_message_that_stays_has_the_title_and_nobodys_name_or_other_words_tm16(
    linked: House,
) -> None:
    """The trap: a message in which a card came along keeps what is hidden later."""
    await shared(linked)
    found = await linked.bot.preview(f"{HOME}{await link(linked)}", await channel(linked, "C2"))
    assert found
    assert (found.shown.byline, found.shown.body, found.shown.buttons) == (None, (), ())
    said = " ".join(read(one.value, "fi") for one in found.shown.facts)
    assert not [word for word in (*WHY.split(), "liisa", "Liisa") if word in said]
