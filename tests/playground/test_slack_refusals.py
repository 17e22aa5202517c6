"""Refusals of Slack's that nothing else meets, each by its own word."""

import json
from typing import Any

import aiohttp

from playground.slack.sockets import MOST
from tests.playground.slack_app import AINO, IDEAS, SCOPES, TOKEN, section, stage

APP_TOKEN = "xapp-1-local"
LINK = "https://latu.example/i/1"
SHOWN = {LINK: {"blocks": [section("Walking meetings")]}}
FILE = {"files": [{"id": "F0000000001"}]}
UNFURL, COMPLETE, SOCKET = "chat.unfurl", "files.completeUploadExternal", "apps.connections.open"

REFUSED: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("missing_unfurls", "POST", UNFURL, {"channel": "?", "ts": "?"}),
    ("missing_unfurls", "POST", UNFURL, {"channel": "?", "ts": "?", "unfurls": {}}),
    ("invalid_unfurls_format", "POST", UNFURL, {"channel": "?", "ts": "?", "unfurls": "{"}),
    ("invalid_unfurls_format", "POST", UNFURL, {"channel": "?", "ts": "?", "unfurls": [LINK]}),
    ("invalid_unfurls_format", "POST", UNFURL, {"channel": "?", "ts": "?", "unfurls": {LINK: "x"}}),
    ("missing_source", "POST", UNFURL, {"unfurl_id": "x", "unfurls": SHOWN}),
    ("missing_unfurl_id", "POST", UNFURL, {"source": "conversations_history", "unfurls": SHOWN}),
    ("missing_ts", "POST", UNFURL, {"channel": "?", "unfurls": SHOWN}),
    ("missing_channel", "POST", UNFURL, {"ts": "?", "unfurls": SHOWN}),
    ("missing_channel", "POST", UNFURL, {"unfurls": SHOWN}),
    ("invalid_channel", "POST", COMPLETE, {**FILE, "channels": IDEAS}),
    ("insecure_request", "GET", SOCKET, {}),
    ("not_authed", "POST", SOCKET, {}),
)
"""`?` stands for where the link was written."""


async def test_each_call_that_misses_something_is_refused_by_the_word_for_it_sl23() -> None:
    async with stage(scopes=SCOPES | {"files:write"}) as scene, aiohttp.ClientSession() as session:
        await scene.workspace.write(AINO.id, IDEAS, LINK)
        where = {"channel": IDEAS, "ts": scene.workspace.seen(IDEAS)[-1].id}
        for error, verb, method, given in REFUSED:
            body = {name: where[name] if value == "?" else value for name, value in given.items()}
            headers = {} if method == SOCKET else {"Authorization": f"Bearer {TOKEN}"}
            url = f"{scene.workspace.url}/api/{method}"
            async with session.request(verb, url, json=body, headers=headers) as answer:
                assert (answer.status, (await answer.json())["error"]) == (200, error), (method, given)
        assert scene.workspace.seen(IDEAS)[-1].lines == (LINK,)


async def test_a_response_url_says_why_it_answers_no_more() -> None:
    async with stage() as scene, aiohttp.ClientSession() as session:
        for age, uses, error in ((0, 5, "used_url"), (31 * 60, 0, "expired_url")):
            await scene.workspace.slash(AINO.id, IDEAS, "/latu", "")
            scene.workspace.tickets.grow_old(age)
            answers = []
            for _ in range(uses + 1):
                async with session.post(scene.bot.clicks[-1]["response_url"], json={"text": "x"}) as answer:
                    answers.append((answer.status, await answer.text()))
            assert [status for status, _ in answers] == [200] * uses + [404]
            assert json.loads(answers[-1][1]) == {"ok": False, "error": error}


async def test_an_eleventh_socket_is_told_that_there_are_too_many() -> None:
    async with stage(app_token=APP_TOKEN) as scene, aiohttp.ClientSession() as session:
        sockets = scene.workspace.sockets
        assert sockets
        opened = [await session.ws_connect(sockets.ticket(scene.workspace.url)) for _ in range(MOST + 1)]
        said = [await one.receive_json() for one in opened]
        assert [one["type"] for one in said] == ["hello"] * MOST + ["disconnect"]
        assert said[-1]["reason"] == "too_many_websockets"
        assert (await opened[-1].receive()).type is aiohttp.WSMsgType.CLOSE
        assert len(sockets.open) == MOST
        for one in opened:
            await one.close()
