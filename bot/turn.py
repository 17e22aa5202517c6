"""One turn: who asks, where, when and with which store; and the registers of what answers."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.intents import Fills, Intent
from bot.keys import Keys
from bot.model import LANGUAGES, Account, Caller, Channel, Hiding, Organisation, Place, Request, Subject, Unit
from bot.replies import Reply
from bot.views.hiding import hidden_card
from bot.views.kinds import Form, Sent

KNOWN_FOR = timedelta(days=1)
"""What a platform told of an account or a channel is believed so long."""
ASKED_AGAIN = timedelta(minutes=10)
"""While it has told nothing (any more), it is asked at most so often."""


class People(Protocol):
    """What a turn asks of storage."""

    async def account(self, own: Place) -> Account | None: ...
    async def meet(self, caller: Caller, now: datetime) -> Account: ...
    async def look_up_again(self, account: Account, own: Place, now: datetime) -> None: ...
    async def channel(self, place: Place) -> Channel | None: ...
    async def hiding_of(self, subject: Subject) -> Hiding | None: ...
    async def hidings_of(self, kind: str, numbers: Sequence[int]) -> dict[int, Hiding]: ...
    async def organisation(self, usual: Organisation) -> Organisation: ...


S = TypeVar("S", bound=People, covariant=True)
K = TypeVar("K", bound=People)
I = TypeVar("I", bound=Intent)  # noqa: E741
V = TypeVar("V")
F = TypeVar("F", bound=Fills)
M = TypeVar("M", bound=Sent)


@dataclass(frozen=True, slots=True)
class Turn(Generic[S]):
    """`request` is None for an anonymous intent and for what the clock does: then nobody asks."""

    store: S
    now: datetime
    organisation: Organisation
    language: str
    keys: Keys
    request: Request | None = None
    account: Account | None = None
    """The asker's account, if it is known already."""

    @property
    def today(self) -> date:
        """The organisation's day."""
        return self.now.astimezone(ZoneInfo(self.organisation.time_zone)).date()

    @property
    def asked(self) -> Request:
        """The request of a turn in which somebody asks."""
        if self.request is None:
            raise LookupError("nobody asks in this turn")
        return self.request

    async def me(self) -> Account:
        """The asker's account; a new one is stored. A job looks it up after the commit, and again once a day."""
        own = await self.own()
        if self.account is None:
            return await self.store.meet(replace(self.asked.caller, own=own), self.now)
        return await kept_current(self.store, self.account, own, self.now)

    async def own(self) -> Place:
        """Where the asker is reached. What they take from a place that shows no ideas leaves no trace of that place."""
        caller = self.asked.caller
        if caller.apart is None or await self.here() is not None:
            return caller.own
        return beside(self.account, caller)

    async def here(self) -> Channel | None:
        """The linked channel where it happens."""
        place = self.request.place if self.request else None
        return await self.store.channel(place) if place else None

    async def unit_here(self) -> Unit | None:
        """The work community whose own channel it is."""
        channel = await self.here()
        return channel.unit if channel else None


@dataclass(frozen=True, slots=True)
class Scene:
    """What every turn of this installation shares. `clock` answers one question: what is due."""

    organisation: Organisation
    """As the environment says; each turn reads what an admin has chosen instead, so every bot sees it at once."""
    keys: Keys
    clock: Callable[[], datetime]

    async def turn(self, store: K, language: str | None = None) -> Turn[K]:
        """A turn in which nobody asks: drawing, and what the clock does; in the organisation's language if in none."""
        organisation = await store.organisation(self.organisation)
        return Turn(store, self.clock(), organisation, language or organisation.language, self.keys)

    def delivered(self, platform: str, delivery: str | None) -> bytes | None:
        """What is kept of a delivery that has been handled."""
        return self.keys.delivery(platform, delivery) if delivery else None

    def hour(self) -> datetime:
        """The hour that it is: enough to forget a delivery by, and too little to tell when an idea was shared."""
        return self.clock().replace(minute=0, second=0, microsecond=0)


def known(account: Account, now: datetime) -> bool:
    """Whether the platform told lately who an account is."""
    return account.looked_up_at is not None and now - account.looked_up_at < KNOWN_FOR


async def kept_current(store: People, account: Account, own: Place, now: datetime) -> Account:
    """An account that acts is looked up again when that is due; its address is renewed at the same time.

    The address of somebody who was only picked from a list is the bare id until they act.
    """
    waiting = account.asked_at is not None and now - account.asked_at < ASKED_AGAIN
    if not newly_reached(account, own) and (waiting or known(account, now)):
        return account
    await store.look_up_again(account, own, now)
    return replace(account, own=own)


def beside(account: Account | None, caller: Caller) -> Place:
    """Where the asker is reached, without a trace of the place: what is known already stays, if it leads to them."""
    if caller.apart is None:
        return caller.own
    own = replace(caller.own, address=caller.apart)
    return own if account is None or newly_reached(account, own) else account.own


def newly_reached(account: Account, own: Place) -> bool:
    """Whether what leads to a member was not known until now, or was erased when the bot was taken away."""
    picked, erased = account.own.address == account.own.id, account.own.address == ""
    return account.own.address != own.address and (picked or (erased and account.member is True))


def language_of(account: Account | None, caller: Caller, channel: str | None, organisation: Organisation) -> str:
    """Own choice, then the client's language if it is Finnish or Swedish, then the channel's, then the organisation's.

    Not every chat has a Finnish client, so an English one says nothing.
    """
    if account and account.language:
        return account.language
    for client in (caller.language, account.client_language if account else None):
        if client in LANGUAGES and client != "en":
            return client
    return channel or organisation.language


def language_for(account: Account, organisation: Organisation) -> str:
    """The language of a private message that nobody asked for just now."""
    return language_of(account, Caller(account.own), None, organisation)


Handler = Callable[[Turn[Any], Any], Awaitable[Reply]]
Hearer = Callable[[Turn[Any], Any], Awaitable[Reply]]
Asker = Callable[[Turn[Any], Any], Awaitable[Form]]
Drawers = Callable[[Turn[Any], Sequence[int]], Awaitable[Mapping[int, Sent | None]]]

handlers: dict[type[Intent], Handler] = {}
hearers: dict[type[Any], Hearer] = {}
"""By the kinds of `Event`."""
forms: dict[type[Fills], Asker] = {}
drawers: dict[str, Drawers] = {}


def handles(
    kind: type[I],
) -> Callable[[Callable[[Turn[S], I], Awaitable[Reply]]], Callable[[Turn[S], I], Awaitable[Reply]]]:
    """Register what answers an intent; each has one handler."""

    def register(handler: Callable[[Turn[S], I], Awaitable[Reply]]) -> Callable[[Turn[S], I], Awaitable[Reply]]:
        if kind in handlers:
            raise ValueError(f"{kind.__name__} has a handler already")
        handlers[kind] = handler
        return handler

    return register


def hears(
    kind: type[V],
) -> Callable[[Callable[[Turn[S], V], Awaitable[Reply]]], Callable[[Turn[S], V], Awaitable[Reply]]]:
    """Register what a platform's own news leads to; nobody asks in that turn."""

    def register(hearer: Callable[[Turn[S], V], Awaitable[Reply]]) -> Callable[[Turn[S], V], Awaitable[Reply]]:
        if kind in hearers:
            raise ValueError(f"{kind.__name__} is heard already")
        hearers[kind] = hearer
        return hearer

    return register


def asks(
    kind: type[F],
) -> Callable[[Callable[[Turn[S], F], Awaitable[Form]]], Callable[[Turn[S], F], Awaitable[Form]]]:
    """Register the form that builds an intent; it is drawn again when something is refused."""

    def register(asker: Callable[[Turn[S], F], Awaitable[Form]]) -> Callable[[Turn[S], F], Awaitable[Form]]:
        if kind in forms:
            raise ValueError(f"{kind.__name__} has a form already")
        forms[kind] = asker
        return asker

    return register


def draws(
    kind: str,
) -> Callable[[Callable[[Turn[S], int], Awaitable[M | None]]], Callable[[Turn[S], int], Awaitable[M | None]]]:
    """Register what draws a subject; None when there is nothing left to show.

    Of what is hidden every copy says so, and its drawer is not asked: there are no words that it could tell.
    """

    def register(
        drawer: Callable[[Turn[S], int], Awaitable[M | None]],
    ) -> Callable[[Turn[S], int], Awaitable[M | None]]:
        @draws_all(kind)
        async def draw_all(turn: Turn[S], numbers: Sequence[int]) -> dict[int, M | None]:
            return {number: await drawer(turn, number) for number in numbers}

        return drawer

    return register


def draws_all(
    kind: str,
) -> Callable[[Callable[[Turn[S], Sequence[int]], Awaitable[Mapping[int, Sent | None]]]], Drawers]:
    """The same for what leaves by the hundred: several subjects of a kind are read together."""

    def register(drawer: Callable[[Turn[S], Sequence[int]], Awaitable[Mapping[int, Sent | None]]]) -> Drawers:
        if kind in drawers:
            raise ValueError(f"{kind} is drawn already")

        async def visible(turn: Turn[Any], numbers: Sequence[int]) -> dict[int, Sent | None]:
            hidden = await turn.store.hidings_of(kind, numbers)
            cards: dict[int, Sent | None] = {
                one: hidden_card(Subject(kind, one), hiding) for one, hiding in hidden.items()
            }
            others = [one for one in numbers if one not in hidden]
            return {**cards, **(await drawer(turn, others) if others else {})}

        drawers[kind] = visible
        return visible

    return register
