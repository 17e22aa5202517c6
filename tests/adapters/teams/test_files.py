"""A file for one person: offered, put into their OneDrive after a yes, and answered in words otherwise."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.teams.files import Uploads
from adapters.teams.places import Address
from adapters.teams.registration import Registration
from bot.errors import Gone
from bot.intents import LeavePack, MyPage, Outdated, encode
from bot.model import Place
from bot.replies import Reply
from bot.views.kinds import File, Notice
from bot.views.text import plain, say
from tests.adapters.teams.product import CHANNEL, CHAT, Product, Tenant, connected, sent_card, texts
from tests.adapters.teams.service import APP, TENANT, BotService

LOST = Notice(say("This is no longer here."), "refused")
NO = Notice(say("You took back your support."))
FILE = File("latu.xlsx", plain("Sheets"), (), MyPage(), LeavePack(), LOST, b"PK-sheets")
CONSENT, INFO = (f"application/vnd.microsoft.teams.card.file.{one}" for one in ("consent", "info"))
PERSONAL = {"id": CHAT, "tenantId": TENANT, "conversationType": "personal"}


@dataclass
class Drive:
    """Somebody's OneDrive."""

    status: int = 201
    open: asyncio.Event = field(default_factory=asyncio.Event)
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    put: list[tuple[str | None, str | None, bytes]] = field(default_factory=list)
    url: str = ""

    async def take(self, request: web.Request) -> web.Response:
        headers = request.headers
        self.asked.set()
        await self.open.wait()
        self.put.append((headers.get("Content-Range"), headers.get("Authorization"), await request.read()))
        return web.Response(status=self.status)


@pytest.fixture
async def drive() -> AsyncIterator[Drive]:
    drive, app = Drive(), web.Application()
    drive.open.set()
    app.router.add_put("/upload", drive.take)
    async with TestServer(app) as server:
        drive.url = str(server.make_url("/upload"))
        yield drive


@pytest.fixture
def product() -> Product:
    return Product()


@pytest.fixture
async def tenant(service: BotService, product: Product) -> AsyncIterator[Tenant]:
    async with connected(service, product) as tenant:
        yield tenant


async def answered(tenant: Tenant, drive: Drive, action: str = "accept", **more: Any) -> int:
    """What Teams sends when somebody answers an offer (msteams-docs, bots-filesv4)."""
    intent = MyPage() if action == "accept" else LeavePack()
    value: dict[str, Any] = {"type": "fileUpload", "action": action, "context": {"latu": encode(intent)}}
    if action == "accept":
        value["uploadInfo"] = {
            "contentUrl": "https://kunta-my.sharepoint.com/latu.xlsx",
            "name": "latu.xlsx",
            "uploadUrl": drive.url,
            "uniqueId": "1150D938",
            "fileType": "xlsx",
        }
    usual = {"name": "fileConsent/invoke", "id": "f:7", "replyToId": "m1", "locale": "fi-FI"}
    status, _ = await tenant.send(type="invoke", value=value | more, conversation=PERSONAL, **usual)
    await tenant.finish()
    return status


async def test_it_is_offered_in_ones_own_chat_only_tm37(service: BotService, tenant: Tenant) -> None:
    own = Place("teams", TENANT, "aino", str(Address(service.service_url, CHAT, "29:aino")), private=True)
    await tenant.connection.platform.hand_over(own, FILE, "en")
    (offer,) = service.received[-1].body["attachments"]
    assert service.received[-1].body["summary"] == "Sheets", "what a telephone tells, and a screen reader"
    assert (offer["contentType"], offer["name"]) == (CONSENT, "latu.xlsx")
    assert offer["content"] == {
        "description": "Sheets",
        "sizeInBytes": len(FILE.content),
        "acceptContext": {"latu": encode(MyPage())},
        "declineContext": {"latu": encode(LeavePack())},
    }
    channel = Place("teams", TENANT, CHANNEL, str(Address(service.service_url, CHANNEL)))
    with pytest.raises(Gone):
        await tenant.connection.platform.hand_over(channel, FILE, "en")


async def test_after_a_yes_it_is_saved_without_our_token_and_its_offer_gives_way_to_it(
    tenant: Tenant, product: Product, drive: Drive
) -> None:
    """The trap: an answer that is acknowledged before the file is in its place is lost when we die."""
    product.reply = Reply(file=FILE, language="en")
    drive.open.clear()
    answer = asyncio.create_task(answered(tenant, drive))
    await drive.asked.wait()
    assert not answer.done()
    drive.open.set()
    assert await answer == 200
    assert product.only[0] == MyPage()
    assert drive.put == [("bytes 0-8/9", None, b"PK-sheets")]
    info, gone = tenant.service.received[-2:]
    assert info.body["summary"] == "latu.xlsx"
    (card,) = info.body["attachments"]
    assert card == {
        "contentType": INFO,
        "contentUrl": "https://kunta-my.sharepoint.com/latu.xlsx",
        "name": "latu.xlsx",
        "content": {"uniqueId": "1150D938", "fileType": "xlsx"},
    }
    assert (gone.method, gone.rest) == ("DELETE", "activities/m1")


async def test_a_no_is_answered_in_the_place_of_the_offer(tenant: Tenant, product: Product, drive: Drive) -> None:
    product.reply = Reply(NO, language="en")
    assert await answered(tenant, drive, "decline") == 200
    assert product.only[0] == LeavePack()
    assert drive.put == []
    said = tenant.service.received[-1]
    assert (said.method, said.rest) == ("PUT", "activities/m1")
    assert texts(sent_card(said.body)) == ["You took back your support."]


@pytest.mark.parametrize("status", [401, 404, 410, 500, 503])
async def test_a_place_that_is_not_there_any_more_is_said_in_words(
    tenant: Tenant, product: Product, drive: Drive, status: int
) -> None:
    product.reply, drive.status = Reply(file=FILE, language="en"), status
    assert await answered(tenant, drive) == 200
    said = tenant.service.received[-1]
    assert (said.method, texts(sent_card(said.body))) == ("PUT", ["This is no longer here."])


async def test_an_answer_that_nobody_understands_any_more_is_said_to_be_old(
    tenant: Tenant, product: Product, drive: Drive
) -> None:
    product.reply = Reply(NO, language="en")
    await answered(tenant, drive, context={"latu": "nothing"})
    assert product.only[0] == Outdated()


@pytest.mark.parametrize(
    ("url", "reached"),
    [
        ("https://kunta-my.sharepoint.com/personal/upload?guid=1", True),
        ("http://kunta-my.sharepoint.com/upload", False),
        ("https://sharepoint.com.example/upload", False),
        ("https://kunta.sharepoint.com:8443/upload", False),
        ("https://a@kunta.sharepoint.com/upload", False),
        ("http://127.0.0.1/upload", False),
        ("http://169.254.169.254/", False),
        ("", False),
    ],
)
async def test_a_file_is_put_into_onedrive_and_nowhere_else(url: str, reached: bool) -> None:
    registration = Registration(app_id=APP, app_password="secret", tenant_id=TENANT)
    async with aiohttp.ClientSession() as session:
        assert Uploads(session, registration).reaches(url) is reached
