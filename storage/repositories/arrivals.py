"""Where the bot has come, whom it reaches, and from where it was taken away."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.model import Account, Home, Introduction, Place, Subject, Trouble
from storage import models
from storage.jobs import Queue
from storage.repositories.accounts import looking_up
from storage.repositories.departures import lock_of
from storage.repositories.places import asking_lock, at

A, C, N, I, T, P = (  # noqa: E741
    models.Account,
    models.Channel,
    models.Uninstalled,
    models.Introduction,
    models.Posting,
    models.Pause,
)


@cache
def _left() -> Select[Any]:
    return select(exists().where(N.platform == bindparam("platform"), N.home == bindparam("home")))


class Arrivals(Queue):
    """An account without an address is one to whom nothing leads: nothing is sent to it."""

    async def introduce(self, place: Place, by: int | None) -> None:
        """Have the bot introduced in a place, unless it was before; a job first asks who added it and what that is."""
        values = {"platform": place.platform, "home": place.home, "name_there": place.id, "address": place.address}
        new = upsert(I).values(**values, by=by, said=False)
        again = {"address": new.excluded.address, "by": func.coalesce(new.excluded.by, I.by)}
        new = new.on_conflict_do_update(index_elements=["platform", "home", "name_there"], set_=again, where=~I.said)
        if (number := (await self.connection.execute(new.returning(I.id))).scalar_one_or_none()) is not None:
            await self.defer("introduce", lock=asking_lock(place.platform, place.home), last=True, introduction=number)

    async def introduction(self, number: int) -> Introduction | None:
        row = (await self.connection.execute(select(I.__table__).where(I.id == number))).one_or_none()
        if row is None:
            return None
        return Introduction(row.id, Place(row.platform, row.home, row.name_there, row.address), row.by)

    async def introductions_at(self, place: Place) -> list[Subject]:
        """What was said when the bot came to a channel: once, or never."""
        here = and_(I.platform == place.platform, I.home == place.home, I.name_there == place.id)
        return [Subject("introduction", one) for one in await self.connection.scalars(select(I.id).where(here))]

    async def claim_introduction(self, number: int) -> bool:
        """Take an introduction to be said; False if it was said before."""
        said = update(I).where(I.id == number, ~I.said).values(said=True).returning(I.id)
        return (await self.connection.execute(said)).one_or_none() is not None

    async def greet(self, account: int, own: Place) -> None:
        """Have somebody welcomed; a job first asks who they are."""
        await self.defer("welcome", lock=asking_lock(own.platform, own.home), last=True, account=account)

    async def let_go(self, account: Account) -> None:
        """What leads to somebody here is erased, and what hangs in their own chat is kept current no more."""
        await self.connection.execute(update(A).where(A.id == account.id).values(address=""))
        chat = and_(at(T, account.own), T.private)
        held = select(T.id).where(chat, T.message.is_not(None)).order_by(T.id).with_for_update().cte("held")
        await self.connection.execute(delete(T).where(T.id.in_(select(held.c.id))))
        await self.connection.execute(update(T).where(chat, T.state == "lost").values(address=""))

    async def lead_to(self, own: Place) -> None:
        """Somebody to whom nothing led can be reached again."""
        await self.connection.execute(update(A).where(at(A, own), A.address == "").values(address=own.address))

    async def look_up_afresh(self, account: Account, now: datetime) -> None:
        """What the platform told of an account is believed no more: it is asked."""
        await self.connection.execute(update(A).where(A.id == account.id).values(looked_up_at=None, asked_at=now))
        await self.defer_each([looking_up(account.id, account.own.platform, account.own.home)])

    async def has_left(self, platform: str, home: str) -> bool:
        """Whether a workspace took the bot away."""
        return bool((await self.connection.execute(_left(), {"platform": platform, "home": home})).scalar_one())

    async def left_homes(self) -> set[Home]:
        """The workspaces and tenants that took the bot away."""
        return {(row.platform, row.home) for row in await self.connection.execute(select(N.platform, N.home))}

    async def leave_home(self, platform: str, home: str, now: datetime) -> None:
        """A workspace took the bot away: nothing leads there any more, nothing waits, and nothing hangs.

        What its channels are to show stays: it counts again when the bot is installed and added there again.
        """
        await self.connection.execute(upsert(N).values(platform=platform, home=home, at=now).on_conflict_do_nothing())
        copies = select(T.id).where(T.platform == platform, T.home == home).order_by(T.id)
        held = copies.with_for_update().cte("held")
        await self.connection.execute(delete(T).where(T.id.in_(select(held.c.id))))
        channels = update(C).where(C.platform == platform, C.home == home)
        await self.connection.execute(channels.values(trouble=Trouble.OUTSIDE, looked_at=now))
        await self.connection.execute(update(A).where(A.platform == platform, A.home == home).values(address=""))
        await self.connection.execute(delete(P).where(P.platform == platform, P.home == home))
        for lock in (lock_of(platform, home), asking_lock(platform, home)):
            await self.answer_for(lock)

    async def come_home(self, platform: str, home: str) -> None:
        """The bot works there: if it had been taken away, its members are reached by their ids, its channels asked."""
        again = delete(N).where(N.platform == platform, N.home == home).returning(N.at)
        if (await self.connection.execute(again)).one_or_none() is None:
            return
        members = and_(A.platform == platform, A.home == home, A.member.is_not(False), A.address == "")
        await self.connection.execute(update(A).where(members).values(address=A.name_there))
        linked = select(C.id).where(C.platform == platform, C.home == home).order_by(C.id)
        for number in (await self.connection.execute(linked)).scalars().all():
            await self.defer("look_at", lock=asking_lock(platform, home), channel=number, refused=False)
