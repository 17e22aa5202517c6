"""How the bot proves itself: each way against a token server that is as strict as Microsoft's."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from adapters.teams import Settings, configured, warnings
from adapters.teams.activity import Activity, InvokeAnswer
from adapters.teams.errors import Transient
from adapters.teams.registration import Registration
from adapters.teams.sdk import TeamsApi
from adapters.teams.tokens import Tokens
from playground import people
from playground.teams import TeamsTenant, Urls
from playground.teams.server import IDENTITY_HEADER
from tests.adapters.teams.conftest import Clock
from tests.playground.teams_app import PASSWORD

APP = "5a0c7f10-0000-4000-8000-00000000bbbb"
SINGLE = {"TEAMS_APP_ID": APP, "TEAMS_TENANT_ID": people.TENANT}
MANAGED = SINGLE | {"TEAMS_APP_TYPE": "UserAssignedMSI"}


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, field in Settings.model_fields.items():
        monkeypatch.delenv(field.alias or f"TEAMS_{name.upper()}", raising=False)


def pem(key: rsa.RSAPrivateKey, certificate: x509.Certificate, password: bytes | None = None) -> bytes:
    """One file with both, as `openssl` writes them."""
    hidden = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, hidden)
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def made(key: rsa.RSAPrivateKey, days: int = 90) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "latu")])
    end = datetime.now(UTC) + timedelta(days=days)
    number, begin = x509.random_serial_number(), end - timedelta(days=99)
    return x509.CertificateBuilder(name, name, key.public_key(), number, begin, end).sign(key, hashes.SHA256())


@asynccontextmanager
async def entra(certificate: bytes | None = None) -> AsyncIterator[tuple[TeamsTenant, Urls]]:
    tenant = TeamsTenant(
        people.TENANT,
        people.teams_humans("en"),
        people.teams_rooms(),
        app_id=APP,
        app_password=PASSWORD,
        app_certificate=certificate,
        messaging_endpoint="http://127.0.0.1:1/api/messages",
    )
    async with tenant.serve() as urls:
        yield tenant, urls


def registration(urls: Urls, monkeypatch: pytest.MonkeyPatch, given: Mapping[str, str]) -> Registration:
    """What comes of these settings, with the local addresses."""
    given = {"TEAMS_OPENID_METADATA_URL": urls.openid_metadata_url, **given}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    found = configured()
    assert found is not None
    return found.registration()


async def token(asked: Registration, clock: Clock | None = None) -> str:
    async with aiohttp.ClientSession() as session:
        return await Tokens(session, asked, clock or Clock()).get()


async def test_a_certificate_signs_what_the_real_public_key_proves_tm41(
    tmp_path: Path, signing_key: rsa.RSAPrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = made(signing_key)
    (tmp_path / "latu.pem").write_bytes(pem(signing_key, certificate))
    async with entra(certificate.public_bytes(serialization.Encoding.PEM)) as (tenant, urls):
        given = SINGLE | {"TEAMS_APP_CERTIFICATE": str(tmp_path / "latu.pem"), "TEAMS_TOKEN_URL": urls.token_url}
        asked = registration(urls, monkeypatch, given)
        assert tenant.login.accepts(f"Bearer {await token(asked)}")
        assert tenant.login.accepts(f"Bearer {await token(asked)}"), "a second proof is another one"
        monkeypatch.setattr("adapters.teams.credentials.ASSERTION_SECONDS", -60)
        with pytest.raises(Transient, match="no token: 401 invalid_client"):
            await token(asked)


async def test_a_certificate_that_is_not_registered_gets_no_token(
    tmp_path: Path, signing_key: rsa.RSAPrivateKey, new_signing_key: rsa.RSAPrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "latu.pem").write_bytes(pem(new_signing_key, made(new_signing_key)))
    async with entra(made(signing_key).public_bytes(serialization.Encoding.PEM)) as (_, urls):
        given = SINGLE | {"TEAMS_APP_CERTIFICATE": str(tmp_path / "latu.pem"), "TEAMS_TOKEN_URL": urls.token_url}
        with pytest.raises(Transient, match="no token: 401 invalid_client"):
            await token(registration(urls, monkeypatch, given))


async def test_a_renewed_certificate_is_used_without_a_restart_and_a_broken_file_ends_nothing(
    tmp_path: Path, signing_key: rsa.RSAPrivateKey, new_signing_key: rsa.RSAPrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, renewed = tmp_path / "latu.pem", made(new_signing_key)
    file.write_bytes(pem(signing_key, made(signing_key)))
    async with entra(renewed.public_bytes(serialization.Encoding.PEM)) as (tenant, urls):
        given = SINGLE | {"TEAMS_APP_CERTIFICATE": str(file), "TEAMS_TOKEN_URL": urls.token_url}
        asked = registration(urls, monkeypatch, given)
        with pytest.raises(Transient):
            await token(asked)
        file.write_bytes(pem(new_signing_key, renewed))
        assert tenant.login.accepts(f"Bearer {await token(asked)}")
        for broken in (b"half a fi", pem(signing_key, made(signing_key, days=-1))):
            file.write_bytes(broken)
            assert tenant.login.accepts(f"Bearer {await token(asked)}")
        file.unlink()
        assert tenant.login.accepts(f"Bearer {await token(asked)}")


@pytest.mark.parametrize("service", [True, False], ids=["App Service", "a machine"])
async def test_a_managed_identity_gets_its_token_from_azure_itself_and_never_through_a_proxy(
    service: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trap: the address of a machine's identity is good only there, and a proxy would ask as another machine."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    async with entra() as (tenant, urls):
        given = {"TEAMS_TOKEN_URL": urls.machine_endpoint}
        if service:
            given = {"IDENTITY_ENDPOINT": urls.identity_endpoint, "IDENTITY_HEADER": IDENTITY_HEADER}
        asked, clock = registration(urls, monkeypatch, MANAGED | given), Clock()
        async with aiohttp.ClientSession(trust_env=True) as session:
            tokens = Tokens(session, asked, clock)
            first = await tokens.get()
            assert tenant.login.accepts(f"Bearer {first}")
            clock.now += 3000
            assert await tokens.get() == first
            clock.now += 400
            assert await tokens.get() != first
        assert tenant.token_requests == 2


async def test_a_managed_identity_is_not_told_to_whoever_does_not_know_the_header(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with entra() as (_, urls):
        given = MANAGED | {"IDENTITY_ENDPOINT": urls.identity_endpoint, "IDENTITY_HEADER": "another"}
        with pytest.raises(Transient, match="no token: 401 unauthorized"):
            await token(registration(urls, monkeypatch, given))
        given = MANAGED | {"IDENTITY_HEADER": IDENTITY_HEADER, "TEAMS_APP_ID": people.TENANT}
        with pytest.raises(Transient, match="no token: 400 identity_not_found"):
            await token(registration(urls, monkeypatch, given))


async def test_a_new_key_of_the_bot_connector_is_looked_for_once_in_five_minutes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with entra() as (tenant, urls), aiohttp.ClientSession() as session:
        given = SINGLE | {"TEAMS_APP_PASSWORD": PASSWORD, "TEAMS_TOKEN_URL": urls.token_url}
        clock = Clock()
        api = TeamsApi(registration(urls, monkeypatch, given), session, clock)

        async def status() -> int:
            activity = {"type": "message", "id": "1", "channelId": "msteams", "serviceUrl": urls.service_url}
            activity["conversation"] = {"id": "a:1", "tenantId": people.TENANT}  # type: ignore[assignment]
            header = {"Authorization": tenant.login.sign("good", urls.service_url) or ""}
            return (await api.handle(header, json.dumps(activity).encode(), nothing))[0]

        statuses = [await status()]
        tenant.roll_key()
        statuses.append(await status())
        clock.now += 301
        statuses += [await status(), await status()]
        await api.close()
    assert statuses == [200, 401, 200, 200]
    assert [one.what for one in tenant.traffic].count("GET keys") == 2


async def nothing(activity: Activity) -> InvokeAnswer | None:
    del activity
    return None


def refused(monkeypatch: pytest.MonkeyPatch, given: Mapping[str, str]) -> str:
    """The one sentence, which names settings and never a value."""
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ValueError) as caught:
        configured()
    told = str(caught.value)
    assert told.endswith(".")
    assert told.count(". ") == 0
    assert not any(value in told for name, value in given.items() if name != "TEAMS_APP_TYPE")
    return told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            MANAGED | {"TEAMS_APP_PASSWORD": "secret-1"},
            "TEAMS_APP_PASSWORD is set, and TEAMS_APP_TYPE",
        ),
        (MANAGED | {"TEAMS_APP_CERTIFICATE": "/none.pem"}, "TEAMS_APP_CERTIFICATE is set, and TEAMS_APP_TYPE"),
        (MANAGED | {"IDENTITY_ENDPOINT": "http://localhost:4141/msi/token"}, "IDENTITY_HEADER is missing"),
        (
            MANAGED | {"IDENTITY_ENDPOINT": "http://id.example/token", "IDENTITY_HEADER": "header-1"},
            "IDENTITY_ENDPOINT is not an address of this machine",
        ),
        (MANAGED | {"TEAMS_TOKEN_URL": "https://id.example/token"}, "TEAMS_TOKEN_URL is neither Microsoft's nor here"),
        (
            MANAGED
            | {"TEAMS_TOKEN_URL": "http://127.0.0.1:1/t", "IDENTITY_HEADER": "header-1"}
            | {"IDENTITY_ENDPOINT": "http://169.254.131.2:8081/msi/token"},
            "TEAMS_TOKEN_URL is set, and IDENTITY_ENDPOINT gives the tokens",
        ),
        (
            SINGLE | {"TEAMS_APP_PASSWORD": "secret-1", "TEAMS_APP_CERTIFICATE": "/none.pem"},
            "TEAMS_APP_CERTIFICATE and TEAMS_APP_PASSWORD are both set",
        ),
        (SINGLE | {"TEAMS_APP_CERTIFICATE": "/none.pem"}, "TEAMS_APP_CERTIFICATE is not a file that Latu may read"),
        ({"TEAMS_APP_CERTIFICATE": "/none.pem"}, "TEAMS_APP_ID is missing: Teams needs it with TEAMS_TENANT_ID"),
        (MANAGED | {"TEAMS_TENANT_ID": ""}, "TEAMS_TENANT_ID is missing: Teams needs it with TEAMS_APP_ID"),
    ],
)
def test_settings_that_contradict_each_other_are_one_sentence(
    given: Mapping[str, str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {name: value for name, value in given.items() if value}
    assert refused(monkeypatch, given).startswith(told)


def test_a_certificate_that_cannot_work_is_one_sentence(
    tmp_path: Path, signing_key: rsa.RSAPrivateKey, new_signing_key: rsa.RSAPrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, certificate = tmp_path / "latu.pem", made(signing_key)
    contents = {
        b"nonsense": "TEAMS_APP_CERTIFICATE cannot be read",
        certificate.public_bytes(serialization.Encoding.PEM): "TEAMS_APP_CERTIFICATE cannot be read",
        pem(signing_key, certificate, b"a password"): "TEAMS_APP_CERTIFICATE cannot be read",
        pem(new_signing_key, certificate): "TEAMS_APP_CERTIFICATE holds a key of another certificate",
        pem(signing_key, made(signing_key, days=-1)): "TEAMS_APP_CERTIFICATE has expired",
    }
    for content, told in contents.items():
        file.write_bytes(content)
        assert refused(monkeypatch, SINGLE | {"TEAMS_APP_CERTIFICATE": str(file)}).startswith(told)


def test_a_managed_identity_needs_no_secret_and_is_not_taken_for_a_test_tm41(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in MANAGED.items():
        monkeypatch.setenv(name, value)
    found = configured()
    assert found is not None
    assert found.registration().token_endpoint == "http://169.254.169.254/metadata/identity/oauth2/token"
    assert warnings(found) == ()
    monkeypatch.setenv("IDENTITY_ENDPOINT", "http://localhost:42356/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "header-1")
    found = configured()
    assert found is not None
    assert not found.registration().is_local
    assert "header-1" not in repr(found.registration())
