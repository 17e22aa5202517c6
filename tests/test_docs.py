"""The documentation keeps up with the product."""

import re
from pathlib import Path

from pydantic_settings import BaseSettings

from adapters import slack, teams
from bot.settings import Settings

OPERATING = Path(__file__).parent.parent / "docs" / "operating.md"
ROW = re.compile(r"^\| *`([A-Z][A-Z0-9_]+)` *\|", re.MULTILINE)


def names(settings: type[BaseSettings]) -> set[str]:
    """The environment variables from which the settings are read."""
    prefix = settings.model_config.get("env_prefix", "")
    return {field.alias or f"{prefix}{name}".upper() for name, field in settings.model_fields.items()}


def test_the_names_of_settings_are_found() -> None:
    assert {"DATABASE_URL", "LATU_ADMINS"} <= names(Settings)
    assert "TEAMS_APP_ID" in names(teams.Settings)


def test_every_setting_has_one_row_in_the_operating_guide_and_every_row_is_a_setting() -> None:
    rows = ROW.findall(OPERATING.read_text(encoding="utf-8"))
    assert sorted(rows) == sorted(names(Settings) | names(slack.Settings) | names(teams.Settings))


def test_every_setting_describes_itself() -> None:
    for settings in (Settings, slack.Settings, teams.Settings):
        for name, field in settings.model_fields.items():
            assert field.description, name


def test_whoever_runs_a_command_with_the_settings_may_read_them_and_the_service_is_started() -> None:
    guide = OPERATING.read_text(encoding="utf-8")
    readable, started, loaded = (
        guide.find(one) for one in ("chmod 640 /etc/latu.env", "systemctl enable --now latu", ". /etc/latu.env")
    )
    assert 0 < readable < started < loaded


def test_a_backup_is_written_where_the_service_may_write() -> None:
    guide = OPERATING.read_text(encoding="utf-8")
    assert re.findall(r"pg_dump .*-f (\S+)", guide) == ["/var/lib/latu/latu.dump"]
    assert "StateDirectory=latu" in guide


def test_every_setting_that_the_guide_sets_is_one() -> None:
    sample = max(re.findall(r"```\n((?: *[A-Z_]+=.*\n)+) *```", OPERATING.read_text(encoding="utf-8")), key=len)
    known = names(Settings) | names(slack.Settings) | names(teams.Settings)
    assert {line.strip().partition("=")[0] for line in sample.splitlines()} <= known
