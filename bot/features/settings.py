"""One's own settings."""

from typing import Protocol

from bot.intents import OpenSettings, SetLanguage
from bot.model import Language
from bot.replies import Reply
from bot.turn import People, Turn, asks, handles
from bot.views import settings as words
from bot.views.kinds import Form


class Storage(People, Protocol):
    """What settings ask of storage."""

    async def choose_language(self, person: int, language: str) -> None: ...


@handles(OpenSettings)
async def open_settings(turn: Turn[Storage], intent: OpenSettings) -> Reply:
    del intent
    return Reply(show=await form(turn, SetLanguage(language=Language(turn.language))))


@asks(SetLanguage)
async def form(turn: Turn[Storage], intent: SetLanguage) -> Form:
    del turn
    return words.settings_form(intent)


@handles(SetLanguage)
async def set_language(turn: Turn[Storage], intent: SetLanguage) -> Reply:
    """From now on Latu speaks it; the answer does already."""
    me = await turn.me()
    await turn.store.choose_language(me.person.id, intent.language)
    return Reply(show=words.speaks(), language=intent.language)
