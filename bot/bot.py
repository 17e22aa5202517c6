"""The one door: one intent, one transaction, one reply."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

from bot import outbox
from bot.commands import meaning
from bot.errors import Refusal
from bot.features import Storage as Features
from bot.intents import Fills, Intent, Opens, Personal, Say, Unfold
from bot.model import Place, Request, Subject
from bot.replies import Reply
from bot.turn import Scene, Turn, forms, handlers, language_of
from bot.views.kinds import Notice
from bot.views.refusals import outsider
from bot.views.settings import opening, ways

I = TypeVar("I", bound=Intent)  # noqa: E741


class Store(Features, outbox.Leaving, Protocol):
    """What the door asks of storage."""

    async def first_time(self, key: bytes, now: datetime) -> bool: ...
    async def adopt(self, subject: Subject, place: Place, message: str, language: str) -> None: ...


class Bot:
    """The product behind its door; adapters hand in verified requests and draw the replies."""

    def __init__(self, transaction: Callable[[], AbstractAsyncContextManager[Store]], scene: Scene) -> None:
        self.transaction = transaction
        self.scene = scene

    async def handle(self, intent: Intent, request: Request) -> Reply:
        """Answer one intent. When this returns, it is committed; a refusal has stored nothing."""
        if isinstance(intent, Say):
            intent = meaning(clean(intent).text)
        intent = clean(intent)
        try:
            async with self.transaction() as store:
                turn = await self._turn(store, intent, request)
                if request.delivery and not await self._first_time(turn, request):
                    return Reply(language=turn.language)
                reply = await answer(turn, intent, request)
                await outbox.enqueue(store, reply)
                if request.message and request.subject and not intent.anonymous:
                    await self._adopt(turn, request)
        except Refusal as no:
            return await self._refused(intent, request, no)
        return reply if reply.language else replace(reply, language=turn.language)

    async def _turn(self, store: Store, intent: Intent, request: Request) -> Turn[Store]:
        """Who asks, and in which language; an anonymous intent loses its person here, before any rule sees it."""
        turn = self.scene.turn(store, self.scene.organisation.language)
        account = await store.account(request.caller.own)
        if account and account.member is False:
            raise Refusal(outsider())
        channel = None
        if request.place and not (account and account.language):
            channel = await store.channel(request.place)
        language = language_of(account, request.caller, channel.language if channel else None, turn.organisation)
        if intent.anonymous:
            return replace(turn, language=language)
        return replace(turn, language=language, request=request, account=account)

    async def _first_time(self, turn: Turn[Store], request: Request) -> bool:
        key = turn.keys.delivery(request.caller.own.platform, request.delivery or "")
        return await turn.store.first_time(key, turn.now)

    async def _adopt(self, turn: Turn[Store], request: Request) -> None:
        """A click on a copy that we do not know (we died before noting it) makes it ours."""
        if request.message and request.subject:
            place = request.place or request.caller.own
            channel = await turn.here()
            language = channel.language if channel else turn.language
            await turn.store.adopt(request.subject, place, request.message, language)

    async def _refused(self, intent: Intent, request: Request, no: Refusal) -> Reply:
        """The same form with the text and the error in it; without a form, one sentence and the ways from here."""
        async with self.transaction() as store:
            try:
                turn = await self._turn(store, intent, request)
            except Refusal:
                language = language_of(None, request.caller, None, self.scene.organisation)
                return Reply(show=Notice(no.words, "refused"), language=language)
            if no.field and isinstance(intent, Fills) and request.opens:
                form = await forms[type(intent)](turn, intent)
                return Reply(show=replace(form, errors={no.field: no.words}), language=turn.language)
        ways_on = no.buttons if request.opens else no.buttons or ways()
        return Reply(show=Notice(no.words, "refused", ways_on), language=turn.language)


async def answer(turn: Turn[Any], intent: Intent, request: Request) -> Reply:
    """The intent's own handler; a form that cannot be opened here is offered behind a button."""
    if isinstance(intent, Unfold):
        return Reply(show=await forms[type(intent.form)](turn, replace(intent.form, more=True)))
    if not request.opens and (isinstance(intent, Opens) or (isinstance(intent, Personal) and request.place)):
        return Reply(show=opening(intent))
    return await handlers[type(intent)](turn, intent)


def clean(intent: I) -> I:
    """Without NUL and lone surrogates, which the database refuses."""
    texts = {one.name: getattr(intent, one.name) for one in fields(intent)}
    cleaned = {
        name: text.replace("\0", "").encode("utf-8", "ignore").decode()
        for name, text in texts.items()
        if type(text) is str and ("\0" in text or not text.isascii())
    }
    return replace(intent, **cleaned) if cleaned else intent
