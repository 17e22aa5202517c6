"""What the outbox and the jobs ask of Teams, against a Bot Connector on loopback."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web

from adapters.teams.elements import MESSAGE
from adapters.teams.places import Address
from bot.errors import Gone, Unreachable
from bot.model import Account, Person, Place, Subject
from bot.ports import Platform
from bot.views.kinds import Card
from bot.views.text import plain
from tests.adapters.teams.product import CHANNEL, Product, Tenant, connected, sent_card, texts
from tests.adapters.teams.service import APP, TENANT, BotService

CARD = Card(Subject("idea", 7), plain("Spare keys"))


@pytest.fixture
async def tenant(service: BotService) -> AsyncIterator[Tenant]:
    async with connected(service, Product()) as tenant:
        yield tenant


@pytest.fixture
def teams(tenant: Tenant) -> Platform:
    return tenant.connection.platform


@pytest.fixture
def channel(service: BotService) -> Place:
    return Place("teams", TENANT, CHANNEL, str(Address(service.service_url, CHANNEL)))


@pytest.fixture
def aino(service: BotService) -> Place:
    return Place("teams", TENANT, "aino", str(Address(service.service_url, user="29:aino")), private=True)


def account(own: Place) -> Account:
    return Account(
        id=1,
        person=Person(1, None),
        own=own,
        language=None,
        client_language=None,
        time_zone=None,
        email_key=None,
        member=None,
        workspace_admin=False,
        joined=False,
    )


async def test_a_card_begins_a_thread_of_its_channel(teams: Platform, service: BotService, channel: Place) -> None:
    copy = await teams.post(channel, CARD, "en")
    (sent,) = service.received
    assert (sent.method, sent.conversation, sent.rest) == ("POST", CHANNEL, "activities")
    assert texts(sent_card(sent.body)) == ["Spare keys"]
    assert copy == f"{CHANNEL}|m1"


async def test_news_go_under_the_card_tm06(teams: Platform, service: BotService, channel: Place) -> None:
    """The trap: news on their own fill the channel, and are read without what they are about."""
    copy = await teams.post(channel, CARD, "en", under=f"{CHANNEL}|1700000000000")
    assert service.received[0].conversation == f"{CHANNEL};messageid=1700000000000"
    assert copy == f"{CHANNEL}|m1"


async def test_the_address_of_a_card_is_made_of_its_channel_message_and_tenant(
    teams: Platform, service: BotService, channel: Place, aino: Place
) -> None:
    """https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams"""
    found = await teams.permalink(channel, f"{CHANNEL}|1648741500652")
    message = f"https://teams.microsoft.com/l/message/{CHANNEL}/1648741500652"
    assert found == f"{message}?tenantId={TENANT}&parentMessageId=1648741500652"
    assert MESSAGE.fullmatch(found)
    assert await teams.permalink(aino, "a:chat|m1") is None
    assert service.received == []


async def test_a_copy_is_redrawn_in_place(teams: Platform, service: BotService, channel: Place) -> None:
    copy = await teams.post(channel, CARD, "en")
    await teams.update(channel, copy, CARD, "sv")
    redraw = service.received[1]
    assert (redraw.method, redraw.conversation, redraw.rest) == ("PUT", CHANNEL, "activities/m1")
    assert sent_card(redraw.body)


async def test_somebody_s_own_chat_is_made_once(teams: Platform, service: BotService, aino: Place) -> None:
    service.answers.append(web.json_response({"id": "a:aino"}))
    copies = [await teams.post(aino, CARD, "en") for _ in range(2)]
    made, first, second = service.received
    assert made.body["members"] == [{"id": "29:aino"}]
    assert (made.body["tenantId"], made.body["bot"]) == (TENANT, {"id": f"28:{APP}"})
    assert (first.conversation, second.conversation) == ("a:aino", "a:aino")
    assert copies == ["a:aino|m2", "a:aino|m3"]
    await teams.update(aino, copies[0], CARD, "en")
    assert service.received[-1].conversation == "a:aino"


async def test_whoever_wrote_to_the_bot_has_a_chat_already(tenant: Tenant, service: BotService, aino: Place) -> None:
    await tenant.write("ohje")
    await tenant.finish()
    service.received.clear()
    assert (await tenant.connection.platform.post(aino, CARD, "en")).startswith("a:aino|")
    assert len(service.received) == 1


async def test_somebody_who_was_only_picked_is_reached_by_entra_object_id(tenant: Tenant, service: BotService) -> None:
    picked = Place("teams", TENANT, "bo-id", "bo-id", private=True)
    with pytest.raises(Unreachable):
        await tenant.connection.platform.post(picked, CARD, "en")
    await tenant.send(text="nothing for the bot")
    service.answers.append(web.json_response({"id": "a:bo"}))
    assert await tenant.connection.platform.post(picked, CARD, "en") == "a:bo|m2"
    assert service.received[0].body["members"] == [{"id": "bo-id"}]


def member(**fields: Any) -> web.Response:
    usual = {
        "id": "29:aino",
        "objectId": "aino",
        "givenName": "Aino",
        "surname": "Aalto",
        "email": "aino@example.org",
        "userPrincipalName": "aino.aalto@example.org",
        "tenantId": TENANT.upper(),
        "userRole": "user",
    }
    return web.json_response({name: value for name, value in (usual | fields).items() if value is not None})


async def test_somebody_is_looked_up_where_the_bot_met_them(teams: Platform, service: BotService) -> None:
    met = Place("teams", TENANT, "aino", str(Address(service.service_url, CHANNEL, "29:aino")), private=True)
    service.answers.append(member())
    profile = await teams.look_up(account(met))
    (asked,) = service.received
    assert (asked.method, asked.conversation, asked.rest) == ("GET", CHANNEL, "members/29:aino")
    assert (profile.name, profile.email, profile.email_confirmed) == ("Aino Aalto", "aino@example.org", True)
    assert profile.full_member
    assert not profile.workspace_admin


async def test_somebody_of_whom_only_the_own_chat_is_known_is_looked_up_there(
    teams: Platform, service: BotService, aino: Place
) -> None:
    service.answers.extend([web.json_response({"id": "a:aino"}), member()])
    assert (await teams.look_up(account(aino))).full_member
    assert [(one.method, one.conversation) for one in service.received] == [("POST", ""), ("GET", "a:aino")]


@pytest.mark.parametrize("status", [403, 404])
async def test_whoever_took_an_action_where_the_bot_is_no_member_is_looked_up_in_their_own_chat(
    teams: Platform, service: BotService, status: int
) -> None:
    """The trap: a no of a conversation that the bot is not in would take a supervisor's role away."""
    met = Place("teams", TENANT, "aino", str(Address(service.service_url, CHANNEL, "29:aino")), private=True)
    service.answers.extend([web.json_response({}, status=status), web.json_response({"id": "a:aino"}), member()])
    assert (await teams.look_up(account(met))).full_member
    assert [(one.method, one.conversation) for one in service.received] == [
        ("GET", CHANNEL),
        ("POST", ""),
        ("GET", "a:aino"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"userRole": "guest"},
        {"userRole": "Guest"},
        {"userRole": "anonymous", "objectId": None},
        {"userPrincipalName": "bo_other.org#EXT#@example.org"},
        {"tenantId": "other"},
    ],
)
async def test_guests_and_people_of_other_tenants_are_no_full_members(
    teams: Platform, service: BotService, aino: Place, fields: dict[str, Any]
) -> None:
    service.answers.extend([web.json_response({"id": "a:aino"}), member(**fields)])
    assert not (await teams.look_up(account(aino))).full_member


async def test_a_name_that_is_no_address_is_not_confirmed(teams: Platform, service: BotService, aino: Place) -> None:
    service.answers.extend([web.json_response({"id": "a:aino"}), member(email=None)])
    profile = await teams.look_up(account(aino))
    assert (profile.email, profile.email_confirmed) == ("aino.aalto@example.org", False)


CALLS: list[Callable[[Platform, Place], Awaitable[object]]] = [
    lambda teams, place: teams.post(place, CARD, "en"),
    lambda teams, place: teams.post(place, CARD, "en", under=f"{CHANNEL}|1"),
    lambda teams, place: teams.update(place, f"{CHANNEL}|1", CARD, "en"),
    lambda teams, place: teams.look_up(account(place)),
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("status", [400, 412, 413, 500, 502, 503, 504, 429])
async def test_what_fails_is_tried_again_and_never_forgotten_tm22(
    teams: Platform,
    service: BotService,
    channel: Place,
    call: Callable[[Platform, Place], Awaitable[object]],
    status: int,
) -> None:
    """The trap: the bare SDK loses a message at 429 and 502."""
    service.answers.append(web.json_response({}, status=status))
    with pytest.raises(Unreachable) as caught:
        await call(teams, channel)
    assert caught.value.retry_after is None


@pytest.mark.parametrize("call", CALLS)
async def test_teams_says_how_long_to_wait(
    teams: Platform, service: BotService, channel: Place, call: Callable[[Platform, Place], Awaitable[object]]
) -> None:
    service.answers.append(web.json_response({}, status=429, headers={"Retry-After": "7"}))
    with pytest.raises(Unreachable) as caught:
        await call(teams, channel)
    assert caught.value.retry_after == 7


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("status", [403, 404])
async def test_what_is_gone_or_closed_to_the_bot_is_forgotten_tm23(
    teams: Platform,
    service: BotService,
    channel: Place,
    call: Callable[[Platform, Place], Awaitable[object]],
    status: int,
) -> None:
    """The trap: what was deleted, archived or left would be tried for ever."""
    for _ in range(2):  # somebody is looked up in two places
        service.answers.append(web.json_response({"error": {"code": "MessageWritesBlocked"}}, status=status))
    with pytest.raises(Gone):
        await call(teams, channel)


async def test_a_copy_of_another_adapter_is_gone(teams: Platform, channel: Place) -> None:
    with pytest.raises(Gone):
        await teams.update(channel, "C1:1700000000.1", CARD, "en")


async def test_nothing_is_sent_to_a_host_that_is_not_trusted(teams: Platform, service: BotService) -> None:
    """Nor is the copy forgotten: the host may be in the settings again tomorrow."""
    place = Place("teams", TENANT, CHANNEL, str(Address("https://example.org/teams/", CHANNEL)))
    with pytest.raises(Unreachable):
        await teams.post(place, CARD, "en")
    assert (service.received, service.token_requests) == ([], [])


def test_an_address_without_its_parts_is_compact() -> None:
    assert str(Address("https://a/", user="29:x")) == json.dumps(
        {"service_url": "https://a/", "user": "29:x"}, separators=(",", ":")
    )


PAGES: list[Callable[[], web.Response]] = [
    lambda: web.Response(text="<html><title>Sign in to the network</title></html>", content_type="text/html"),
    lambda: web.Response(text='{"id": "a:', content_type="application/json"),
    lambda: web.Response(text="[" * 100_000, content_type="application/json"),
    lambda: web.json_response(["a:aino"]),
]
LOOKS: list[Callable[[Platform, Place], Awaitable[object]]] = [
    lambda teams, place: teams.look_at(place),
    lambda teams, place: teams.look_up(account(place)),
    lambda teams, place: teams.post(Place("teams", TENANT, "aino", place.address, private=True), CARD, "en"),
]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("call", [*CALLS, *LOOKS])
async def test_what_somebody_else_answers_with_200_has_not_reached_teams(
    teams: Platform,
    service: BotService,
    channel: Place,
    call: Callable[[Platform, Place], Awaitable[object]],
    page: Callable[[], web.Response],
) -> None:
    """A proxy's page: a card would be lost, everybody a member, and a channel without outsiders."""
    service.answers.append(page())
    with pytest.raises(Unreachable):
        await call(teams, channel)


@pytest.mark.parametrize("answer", [web.json_response, web.Response])
async def test_a_redraw_needs_no_more_than_a_yes(
    teams: Platform, service: BotService, channel: Place, answer: Callable[..., web.Response]
) -> None:
    service.answers.append(answer({}) if answer is web.json_response else answer())
    await teams.update(channel, f"{CHANNEL}|1", CARD, "en")
    assert len(service.received) == 1


@pytest.mark.parametrize("call", LOOKS)
async def test_an_answer_that_leaves_out_what_was_asked_tells_nothing(
    teams: Platform, service: BotService, channel: Place, call: Callable[[Platform, Place], Awaitable[object]]
) -> None:
    for told in ({}, {"id": "", "members": None}):
        service.answers.append(web.json_response(told))
        with pytest.raises(Unreachable):
            await call(teams, channel)


@pytest.mark.timeout(20)
async def test_pages_that_lead_in_a_circle_end(teams: Platform, service: BotService, channel: Place) -> None:
    service.answers.extend(web.json_response({"members": [], "continuationToken": "1"}) for _ in range(50))
    with pytest.raises(Unreachable):
        await teams.look_at(channel)
    assert len(service.received) == 2
