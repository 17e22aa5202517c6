"""Ideas and lessons that people look for beside the composer of Teams, and put into their messages."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.intents import FindIdeas, FindLessons
from bot.model import Subject
from bot.ports import Finds, Found
from bot.views.kinds import Card
from bot.views.text import plain, say
from tests.adapters.teams.product import CHANNEL, CHAT, Product, Tenant, connected, texts
from tests.adapters.teams.service import TENANT, BotService

PAYLOAD = Path(__file__).parents[2] / "payloads" / "teams" / "invoke-query.json"
FOUND = Found(plain("Spare <b>keys</b>"), say("Idea"), Card(Subject("idea", 7), plain("Spare keys")))


@pytest.fixture
def product() -> Product:
    return Product(finds=Finds("en", "en", (FOUND,)))


@pytest.fixture
async def tenant(service: BotService, product: Product) -> AsyncIterator[Tenant]:
    async with connected(service, product) as tenant:
        yield tenant


def asked(where: str | None = CHANNEL, kind: str = "channel", **value: Any) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(PAYLOAD.read_text(encoding="utf-8"))
    place = {"conversationType": kind, "tenantId": TENANT, **({"id": where} if where else {})}
    return {"type": "invoke", "name": body["name"], "value": body["value"] | value, "conversation": place}


async def test_each_result_has_a_line_for_the_list_and_a_card_to_put_in_tm15(tenant: Tenant, product: Product) -> None:
    status, answer = await tenant.send(**asked())
    assert status == 200
    told = answer["composeExtension"]
    assert (told["type"], told["attachmentLayout"]) == ("result", "list")
    [card] = told["attachments"]
    assert texts(card["content"]) == ["Spare keys"]
    line = {"title": "Spare <b>keys</b>", "text": "Idea"}
    assert card["preview"] == {"contentType": "application/vnd.microsoft.card.thumbnail", "content": line}
    [(looked_for, request, skip, most)] = product.looked_for
    assert (looked_for, skip, most) == (FindIdeas("avaimet"), 0, 25)
    assert request.place is not None
    assert request.place.id == CHANNEL


async def test_before_anything_is_typed_the_first_run_looks_for_everything_tm15(
    tenant: Tenant, product: Product
) -> None:
    first = [{"name": "initialRun", "value": "true"}]
    product.finds = Finds("en", instead=say("There are no ideas here yet."))
    _, answer = await tenant.send(**asked(parameters=first, queryOptions={"skip": 25, "count": 1000}))
    assert answer["composeExtension"] == {"type": "message", "text": "There are no ideas here yet."}
    assert [(words, skip, most) for words, _, skip, most in product.looked_for] == [(FindIdeas(""), 25, 25)]


async def test_lessons_are_looked_for_by_a_command_of_their_own_tm15(tenant: Tenant, product: Product) -> None:
    _, answer = await tenant.send(**asked(commandId="findLessons"))
    assert answer["composeExtension"]["type"] == "result"
    assert [(words, skip, most) for words, _, skip, most in product.looked_for] == [(FindLessons("avaimet"), 0, 25)]


async def test_only_the_chat_with_the_bot_is_ones_own(tenant: Tenant, product: Product) -> None:
    """The trap: Teams calls a chat of two people personal as well, and may not name it at all."""
    for where in (CHAT, "19:aino_bert@unq.gbl.spaces", None):
        await tenant.send(**asked(where, "personal"))
    assert [request.place and request.place.id for _, request, _, _ in product.looked_for] == [
        None,
        "19:aino_bert@unq.gbl.spaces",
        "",
    ]


async def test_what_the_manifest_does_not_declare_is_answered_in_words(tenant: Tenant, product: Product) -> None:
    for value in (
        {"commandId": "other"},
        {"commandId": None},
        {"parameters": "x", "queryOptions": [], "commandId": "findIdeas"},
    ):
        status, _ = await tenant.send(**asked(**value))
        assert status == 200
    assert [(words, skip, most) for words, _, skip, most in product.looked_for] == [(FindIdeas(""), 0, 25)]
