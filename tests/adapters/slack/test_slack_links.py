"""Links of ours in messages: what is shown below them is a copy, drawn and changed by the outbox."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.errors import Gone
from bot.model import LinksWritten, Place, Subject
from bot.views.kinds import Card
from bot.views.text import plain
from tests.adapters.slack.workspace import CHANNEL, TEAM, World, validated

PAYLOAD = Path(__file__).parents[2] / "payloads" / "slack" / "event_link_shared.json"
LINK = "https://latu.mallikunta.example/i/0123456789abcdef0123456789abcdef"
COPY = f"{CHANNEL}:123456789.9875:{LINK}"
PLACE = Place("slack", TEAM, CHANNEL, CHANNEL)


def written(**changed: Any) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(PAYLOAD.read_text(encoding="utf-8"))
    return {**body, "team_id": TEAM, "event": {**body["event"], "channel": CHANNEL, **changed}}


async def test_a_written_link_is_told_once_with_the_name_of_what_is_shown_below_sl23_sl06(world: World) -> None:
    assert (await world.event(written())).status == 200
    assert (await world.event(written(source="composer", channel="COMPOSER"))).status == 200
    assert (await world.event({**written(), "team_id": "T0OTHER"})).status == 200
    assert [event for event, _ in world.door.heard] == [LinksWritten(PLACE, ((COPY, LINK),))]
    assert world.api.of("chat.unfurl") == []


async def test_what_is_shown_below_is_changed_with_the_same_call_sl23(world: World) -> None:
    for title in ("Spare keys", "A hidden idea"):
        await world.platform.update(PLACE, COPY, Card(Subject("preview", 7), plain(title)), "en")
    for asked, title in zip(world.api.of("chat.unfurl"), ("Spare keys", "A hidden idea"), strict=True):
        assert (asked["channel"], asked["ts"]) == (CHANNEL, "123456789.9875")
        shown = json.loads(asked["unfurls"]) if isinstance(asked["unfurls"], str) else asked["unfurls"]
        validated(shown[LINK]["blocks"])
        assert title in json.dumps(shown)


async def test_a_message_that_is_gone_or_has_lost_its_link_is_forgotten(world: World) -> None:
    """The trap: for two days it is tried again."""
    for code in ("cannot_find_message", "cannot_unfurl_url"):
        world.api.answers["chat.unfurl"] = {"ok": False, "error": code}
        with pytest.raises(Gone):
            await world.platform.update(PLACE, COPY, Card(Subject("preview", 7), plain("Spare keys")), "en")
