"""The inspector: every call both ways, how it was signed, how long it took, what was wrong with it; never a secret."""

import asyncio
import json
import re
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from playground.page.calls import Calls
from playground.people import HOME_CARE, LIISA, PEKKA, WELLBEING
from playground.traffic import KEPT, Exchange, Traffic
from playground.waiting import until
from tests.playground import slack_app, teams_app
from tests.playground.teams_app import block, card, dialog, execute, message, opens, shows
from tests.playground.visiting import Json, Studio, Visitor

SEVEN = [execute(str(number)) for number in range(7)]
JWT = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]*")


async def last(both: Studio) -> Json:
    """The newest call, whole."""
    number = (await both.visitor.calls())[-1]["n"]
    return (await both.visitor.get(f"/api/traffic/{number}"))[1]


async def test_the_calls_of_both_chats_come_once_each_in_one_order(both: Studio) -> None:
    visitor = both.visitor
    begun = [one["n"] for one in await visitor.calls()]
    await visitor.done("slack/write", who=slack_app.AINO.id, room=slack_app.IDEAS, text="@Latu hej")
    await visitor.done("teams/write", who=teams_app.AINO.id, room=teams_app.IDEAS, text="@Latu hej")
    await both.slack.post(slack_app.section("x"))
    await both.teams.post(teams_app.IDEAS, {"type": "message", "text": "x"})
    calls = await visitor.calls(after=begun[-1] if begun else 0)
    assert [(one["chat"], one["direction"], one["what"], one["status"]) for one in calls] == [
        ("slack", "to bot", "event app_mention", 200),
        ("teams", "to bot", "message", 200),
        ("slack", "from bot", "chat.postMessage", 200),
        ("teams", "from bot", "POST token", 200),
        ("teams", "from bot", f"POST /conversations/{teams_app.IDEAS}/activities", 201),
    ]
    numbers = [one["n"] for one in calls]
    assert numbers == sorted(set(numbers))
    assert await visitor.calls(after=numbers[-1]) == []
    assert [one["n"] for one in await visitor.calls(after=numbers[2])] == numbers[3:]
    assert all(isinstance(one["ms"], float) and one["ms"] >= 0 for one in calls)
    assert {one["signed"] for one in calls} == {"good"}
    assert {one["problem"] for one in calls} == {one["rule"] for one in calls} == {None}
    whole = (await visitor.get(f"/api/traffic/{numbers[2]}"))[1]
    assert (whole["request"]["channel"], whole["answer"]["ok"]) == (slack_app.IDEAS, True)


async def test_the_time_taken_is_that_of_the_answer(both: Studio) -> None:
    both.teams.wait = asyncio.Event()
    writing = asyncio.create_task(
        both.visitor.done("teams/write", who=teams_app.AINO.id, room=teams_app.IDEAS, text="@Latu hej")
    )
    heard = len(both.teams.heard)
    await until(lambda: len(both.teams.heard) > heard)
    loop, begun = asyncio.get_running_loop(), asyncio.get_running_loop().time()
    await until(lambda: loop.time() - begun > 0.1)
    both.teams.wait.set()
    await writing
    assert (await last(both))["ms"] >= 50


async def test_a_refused_call_of_the_app_bears_the_platforms_own_code(both: Studio) -> None:
    for call, code in (
        (both.slack.bot.client.chat_postMessage(channel="C0NOWHERE", text="x"), "channel_not_found"),
        (both.slack.bot.client.api_call("chat.nothing"), "unknown_method"),
        (both.slack.post({"type": "carrousel"}), "invalid_blocks"),
    ):
        with pytest.raises(SlackApiError):
            await call
        shown = await last(both)
        assert (shown["problem"], shown["answer"]["error"], shown["status"]) == (code, code, 200)
    for method, path, code in (
        ("POST", "/conversations/19:nowhere/activities", "404 ConversationNotFound: Conversation not found."),
        ("DELETE", f"/conversations/{teams_app.IDEAS}/activities/1", "404 ActivityNotFoundInConversation"),
        ("GET", "/attachments/7", "404 "),
        ("PATCH", f"/conversations/{teams_app.IDEAS}", "404 "),
    ):
        await both.teams.call(method, path, {"type": "message", "text": "x"})
        shown = await last(both)
        assert (shown["what"], shown["status"], shown["signed"]) == (f"{method} {path}", 404, "good")
        assert shown["problem"].startswith(code)


async def test_the_state_of_the_apps_token_is_told(both: Studio) -> None:
    address = both.slack.bot.client.base_url
    for client, signed in (
        (AsyncWebClient(token="xoxb-wrong", base_url=address), "wrong"),
        (AsyncWebClient(base_url=address), "missing"),
    ):
        with pytest.raises(SlackApiError):
            await client.auth_test()
        assert (await last(both))["signed"] == signed
    await both.slack.workspace.uninstall()
    with pytest.raises(SlackApiError):
        await both.slack.bot.client.auth_test()
    assert (await last(both))["signed"] == "revoked"
    path = f"/conversations/{teams_app.IDEAS}/activities"
    await both.teams.call("POST", path, {}, headers={"Authorization": "Bearer x"})
    assert ((await last(both))["signed"], (await last(both))["status"]) == ("refused", 401)
    await both.teams.fetch_token(client_secret="wrong")
    assert ((await last(both))["signed"], (await last(both))["status"]) == ("refused", 401)


async def test_what_needs_no_token_is_shown_too(both: Studio) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(both.teams.urls.openid_metadata_url) as answer:
            keys = (await answer.json())["jwks_uri"]
        async with session.get(keys) as answer:
            assert answer.status == 200
    shown = (await both.visitor.calls())[-2:]
    assert [(one["what"], one["signed"]) for one in shown] == [
        ("GET openidconfiguration", "none"),
        ("GET keys", "none"),
    ]


async def test_an_answer_to_a_response_url_and_an_upload_are_shown_with_what_is_wrong(both: Studio) -> None:
    await both.visitor.done("slack/write", who=slack_app.AINO.id, room=slack_app.IDEAS, text="/latu")
    hook = AsyncWebhookClient(both.slack.bot.clicks[-1]["response_url"])
    await hook.send(text="x")
    shown = await last(both)
    assert (shown["what"], shown["status"], shown["problem"]) == ("response_url", 200, None)
    assert shown["ms"] is not None
    await hook.send(blocks=[slack_app.section("x")])
    assert "without a top-level text" in (await last(both))["rule"]
    await hook.send(blocks=[{"type": "carrousel"}])
    assert ((await last(both))["status"], "invalid_blocks" in (await last(both))["problem"]) == (400, True)
    url = f"{both.teams.urls.service_url}upload/7"
    for span, status in (("bytes 0-3/4", 201), ("bytes 0-3/9", 416)):
        both.visitor.town.teams.offered.add("7")
        async with both.teams.session.put(url, data=b"file", headers={"Content-Range": span}) as answer:
            assert answer.status == status
        shown = await last(both)
        assert (shown["what"], shown["status"], bool(shown["problem"])) == ("PUT upload", status, status == 416)


async def broken_in_slack(both: Studio) -> str:
    await both.slack.bot.client.api_call(
        "chat.postMessage", json={"channel": slack_app.IDEAS, "blocks": [slack_app.section("x")]}
    )
    return "blocks without a top-level text"


async def broken_by_a_reply_to_a_reply(both: Studio) -> str:
    root = await both.slack.post(slack_app.section("root"))
    reply = await both.slack.post(slack_app.section("reply"), thread_ts=root)
    await both.slack.post(slack_app.section("again"), thread_ts=reply)
    return "thread_ts names a reply, not its parent"


async def broken_by_the_answer_to_a_command(both: Studio) -> str:
    both.slack.bot.answer = {"blocks": [slack_app.section("x")]}
    await both.visitor.done("slack/write", who=slack_app.AINO.id, room=slack_app.IDEAS, text="/latu")
    return "blocks without a top-level text"


async def broken_in_teams(both: Studio) -> str:
    await both.teams.post(teams_app.IDEAS, message(card(block("x"), actions=SEVEN)))
    return "too many actions: 7 primary actions, Teams shows 6"


async def broken_by_a_crowd(both: Studio) -> str:
    crowd = {"action": execute("r"), "userIds": [f"29:{number}" for number in range(61)]}
    await both.teams.post(teams_app.IDEAS, message(card(block("x"), refresh=crowd)))
    return "too many refreshed: 61 userIds, Teams takes 60"


async def broken_by_the_answer_to_a_press(both: Studio) -> str:
    hung = await both.teams.post(teams_app.IDEAS, message(card(block("x"), actions=[execute("Go")])))
    both.teams.answers["adaptiveCard/action"] = shows(card(block("x"), actions=SEVEN))
    await both.visitor.done("teams/press", who=teams_app.AINO.id, message=hung, path=["actions", 0], inputs={})
    return "too many actions: 7 primary actions, Teams shows 6"


async def broken_by_a_form(both: Studio) -> str:
    hung = await both.teams.post(teams_app.IDEAS, message(card(block("x"), actions=[opens("Go")])))
    both.teams.answers["task/fetch"] = dialog(card(block("x"), actions=[execute("Send")]))
    await both.visitor.done("teams/press", who=teams_app.AINO.id, message=hung, path=["actions", 0], inputs={})
    return "Action.Execute in a dialog: Send"


BREAKERS: list[Any] = [
    broken_in_slack,
    broken_by_a_reply_to_a_reply,
    broken_by_the_answer_to_a_command,
    broken_in_teams,
    broken_by_a_crowd,
    broken_by_the_answer_to_a_press,
    broken_by_a_form,
]


@pytest.mark.parametrize("breaks", BREAKERS, ids=lambda one: one.__name__)
async def test_a_rule_of_the_platform_that_is_broken_stands_at_its_call(both: Studio, breaks: Any) -> None:
    wanted = await breaks(both)
    rules = [one["rule"] for one in await both.visitor.calls()]
    assert wanted in str(rules[-1])
    assert [one for one in rules[:-1] if one] == [], "and at no other"


async def test_no_secret_and_no_token_is_ever_shown(visitor: Visitor) -> None:
    """Of a whole town, after a little of everything and the faults too."""
    place = visitor.town
    await visitor.done("slack/write", who=LIISA.slack, room=HOME_CARE, text="/latu help")
    await visitor.done("slack/write", who=LIISA.slack, room=HOME_CARE, text="/idea Penkki bussipysäkille")
    await until(lambda: place.slack.dialog(LIISA.slack or ""))
    await visitor.done("slack/view/submit", who=LIISA.slack)
    await visitor.done("slack/write", who=LIISA.slack, room=HOME_CARE, text="@Latu apua")
    await visitor.done("teams/write", who=PEKKA.teams, room=WELLBEING, text="@Latu apua")
    await until(lambda: len(place.teams.seen(WELLBEING, PEKKA.teams)) > 1)
    for chat in ("slack", "teams"):
        await visitor.done("faults", chat=chat, fault="forged")
    await place.quiet()
    stranger = AsyncWebClient(token="xoxb-of-somebody", base_url=place.addresses["Slack"])
    for call in (stranger.auth_test(), stranger.api_call("auth.test", params={"token": "xoxb-in-a-form"})):
        with pytest.raises(SlackApiError):
            await call
    calls = await visitor.calls()
    assert {"forged", "good", "wrong", "none"} <= {one["signed"] for one in calls}
    assert {"POST token", "GET keys"} <= {one["what"] for one in calls}
    whole = json.dumps([(await visitor.get(f"/api/traffic/{one['n']}"))[1] for one in calls])
    doors = visitor.page.doors
    secrets = [place.slack.bot_token, place.slack.courier.secret, place.teams.login._app_password, doors.secret]
    secrets += [doors.token, "xoxb-", f'"{place.slack.app.token}"', place.teams.login._kept["secret"], "PRIVATE KEY"]
    assert [one for one in secrets if one in whole] == []
    assert JWT.search(whole) is None
    assert "v0=" not in whole


def test_the_latest_calls_are_kept_and_each_chat_keeps_its_own() -> None:
    slack, teams = Traffic(), Traffic()
    told: list[int] = []
    calls = Calls({"slack": slack, "teams": teams}, lambda: told.append(1))
    for number in range(KEPT + 10):
        slack.append(Exchange("to bot", str(number), {}, 200, ""))
    teams.append(Exchange("to bot", "x", {}, None, None, "no answer in 10 seconds"))
    assert (len(slack), slack.total, len(told)) == (KEPT, KEPT + 10, KEPT + 11)
    rows = calls.after(0)
    assert (rows[-1]["chat"], rows[-1]["status"], rows[-1]["ms"]) == ("teams", None, None)
    for number in range(2 * KEPT):
        slack.append(Exchange("to bot", str(number), {}, 200, ""))
    assert len(calls.after(0)) == 2 * KEPT
    with pytest.raises(LookupError):
        calls.one(1)
