"""The local Teams tenant signs its deliveries as Teams does, and gives the bot its tokens as Entra does."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import jwt
import pytest
import pytest_asyncio

from playground.teams import TokenKind
from tests.playground.teams_app import (
    AINO,
    APP,
    IDEAS,
    Stage,
    card,
    message,
    stage,
)


@pytest_asyncio.fixture
async def scene() -> AsyncIterator[Stage]:
    async with stage() as made:
        yield await made.at_home()


def code(answer: Any) -> str:
    return str(answer["error"]["code"])


ISSUER = "https://api.botframework.com"


async def verify(scene: Stage, header: str | None) -> dict[str, Any]:
    """What a careful bot does with the header of a delivery."""
    async with scene.session.get(scene.urls.openid_metadata_url) as response:
        metadata = await response.json()
    async with scene.session.get(metadata["jwks_uri"]) as response:
        keys = {key["kid"]: key for key in (await response.json())["keys"]}
    token = (header or "").removeprefix("Bearer ")
    key = keys[jwt.get_unverified_header(token)["kid"]]
    if "msteams" not in key["endorsements"]:
        raise jwt.InvalidTokenError("not endorsed")
    claims: dict[str, Any] = jwt.decode(
        token, jwt.PyJWK(key, algorithm="RS256"), ["RS256"], audience=APP, issuer=metadata["issuer"]
    )
    if claims.get("serviceurl") != scene.urls.service_url:
        raise jwt.InvalidTokenError("another service")
    return claims


async def test_a_delivery_is_signed_with_the_published_key(scene: Stage) -> None:
    await scene.tenant.write_privately(AINO.id, "hi")
    claims = await verify(scene, scene.headers[-1])
    assert claims["iss"] == scene.urls.token_issuer
    assert claims["serviceurl"] == scene.last["serviceUrl"]


BAD: tuple[TokenKind, ...] = (
    "missing",
    "malformed",
    "expired",
    "not yet valid",
    "wrong audience",
    "wrong issuer",
    "wrong serviceurl",
    "no serviceurl",
    "unendorsed",
    "unknown key",
    "forged",
    "alg none",
    "HS256",
)


@pytest.mark.parametrize("kind", BAD)
async def test_a_badly_signed_delivery_cannot_be_verified(scene: Stage, kind: TokenKind) -> None:
    delivered = await scene.tenant.deliver(scene.heard[0], signed=kind)
    assert delivered.signed == kind
    with pytest.raises((jwt.InvalidTokenError, KeyError)):
        await verify(scene, scene.headers[-1])


async def test_after_a_key_roll_only_the_new_key_is_published(scene: Stage) -> None:
    before = scene.headers[-1]
    scene.tenant.roll_key()
    await scene.tenant.deliver_again(scene.tenant.deliveries[-1])
    assert await verify(scene, scene.headers[-1])
    with pytest.raises(KeyError):
        await verify(scene, before)
    assert scene.heard[-1] == scene.heard[-2]


async def test_stock_botbuilder_trusts_a_delivery_and_answers_it() -> None:
    from botbuilder.schema import Activity  # noqa: TID251 -- this test is about stock botbuilder
    from botframework.connector.aio import ConnectorClient  # noqa: TID251
    from botframework.connector.auth import JwtTokenExtractor  # noqa: TID251
    from botframework.connector.auth.verify_options import VerifyOptions  # noqa: TID251
    from msrest.authentication import BasicTokenAuthentication  # noqa: TID251

    async with stage() as scene:
        await scene.at_home()
        await scene.tenant.write(AINO.id, IDEAS, "help", mention=True)
        options = VerifyOptions(issuer=[ISSUER], audience=APP, clock_tolerance=300, ignore_expiration=False)
        extractor = JwtTokenExtractor(options, scene.urls.openid_metadata_url, ["RS256"])
        scheme, _, token = str(scene.headers[-1]).partition(" ")
        look = extractor.get_identity(scheme, token, "msteams", ["msteams"])
        identity = await asyncio.to_thread(asyncio.run, look)
        assert identity.claims["serviceurl"] == scene.urls.service_url
        activity = Activity().deserialize(scene.last)
        _, granted = await scene.fetch_token()
        client = ConnectorClient(BasicTokenAuthentication(granted), activity.service_url)
        reply = Activity(type="message", text="Here", reply_to_id=activity.id)
        made = await client.conversations.reply_to_activity(activity.conversation.id, activity.id, reply)
        question, answer = scene.tenant.seen(IDEAS)
        assert (answer.id, answer.text, answer.under) == (made.id, "Here", question.id)


async def test_the_connector_refuses_missing_old_and_foreign_tokens(scene: Stage) -> None:
    path = f"/conversations/{IDEAS}/activities"
    scene.tenant.login.token_life = -10
    _, old = await scene.fetch_token()
    headers = ["", "Bearer nonsense", f"Bearer {old['access_token']}", str(scene.headers[-1])]
    for header in headers:
        status, answer = await scene.call("POST", path, message(card()), headers={"Authorization": header})
        assert (status, code(answer)) == (401, "Unauthorized")
    assert scene.tenant.token_requests == 2


async def test_a_delivery_may_come_from_another_tenant(scene: Stage) -> None:
    await scene.tenant.deliver(scene.heard[0], tenant_id="another")
    assert scene.last["conversation"]["tenantId"] == scene.last["channelData"]["tenant"]["id"] == "another"
    assert await verify(scene, scene.headers[-1])


async def test_another_cloud_has_its_own_issuer_and_scope() -> None:
    async with stage(issuer="https://api.botframework.us") as scene:
        await scene.tenant.install(AINO.id)
        assert (await verify(scene, scene.headers[-1]))["iss"] == "https://api.botframework.us"
        assert (await scene.fetch_token())[1]["error"] == "invalid_scope"
        assert (await scene.fetch_token(scope="https://api.botframework.us/.default"))[0] == 200
