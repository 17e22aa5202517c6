"""Links of ours in messages: shown below them, after the acknowledgement."""

import json
from pathlib import Path
from typing import Any

from bot.model import Place, Subject
from bot.ports import Preview
from bot.views.kinds import Card
from bot.views.text import plain
from tests.adapters.slack.workspace import CHANNEL, TEAM, World, validated

PAYLOAD = Path(__file__).parents[2] / "payloads" / "slack" / "event_link_shared.json"
LINK = "https://latu.mallikunta.example/i/0123456789abcdef0123456789abcdef"
CARD = Card(Subject("idea", 7), plain("Spare keys"))


def written(**changed: Any) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(PAYLOAD.read_text(encoding="utf-8"))
    return {**body, "team_id": TEAM, "event": {**body["event"], "channel": CHANNEL, **changed}}


async def test_a_link_that_shows_something_is_shown_below_the_message_sl23_sl06(world: World) -> None:
    world.door.previews[LINK] = Preview(CARD, "en")
    assert (await world.event(written())).status == 200
    asked = await world.until("chat.unfurl")
    assert asked["source"] == "conversations_history"
    assert "ts" not in asked
    shown = json.loads(asked["unfurls"]) if isinstance(asked["unfurls"], str) else asked["unfurls"]
    validated(shown[LINK]["blocks"])
    assert world.door.looked_behind == [(LINK, Place("slack", TEAM, CHANNEL, CHANNEL))]
    assert world.door.asked == []


async def test_a_link_that_shows_nothing_and_one_from_another_workspace_stay_as_they_were_written_sl23(
    world: World,
) -> None:
    assert (await world.event(written())).status == 200
    assert (await world.event({**written(), "team_id": "T0OTHER"})).status == 200
    world.door.previews[LINK] = Preview(CARD, "en")
    named = written(unfurl_id=None, source=None, message_ts="1.000100")
    assert (await world.event(named)).status == 200
    asked = await world.until("chat.unfurl")
    assert (asked["channel"], asked["ts"]) == (CHANNEL, "1.000100")
    assert len(world.api.of("chat.unfurl")) == 1
    assert len(world.door.looked_behind) == 2
