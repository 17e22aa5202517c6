"""Further bots on the town's database: in this process, or in one of their own."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from pydantic import SecretStr

from adapters import slack, teams
from bot.__main__ import Running, running
from playground import people
from playground.slack import SlackWorkspace
from playground.teams import TeamsTenant
from playground.town import APP, Town, kept, product
from tests.serving import QUIET


def slack_settings(local: SlackWorkspace) -> slack.Settings:
    return slack.Settings(
        signing_secret=SecretStr(local.courier.secret),
        bot_token=SecretStr(local.bot_token),
        api_url=f"{local.url}/api/",
    )


def teams_settings(local: TeamsTenant, data: Path) -> teams.Settings:
    base = local.activities.service_url.partition("/emea/")[0]
    return teams.Settings(
        app_id=APP,
        app_password=SecretStr(kept(data / "teams.secret")),
        tenant_id=people.TENANT,
        openid_metadata_url=f"{base}/v1/.well-known/openidconfiguration",
        token_url=f"{base}/{people.TENANT}/oauth2/v2.0/token",
        token_issuer=local.login.issuer,
    )


@asynccontextmanager
async def another(place: Town, data: Path, database_url: str) -> AsyncIterator[Running]:
    """A second bot in this process, at the same database, with its own port."""
    chats: dict[str, Any] = {"slack": slack_settings(place.slack), "teams": teams_settings(place.teams, data)}
    async with running(product(data, 0, place.language, database_url), chats, place.time.now) as bot:
        yield bot


async def serve(
    data: Path, port: int, database_url: str, local: SlackWorkspace, tenant: TeamsTenant, module: str = "bot"
) -> "Process":
    """`latu serve` as a process of its own, once it answers; `module` may be one that runs it."""
    one, other = slack_settings(local), teams_settings(tenant, data)
    assert one.signing_secret
    assert one.bot_token
    assert other.app_password
    environment = {
        **QUIET,
        "DATABASE_URL": database_url,
        "LATU_DATA_DIR": str(data),
        "LATU_HTTP_PORT": str(port),
        "LATU_ADMINS": people.AINO.email,
        "LATU_EMAIL_DOMAINS": people.DOMAIN,
        "SLACK_SIGNING_SECRET": one.signing_secret.get_secret_value(),
        "SLACK_BOT_TOKEN": one.bot_token.get_secret_value(),
        "SLACK_API_URL": one.api_url,
        "TEAMS_APP_ID": other.app_id,
        "TEAMS_APP_PASSWORD": other.app_password.get_secret_value(),
        "TEAMS_TENANT_ID": other.tenant_id,
        "TEAMS_OPENID_METADATA_URL": other.openid_metadata_url,
        "TEAMS_TOKEN_URL": other.token_url,
        "TEAMS_TOKEN_ISSUER": other.token_issuer,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, "serve", env=environment, stderr=asyncio.subprocess.DEVNULL
    )
    await answers(f"http://127.0.0.1:{port}/readyz")
    return process


Process = asyncio.subprocess.Process


async def answers(url: str) -> None:
    """Until something answers there."""
    async with asyncio.timeout(60), aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(url) as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.05)
