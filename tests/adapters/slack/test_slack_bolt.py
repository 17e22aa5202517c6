"""What Bolt and its SDK would do by themselves, and may not."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_bolt.request import internals

from bot.intents import Intent, Support, encode
from bot.model import Request
from bot.replies import Reply
from bot.views.kinds import Notice
from bot.views.text import plain
from tests.adapters.slack.workspace import World, click, event


async def test_nothing_is_answered_before_the_product_has_committed(world: World) -> None:
    """The trap: what Bolt runs after the acknowledgement is a plain task, and dies with the bot."""
    committed = 0

    async def handle(intent: Intent, request: Request) -> Reply:
        nonlocal committed
        await asyncio.sleep(0.05)
        committed += 1
        return Reply(language="en")

    world.door.handle = handle  # type: ignore[method-assign]
    await world.command("Keys")
    assert committed == 1
    await world.interact(click(encode(Support(7)), world.response_url))
    assert committed == 2
    await world.event(event("app_mention", "help"))
    assert committed == 3


async def test_the_acknowledgement_is_not_looked_for_in_steps(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The trap: Bolt looks for the acknowledgement every 10 ms, and loses it when a handler fails in between."""
    naps, sleep = [], asyncio.sleep

    async def nap(seconds: float, *more: Any) -> None:
        naps.append(seconds)
        await sleep(seconds, *more)

    monkeypatch.setattr(asyncio, "sleep", nap)
    await world.command("Keys")
    await world.event(event("app_mention", "help"))
    assert naps == []


async def test_a_form_is_not_read_in_the_slow_way(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The trap: Bolt reads a form with parse_qsl, which takes longer than all the rest."""

    def refuse(*_asked: object, **_more: object) -> None:
        raise AssertionError("parse_qsl was used")

    monkeypatch.setattr(internals, "parse_qsl", refuse)
    assert (await world.command("Keys")).status == 200
    assert (await world.interact(click(encode(Support(7)), world.response_url))).status == 200
    assert len(world.door.asked) == 2


async def test_every_call_travels_in_the_one_session(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The trap: without a session the SDK opens one, and a connection, for every call."""

    def refuse(*_asked: object, **_more: object) -> None:
        raise AssertionError("a session of its own")

    monkeypatch.setattr(aiohttp, "ClientSession", refuse)
    world.door.reply = Reply(Notice(plain("Hei")))
    await world.event(event("app_mention", "help"))
    await world.until("chat.postEphemeral")
