"""The product's own settings, from the environment; each adapter declares its own."""

import errno
import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import Misconfigured
from bot.model import Language

Listed = Annotated[tuple[str, ...], NoDecode]
SHORTEST_SECRET = 32
UNWRITABLE = "LATU_DATA_DIR is not a folder that Latu may write to: name one that it may, or make it Latu's own."
LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
ADDRESS = re.compile(rf"https://{LABEL}(?:\.{LABEL})+(?::(?P<port>[1-9]\d{{0,4}}))?", re.ASCII)
LAST_PORT = 65535
DOMAIN = re.compile(r"@?[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")
"""Also with letters that are not English, as a chat may write it."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""A disk without room says nothing against the folder."""


def https_address(url: str) -> str:
    """The address without a slash at its end; raises ValueError."""
    plain = url.strip().removesuffix("/").lower()
    found = ADDRESS.fullmatch(plain)
    if found is None or int(found["port"] or 0) > LAST_PORT:
        raise ValueError("must be https:// and the host name of Latu, without a user, a path or a query")
    return plain


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
        description="The https address under which the chats reach Latu; used in manifests and in links to ideas.",
    )
    contact: str | None = Field(
        default=None,
        alias="LATU_CONTACT",
        max_length=200,
        description="Whom people may ask about Latu, its admins and their own data: an e-mail address, say.",
    )
    email_domains: Listed = Field(
        default=(),
        alias="LATU_EMAIL_DOMAINS",
        description="E-mail domains, separated by commas, in which one address means one person. Empty: none.",
    )
    admins: Listed = Field(  # after the domains, which it is checked against
        default=(),
        alias="LATU_ADMINS",
        description="E-mail addresses of admins, separated by commas; only in the domains of LATU_EMAIL_DOMAINS.",
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

    @field_validator("email_domains")
    @classmethod
    def _domains(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(DOMAIN.fullmatch(domain) for domain in value):
            raise ValueError("each must be a domain such as kunta.example, separated by commas, or nobody is joined")
        return value

    @field_validator("admins")
    @classmethod
    def _recognised(cls, value: tuple[str, ...], read: ValidationInfo) -> tuple[str, ...]:
        domains = {domain.lower().removeprefix("@") for domain in read.data.get("email_domains", ())}
        if any(email.lower().rpartition("@")[2] not in domains or "@" not in email for email in value):
            raise ValueError("each address must be in a domain of LATU_EMAIL_DOMAINS, or nobody is an admin by it")
        return value

    @field_validator("public_url")
    @classmethod
    def _public(cls, value: str | None) -> str | None:
        return https_address(value) if value else value

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
        if value and len(value.get_secret_value().strip()) < SHORTEST_SECRET:
            raise ValueError(f"it needs at least {SHORTEST_SECRET} characters")
        return value

    def folder(self) -> Path:
        """The data folder, which may still have to be made; raises Misconfigured when it cannot be used."""
        there = next(path for path in (self.data_dir, *self.data_dir.absolute().parents) if os.access(path, os.F_OK))
        try:
            with TemporaryDirectory(dir=there):  # rights alone do not tell: root has them everywhere, in /proc too
                return self.data_dir
        except OSError as error:
            if error.errno not in FULL:
                raise Misconfigured(UNWRITABLE) from None
        return self.data_dir

    def secret(self) -> bytes:
        """The installation's secret; made once in the data folder when none is set."""
        if self.secret_key:
            return self.secret_key.get_secret_value().encode()
        try:
            secret = self._kept(self.folder() / "secret.key")
        except (OSError, UnicodeDecodeError):
            raise Misconfigured(UNWRITABLE) from None
        if len(secret) < SHORTEST_SECRET:
            raise Misconfigured("The secret.key in LATU_DATA_DIR is damaged: put it back from a backup.")
        return secret

    def _kept(self, path: Path) -> bytes:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile("w", dir=path.parent) as made:  # mode 600
                made.write(secrets.token_urlsafe(48))
                made.flush()
                os.fsync(made.fileno())
                with suppress(FileExistsError):
                    os.link(made.name, path)
        return path.read_text().strip().encode()
