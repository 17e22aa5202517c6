"""The Home tab: each person's own page, drawn when they look at it and after what they do there."""

import asyncio
from typing import Any
from weakref import WeakValueDictionary

import structlog

from adapters.slack.calls import Web
from adapters.slack.forms import BLOCKS, CALLBACK
from adapters.slack.render import blocks
from bot.errors import Gone
from bot.intents import MyPage
from bot.model import Caller, Request
from bot.ports import Door
from bot.views.kinds import Form, Message

log = structlog.get_logger()


def home_tab(shown: Message, language: str) -> dict[str, Any]:
    """A message as somebody's Home tab."""
    return {"type": "home", "callback_id": CALLBACK, "blocks": blocks(shown, language, most=BLOCKS)}


class Homes:
    """Everybody's Home tabs."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.drawing: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def draw(self, user: str, shown: Message, language: str, known: str | None = None) -> None:
        """Draw somebody's Home tab, unless it was drawn again after the state whose hash is `known`."""
        view = home_tab(shown, language)
        try:
            await self.web.ask(self.web.client.views_publish(user_id=user, hash=known, view=view))
        except Gone:
            log.info("slack_home_drawn_meanwhile")

    async def again(self, door: Door, caller: Caller) -> None:
        """Draw a Home tab anew after something was done in it; one drawing at a time, so the last is the newest."""
        user = caller.own.id
        try:
            async with self.drawing.setdefault(user, asyncio.Lock()):
                reply = await door.handle(MyPage(), Request(caller))
                if reply.show is not None and not isinstance(reply.show, Form):
                    await self.draw(user, reply.show, reply.language)
        except Exception as error:  # noqa: BLE001 - what was asked is committed and answered
            log.warning("slack_home_not_drawn", error=type(error).__name__)
