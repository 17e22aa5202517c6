"""Days that pass unseen: people ask Latu at its own door, without a chat between, and the chats hear of it later."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text

from bot.bot import Bot
from bot.calendar import at_local, working_day
from bot.clock import Clock
from bot.intents import Intent, Opens
from bot.model import Caller, Place, Question, Request
from bot.replies import Reply
from bot.views.kinds import Form, Notice
from playground.people import PEOPLE, TENANT, WORKSPACE, Words, municipality
from playground.town import Town
from storage.database import Store

ZONE = ZoneInfo("Europe/Helsinki")
TEN = time(10)
HOMES = {"slack": WORKSPACE, "teams": TENANT}
AS_BEFORE = [
    text("update account set asked_at = :now, looked_up_at = case when looked_up_at is not null then :now end"),
    text("update channel set looked_at = :now where looked_at is not null"),
]
"""What the chats told of people and channels they would tell again each day: they need not be asked."""
ASKED = text(
    "select idea, checkin.id, kind from checkin join experiment on experiment = experiment.id"
    " where asked_on = :today and answer is null and decision is null"
)


class Unseen:
    """Latu, as it is asked while nobody looks: `now` is the moment, `ideas` and `units` are its numbers."""

    store: Store

    def __init__(self, town: Town) -> None:
        self.town, self.language, self.now = town, town.language, town.time.now()
        self.ideas: dict[str, int] = {}
        """By their English titles."""
        self.units: dict[str, int] = {}
        """By their names in the seeds."""
        scene = replace(town.bot.clock.scene, clock=lambda: self.now)
        self.bot = Bot(lambda: nullcontext(self.store), scene)
        self.clock = Clock(lambda: nullcontext(self.store), scene)

    @asynccontextmanager
    async def passing(self) -> AsyncIterator[None]:
        """Some days in one transaction: the chats hear of it at the end, and what changed often is drawn once.

        Nothing else is under way meanwhile: it would wait for what these days hold, and they for it.
        """
        async with self.town.turn:
            await self.town.quiet()
            async with self.town.bot.database.transaction() as self.store:
                yield
            self.town.time.travel(self.now)
        await self.town.quiet()

    @property
    def today(self) -> date:
        return self.now.astimezone(ZONE).date()

    def later(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def words(self, text: Words) -> str:
        """An example's text in the town's language."""
        return text[self.language]

    async def wake_up(self, day: date) -> dict[int, tuple[int, Question]]:
        """On a working day Latu is asked what is due; answers with what it asks about trials, by their ideas."""
        self.now = at_local(day, ZONE, TEN)
        for statement in AS_BEFORE:
            await self.store.connection.execute(statement, {"now": self.now})
        if working_day(day, self.town.country) != day:
            return {}
        await self.clock.tick()
        asked = await self.store.connection.execute(ASKED, {"today": day})
        return {row.idea: (row.id, Question(row.kind)) for row in asked}

    async def ask(self, who: str, chat: str, intent: Intent, room: str | None = None) -> Reply:
        """What somebody asks in a chat, or in their other one; what is refused is a mistake in the seeds."""
        account = getattr(PEOPLE[who], chat)
        if account is None:
            (chat,) = HOMES.keys() - {chat}
            account = getattr(PEOPLE[who], chat)
        own = Place(chat, HOMES[chat], account, account, private=True)
        names = {one.id: one.name for one in municipality().channels}
        place = Place(chat, HOMES[chat], room, room, name=names.get(room)) if room else None
        reply = await self.bot.handle(intent, Request(Caller(own), place))
        shown = reply.show
        if (isinstance(shown, Form) and not isinstance(intent, Opens)) or (
            isinstance(shown, Notice) and shown.tone == "refused"
        ):
            raise AssertionError(f"{intent} was not taken: {shown}")
        return reply

    async def fill(self, who: str, chat: str, opens: Opens, room: str | None = None, **answers: Any) -> Reply:
        """Open a form and hand it in, with the answers beside those that are in it."""
        form = (await self.ask(who, chat, opens, room)).show
        if not isinstance(form, Form):
            raise AssertionError(f"{opens} opened no form: {form}")
        return await self.ask(who, chat, replace(form.builds, **answers), room)

    async def hung(self, who: str, chat: str, intent: Intent) -> int:
        """Ask for something whose card hangs in channels then; answers with its number."""
        return (await self.ask(who, chat, intent)).post[0].subject.id
