"""Nothing reaches the product that Teams did not sign, or that comes from another tenant."""

import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from adapters.teams import keys
from adapters.teams.activity import MAX_BYTES
from adapters.teams.errors import RateLimited, from_answer
from adapters.teams.registration import Registration
from adapters.teams.sdk import ENVELOPE, TeamsApi
from tests.adapters.teams.conftest import Clock
from tests.adapters.teams.service import TENANT, BotService


class Refuse:
    """A product that nothing may reach."""

    async def __call__(self, activity: dict[str, Any]) -> None:
        raise AssertionError("handed on")


async def accept(_activity: dict[str, Any]) -> None:
    """A product that has nothing to say."""


def body_of(service: BotService, **fields: Any) -> bytes:
    return json.dumps(service.activity(**fields)).encode()


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another bot"},
        {"aud": None},
        {"aud": ["00000000-0000-4000-8000-00000000000a", "another bot"]},
        {"iss": "https://issuer.example"},
        {"iss": None},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"exp": "tomorrow"},
        {"nbf": 9_999_999_999},
        {"serviceurl": "https://smba.trafficmanager.net/elsewhere/"},
        {"serviceurl": None},
        {"serviceurl": 7},
        {"kid": "unheard of"},
        {"algorithm": "RS384"},
        {"algorithm": "HS256", "key": "a password of thirty-two characters and more"},
        {"algorithm": "none", "key": ""},
    ],
)
async def test_a_token_that_is_wrong_in_one_claim_is_refused_tm40(
    api: TeamsApi, service: BotService, claims: dict[str, Any]
) -> None:
    """The trap: most of these are a 500 of the SDK, and it takes emulators and other bots for Teams."""
    if claims.get("algorithm") == "none":
        bearer = "Bearer " + jwt.encode({"aud": "x"}, "", "none", headers={"kid": "one"})
    else:
        bearer = service.bearer(**claims)
    assert await api.handle({"Authorization": bearer}, body_of(service), Refuse()) == (401, None)


@pytest.mark.parametrize(
    "header",
    [
        None, "", "Bearer", "Bearer ", "Basic YTpi", "Bearer a.b.c", "Bearer é", "Bearer \udc80.\udc80.x", "Bearer .." ,
        "Bearer " + "W1" * 400 + ".e30.e30", "Bearer W10.e30.e30", "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6N30.e30.e30",
    ],
)  # fmt: skip
async def test_a_request_without_a_readable_token_is_refused(
    api: TeamsApi, service: BotService, header: str | None
) -> None:
    """The trap: a missing or malformed token is a 500 of the SDK. Here the body is not even read."""
    headers = {} if header is None else {"Authorization": header}
    for body in (body_of(service), b"{", b""):
        assert await api.handle(headers, body, Refuse()) == (401, None)


async def test_a_token_signed_with_another_key_is_refused(
    api: TeamsApi, service: BotService, new_signing_key: rsa.RSAPrivateKey
) -> None:
    bearer = service.bearer(key=new_signing_key)
    assert await api.handle({"Authorization": bearer}, body_of(service), Refuse()) == (401, None)


async def test_a_key_speaks_only_for_the_channels_it_is_endorsed_for(
    api: TeamsApi, service: BotService, registration: Registration
) -> None:
    """The trap: a key of another channel of the same service signs, too."""
    service.endorsements = ("webchat",)
    assert await api.handle({"Authorization": service.bearer()}, body_of(service), Refuse()) == (401, None)


async def test_a_web_chat_of_the_same_bot_cannot_claim_a_person_of_our_tenant(
    api: TeamsApi, service: BotService
) -> None:
    service.endorsements = ("msteams", "directline")
    body = body_of(service, channelId="directline")
    assert await api.handle({"Authorization": service.bearer()}, body, Refuse()) == (403, None)


@pytest.mark.parametrize(
    "fields",
    [
        {"conversation": {"id": "x", "tenantId": "another"}, "channelData": {}},
        {"channelData": {"tenant": {"id": "another"}}},
        {"conversation": {"id": "x"}, "channelData": {}},
        {"conversation": {"id": "x"}, "channelData": None},
        {"conversation": {"id": "x"}, "channelData": {"tenant": "x"}},
        {"conversation": None, "channelData": {"tenant": {"id": [TENANT]}}},
    ],
)
async def test_another_tenant_is_refused_tm40(api: TeamsApi, service: BotService, fields: dict[str, Any]) -> None:
    """The trap: a bot of one tenant can be added in another."""
    answer = await api.handle({"Authorization": service.bearer()}, body_of(service, **fields), Refuse())
    assert answer == (403, None)


@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/", "https://evil.trafficmanager.net/teams/", "http://smba.trafficmanager.net/"]
)  # fmt: skip
async def test_a_service_url_that_is_not_of_teams_is_refused_though_it_was_signed(
    api: TeamsApi, service: BotService, url: str
) -> None:
    bearer = service.bearer(serviceurl=url)
    assert await api.handle({"Authorization": bearer}, body_of(service, serviceUrl=url), Refuse()) == (403, None)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b'"x"', b"null", b"\xff{}", '{"type":"ä"}'.encode("utf-16"),
        b'{"type":"message","value":NaN}',
        b"[" * 100_000, b'{"type":"message","value":' + b"[" * 70 + b"]" * 70 + b"}",
        b'{"type":"message","value":"' + b"x" * MAX_BYTES + b'"}', b'{"value":' + b"9" * 5000 + b"}", b'{"type":7}',
    ],
    ids=range(13),
)  # fmt: skip
async def test_a_body_that_is_not_an_activity_is_a_bad_request(api: TeamsApi, service: BotService, body: bytes) -> None:
    """The trap: bad JSON is a 500 of the SDK."""
    assert await api.handle({"Authorization": service.bearer()}, body, Refuse()) == (400, None)


@pytest.mark.parametrize("name", [*ENVELOPE, "channelData", "value", "timestamp", "attachments", "deliveryMode"])
async def test_no_shape_of_an_activity_is_a_server_error(api: TeamsApi, service: BotService, name: str) -> None:
    shapes: tuple[Any, ...] = (
        None,
        7,
        1.5,
        True,
        "x",
        "expectReplies",
        "\ud800",
        [],
        [1],
        [[]],
        {},
        {"id": 7},
        {"id": {}},
    )
    for value in shapes:
        for kind in ("message", "invoke"):
            body = body_of(service, **({"type": kind} | {name: value}))
            status, _ = await api.handle({"Authorization": service.bearer()}, body, accept)
            assert status in (200, 400, 401, 403), (name, value)


async def test_a_new_signing_key_is_found_and_garbage_does_not_make_us_look_again(
    api: TeamsApi, service: BotService, clock: Clock, new_signing_key: rsa.RSAPrivateKey
) -> None:
    """The trap: after a change of keys every request is a 500 of the SDK for a day."""
    old, new = service.bearer(), service.bearer("two", key=new_signing_key)
    assert (await api.handle({"Authorization": old}, body_of(service), accept))[0] == 200
    service.keys = {"two": new_signing_key}
    assert (await api.handle({"Authorization": new}, body_of(service), Refuse()))[0] == 401
    assert service.key_requests == 1
    clock.now += keys.UNKNOWN_KEY_PAUSE + 1
    assert (await api.handle({"Authorization": new}, body_of(service), accept))[0] == 200
    assert (await api.handle({"Authorization": old}, body_of(service), Refuse()))[0] == 401
    assert service.key_requests == 2


async def test_old_keys_are_renewed_without_keeping_anyone_waiting(
    api: TeamsApi, service: BotService, clock: Clock
) -> None:
    bearer = {"Authorization": service.bearer()}
    await api.handle(bearer, body_of(service), accept)
    clock.now += keys.REFRESH_AFTER + 1
    service.open.clear()
    service.busy.clear()
    assert (await api.handle(bearer, body_of(service), accept))[0] == 200
    await service.busy.wait()
    assert (await api.handle(bearer, body_of(service), accept))[0] == 200
    assert service.key_requests == 2
    service.open.set()


async def test_a_silent_key_server_is_given_up_and_asked_again_a_little_later(
    api: TeamsApi, service: BotService, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trap: the SDK waits for keys for ever. A token that cannot be judged is not called false."""
    monkeypatch.setattr(keys, "TIMEOUT", keys.TIMEOUT.__class__(total=0.05))
    service.open.clear()
    bearer = {"Authorization": service.bearer()}
    for _ in range(2):
        assert (await api.handle(bearer, body_of(service), Refuse()))[0] == 503
    assert service.key_requests == 1
    service.open.set()
    clock.now += keys.FAILURE_PAUSE + 1
    monkeypatch.undo()
    assert (await api.handle(bearer, body_of(service), accept))[0] == 200


@pytest.mark.parametrize(
    ("url", "trusted"),
    [
        ("https://smba.trafficmanager.net/emea/00000000-0000-4000-8000-00000000000b/", True),
        ("https://SMBA.trafficmanager.net:443", True),
        ("https://smba.infra.gcc.teams.microsoft.com/teams", True),
        ("https://smba.infra.gov.teams.microsoft.us/teams", True),
        ("https://connector.city.example/", True),
        ("https://smba.trafficmanager.net:8443/", False),
        ("https://smba.trafficmanager.net.example/", False),
        ("https://evilteams.microsoft.com/", False),
        ("https://user@smba.trafficmanager.net/", False),
        ("https://elsewhere.example\\@smba.trafficmanager.net/", False),
        ("https://elsewhere.example#.teams.microsoft.com/", False),
        ("https://smba.trafficmanager.net/\n", False),
        ("https://smba.trafficmanager.net/{0}/", False),
        ("http://127.0.0.1:3978/", False),
        ("https://localhost/", False),
        ("http://[::1]/", False),
    ],
)  # fmt: skip
def test_only_hosts_of_teams_and_those_an_administrator_named_are_trusted(url: str, trusted: bool) -> None:
    registration = Registration(app_id="a", app_password="p", tenant_id="t", service_hosts=("connector.city.example",))
    assert registration.trusts(url) is trusted


@pytest.mark.parametrize(
    ("setting", "fields"),
    [
        ("TEAMS_APP_TYPE", {"app_type": "UserAssignedMSI"}),
        ("TEAMS_APP_ID", {"app_id": ""}),
        ("TEAMS_APP_PASSWORD", {"app_password": ""}),
        ("TEAMS_TENANT_ID", {"tenant_id": ""}),
        ("TEAMS_TOKEN_URL", {"token_url": "http://login.example/token"}),
        ("TEAMS_OPENID_METADATA_URL", {"openid_metadata_url": "http://login.example/keys"}),
    ],
)
def test_a_setting_that_cannot_work_is_named(setting: str, fields: dict[str, str]) -> None:
    """The trap: a managed identity works on Azure only."""
    with pytest.raises(ValueError, match=setting):
        Registration(**({"app_id": "a", "app_password": "p", "tenant_id": "t"} | fields))  # type: ignore[arg-type]


def test_a_password_is_not_in_what_a_registration_prints() -> None:
    assert "p4ss" not in repr(Registration(app_id="a", app_password="p4ss", tenant_id="t"))


def test_waiting_until_a_date_is_understood() -> None:
    late = from_answer(429, "Fri, 31 Dec 2100 23:59:59 GMT")
    assert isinstance(late, RateLimited)
    assert late.retry_after > 0
    past = from_answer(429, "Fri, 31 Dec 1999 23:59:59 GMT")
    assert isinstance(past, RateLimited)
    assert past.retry_after == 0
