"""Latu is killed at the worst moment, as a process of its own; what was committed arrives all the same."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, cast

import pytest

from bot.__main__ import Running
from bot.clock import Clock
from playground.chat import Chat, Human
from playground.people import AINO, DOMAIN, MAIJA, PEKKA, Somebody
from playground.slack.delivery import Undelivered as SlackUndelivered
from playground.slack.faults import Fault
from playground.slack.state import Message
from playground.teams.delivery import Undelivered as TeamsUndelivered
from playground.teams.errors import Refused
from playground.time import Time
from playground.town import Town, install, tenant, workspace
from storage.database import Database
from tests.ports import free_port
from tests.scenarios import words
from tests.scenarios.bots import Process, serve
from tests.scenarios.conftest import Side
from tests.scenarios.driver import Person, room_of
from tests.scenarios.records import value

pytestmark = pytest.mark.timeout(240)

BENCH = "Penkki bussipysäkille"
CROWD = tuple(Somebody(f"Väki {number}", f"U0CROWD{number:03}", None) for number in range(40))
PATIENCE = 60.0
"""Seconds until the work of a killed process is taken over: its heartbeat must be missed first."""


class Mortal:
    """A town whose Latu can be killed and started again."""

    def __init__(self, place: Town, data: Path, port: int, database_url: str) -> None:
        self.place, self.data, self.port, self.database_url = place, data, port, database_url
        self.process: Process | None = None

    async def start(self) -> None:
        place = self.place
        self.process = await serve(self.data, self.port, self.database_url, place.slack, place.teams)

    def kill(self) -> None:
        if self.process and self.process.returncode is None:
            self.process.kill()

    async def dead(self) -> None:
        if self.process:
            await self.process.wait()


@pytest.fixture
def visitors() -> tuple[Human, ...]:
    return tuple(Human(one.slack or "", one.name, f"{one.slack}@{DOMAIN}".lower()) for one in CROWD)


@pytest.fixture
async def mortal(tmp_path: Path, database: Database, database_url: str, populated: None) -> AsyncIterator[Mortal]:
    """Both chats with a real `latu serve` between them, and a channel linked in each."""
    port = free_port()
    slack, teams = workspace(tmp_path, port, "fi"), tenant(tmp_path, port, "fi")
    async with slack.serve(), teams.serve():
        bot = Running(f"http://127.0.0.1:{port}", cast(Clock, None), database, {})
        place = Town(slack, teams, bot, Time(), "fi", {})
        mortal = Mortal(place, tmp_path, port, database_url)
        await mortal.start()
        try:
            await install(teams)
            for chat in (slack, teams):
                await Person(place, chat, AINO).links()
            yield mortal
        finally:
            mortal.kill()
            await mortal.dead()


@pytest.fixture(params=["Slack", "Teams"])
def side(request: pytest.FixtureRequest, mortal: Mortal) -> Side:
    chats: tuple[Chat, Chat] = (mortal.place.slack, mortal.place.teams)
    chat, other = chats if request.param == "Slack" else chats[::-1]
    return Side(mortal.place, chat, other)


@asynccontextmanager
async def when_called(mortal: Mortal, side: Side, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Latu dies as it asks this chat to post: nothing hangs, nobody was answered."""

    def fault(method: str) -> Fault | None:
        if method == "chat.postMessage":
            mortal.kill()
            return Fault(500)
        return None

    async def before(method: str, path: str) -> None:
        if method == "POST" and path.endswith("/activities"):
            mortal.kill()
            raise Refused(500, "ServiceError", "nothing was done")

    with monkeypatch.context() as patch:
        if side.chat.name == "Slack":
            patch.setattr(side.place.slack.faults, "next_fault", fault)
        else:
            patch.setattr(side.place.teams.faults, "before", before)
        yield
        await mortal.dead()


@asynccontextmanager
async def when_posted(mortal: Mortal, side: Side, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Latu dies when the card hangs, before it hears so."""
    slack, teams = side.place.slack, side.place.teams
    post: Callable[..., Message] = slack.post
    note: Callable[..., None] = teams.note_message

    def posted(message: Message, **more: Any) -> Message:
        done = post(message, **more)
        if message.channel == room_of(slack) and message.only_for is None:
            mortal.kill()
        return done

    def noted(activity: dict[str, Any], where: str) -> None:
        note(activity, where)
        if teams.message(where).conversation == room_of(teams) and teams.message(where).root is None:
            mortal.kill()

    with monkeypatch.context() as patch:
        patch.setattr(*((slack, "post", posted) if side.chat is slack else (teams, "note_message", noted)))
        yield
        await mortal.dead()


async def shares(person: Person, title: str) -> None:
    """Sends the form; the answer may be lost with the process."""
    with suppress(SlackUndelivered, TeamsUndelivered):
        await person.sends((words.TITLE, title))


def copies(side: Side, chat: Chat, title: str) -> int:
    return sum(title in one.lines for one in chat.seen(room_of(chat)))


async def hangs(side: Side, chat: Chat, title: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while not copies(side, chat, title):
            await asyncio.sleep(0.1)


@pytest.mark.long
async def test_killed_between_commit_and_delivery_the_card_hangs_after_the_restart(
    mortal: Mortal, side: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trap: a killed worker's job stays taken, and its lock blocks the home."""
    maija = side.there(MAIJA)
    await maija.opens_sharing(BENCH)
    async with when_called(mortal, side, monkeypatch):
        await shares(maija, BENCH)
    assert await value(mortal.place.bot.database, "select count(*) from idea") == 1
    assert copies(side, side.chat, BENCH) == 0
    await mortal.start()
    for chat in (side.chat, side.other):
        await hangs(side, chat, BENCH)
        assert copies(side, chat, BENCH) <= (1 if chat is side.chat else 2)


@pytest.mark.long
async def test_killed_before_latu_heard_that_it_hangs_it_hangs_at_most_twice_and_a_click_adopts_it(
    mortal: Mortal, side: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trap: no chat takes a key against sending twice."""
    maija, pekka = side.there(MAIJA), side.person(PEKKA)
    await maija.opens_sharing(BENCH)
    async with when_posted(mortal, side, monkeypatch):
        await shares(maija, BENCH)
    assert copies(side, side.chat, BENCH) == 1
    unknown = await pekka.sees(BENCH)
    await mortal.start()
    await hangs(side, side.other, BENCH)
    async with asyncio.timeout(PATIENCE):
        while len(here(side)) < 2:
            await asyncio.sleep(0.1)
    await pekka.presses(words.SUPPORT, unknown)
    async with asyncio.timeout(PATIENCE):
        while not all(pekka.on_card(words.tally(1)) in one.text for one in here(side)):
            await asyncio.sleep(0.1)
    assert len(here(side)) == 2
    await side.there(PEKKA).sees(BENCH, words.tally(1))


def here(side: Side) -> list[Any]:
    """Every copy of the card in this chat."""
    return [one for one in side.chat.seen(room_of(side.chat)) if BENCH in one.lines]


@pytest.mark.long
@pytest.mark.parametrize("side", ["Slack"], indirect=True)
async def test_every_click_that_was_answered_is_counted_however_often_latu_is_killed(
    mortal: Mortal, side: Side
) -> None:
    """The trap: who acknowledges before the commit loses clicks when killed."""
    maija = side.person(MAIJA)
    await maija.shares(BENCH)
    card = await maija.sees(BENCH)
    answered: set[str] = set()
    later: set[asyncio.Task[None]] = set()

    async def press(one: Somebody) -> None:
        person = side.person(one)
        with suppress(SlackUndelivered):
            await side.chat.press(person.id, card, person.on_card(words.SUPPORT))
            answered.add(person.id)

    for part in range(0, len(CROWD), 10):
        before = len(answered)
        later |= {asyncio.create_task(press(one)) for one in CROWD[part : part + 10]}
        async with asyncio.timeout(PATIENCE):
            while len(answered) < before + 3:
                await asyncio.sleep(0.001)
        mortal.kill()
        await asyncio.gather(*later)
        await mortal.dead()
        await mortal.start()
    supporting = "select count(*) from support"
    counted = await value(mortal.place.bot.database, supporting)
    assert len(answered) <= counted <= len(CROWD)
    ids = ", ".join(f"'{one}'" for one in answered)
    known = f"select count(*) from support s join account a on a.id = s.account where a.name_there in ({ids})"  # noqa: S608
    assert await value(mortal.place.bot.database, known) == len(answered)
    async with asyncio.timeout(PATIENCE):
        while maija.on_card(words.tally(counted)) not in (await maija.sees(BENCH)).text:
            await asyncio.sleep(0.1)
