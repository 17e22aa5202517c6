"""One's own settings."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol

from bot.calendar import after_pause
from bot.checks import check_day
from bot.intents import OpenSettings, SaveSettings, SetLanguage
from bot.model import Account, Hears, Language, Reader
from bot.replies import Reply
from bot.turn import People, Turn, asks, handles
from bot.views import settings as words
from bot.views.kinds import Form


class Storage(People, Protocol):
    """What settings ask of storage."""

    async def choose_language(self, person: int, language: str) -> None: ...
    async def digest_reader(self, person: int) -> Reader | None: ...
    async def hear(self, person: int, much: Hears) -> None: ...
    async def pause_until(self, person: int, day: date | None) -> None: ...
    async def accounts_of(self, person: int) -> list[Account]: ...
    async def bring_forward(self, person: int, moments: Collection[datetime], today: date, now: datetime) -> None: ...


@handles(OpenSettings)
async def open_settings(turn: Turn[Storage], intent: OpenSettings) -> Reply:
    """What is chosen now; a pause that is over is none."""
    del intent
    return Reply(show=await form(turn, chosen(turn)))


def chosen(turn: Turn[Storage]) -> SaveSettings:
    """What holds now."""
    paused = turn.account.paused_until if turn.account else None
    pause = paused if paused and paused >= turn.today else None
    hears = turn.account.hears if turn.account else Hears.ALL
    return SaveSettings(Language(turn.language), pause, hears)


@asks(SaveSettings)
async def form(turn: Turn[Storage], intent: SaveSettings) -> Form:
    reader = await turn.store.digest_reader(turn.account.person.id) if turn.account else None
    return words.settings_form(intent, digest=reader is not None)


@handles(SaveSettings)
async def save_settings(turn: Turn[Storage], intent: SaveSettings) -> Reply:
    """From now on Latu speaks the language, tells as much as is wanted, and nothing unasked before a pause is over.

    The answer says what of it is new.
    """
    pause = intent.pause_until
    if pause and pause != turn.today:
        pause = check_day(pause, turn.today, "pause_until")
    me, before = await turn.me(), chosen(turn)
    await turn.store.choose_language(me.person.id, intent.language)
    await turn.store.pause_until(me.person.id, pause)
    await turn.store.hear(me.person.id, intent.hears)
    if before.pause_until and (pause is None or pause < before.pause_until):
        await release(turn, me, before.pause_until)
    changes = (
        *((words.SPEAKS,) if intent.language != before.language else ()),
        *((words.HEARD[intent.hears],) if intent.hears != before.hears else ()),
        *((words.paused(pause),) if pause != before.pause_until else ()),
    )
    return Reply(show=words.saved(changes), language=intent.language)


async def release(turn: Turn[Storage], me: Account, last: date) -> None:
    """What a pause had put off is due again: it comes now, or waits for what still holds."""
    accounts = await turn.store.accounts_of(me.person.id)
    moments = {after_pause(one, turn.organisation, last) for one in accounts}
    await turn.store.bring_forward(me.person.id, moments, turn.today, turn.now)


@handles(SetLanguage)
async def set_language(turn: Turn[Storage], intent: SetLanguage) -> Reply:
    """From now on Latu speaks it; the answer does already."""
    me = await turn.me()
    await turn.store.choose_language(me.person.id, intent.language)
    return Reply(show=words.speaks(), language=intent.language)
