"""The tenant as a whole: what stories, scenarios and the demo use."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import aiohttp
from aiohttp import web

from playground.apart import refuse_real_platforms
from playground.chat import Human, Room
from playground.teams.acting import Acting
from playground.teams.faults import Faults
from playground.teams.login import ISSUER
from playground.teams.searching import Searching
from playground.teams.seeing import Seeing
from playground.teams.server import Server
from playground.teams.writing import Writing
from playground.time import real_time


@dataclass(frozen=True, slots=True)
class Urls:
    """What a bot must be told instead of Microsoft's own addresses."""

    openid_metadata_url: str
    token_url: str
    token_issuer: str
    service_url: str
    identity_endpoint: str
    """Where App Service would give tokens to a managed identity, to whoever knows `IDENTITY_HEADER`."""
    machine_endpoint: str
    """The same on a virtual machine."""


class TeamsTenant(Acting, Searching, Seeing, Writing):
    """One organisation with one team in a local Microsoft Teams; `playground.chat.Chat` is its human side."""

    name = "Teams"

    def __init__(
        self,
        tenant_id: str,
        humans: Sequence[Human],
        rooms: Sequence[Room],
        *,
        app_id: str,
        app_password: str,
        app_certificate: bytes | None = None,
        messaging_endpoint: str,
        data: Path | None = None,
        bot_name: str = "Latu",
        actions: Mapping[str, tuple[str, ...]] | None = None,
        searches: Mapping[str, str] | None = None,
        domains: frozenset[str] = frozenset(),
        token_issuer: str = ISSUER,
        now: Callable[[], datetime] = real_time,
    ) -> None:
        super().__init__(
            tenant_id,
            humans,
            rooms,
            app_id=app_id,
            app_password=app_password,
            app_certificate=app_certificate,
            messaging_endpoint=messaging_endpoint,
            data=data,
            bot_name=bot_name,
            token_issuer=token_issuer,
            now=now,
        )
        self.actions = actions or {}
        self.searches = searches or {}
        self.domains = domains
        self._searches = {}
        self._dialogs = {}
        self.uploads = {}
        self.offered, self.expired = set(), False
        self.faults = Faults()

    @asynccontextmanager
    async def serve(self, port: int = 0) -> AsyncIterator[Urls]:
        """Listens on this machine only; port 0 takes a free one. Never beside a real platform's settings."""
        refuse_real_platforms()
        server = Server(self, self.faults)
        app = server.app()
        app.router.add_put("/{region}/{tenant}/upload/{file}", self.upload)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", port)
            await site.start()
            server.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
            tenant = self.directory.tenant_id
            self.activities.service_url = f"{server.base}/emea/{tenant}/"
            self.delivery.session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
            yield Urls(
                openid_metadata_url=f"{server.base}/v1/.well-known/openidconfiguration",
                token_url=f"{server.base}/{tenant}/oauth2/v2.0/token",
                token_issuer=self.login.issuer,
                service_url=self.activities.service_url,
                identity_endpoint=f"{server.base}/msi/token",
                machine_endpoint=f"{server.base}/metadata/identity/oauth2/token",
            )
        finally:
            await self.delivery.drain()
            await runner.cleanup()
            self.shelf.write()
