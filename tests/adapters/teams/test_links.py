"""Links of ours that people write in Teams: a card comes along where everybody may see it."""

import json
from pathlib import Path
from typing import Any

from bot.model import Subject
from bot.ports import Preview
from bot.views.kinds import Card
from bot.views.text import plain
from tests.adapters.teams.product import CHANNEL, Product, connected, texts
from tests.adapters.teams.service import TENANT, BotService

PAYLOAD = Path(__file__).parents[2] / "payloads" / "teams" / "invoke-query-link.json"
LINK = "https://latu.mallikunta.example/i/0123456789abcdef0123456789abcdef"
CARD = Card(Subject("idea", 7), plain("Spare keys"))


def written(conversation: str, kind: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(PAYLOAD.read_text(encoding="utf-8"))
    where = {"id": conversation, "conversationType": kind, "tenantId": TENANT}
    return {"type": "invoke", "name": body["name"], "value": body["value"], "conversation": where}


async def test_a_card_comes_along_in_a_channel_and_is_not_kept_for_others_sl23_tm16(service: BotService) -> None:
    product = Product(previews={LINK: Preview(CARD, "en")})
    async with connected(service, product) as tenant:
        status, answer = await tenant.send(**written(CHANNEL, "channel"))
        assert status == 200
        told = answer["composeExtension"]
        (card,) = told["attachments"]
        assert texts(card["content"]) == ["Spare keys"]
        assert card["preview"]["content"]["version"] == "1.3"
        assert told["suggestedActions"]["actions"] == [{"type": "setCachePolicy", "value": '{"type":"no-cache"}'}]
        ((link, place),) = product.looked_behind
        assert (link, place.id) == (LINK, CHANNEL)
        _, private = await tenant.send(**written("a:aino", "personal"))
        assert private["composeExtension"]["attachments"] == []
