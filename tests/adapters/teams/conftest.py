"""A local Bot Service, and our side of it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa

from adapters.teams.registration import Registration
from adapters.teams.sdk import TeamsApi
from tests.adapters.teams.service import APP, ISSUER, TENANT, BotService


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="session")
def signing_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="session")
def new_signing_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
async def service(signing_key: rsa.RSAPrivateKey) -> AsyncIterator[BotService]:
    service = BotService(keys={"one": signing_key})
    server = await service.start()
    yield service
    await server.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def registration(service: BotService) -> Registration:
    return Registration(
        app_id=APP,
        app_password="secret-of-the-bot",
        tenant_id=TENANT,
        openid_metadata_url=f"{service.url}/openid",
        token_url=f"{service.url}/token",
        token_issuer=ISSUER,
    )


@pytest.fixture
async def api(registration: Registration, clock: Clock) -> AsyncIterator[TeamsApi]:
    async with aiohttp.ClientSession() as session:
        api = TeamsApi(registration, session, clock)
        yield api
        await api.close()


@pytest.fixture(autouse=True)
def _nothing_blocks_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK's own HTTP is `requests`, on the event loop or in a handful of threads."""

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("requests was used")

    monkeypatch.setattr(requests.Session, "send", refuse)
