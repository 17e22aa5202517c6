"""A setting that cannot work is one sentence that names it, never its value, and exit code 2."""

import errno
import os
from collections.abc import Mapping
from contextlib import AsyncExitStack
from importlib import import_module
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import text

from adapters.web.listening import listen
from bot import logs
from bot.__main__ import ADAPTERS, configured, main
from bot.errors import Misconfigured
from bot.settings import Settings
from playground import people
from playground.town import APP, workspace
from storage.database import Database
from tests.ports import free_port
from tests.serving import refused, slack_of
from tests.storage.own import own_postgres

SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "a-secret-of-slack"}
TEAMS = {"TEAMS_APP_ID": APP, "TEAMS_APP_PASSWORD": "a-secret-of-teams", "TEAMS_TENANT_ID": people.TENANT}


def told(monkeypatch: pytest.MonkeyPatch, settings: Mapping[str, str]) -> str:
    """The sentence for exactly these settings."""
    for name in os.environ:
        if name.startswith(("LATU_", "SLACK_", "TEAMS_", "DATABASE_")):
            monkeypatch.delenv(name)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured) as caught:
        configured()
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LATU_ADMINS", "aino@elsewhere.example"),
        ("LATU_ADMINS", "mallikunta.example"),
        ("LATU_PUBLIC_URL", "http://latu.mallikunta.example"),
        ("LATU_PUBLIC_URL", "https://latu.mallikunta.example/bot"),
        ("LATU_PUBLIC_URL", "nonsense"),
        ("LATU_EMAIL_DOMAINS", "not a domain"),
        ("LATU_EMAIL_DOMAINS", "mallikunta.example, aino@elsewhere.example"),
        ("LATU_EMAIL_DOMAINS", "mallikunta.example; other.example"),
        ("LATU_EMAIL_DOMAINS", "mallikunta"),
        ("LATU_SECRET_KEY", "short"),
        ("LATU_HTTP_PORT", "65536"),
        ("DATABASE_URL", "mysql://user:password@host/name"),
        ("LATU_HTTP_PORT", "-5"),
        ("SLACK_API_URL", "http://[::1"),
        ("SLACK_API_URL", "ftp://127.0.0.1:1/"),
        ("TEAMS_TOKEN_URL", "http://[::1"),
        ("TEAMS_TOKEN_URL", "https://"),
        ("TEAMS_OPENID_METADATA_URL", "http://[::1"),
        ("TEAMS_OPENID_METADATA_URL", "file://localhost/etc/passwd"),
        ("TEAMS_APP_TYPE", "MultiTenant"),
    ],
)
def test_a_setting_that_cannot_work_is_named_without_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    sentence = told(monkeypatch, SLACK | TEAMS | {"LATU_EMAIL_DOMAINS": "mallikunta.example"} | {name: value})
    assert sentence.startswith(name)
    assert value not in sentence.replace("LATU_EMAIL_DOMAINS", "")
    assert "\n" not in sentence


@pytest.mark.parametrize("other", ["SLACK_WEBHOOK_URL", "SLACK_API_URL", "TEAMS_WEBHOOK", "TEAMS_EXTRA_HOSTS"])
def test_a_setting_that_sets_up_no_chat_imports_no_adapter(monkeypatch: pytest.MonkeyPatch, other: str) -> None:
    monkeypatch.setattr("bot.__main__.import_module", None)
    assert told(monkeypatch, {other: "https://hooks.slack.com/services/1"}).startswith("No chat is set up")


@pytest.mark.parametrize("name", ADAPTERS)
def test_a_chat_is_wanted_by_the_settings_that_its_adapter_asks_about(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    adapter = import_module(f"adapters.{name}")
    declared = [one.alias or f"{name}_{field}".upper() for field, one in adapter.Settings.model_fields.items()]
    assert set(ADAPTERS[name]) <= set(declared)
    for one in declared:
        monkeypatch.delenv(one, raising=False)
    for one in declared:
        with monkeypatch.context() as alone:
            alone.setenv(one, "1")
            try:
                wanted = adapter.configured() is not None
            except (Misconfigured, ValueError):
                wanted = True
        assert wanted == (one in ADAPTERS[name]), one


def test_an_admin_without_any_domain_is_nobodys_admin(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, SLACK | {"LATU_ADMINS": people.AINO.email}).startswith("LATU_ADMINS")


def test_domains_are_read_as_people_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LATU_EMAIL_DOMAINS", "@Mallikunta.example, sähkö-työt.hyvinvointi.example,")
    monkeypatch.setenv("LATU_ADMINS", "Aino@MALLIKUNTA.example")
    assert Settings().admins == ("Aino@MALLIKUNTA.example",)


@pytest.mark.parametrize(
    "name",
    [
        "SLACK_SIGNING_SECRET",
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "TEAMS_APP_PASSWORD",
        "LATU_SECRET_KEY",
        "DATABASE_URL",
    ],
)
def test_blanks_are_no_secret(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert told(monkeypatch, SLACK | TEAMS | {name: " " * 40}).startswith(name)


@pytest.mark.parametrize("content", ["", "  \n", "short"])
def test_a_damaged_secret_in_the_data_folder_is_no_secret(tmp_path: Path, content: str) -> None:
    (tmp_path / "secret.key").write_text(content)
    with pytest.raises(Misconfigured, match=r"^The secret\.key in LATU_DATA_DIR"):
        Settings.model_validate({"data_dir": tmp_path}).secret()


@pytest.mark.parametrize(
    "address", ["u:pencil@host:abc/db", "u:pencil@host:99999/db", "u:pencil@[::1/db", "u:pencil@host/db?nonsense=1"]
)
async def test_a_database_address_that_cannot_be_read_is_told_without_any_part_of_it(
    tmp_path: Path, address: str
) -> None:
    sentence = await refused(tmp_path, **SLACK, DATABASE_URL=f"postgresql://{address}")
    assert sentence == "DATABASE_URL cannot be read: write it as postgresql://user:password@host/name."


async def test_a_user_who_may_only_read_is_told_which_database_that_is(
    tmp_path: Path, database: Database, database_url: str
) -> None:
    only = "?" if "?" not in database_url else "&"
    reading = f"{database_url}{only}options=-c%20default_transaction_read_only%3Don"
    sentence = await refused(tmp_path, **SLACK, DATABASE_URL=reading)
    assert sentence == "DATABASE_URL: its user may not write there; let it own the database."


@pytest.mark.parametrize("right", ["create", pytest.param("all", marks=pytest.mark.long)])
async def test_a_user_who_may_not_make_tables_is_told_which_database_that_is(
    tmp_path: Path, cluster: Path, right: str
) -> None:
    async with own_postgres(tmp_path / "postgres", cluster) as postgres:
        database = Database(postgres.url)
        async with database.engine.begin() as connection:
            await connection.execute(text(f"revoke {right} on schema public from pg_database_owner, public"))
        await database.close()
        sentence = await refused(tmp_path, **SLACK, DATABASE_URL=postgres.url)
    assert sentence == "DATABASE_URL: its user may not write there; let it own the database."


@pytest.mark.parametrize("key", ["", "k" * 40])
async def test_a_data_folder_that_cannot_be_written_to_is_named(tmp_path: Path, key: str) -> None:
    (tmp_path / "file").touch()
    folder = str(tmp_path / "file" / "latu")
    sentence = await refused(tmp_path, **SLACK, LATU_DATA_DIR=folder, LATU_SECRET_KEY=key)
    assert sentence.startswith("LATU_DATA_DIR is not a folder that Latu may write to")
    assert folder not in sentence


@pytest.mark.parametrize("folder", ["/proc", "/proc/latu", "/dev/null/latu"])
def test_a_data_folder_where_even_root_makes_nothing_is_named(folder: str) -> None:
    with pytest.raises(Misconfigured, match=r"^LATU_DATA_DIR is not a folder that Latu may write to"):
        Settings.model_validate({"data_dir": folder}).folder()


def test_a_full_disk_says_nothing_against_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("bot.settings.TemporaryDirectory", full)
    assert Settings.model_validate({"data_dir": tmp_path / "latu"}).folder() == tmp_path / "latu"


@pytest.mark.usefixtures("database")
async def test_only_a_port_that_is_taken_is_called_in_use(tmp_path: Path, database_url: str) -> None:
    local = workspace(tmp_path / "slack", free_port(), "fi")
    async with local.serve() as api_url:
        settings = slack_of(local, api_url) | {"DATABASE_URL": database_url, "LATU_HTTP_PORT": str(free_port())}
        sentence = await refused(tmp_path, **settings, LATU_HTTP_HOST="203.0.113.7")
    assert sentence == "LATU_HTTP_HOST is no address of this machine: set one that is, or leave it out."


@pytest.mark.parametrize("host", ["a..b", "x" * 300, "127.0.0.1:3978"])
async def test_a_host_that_is_no_address_is_named(host: str) -> None:
    settings = Settings.model_validate({"http_host": host, "http_port": 0})
    async with AsyncExitStack() as stack:
        with pytest.raises(Misconfigured, match=r"^LATU_HTTP_HOST is no address"):
            await listen(web.Application(), settings, stack)


async def test_the_public_address_of_the_environment_is_named_by_the_manifest_command_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LATU_PUBLIC_URL", "http://latu.mallikunta.example")
    monkeypatch.setattr("sys.argv", ["latu", "manifest", "slack"])
    monkeypatch.setattr(logs, "configure", lambda: None)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("LATU_PUBLIC_URL: must be https://")
