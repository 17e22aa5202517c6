"""Whoever is not the organisation's own is refused, and leaves nothing behind."""

import asyncio
import json
import time
from dataclasses import replace
from typing import Any, get_args

import aiohttp
import pytest

from bot.views.text import read
from playground.chat import Human
from playground.people import DOMAIN, MAIJA, PEKKA, Somebody
from playground.slack.delivery import sign
from playground.teams.login import TokenKind
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.driver import Person, card
from tests.scenarios.records import counts, eventually, value

BENCH = "Penkki bussipysäkille"
GUEST = Somebody("Gunnar Gäst", "U0GUNNAR10", "10000000-0000-4000-8000-000000000010")
# To somebody of whom nothing is known, the adapters speak English.
NO = read(words.OUTSIDER, "en")
OUTSIDER = Somebody("Ulla Ulkoinen", "U0ULLA0011", "10000000-0000-4000-8000-000000000011")


@pytest.fixture
def visitors() -> tuple[Human, ...]:
    return (
        *(Human(one or "", GUEST.name, f"gunnar@{DOMAIN}", kind="guest") for one in (GUEST.slack, GUEST.teams)),
        *(
            Human(one or "", OUTSIDER.name, "ulla@muu.example", kind="external")
            for one in (OUTSIDER.slack, OUTSIDER.teams)
        ),
    )


@pytest.fixture
def opened() -> bool:
    """Guests and outsiders see what hangs in both channels."""
    return True


async def kept(side: Side) -> dict[str, int]:
    """Row counts, without the keyed hashes of handled deliveries; what the clock writes each minute is there."""
    await side.place.bot.clock.tick()
    return await counts(side.place.bot.database, but=frozenset({"delivery"}))


def refused(person: Person) -> bool:
    return NO in person.shown.text or person.words(words.OUTSIDER) in person.shown.text


async def test_a_guest_who_wants_a_form_is_found_out_and_then_refused_at_once(side: Side) -> None:
    maija, guest = side.person(MAIJA), side.person(GUEST)
    await maija.shares(BENCH)
    await guest.sees(BENCH)
    before = await kept(side)
    async with asyncio.timeout(60):
        while not refused(guest):
            await guest.presses_card(words.LET_US_TRY, BENCH)
    await guest.supports(BENCH)
    assert refused(guest)
    assert await kept(side) == before


@pytest.mark.parametrize("side", ["Teams"], indirect=True)
async def test_a_guest_who_only_reads_is_found_out_and_then_refused_at_once(side: Side) -> None:
    maija, guest = side.person(MAIJA), side.person(GUEST)
    await maija.shares(BENCH)
    await guest.sees(BENCH)
    before = await kept(side)
    async with asyncio.timeout(20):
        while not refused(guest):
            await guest.mentions("etsi")
            if not refused(guest):
                await guest.presses(words.CONTINUE)
    assert await kept(side) == before


async def test_a_click_of_a_guest_whom_nobody_knew_yet_does_not_count_in_the_end(side: Side) -> None:
    maija, guest = side.person(MAIJA), side.person(GUEST)
    await maija.shares(BENCH)
    await guest.supports(BENCH)
    known = "select count(*) from account where member is false"
    await eventually(lambda: value(side.place.bot.database, known), 1)
    await guest.sees(BENCH, words.tally(0))
    before = await kept(side)
    await guest.supports(BENCH)
    assert refused(guest)
    assert await kept(side) == before


async def test_somebody_of_another_organisation_is_refused_at_once(side: Side) -> None:
    maija, stranger = side.person(MAIJA), side.person(OUTSIDER)
    await maija.shares(BENCH)
    await stranger.sees(BENCH)
    before = await kept(side)
    if side.chat.name == "Slack":
        await stranger.supports(BENCH)
        assert refused(stranger)
        await side.chat.write(stranger.id, stranger.room, "idea: Salaa", mention=True)
    else:
        activity = await last_activity(side, BENCH)
        answer = await side.place.teams.deliver(activity, tenant_id="99999999-0000-4000-8000-000000000000")
        assert answer.status == 403
    assert await kept(side) == before


async def last_activity(side: Side, title: str) -> dict[str, Any]:
    """A click of Maija's that has not happened yet, as Teams would send it."""
    maija, teams = side.person(MAIJA), side.place.teams
    hangs = card(side.chat, title)
    assert hangs
    message = teams.message(hangs.id)
    opened = teams.screen(message, maija.id)
    assert opened
    data = opened[0].button(maija.words(words.SUPPORT))["data"]
    value = {"data": data, "context": {"theme": "default"}}
    return teams.from_message("invoke", maija.id, message, name="task/fetch", value=value)


@pytest.mark.parametrize("side", ["Slack"], indirect=True)
async def test_another_workspace_is_refused_however_it_is_signed(side: Side) -> None:
    """The trap: one secret signs for every workspace of the app."""
    maija = side.person(MAIJA)
    await maija.shares(BENCH)
    await maija.supports(BENCH)
    pressed = next(one for one in reversed(side.place.slack.deliveries) if one.what == "block_actions")
    before = await kept(side)
    foreign = "T0ELSEWHERE"
    payload = json.loads(json.dumps(pressed.payload).replace(side.place.slack.app.team_id, foreign))
    payload["trigger_id"] = "1.2.other"
    payload["user"]["id"] = "U0ELSEWHERE"
    await side.place.slack.courier.interaction(payload)
    assert await kept(side) == before


async def test_a_repeated_delivery_changes_state_once_and_posts_once_sl07(side: Side) -> None:
    maija, pekka = side.person(MAIJA), side.person(PEKKA)
    await maija.shares(BENCH)
    await pekka.supports(BENCH)
    await pekka.sees(BENCH, words.tally(1))
    await pekka.takes_back()
    await pekka.sees(BENCH, words.tally(0))
    before = await kept(side)
    await again(side, 3)
    await maija.mentions("apua")
    assert await kept(side) == before
    await pekka.sees(BENCH, words.tally(0))
    assert sum(BENCH in one.lines for one in side.chat.seen(maija.room)) == 1


async def again(side: Side, times: int) -> None:
    """Every delivery so far comes so many times more."""
    slack, teams = side.place.slack, side.place.teams
    for sent in list(slack.deliveries) * times:
        assert (await slack.deliver_again(sent)).status == 200
    for delivered in list(teams.deliveries) * times:
        assert (await teams.deliver_again(delivered)).ok


@pytest.mark.parametrize("side", ["Teams"], indirect=True)
async def test_a_request_that_teams_did_not_sign_is_401_and_changes_nothing(side: Side) -> None:
    maija = side.person(MAIJA)
    await maija.shares(BENCH)
    await maija.sees(BENCH)
    before = await kept(side)
    for kind in get_args(TokenKind):
        if kind != "good":
            activity = await last_activity(side, BENCH)
            assert (await side.place.teams.deliver(activity, signed=kind)).status == 401, kind
    assert await kept(side) == before
    await maija.supports(BENCH)
    await maija.sees(BENCH, words.tally(1))


@pytest.mark.parametrize("side", ["Slack"], indirect=True)
async def test_a_request_that_slack_did_not_sign_is_401_and_changes_nothing_sl05(side: Side) -> None:
    maija, slack = side.person(MAIJA), side.place.slack
    await maija.shares(BENCH)
    await maija.supports(BENCH)
    await maija.takes_back()
    before = await kept(side)
    fresh = json.loads(json.dumps(next(one for one in slack.deliveries if one.what == "block_actions").payload))
    for forged in ({"secret": "0" * 32}, {"signed_at": 1_700_000_000}):
        for one in list(slack.deliveries):
            assert (await slack.deliver_again(replace(one, payload=fresh), **forged)).status == 401
    assert await kept(side) == before
    await maija.supports(BENCH)
    await maija.sees(BENCH, words.tally(1))


async def test_what_cannot_be_read_is_400_and_the_next_request_is_answered(side: Side) -> None:
    maija = side.person(MAIJA)
    await maija.shares(BENCH)
    for body in (b"", b"nonsense", b"[]", b"payload=%FF", b"[" * 5000):
        assert await posted(side, body) == 400, body[:20]
    await maija.supports(BENCH)
    await maija.sees(BENCH, words.tally(1))


async def posted(side: Side, body: bytes) -> int:
    """The status of a signed request with this body."""
    async with aiohttp.ClientSession() as session:
        if side.chat.name == "Slack":
            slack, now = side.place.slack, int(time.time())
            headers = {
                "X-Slack-Request-Timestamp": str(now),
                "X-Slack-Signature": sign(slack.courier.secret, body, now),
            }
            url = slack.courier.request_url
        else:
            teams = side.place.teams
            signed = teams.login.sign("good", teams.activities.service_url) or ""
            headers, url = {"Authorization": signed, "Content-Type": "application/json"}, teams.messaging_endpoint
        async with session.post(url, data=body, headers=headers) as answer:
            return answer.status
