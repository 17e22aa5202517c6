"""The least that a support click in Slack costs: Bolt as it comes, one insert and one counter: `floor_slack PORT`."""

import os
import sys
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import BigInteger, Column, MetaData, Table, Text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import create_async_engine

from storage.address import engine_url
from tests.benchmarks.slack import SECRET, TOKEN

TABLES = MetaData()
IDEA = Table("floor_idea", TABLES, Column("id", BigInteger, primary_key=True), Column("support", BigInteger))
GIVEN = Table(
    "floor_support", TABLES, Column("idea", BigInteger, primary_key=True), Column("account", Text, primary_key=True)
)
GIVE, GROW = insert(GIVEN).on_conflict_do_nothing(), update(IDEA).values(support=IDEA.c.support + 1)


def application(database_url: str) -> web.Application:
    """`authorize` asks nobody: as it comes, Bolt would ask Slack at every click."""
    engine = create_async_engine(engine_url(database_url), pool_size=10, max_overflow=5)

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=TOKEN, bot_id="B0", bot_user_id="U0")

    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)

    @app.action("latu:0")
    async def support(ack: AsyncAck, body: dict[str, Any]) -> None:
        idea = int(body["actions"][0]["block_id"].partition(":")[2])
        async with engine.begin() as connection:
            given = await connection.execute(GIVE, {"idea": idea, "account": body["user"]["id"]})
            if given.rowcount:
                await connection.execute(GROW.where(IDEA.c.id == idea))
        await ack()

    async def receive(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    served = web.Application()
    served.add_routes([web.post("/slack/events", receive)])
    return served


if __name__ == "__main__":
    web.run_app(application(os.environ["DATABASE_URL"]), port=int(sys.argv[1]), host="127.0.0.1", access_log=None)
