"""A Slack that only counts, so that a measurement measures Latu: who got what, how fast, and a click: `slack PORT`."""

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from bot.intents import Intent, encode
from playground.slack import sign

TEAM, SECRET, TOKEN = "T0LATUBENCH", "bench", "xoxb-bench"
TAKES = 0.002
"""Seconds until it answers."""
STAMP = "1793088000.000100"
"""Of the message whose button is pressed."""


class CountingSlack:
    """One workspace; `limits_on` answers 429 to a second message within a second of one conversation."""

    def __init__(self) -> None:
        self.limits_on = False
        self.got: Counter[str] = Counter()
        self.times: list[float] = []
        self.refused = 0
        self.private_answers = 0
        self.looked_up: Counter[str] = Counter()
        self.cards: dict[str, str] = {}
        """The last text of each message."""
        self._last: dict[str, float] = {}

    def application(self) -> web.Application:
        """What Latu calls."""
        app = web.Application()
        app.add_routes([web.post("/api/{method}", self._answer), web.post("/hook", self._hook)])
        return app

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        """Answers with the address of its Web API."""
        runner = web.AppRunner(self.application(), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield f"{self.url}/api/"
        finally:
            await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method == "auth.test":
            return web.json_response({"ok": True, "team_id": TEAM, "bot_id": "B0BENCH", "user_id": "U0LATU"})
        asked = await request.json() if request.content_type == "application/json" else await request.post()
        await asyncio.sleep(TAKES)
        if method == "users.info":
            self.looked_up[str(asked["user"])] += 1
            user = {"id": asked["user"], "team_id": TEAM, "name": "x", "profile": {"real_name": "Väki"}}
            return web.json_response({"ok": True, "user": user})
        if method.startswith("chat."):
            now, channel = time.monotonic(), str(asked["channel"])
            if self.limits_on and now - self._last.get(channel, 0) < 1:
                self.refused += 1
                return web.json_response(
                    {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"}
                )
            self._last[channel] = now
            self.got[channel] += method == "chat.postMessage"
            self.times.append(now)
            stamp = str(asked.get("ts") or f"{time.time_ns() / 1e9:.6f}")
            self.cards[stamp] = str(asked.get("text"))
            return web.json_response({"ok": True, "channel": channel, "ts": stamp})
        return web.json_response({"ok": True})

    async def _hook(self, request: web.Request) -> web.Response:
        self.private_answers += 1
        return web.Response(text="ok")

    async def click(
        self, session: aiohttp.ClientSession, bot: str, user: str, intent: Intent, stamp: str = STAMP
    ) -> float:
        """Somebody presses a button of a message in a channel; seconds until Latu has acknowledged it."""
        payload = {
            "type": "block_actions",
            "user": {"id": user, "username": user.lower(), "team_id": TEAM},
            "team": {"id": TEAM},
            "container": {"type": "message", "message_ts": stamp, "channel_id": "C0BENCH"},
            "trigger_id": f"{time.time_ns()}.1.a",
            "channel": {"id": "C0BENCH", "name": "ideas"},
            "message": {"ts": stamp, "text": "x", "type": "message"},
            "response_url": f"{self.url}/hook",
            "actions": [
                {
                    "action_id": "latu:0",
                    "type": "button",
                    "value": encode(intent),
                    "block_id": f"idea:{getattr(intent, 'idea', 1)}",
                    "action_ts": f"{time.time_ns() / 1e9:.6f}",
                }
            ],
        }
        body, now = urlencode({"payload": json.dumps(payload)}).encode(), int(time.time())
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": str(now),
            "X-Slack-Signature": sign(SECRET, body, now),
        }
        begun = time.perf_counter()
        async with session.post(f"{bot}/slack/events", data=body, headers=headers) as answer:
            assert answer.status == 200, await answer.text()
        return time.perf_counter() - begun


if __name__ == "__main__":
    web.run_app(CountingSlack().application(), port=int(sys.argv[1]), host="127.0.0.1", access_log=None)
