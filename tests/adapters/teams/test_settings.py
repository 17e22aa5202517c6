"""Teams is wanted, not wanted, or half set up: then one sentence says what is missing."""

import pytest

from adapters.teams import Settings, configured, warnings
from tests.adapters.teams.product import settings
from tests.adapters.teams.service import APP, TENANT, BotService

WANTED = {"TEAMS_APP_ID": APP, "TEAMS_APP_PASSWORD": "secret-of-the-bot", "TEAMS_TENANT_ID": TENANT}


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, field in Settings.model_fields.items():
        monkeypatch.delenv(field.alias or f"TEAMS_{name.upper()}", raising=False)


def set_up(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def test_without_its_settings_latu_runs_without_teams(monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(monkeypatch, TEAMS_EXTRA_HOSTS="example.org", TEAMS_APP_ID="")
    assert configured() is None


def test_three_settings_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(monkeypatch, **WANTED)
    found = configured()
    assert found is not None
    registration = found.registration()
    assert registration.token_endpoint == f"https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/token"
    assert not registration.is_local
    assert warnings(found) == ()


@pytest.mark.parametrize("missing", WANTED)
def test_a_missing_setting_is_named_and_never_a_value(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    set_up(monkeypatch, **{name: value for name, value in WANTED.items() if name != missing})
    with pytest.raises(ValueError, match=f"^{missing} is missing: Teams needs it with ") as caught:
        configured()
    assert not any(value in str(caught.value) for value in WANTED.values())


@pytest.mark.parametrize("name", ["TEAMS_APP_ID", "TEAMS_TENANT_ID"])
@pytest.mark.parametrize("value", ["kunta.onmicrosoft.com", "Latu", APP[:-1], f"{APP}0"])
def test_a_domain_or_a_name_is_no_id_and_is_named_at_the_start(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """The trap: Microsoft gives tokens for a tenant's domain too, and then every request would be another tenant's."""
    set_up(monkeypatch, **WANTED | {name: value})
    with pytest.raises(ValueError, match=f"^{name} is no id: copy ") as caught:
        configured()
    assert value not in str(caught.value)
    set_up(monkeypatch, **WANTED | {name: APP.upper()})
    assert configured() is not None


def test_secrets_are_not_shown() -> None:
    assert "secret-of-the-bot" not in repr(Settings(app_password="secret-of-the-bot"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TEAMS_OPENID_METADATA_URL", "https://example.org/openid"),
        ("TEAMS_TOKEN_URL", "https://example.org/token"),
        ("TEAMS_TOKEN_ISSUER", "https://example.org"),
        ("TEAMS_TOKEN_URL", "http://127.0.0.1:1/token"),
    ],
)
def test_only_microsoft_or_this_machine_vouches_for_requests(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    set_up(monkeypatch, **WANTED, **{name: value})
    with pytest.raises(ValueError, match="TEAMS_TOKEN_ISSUER"):
        configured()


def test_a_registration_of_many_tenants_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The trap: no new bot can be one of many tenants since July 2025."""
    set_up(monkeypatch, **WANTED, TEAMS_APP_TYPE="MultiTenant")
    with pytest.raises(ValueError, match="TEAMS_APP_TYPE"):
        configured()


def test_further_hosts_are_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(monkeypatch, **WANTED, TEAMS_EXTRA_HOSTS="connector.example.org, other.example.org")
    found = configured()
    assert found is not None
    assert found.registration().trusts("https://connector.example.org/teams/")
    assert not found.registration().trusts("https://example.org/teams/")


def test_a_stand_in_is_told_to_the_operator(service: BotService) -> None:
    (warning,) = warnings(settings(service))
    assert "TEAMS_TOKEN_URL" in warning


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())
