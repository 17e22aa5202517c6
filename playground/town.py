"""A model municipality at work: both local chats, and the real bot against them."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import text

from adapters import slack, teams
from bot.__main__ import Running, running
from bot.settings import Settings
from manifests.slack import spoken
from playground import people
from playground.apart import refuse_real_platforms
from playground.slack import SlackWorkspace
from playground.slack.state import Now
from playground.teams import TeamsTenant
from playground.time import Time, real_time
from playground.waiting import LOOK, SELDOM
from storage.embedded import embedded

APP = "5a0c7f10-0000-4000-8000-00000000bbbb"
HOME = "https://latu.example"
"""The address in the manifests' templates: the local chats know it, and the page opens it without leaving here."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the three servers listen; 0 takes a free port."""

    bot: int = 0
    slack: int = 0
    teams: int = 0


FREE = Ports()
AGO = timedelta(days=77)
"""When a town begins: the story takes five weeks and the life of the town six, then it is today."""


@dataclass(slots=True)
class Town:
    """What a story needs: two chats, the bot and the time."""

    slack: SlackWorkspace
    teams: TeamsTenant
    bot: Running
    time: Time
    language: str
    addresses: dict[str, str]
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Days that pass unseen and whoever acts in the page take turns."""

    @property
    def country(self) -> str:
        """Whose holidays are kept."""
        return self.bot.clock.scene.organisation.country

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """Both chats take messages as fast as they come; afterwards at their own pace again."""
        platforms = self.bot.platforms.values()
        usual = [(one, one.pace, one.rate, one.hourly) for one in platforms]
        for one in platforms:
            one.pace, one.rate, one.hourly = 0.0, 1000.0, None
        try:
            yield
        finally:
            for one, pace, rate, hourly in usual:
                one.pace, one.rate, one.hourly = pace, rate, hourly

    async def quiet(self) -> None:
        """Until everything that was to be sent has been sent."""
        waiting = text(
            "select exists (select from posting where state in ('due', 'drawing')) or exists (select from"
            " procrastinate_jobs where status in ('todo', 'doing') and coalesce(scheduled_at, now()) <= now())"
        )
        async with self.bot.database.engine.connect() as connection:
            pause = LOOK
            while (await connection.execute(waiting)).scalar():
                await connection.rollback()
                await asyncio.sleep(pause)
                pause = min(1.5 * pause, SELDOM)


@cache
def manifest(language: str) -> dict[str, Any]:
    """What the app declares to Slack, in a language."""
    return spoken(language)


def declared_to_teams() -> dict[str, Any]:
    """What the app declares to Teams."""
    text = (files("manifests") / "teams" / "manifest.json").read_text(encoding="utf-8")
    declared: dict[str, Any] = json.loads(text)
    return declared


def added_to_teams() -> list[dict[str, Any]]:
    """What the app adds to the menus of Teams."""
    commands: list[dict[str, Any]] = declared_to_teams()["composeExtensions"][0]["commands"]
    return commands


def teams_words(language: str) -> dict[str, str]:
    """Its words in a language; none for the one of the manifest itself."""
    found = files("manifests") / "teams" / f"{language}.json"
    words: dict[str, str] = json.loads(found.read_text(encoding="utf-8")) if found.is_file() else {}
    return words


def teams_commands(language: str) -> dict[str, list[dict[str, str]]]:
    """The commands that the app declares to Teams, by scope, in a language."""
    declared, words = declared_to_teams(), teams_words(language)
    commands = {}
    for number, part in enumerate(declared["bots"][0]["commandLists"]):
        place = f"bots[0].commandLists[{number}].commands"
        commands[part["scopes"][0]] = [
            {name: words.get(f"{place}[{at}].{name}", one[name]) for name in ("title", "description")}
            for at, one in enumerate(part["commands"])
        ]
    return {
        scope: [{"name": one["title"], "description": one["description"]} for one in several]
        for scope, several in commands.items()
    }


def teams_actions(language: str) -> dict[str, list[dict[str, str]]]:
    """The actions and searches that the app declares to Teams, in a language, by where the page offers them."""
    words = teams_words(language)
    found: dict[str, list[dict[str, str]]] = {"message": [], "compose": []}
    for at, one in enumerate(added_to_teams()):
        place = f"composeExtensions[0].commands[{at}]"
        told = {"name": words.get(f"{place}.title", one["title"])}
        told["description"] = words.get(f"{place}.description", one["description"])
        for parameter in one.get("parameters", ()):
            told["asks"] = words.get(f"{place}.parameters[0].title", parameter["title"])
            told["guide"] = words.get(f"{place}.parameters[0].description", parameter["description"])
        for context in found.keys() & set(one["context"]):
            found[context].append({"id": one["id"], **told})
    return found


def kept(path: Path) -> str:
    """A secret of the local chats, made once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(16))
    return path.read_text().strip()


def workspace(
    data: Path, port: int, language: str, now: Now = real_time, *, socket_mode: bool = False
) -> SlackWorkspace:
    """The local Slack, with the app installed as its manifest says; `port` is the app's, unless it opens a socket."""
    declared = manifest(language)
    return SlackWorkspace(
        people.WORKSPACE,
        people.slack_humans(language),
        people.slack_rooms(),
        signing_secret=kept(data / "slack.secret"),
        bot_token=f"xoxb-{kept(data / 'slack.token')}",
        app_token=f"xapp-{kept(data / 'slack.app-token')}" if socket_mode else None,
        request_url=f"http://127.0.0.1:{port}/slack/events",
        data=data / "slack.json",
        scopes=frozenset(declared["oauth_config"]["scopes"]["bot"]),
        events=frozenset(declared["settings"]["event_subscriptions"]["bot_events"]),
        commands=frozenset(one["command"] for one in declared["features"]["slash_commands"]),
        domains=frozenset(declared["features"]["unfurl_domains"]),
        shortcuts={one["callback_id"]: one["type"] for one in declared["features"]["shortcuts"]},
        now=now,
    )


def tenant(data: Path, port: int, language: str, now: Now = real_time) -> TeamsTenant:
    """The local Teams; `port` is the app's."""
    return TeamsTenant(
        people.TENANT,
        people.teams_humans(language),
        people.teams_rooms(),
        app_id=APP,
        app_password=kept(data / "teams.secret"),
        messaging_endpoint=f"http://127.0.0.1:{port}/api/messages",
        data=data / "teams.json",
        domains=frozenset(declared_to_teams()["composeExtensions"][0]["messageHandlers"][0]["value"]["domains"]),
        actions={one["id"]: tuple(one["context"]) for one in added_to_teams() if one["type"] == "action"},
        searches={one["id"]: one["parameters"][0]["name"] for one in added_to_teams() if one["type"] == "query"},
        now=now,
    )


def product(data: Path, port: int, language: str, database_url: str) -> Settings:
    """The product's settings in the town."""
    return Settings.model_validate(
        {
            "database_url": database_url,
            "data_dir": data,
            "secret_key": None,
            "http_host": "127.0.0.1",
            "http_port": port,
            "public_url": HOME,
            "admins": (people.AINO.email,),
            "email_domains": (people.DOMAIN,),
            "default_language": language,
            "time_zone": "Europe/Helsinki",
        }
    )


async def install(local_teams: TeamsTenant) -> None:
    """Aino adds Latu to the team, and the organisation gives it to everybody, as its admins do; once."""
    if not local_teams.state.in_team:
        await local_teams.install_in_team(people.AINO.teams or "", people.WELLBEING)
        for human in people.teams_humans("en"):
            await local_teams.install(human.id)


def turn_to(local_slack: SlackWorkspace, local_teams: TeamsTenant, bot: Running) -> None:
    """Both chats send to this bot from now on."""
    local_slack.courier.request_url = f"{bot.url}/slack/events"
    local_teams.messaging_endpoint = f"{bot.url}/api/messages"


@asynccontextmanager
async def town(
    data: Path, language: str, ports: Ports = FREE, database_url: str | None = None, *, ago: timedelta = timedelta()
) -> AsyncIterator[Town]:
    """Start the chats, then the bot; stop them in the opposite order. Everything is kept under `data`.

    A new town's time begins so long `ago`.
    """
    refuse_real_platforms()
    time = Time(data / "time", -ago)
    async with AsyncExitStack() as stack:
        local_slack = workspace(data, ports.bot, language, time.now)
        local_teams = tenant(data, ports.bot, language, time.now)
        api_url = await stack.enter_async_context(local_slack.serve(ports.slack))
        urls = await stack.enter_async_context(local_teams.serve(ports.teams))
        chats = {
            "slack": slack.Settings(
                signing_secret=SecretStr(kept(data / "slack.secret")),
                bot_token=SecretStr(local_slack.bot_token),
                api_url=api_url,
            ),
            "teams": teams.Settings(
                app_id=APP,
                app_password=SecretStr(kept(data / "teams.secret")),
                tenant_id=people.TENANT,
                openid_metadata_url=urls.openid_metadata_url,
                token_url=urls.token_url,
                token_issuer=urls.token_issuer,
            ),
        }
        if database_url is None:
            # What a power cut would cost is an example: nothing waits for the disk.
            database_url = await stack.enter_async_context(embedded(data / "postgres", durable=False))
        settings = product(data, ports.bot, language, database_url)
        bot = await stack.enter_async_context(running(settings, chats, time.now))
        turn_to(local_slack, local_teams, bot)
        await install(local_teams)
        addresses = {"Latu": bot.url, "Slack": api_url, "Teams": urls.service_url}
        yield Town(local_slack, local_teams, bot, time, language, addresses)
