"""From an idea's link to its page without content, and from there back to its card, without leaving this computer."""

import html
import re
from urllib.parse import parse_qs, quote

import pytest

from adapters.teams.places import Address
from bot.model import Place
from bot.views.text import read, say_in
from playground.people import HOME_CARE, LIISA, PEKKA, TENANT, WELLBEING, WORKSPACE
from playground.town import HOME
from playground.waiting import until
from tests.playground.visiting import Studio, Visitor, browser

BENCH = "Penkki bussipysäkille"
MORE, LINK = (read(say_in("button", name), "fi") for name in ("More", "Link to this idea"))


@pytest.fixture
async def address(visitor: Visitor) -> str:
    """Of an idea whose card hangs in a channel of each chat, as Liisa copies it."""
    town, who = visitor.town, str(LIISA.slack)
    known = Address(town.teams.activities.service_url, WELLBEING)
    async with town.bot.database.transaction() as store:
        await store.link(Place("slack", WORKSPACE, HOME_CARE, HOME_CARE), "fi")
        await store.link(Place("teams", TENANT, WELLBEING, str(known)), "fi")
    with town.hurried():
        await town.slack.slash(who, HOME_CARE, "/idea", BENCH)
        await until(lambda: town.slack.dialog(who))
        await town.slack.submit(who)
        await town.quiet()
    for label in (MORE, LINK):
        seen = [one for one in town.slack.seen(HOME_CARE, who) if label in one.buttons]
        await town.slack.press(who, seen[-1], label)
        await town.quiet()
    said = town.slack.seen(HOME_CARE, who)[-1].text
    found = re.search(rf"{HOME}/i/[0-9a-f]+$", said)
    assert found, said
    return found[0]


def here(address: str) -> str:
    return address.replace("https://", "/at/")


async def test_the_page_of_an_idea_opens_here_and_leads_back_to_its_card_in_each_chat(
    visitor: Visitor, address: str
) -> None:
    await visitor.sees("teams", PEKKA.teams, WELLBEING)
    async with visitor.session.get(visitor.home + here(address), headers={"Accept-Language": "sv"}) as answer:
        told = await answer.text()
        assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["Content-Security-Policy"].count("default-src 'none'") == 2
    assert '<html lang="sv">' in told
    assert BENCH not in told
    links = [html.unescape(one) for one in re.findall(r'href="([^"]*)"', told)]
    assert all(one.startswith("/at/") for one in links)
    assert {f"{here(address)}?language={one}" for one in ("fi", "sv", "en")} <= set(links)
    ways = [html.unescape(one) for one in re.findall(r'class="way" href="([^"]*)"', told)]
    landed: dict[str, str] = {}
    for way in ways:
        async with visitor.session.get(visitor.home + way, allow_redirects=False) as answer:
            assert answer.status == 303
            page, _, placed = answer.headers["Location"].partition("#")
            assert page == "/"
            landed |= {name: value for name, [value] in parse_qs(placed).items()}
    who, room = landed["slack"].split()
    assert room == HOME_CARE
    assert landed["teams"].split() == [PEKKA.teams, WELLBEING]
    for chat, shown in (
        ("slack", await visitor.sees("slack", who, room)),
        ("teams", await visitor.sees("teams", PEKKA.teams, WELLBEING)),
    ):
        [card] = [one for one in shown["messages"] if one["id"] == landed[f"{chat}-message"]]
        assert BENCH in str(card)


async def test_the_other_pages_of_the_app_open_here_too_and_what_is_no_page_does_not(visitor: Visitor) -> None:
    assert (await visitor.get(here(f"{HOME}/healthz")))[0] == 404
    for path in ("/", "/privacy", "/terms"):
        async with visitor.session.get(visitor.home + here(HOME + path)) as answer:
            assert (answer.status, answer.content_type) == (200, "text/html")
            assert f'href="{here(HOME + path)}?language=sv"' in await answer.text()


async def test_the_pictures_of_the_apps_pages_are_seen_here_too(visitor: Visitor) -> None:
    async with visitor.session.get(visitor.home + here(f"{HOME}/")) as answer:
        told = await answer.text()
    sources = re.findall(r'(?:src|srcset|rel="icon" href)="([^"]*)"', told)
    assert len(sources) > 1
    for source in set(sources):
        async with visitor.session.get(visitor.home + source) as answer:
            assert (answer.status, answer.content_type) == (200, "image/webp"), source
            assert "img-src 'self'" in answer.headers["Content-Security-Policy"]


async def test_a_link_that_somebody_pastes_shows_the_idea_in_both_chats_sl23(visitor: Visitor, address: str) -> None:
    await visitor.done("slack/write", who=LIISA.slack, room=HOME_CARE, text=address)
    await visitor.town.quiet()
    assert BENCH in str((await visitor.sees("slack", LIISA.slack, HOME_CARE))["messages"][-1]["blocks"])
    await visitor.done("teams/write", who=PEKKA.teams, room=WELLBEING, text=address)
    assert BENCH in str((await visitor.sees("teams", PEKKA.teams, WELLBEING))["messages"][-1]["card"])


async def test_only_pages_of_the_app_and_messages_of_the_chats_are_found_and_only_by_who_was_let_in(
    both: Studio,
) -> None:
    visitor = both.visitor
    hosts = (await visitor.get("/api/town"))[1]["hosts"]
    assert "teams.microsoft.com" in hosts
    app = "/at/latu.example"
    for path in (
        "/at/example.org/",
        "/at/",
        f"{app}/healthz",
        f"{app}//example.org/",
        "/at/teams.microsoft.com/l/chat/0",
    ):
        assert (await visitor.get(path))[0] == 404, path
    assert (await visitor.get(f"{app}/", Host="rebound.example"))[0] == 403
    assert (await visitor.get(f"{app}/", Origin="https://latu.example"))[0] == 403
    async with browser() as stranger, stranger.get(visitor.home + f"{app}/") as answer:
        assert answer.status == 403


async def test_a_message_in_a_channel_that_nobody_sees_leads_to_its_chat(both: Studio) -> None:
    for room in ("19:gone@thread.tacv2", "a:private"):
        way = f"{both.visitor.home}/at/teams.microsoft.com/l/message/{quote(room)}/1700000000000"
        async with both.visitor.session.get(way, allow_redirects=False) as answer:
            assert (answer.status, answer.headers["Location"]) == (303, "/#tab=teams")
