"""The one door: one intent, one transaction, one reply."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

import structlog
from tenacity import retry, retry_if_exception_type, stop_after_attempt

from bot import crowd, glances, outbox, permission, visibility
from bot.adopting import adopt
from bot.cleaning import clean
from bot.commands import meaning
from bot.crowd import Crowd
from bot.errors import Collision, Refusal
from bot.features import Storage as Features
from bot.features import inserting, links, mentions
from bot.features.comments import remark
from bot.glances import Glances
from bot.intents import Fills, FindIdeas, FindLessons, Intent, Opens, Personal, Say, SeeIdea, SendFile, Support, Unfold
from bot.model import (
    Added,
    Asking,
    ChannelChanged,
    ChannelMoved,
    ChannelsChanged,
    Event,
    LinksWritten,
    PersonAdded,
    PersonChanged,
    PersonRemoved,
    Place,
    Request,
    Uninstalled,
)
from bot.papers import written
from bot.ports import Finds, Preview
from bot.replies import Reply
from bot.sender import waited
from bot.turn import Scene, Turn, beside, forms, handlers, hearers, kept_current, language_of
from bot.views.common import own_words
from bot.views.kinds import Notice
from bot.views.permission import being_looked_up
from bot.views.refusals import outsider
from bot.views.settings import opening, ways
from bot.views.text import Words

log = structlog.get_logger()


class Store(Features, crowd.Store, glances.Store, Protocol):
    """What the door asks of storage."""

    async def asking(self, own: Place, place: Place | None, delivery: bytes | None, now: datetime) -> Asking: ...
    async def pause(self, platform: str, home: str, until: datetime) -> None: ...
    async def first_time(self, key: bytes, now: datetime) -> bool: ...


Begins = Callable[[], AbstractAsyncContextManager[Store]]
Turned = tuple[Turn[Store], bool]
undeterred = retry(retry=retry_if_exception_type(Collision), stop=stop_after_attempt(4), reraise=True)
"""What was undone because somebody did something else at that moment is done again: nobody need press twice."""


class Bot:
    """The product behind its door; adapters hand in verified requests and draw the replies."""

    def __init__(self, transaction: Begins, scene: Scene, for_presses: Begins | None = None) -> None:
        self.transaction = transaction
        self.scene = scene
        self.crowd = Crowd(for_presses or transaction, scene, self._alone)
        self.glances = Glances(transaction, scene)
        self.language = scene.organisation.language
        """The organisation's, as the last turn found it."""

    async def handle(self, intent: Intent, request: Request) -> Reply:
        """Answer one intent. When this returns, it is committed; a refusal has stored nothing."""
        intent, request = clean(intent), clean(request)
        if isinstance(intent, Support):
            return await self.crowd.press(intent, request)
        return await self._alone(intent, request)

    @undeterred
    async def _alone(self, intent: Intent, request: Request) -> Reply:
        """Answer one intent in a transaction of its own."""
        try:
            async with self.transaction() as store:
                turn, first = await self._turn(store, intent, request)
                if not first:
                    return Reply(language=turn.language)
                intent = await mentions.told(turn, intent)
                if isinstance(intent, Say):
                    intent = await remark(turn, intent.text) or meaning(intent.text)
                elif isinstance(intent, SendFile) and (said := await remark(turn, intent.text)):
                    intent = replace(said, file=True)
                await visibility.ask(store, intent)
                reply = await answer(turn, intent, request)
                await outbox.enqueue(store, reply, *((turn.request,) if turn.request else ()))
                await adopt(turn, intent)
        except Refusal as no:
            return await self._refused(intent, request, no)
        reply = reply if reply.language else replace(reply, language=turn.language)
        return replace(reply, file=await written(reply.file, reply.language)) if reply.file else reply

    async def preview(self, address: str, place: Place) -> Preview | None:
        """What a link puts into a message. Reading stores nothing."""
        address, place = clean(address), clean(place)
        async with self.transaction() as store:
            found = await links.preview(await self.scene.turn(store), address, place)
        return Preview(*found) if found else None

    async def find(self, asked: FindIdeas | FindLessons, request: Request, skip: int, most: int) -> Finds:
        """Ideas or lessons to put where somebody writes. Reading stores nothing."""
        asked, request = clean(asked), clean(request)
        try:
            async with self.transaction() as store:
                turn, _ = await self._turn(store, asked, request)
                await permission.check(turn, asked)
                return await inserting.find(turn, asked, skip, most)
        except Refusal as no:
            organisation = replace(self.scene.organisation, language=self.language)
            return Finds(language_of(None, request.caller, None, organisation), instead=no.words)

    async def _turn(self, store: Store, intent: Intent, request: Request, *, again: bool = False) -> Turned:
        """Who asks, in which language, and whether for the first time.

        An anonymous intent loses its person here, before any rule sees it.
        """
        own, place = request.caller.own, request.place
        delivery = None if again else self.scene.delivered(own.platform, request.delivery)
        asking = await store.asking(own, place, delivery, self.scene.hour())
        turn, account = await self.scene.turn(store), asking.account
        self.language = turn.organisation.language
        if not visibility.let_in(account):
            raise Refusal(outsider())
        language = language_of(account, request.caller, asking.spoken, turn.organisation)
        if intent.anonymous:
            return replace(turn, language=language), asking.first
        return replace(turn, language=language, request=request, account=account), asking.first

    @undeterred
    async def hear(self, event: Event, delivery: str | None) -> None:
        """What a platform tells unasked. When this returns, it is committed."""
        event = clean(event)
        async with self.transaction() as store:
            turn = await self.scene.turn(store)
            key = self.scene.delivered(platform_of(event), delivery)
            if key is None or await store.first_time(key, self.scene.hour()):
                await outbox.enqueue(store, await hearers[type(event)](turn, event))
                log.info("heard", what=type(event).__name__, platform=platform_of(event))

    async def look(self, intent: Intent, request: Request, copy: str) -> Reply:
        """Looking stores nothing; whatever else is asked in this way is not answered."""
        if not isinstance(intent, SeeIdea):
            return Reply(language=self.language)
        return await self.glances.look(clean(intent), clean(request), copy)

    async def wait(self, platform: str, home: str, seconds: float) -> None:
        """A private answer was refused for now: whatever else waits for that workspace or tenant waits as long."""
        async with self.transaction() as store:
            await store.pause(platform, home, waited(seconds))

    async def _guest_again(self, store: Store, request: Request) -> None:
        """A guest may have become a member since the last look-up."""
        if guest := await store.account(request.caller.own):
            await kept_current(store, guest, beside(guest, request.caller), self.scene.clock())

    async def _refused(self, intent: Intent, request: Request, no: Refusal) -> Reply:
        """The same form with the text and the error in it; without a form, one sentence and the ways from here."""
        async with self.transaction() as store:
            try:
                turn, _ = await self._turn(store, intent, request, again=True)
            except Refusal:
                if not intent.anonymous:
                    await self._guest_again(store, request)
                language = language_of(None, request.caller, None, await store.organisation(self.scene.organisation))
                return Reply(show=Notice(no.words, "refused", own=in_vain(intent, request)), language=language)
            if no.field and isinstance(intent, Fills) and request.opens:
                with suppress(Refusal):
                    form = await forms[type(intent)](turn, intent)
                    return Reply(show=replace(form, errors={no.field: no.words}), language=turn.language)
        ways_on = no.buttons if request.opens else no.buttons or ways()
        return Reply(show=Notice(no.words, "refused", ways_on, in_vain(intent, request)), language=turn.language)


def in_vain(intent: Intent, request: Request) -> tuple[Words, ...]:
    """What was typed in a form that is not taken; never of somebody anonymous, nor where others read the answer."""
    form = intent.form if isinstance(intent, Unfold) else intent
    return own_words(form.typed) if isinstance(form, Fills) and request.opens and not form.anonymous else ()


def platform_of(event: Event) -> str:
    """Which chat tells it."""
    match event:
        case (
            Added(place)
            | ChannelChanged(place)
            | ChannelMoved(place)
            | LinksWritten(place)
            | PersonChanged(place)
            | PersonRemoved(place)
            | PersonAdded(place)
        ):
            return place.platform
        case ChannelsChanged(platform) | Uninstalled(platform):
            return platform


async def answer(turn: Turn[Any], intent: Intent, request: Request) -> Reply:
    """The intent's own handler, for whoever may ask it; a form that cannot be opened here is behind a button."""
    if not request.opens and (isinstance(intent, Opens) or (isinstance(intent, Personal) and request.place)):
        return Reply(show=opening(intent))
    asked = intent.form if isinstance(intent, Unfold) else intent
    try:
        await permission.check(turn, asked)
    except Refusal:
        if not await unknown(turn, asked):
            raise
        return Reply(show=being_looked_up(asked))
    if isinstance(intent, Unfold):
        return Reply(show=await forms[type(intent.form)](turn, replace(intent.form, more=True)))
    return await handlers[type(intent)](turn, intent)


async def unknown(turn: Turn[Any], intent: Intent) -> bool:
    """Whether somebody who is refused acts for the first time: an admin perhaps, or a colleague's other account.

    They are looked up, and try again; what is typed in a form is rather refused, or it would be lost.
    """
    return turn.request is not None and not isinstance(intent, Fills) and (await turn.me()).member is None
