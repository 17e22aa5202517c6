"""A bot on the stock SDK that answers every message with one: `floor_teams PORT`."""

import os
import sys
from typing import Any

from aiohttp import web
from botbuilder.core import CloudAdapterBase, TurnContext
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AppCredentials,
    BotFrameworkAuthenticationFactory,
    PasswordServiceClientCredentialFactory,
)

SCOPE = "https://api.botframework.com"


class Known(AppCredentials):
    """Its token is there already: the stock one would fetch it anew at every turn."""

    def get_access_token(self, force_refresh: bool = False) -> str:
        del force_refresh
        return "bench"


class Passwords(PasswordServiceClientCredentialFactory):
    async def create_credentials(self, app_id: str, *_rest: Any, **_more: Any) -> AppCredentials:
        return Known(app_id)


def application() -> web.Application:
    """What CloudAdapter.process does around process_activity, without its package."""
    authentication = BotFrameworkAuthenticationFactory.create(
        channel_service="",
        validate_authority=True,
        to_channel_from_bot_login_url=os.environ["TEAMS_TOKEN_URL"],
        to_channel_from_bot_oauth_scope=SCOPE,
        to_bot_from_channel_token_issuer=os.environ["TEAMS_TOKEN_ISSUER"],
        oauth_url=os.environ["TEAMS_TOKEN_URL"],
        to_bot_from_channel_open_id_metadata_url=os.environ["TEAMS_OPENID_METADATA_URL"],
        to_bot_from_emulator_open_id_metadata_url=os.environ["TEAMS_OPENID_METADATA_URL"],
        credential_factory=Passwords(os.environ["TEAMS_APP_ID"], os.environ["TEAMS_APP_PASSWORD"]),
    )
    adapter = CloudAdapterBase(authentication)

    async def answer(context: TurnContext) -> None:
        await context.send_activity("ok")

    async def receive(request: web.Request) -> web.Response:
        activity = Activity.deserialize(await request.json())
        await adapter.process_activity(request.headers["Authorization"], activity, answer)
        return web.Response(status=201)

    served = web.Application()
    served.add_routes([web.post("/api/messages", receive)])
    return served


if __name__ == "__main__":
    web.run_app(application(), port=int(sys.argv[1]), host="127.0.0.1", access_log=None)
