"""The `latu` command: the only file that imports everybody; wiring is here, readable top to bottom."""

import gc
import sys
from typing import Any

gc.disable()  # All that is imported stays: looking for what does not was a sixth of the start.
loaded: dict[str, Any] = sys.modules
loaded.setdefault("rich", None)  # structlog takes it where it finds it: 5 MB, for tracebacks that no log of ours has.
import argparse
import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from urllib.request import getproxies

import aiohttp
import structlog
from aiohttp import web
from pydantic import ValidationError

from adapters import Connection
from adapters.web import routes
from adapters.web.listening import listen
from bot import logs
from bot.bot import Bot
from bot.clock import Clock
from bot.errors import Misconfigured, Outage
from bot.features import imports
from bot.keys import Keys
from bot.lists import read_tables
from bot.lookups import Lookups
from bot.model import LANGUAGES, Organisation
from bot.outbox import enqueue
from bot.pages import Pages
from bot.ports import Platform
from bot.replies import Reply
from bot.sender import Sender
from bot.settings import Settings
from bot.turn import Scene
from storage.address import SILENT
from storage.database import Database, Store
from storage.embedded import EmbeddedError, embedded
from storage.jobs import Jobs
from storage.schema import current, migrate

if loaded["rich"] is None:
    del loaded["rich"]
gc.collect()  # Once, so that the chats' packages take the place of what the imports have left: 0.7 MB.
gc.freeze()
gc.enable()
log = structlog.get_logger()
ADAPTERS = {
    "slack": ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"),
    "teams": ("TEAMS_APP_ID", "TEAMS_APP_PASSWORD", "TEAMS_APP_CERTIFICATE", "TEAMS_TENANT_ID"),
}
"""The settings of each chat that say it is wanted: what is not set up is not imported."""
ANOTHER_KEY = "LATU_SECRET_KEY is another than this database was made with: give each bot the same."


@dataclass(frozen=True, slots=True)
class Running:
    """A bot at work. `clock` is asked by whoever moves time; `latu serve` has nobody who does."""

    url: str
    clock: Clock
    database: Database
    platforms: Mapping[str, Platform]


def real_time() -> datetime:
    """The time in which everything is due."""
    return datetime.now(UTC)


@asynccontextmanager
async def running(
    settings: Settings, chats: Mapping[str, Any], time: Callable[[], datetime] = real_time
) -> AsyncIterator[Running]:
    """Start everything, and stop it in the opposite order. `chats`: adapter → its settings."""
    async with AsyncExitStack() as stack:
        # The SDKs take a third of a second to import: they come while the database starts.
        importing = asyncio.create_task(asyncio.to_thread(connecting, chats))
        stack.push_async_callback(asyncio.wait, [importing])
        url = await database_url(settings, stack)
        await migrate(url)
        database = Database(url)
        stack.push_async_callback(database.close)
        # Where no proxy is set there is nothing to trust, and a netrc file need not be looked for at every request.
        session = await stack.enter_async_context(aiohttp.ClientSession(trust_env=bool(getproxies())))

        keys = Keys(settings.secret(), settings.email_domains)
        if not await database.belongs_to(keys.fingerprint()):
            raise Misconfigured(ANOTHER_KEY)
        if not await database.reads_letters():
            log.warning("The database in DATABASE_URL has LC_CTYPE C: similar ideas with ä and ö are missed.")
        known = {name: import_module(f"adapters.{name}").TITLE for name in ADAPTERS}
        titles = {name: known[name] for name in chats}
        scene = Scene(organisation_of(settings, keys, tuple(titles.values())), keys, time)
        bot = Bot(database.transaction, scene, database.kept_transaction)

        connections = [await connect(chats[name], bot, session) for name, connect in (await importing).items()]
        for connection in connections:
            stack.push_async_callback(connection.close)
        platforms = {one.platform.name: one.platform for one in connections}
        for platform in platforms.values():
            async with database.transaction() as store:
                await store.come_home(platform.name, platform.home)
        sender = Sender(database.transaction, platforms, scene)
        lookups = Lookups(database.transaction, platforms, scene)
        clock = Clock(database.transaction, scene)
        tasks = {"send": sender.send, **lookups.tasks()}
        jobs = Jobs(url, tasks, clock.tick, sender.stop)
        await stack.enter_async_context(jobs.working())

        app = web.Application()
        app.add_routes([web.get("/healthz", healthy), web.get("/readyz", ready(database, connections))])
        app.add_routes(routes(Pages(database.transaction, scene, titles, known)))
        for connection in connections:
            app.add_routes(connection.routes)
        address = await listen(app, settings, stack)
        for connection in connections:
            await stack.enter_async_context(connection.listening())
        yield Running(address, clock, database, platforms)


def connecting(chats: Iterable[str]) -> dict[str, Callable[..., Awaitable[Connection]]]:
    """How to connect to each. YAML stays out: jsonpickle takes it where it finds it, 1 MB, and no SDK uses it."""
    is_hidden = loaded.setdefault("yaml", None) is None
    try:
        return {name: import_module(f"adapters.{name}.connecting").connect for name in chats}
    finally:
        if is_hidden:
            loaded.pop("yaml", None)  # another bot of this process may have come first


def organisation_of(settings: Settings, keys: Keys, chats: tuple[str, ...] = ()) -> Organisation:
    """As the environment says."""
    return Organisation(
        language=settings.default_language,
        time_zone=settings.time_zone,
        chats=chats,
        web=settings.public_url,
        contact=settings.contact,
        admin_keys=frozenset(keys.address(email) for email in settings.admins),
    )


async def bring_in(settings: Settings, path: Path, *, check: bool) -> imports.Outcome:
    """The lists of a file, in one transaction; with `check`, or when something stands in the way, it is rolled back."""
    tables = read_tables(path, imports.KINDS)
    async with AsyncExitStack() as stack:
        url = await database_url(settings, stack)
        if not await current(url):
            raise Misconfigured("The database is of another version than this Latu: start Latu once, then try again.")
        database = Database(url)
        stack.push_async_callback(database.close)
        keys = Keys(settings.secret(), settings.email_domains)
        if not await database.belongs_to(keys.fingerprint()):
            raise Misconfigured(ANOTHER_KEY)
        scene = Scene(organisation_of(settings, keys), keys, real_time)
        async with database.engine.connect() as connection:
            store = Store(connection)
            outcome = await imports.bring_in(await scene.turn(store), tables)
            if not check and not outcome.errors:
                await enqueue(store, Reply(post=tuple(outcome.posts)))
                await connection.commit()
        return outcome


async def database_url(settings: Settings, stack: AsyncExitStack) -> str:
    """DATABASE_URL, or our own server."""
    if settings.database_url:
        url = settings.database_url.get_secret_value()
        database = Database(url)
        answers = await database.answers()
        await database.close()
        if not answers:
            raise Outage(SILENT)
        return url
    return await stack.enter_async_context(embedded(settings.folder() / "postgres"))


async def healthy(request: web.Request) -> web.Response:
    """The process lives."""
    del request
    return web.Response(text="ok\n")


def ready(database: Database, connections: Sequence[Connection]) -> Callable[[web.Request], Any]:
    """Whether work can be done: the database answers, and each chat can be heard."""

    async def answer(request: web.Request) -> web.Response:
        del request
        if not await database.answers():
            return web.Response(status=503, text="the database does not answer\n")
        if deaf_to := [one.platform.title for one in connections if not one.heard()]:
            return web.Response(status=503, text=f"no socket to {' and '.join(deaf_to)}\n")
        return web.Response(text="ready\n")

    return answer


async def serve(settings: Settings, chats: Mapping[str, Any]) -> None:
    """Run until SIGTERM or Ctrl-C."""
    logs.configure(settings.log_level)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signum in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signum, stop.set)
    for name in chats:
        for line in import_module(f"adapters.{name}").warnings(chats[name]):
            log.warning(line)
    async with running(settings, chats) as bot:
        gc.freeze()
        log.info("serving", address=bot.url, chats=sorted(chats))
        await stop.wait()
        log.info("stopping")


def own_settings() -> Settings:
    """The settings of the product alone."""
    try:
        return Settings()
    except ValidationError as error:
        raise named(error) from error


def named(error: ValidationError) -> Misconfigured:
    """The first setting that is wrong, without its value."""
    first = error.errors(include_url=False, include_input=False)[0]
    return Misconfigured(f"{first['loc'][0]}: {first['msg'].removeprefix('Value error, ')}.")


def configured() -> tuple[Settings, dict[str, Any]]:
    """The settings of the product and of each chat that is set up; its adapter is imported only then, its SDK later."""
    settings = own_settings()
    try:
        chats = {}
        for name, wanted in ADAPTERS.items():
            if any(os.environ.get(one) for one in wanted):
                module = import_module(f"adapters.{name}")
                if found := module.configured():
                    chats[name] = found
    except ValidationError as error:
        raise named(error) from error
    except ValueError as error:
        raise Misconfigured(str(error)) from error
    if not chats:
        raise Misconfigured("No chat is set up: set SLACK_BOT_TOKEN or TEAMS_APP_ID, see docs/operating.md.")
    return settings, chats


def main() -> None:
    """Parse the command line; a wrong setting is one sentence and exit code 2, what does not answer is code 1."""
    parser = argparse.ArgumentParser(prog="latu", description="Permission to do things differently, in your chat.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="run the bot until it is stopped")
    manifest = commands.add_parser("manifest", help="the app manifest of a chat, ready to upload")
    manifest.add_argument("chat", choices=ADAPTERS)
    told = "the https address under which the chats reach Latu (LATU_PUBLIC_URL)"
    manifest.add_argument("--url", help=told)
    manifest.add_argument(
        "--socket", action="store_true", help="for Slack by a socket (SLACK_APP_TOKEN), without --url"
    )
    manifest.add_argument("--language", choices=LANGUAGES, help="of the app in Slack (LATU_DEFAULT_LANGUAGE)")
    manifest.add_argument("--package-version", help="of what is uploaded to Teams: a higher one each time (1.0.0)")
    bringing = commands.add_parser("import", help="work communities and roles from a CSV or XLSX file")
    bringing.add_argument("file", type=Path)
    bringing.add_argument("--check", action="store_true", help="tell what would change, and change nothing")
    arguments = parser.parse_args()
    logs.configure()
    try:
        if arguments.command == "manifest":
            manifests = import_module("manifests")
            url = manifests.reached(arguments.chat, arguments.url, socket=arguments.socket)
            language = manifests.language_of(arguments.language)
            manifests.write(arguments.chat, url, language, arguments.package_version, sys.stdout.buffer)
        elif arguments.command == "import":
            outcome = asyncio.run(bring_in(own_settings(), arguments.file, check=arguments.check))
            sys.stdout.write(outcome.told(check=arguments.check))
            sys.exit(1 if outcome.errors else 0)
        else:
            asyncio.run(serve(*configured()))
    except (Misconfigured, Outage, EmbeddedError) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1 if isinstance(error, Outage) else 2)


if __name__ == "__main__":
    main()
