"""The product's own settings, from the environment; each adapter declares its own."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.model import Language

Listed = Annotated[tuple[str, ...], NoDecode]


class Settings(BaseSettings):
    """Every setting is documented in docs/operating.md."""

    model_config = SettingsConfigDict(populate_by_name=True, frozen=True, env_ignore_empty=True)

    database_url: SecretStr | None = Field(
        default=None,
        alias="DATABASE_URL",
        description="PostgreSQL 14 or newer, as postgresql://user:password@host/name. Without it Latu starts its own.",
    )
    data_dir: Path = Field(
        default=Path("var"), alias="LATU_DATA_DIR", description="Where Latu keeps its own database and its secret key."
    )
    secret_key: SecretStr | None = Field(
        default=None,
        alias="LATU_SECRET_KEY",
        description="At least 32 characters. Without it one is made in the data folder.",
    )
    http_host: str = Field(default="127.0.0.1", alias="LATU_HTTP_HOST", description="The address that Latu listens on.")
    http_port: int = Field(
        default=3978, alias="LATU_HTTP_PORT", ge=0, le=65535, description="The port that Latu listens on."
    )
    public_url: str | None = Field(
        default=None,
        alias="LATU_PUBLIC_URL",
        description="The https address under which the chats reach Latu; used in manifests.",
    )
    admins: Listed = Field(
        default=(),
        alias="LATU_ADMINS",
        description="E-mail addresses of admins, separated by commas; only in the domains of LATU_EMAIL_DOMAINS.",
    )
    email_domains: Listed = Field(
        default=(),
        alias="LATU_EMAIL_DOMAINS",
        description="E-mail domains, separated by commas, in which one address means one person. Empty: none.",
    )
    default_language: Language = Field(
        default=Language.FINNISH,
        alias="LATU_DEFAULT_LANGUAGE",
        description="The organisation's language: fi, sv or en.",
    )
    time_zone: str = Field(
        default="Europe/Helsinki", alias="LATU_TIME_ZONE", description="The organisation's time zone."
    )

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO",
        alias="LATU_LOG_LEVEL",
        description="How much Latu's own log tells: DEBUG, INFO, WARNING or ERROR.",
    )

    @field_validator("admins", "email_domains", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return tuple(one.strip() for one in value.split(",") if one.strip()) if isinstance(value, str) else value

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError("no such time zone; write it as Europe/Helsinki") from error
        return value

    @field_validator("database_url")
    @classmethod
    def _postgresql(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().startswith(("postgresql://", "postgres://")):
            raise ValueError("it begins with postgresql://")
        return value

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value and len(value.get_secret_value()) < 32:
            raise ValueError("it needs at least 32 characters")
        return value

    def secret(self) -> bytes:
        """The installation's secret; made once in the data folder when none is set."""
        if self.secret_key:
            return self.secret_key.get_secret_value().encode()
        path = self.data_dir / "secret.key"
        if not path.exists():
            self.data_dir.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile("w", dir=self.data_dir) as made:  # mode 600
                made.write(secrets.token_urlsafe(48))
                made.flush()
                os.fsync(made.fileno())
                with suppress(FileExistsError):
                    os.link(made.name, path)
        return path.read_text().strip().encode()
