"""Linked channels: what they show, and whether anything can be posted there."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased

from bot.model import Channel, Home, Place, Posters, Shows, Trouble, Unit, Wishes
from bot.turn import ASKED_AGAIN, KNOWN_FOR
from storage import jobs, models
from storage.jobs import Queue
from storage.repositories.departures import lock_of
from storage.repositories.many import claimed
from storage.repositories.places import asking_lock, at
from storage.repositories.units import above

C, U, S, T, N = models.Channel, models.Unit, models.ChannelUnit, models.Posting, models.Uninstalled


def _channel(row: Row[Any]) -> Channel:
    wishes = Wishes(
        row.language,
        tuple(Unit(number, name, names) for number, name, names in row.units or ()),
        frozenset(Shows(one) for one in row.shows),
        Posters(row.posters),
        row.opened,
    )
    place = Place(row.platform, row.home, row.name_there, row.address, name=row.name)
    return Channel(row.id, place, wishes, Trouble(row.trouble) if row.trouble else None, row.linked_by)


@cache
def _channels() -> Select[Any]:
    one = func.jsonb_build_array(U.id, U.name, U.names)
    units = select(func.jsonb_agg(aggregate_order_by(one, U.name))).join(S, S.unit == U.id)
    return select(C.__table__, units.where(S.channel == C.id).scalar_subquery().label("units"))


@cache
def _showing() -> Select[Any]:
    of_all = ~exists().where(S.channel == C.id)
    tree = above(select(bindparam("unit", type_=BigInteger).label("unit")))
    of_unit = exists().where(S.channel == C.id, S.unit.in_(select(tree.c.unit)))
    wanted = bindparam("what") == C.shows.any_()
    shown = _channels().where(wanted, C.trouble.is_(None), or_(of_all, of_unit)).order_by(C.id)
    # Whoever unlinks one, or finds outsiders in it, waits until what is shared for it is there to be taken away.
    return shown.with_for_update(of=C, read=True)


@cache
def untold_of() -> Select[Any]:
    """Channels of which their platform has told nothing lately, nor was asked."""
    stale = or_(C.looked_at.is_(None), C.looked_at < bindparam("since"))
    quiet = or_(C.asked_at.is_(None), C.asked_at <= bindparam("asked_before"))
    left = exists().where(N.platform == C.platform, N.home == C.home)
    return select(C.id).where(~left, stale, quiet)


@cache
def _looked_at_again() -> Any:
    due = untold_of().order_by(C.id).limit(bindparam("most"))
    asked = update(C).where(C.id.in_(claimed(due))).values(asked_at=bindparam("now"))
    return asked.returning(C.id, C.platform, C.home)


@cache
def _asked_about() -> ColumnElement[bool]:
    """Whether a job asks the platform about a channel that has not begun: one that has was told too early perhaps."""
    waits = (jobs.TABLE.c.task_name == "look_at", jobs.TABLE.c.status == literal_column("'todo'"))
    plain = jobs.TABLE.c.args["refused"].astext == "false"
    return exists().where(*waits, plain, jobs.TABLE.c.args["channel"].astext.cast(BigInteger) == C.id)


@cache
def _here() -> Select[Any]:
    return _channels().where(
        C.platform == bindparam("platform"), C.home == bindparam("home"), C.name_there == bindparam("name")
    )


@cache
def _held() -> Select[Any]:
    return _here().with_only_columns(C.id).with_for_update(of=C, key_share=True)


class Channels(Queue):
    """What is linked where."""

    async def channel(self, place: Place) -> Channel | None:
        """The link of a place, if an admin made one."""
        row = (await self.connection.execute(_here(), _there(place))).one_or_none()
        return _channel(row) if row else None

    async def hold_channel(self, place: Place) -> Channel | None:
        """The link of a place, locked: of two who change it at once the second one changes what the first one wrote."""
        await self.connection.execute(_held(), _there(place))
        return await self.channel(place)

    async def channel_by_id(self, channel: int) -> Channel | None:
        row = (await self.connection.execute(_channels().where(C.id == channel))).one_or_none()
        return _channel(row) if row else None

    async def channels_numbered(self, numbers: Sequence[int]) -> list[Channel]:
        return [_channel(row) for row in await self.connection.execute(_channels().where(C.id.in_(numbers)))]

    async def channels_of(self, units: Sequence[int]) -> list[Channel]:
        """Those that belong to work communities, and those of everybody."""
        theirs = or_(exists().where(S.channel == C.id, S.unit.in_(units)), ~exists().where(S.channel == C.id))
        return [_channel(row) for row in await self.connection.execute(_channels().where(theirs).order_by(C.id))]

    async def all_channels(self, home: Home | None) -> list[Channel]:
        """Every linked one, of one workspace or tenant or of all, by chat and name, whether anything appears there."""
        every = _channels().order_by(C.platform, func.lower(func.coalesce(C.name, C.name_there)), C.id)
        if home:
            every = every.where(C.platform == home[0], C.home == home[1])
        return [_channel(row) for row in await self.connection.execute(every)]

    async def channels_for(self, unit: int | None, what: Shows = Shows.IDEAS) -> list[Channel]:
        """Where something of a unit is shown: its own channels, those of what it lies below, and those of everybody."""
        rows = await self.connection.execute(_showing(), {"unit": unit, "what": what})
        return [_channel(row) for row in rows]

    async def linked_channels(self) -> list[Channel]:
        """Every channel where something new can appear among the ideas."""
        here = _channels().where(C.trouble.is_(None), literal(Shows.IDEAS.value) == C.shows.any_()).order_by(C.id)
        return [_channel(row) for row in await self.connection.execute(here)]

    async def link(
        self,
        place: Place,
        language: str,
        units: Sequence[int] = (),
        *,
        shows: Sequence[Shows] = (Shows.IDEAS,),
        posters: Posters = Posters.EVERYBODY,
        opened: bool = False,
        by: int | None = None,
    ) -> None:
        """Show this here from now on; the copies that hang here speak its language at their next redraw.

        The platform is asked about it after the commit.
        """
        wishes = {"language": language, "shows": [one.value for one in shows], "posters": posters, "opened": opened}
        values = {"address": place.address, "name": place.name, "trouble": None, "linked_by": by, **wishes}
        key = {"platform": place.platform, "home": place.home, "name_there": place.id}
        again = values | {"name": func.coalesce(place.name, C.name)}
        statement = upsert(C).values(**key, **values).on_conflict_do_update(index_elements=list(key), set_=again)
        number = (await self.connection.execute(statement.returning(C.id))).scalar_one()
        await self.connection.execute(delete(S).where(S.channel == number))
        if units:
            await self.connection.execute(insert(S), [{"channel": number, "unit": one} for one in units])
        held = select(T.id).where(at(T, place)).order_by(T.id).with_for_update(key_share=True).cte("held")
        await self.connection.execute(update(T).where(T.id == held.c.id).values(language=language))
        await self._look_at(number, place.platform, place.home, asked=True)

    async def unlink(self, place: Place) -> bool:
        """What waits for it is forgotten: nobody finds out any more who reads there."""
        gone = (await self.connection.execute(delete(C).where(at(C, place)))).rowcount > 0
        if gone:
            await self._forget_copies(place, T.message.is_(None))
        return gone

    async def look_at_again(self, now: datetime, limit: int) -> int:
        """Ask the platforms about channels of which they have told nothing lately; answers with how many."""
        moments = {"now": now, "since": now - KNOWN_FOR, "asked_before": now - ASKED_AGAIN, "most": limit}
        rows = (await self.connection.execute(_looked_at_again(), moments)).all()
        for row in rows:
            await self._look_at(row.id, row.platform, row.home)
        return len(rows)

    async def refused_in(self, place: Place) -> None:
        """Something new could not be posted in a place: if it is linked, the platform is asked about it."""
        row = (await self.connection.execute(_here(), _there(place))).one_or_none()
        if row and row.trouble is None:
            await self._look_at(row.id, row.platform, row.home, refused=True)

    async def look_at(self, channel: Channel) -> None:
        """Ask the platform now, and forget what it told before."""
        await self.connection.execute(update(C).where(C.id == channel.id).values(trouble=None))
        await self._look_at(channel.id, channel.place.platform, channel.place.home, asked=True)

    async def ask_about(self, place: Place) -> bool:
        """Something has changed: if the place is linked, the platform is asked. Its name may be new."""
        named = update(C).where(at(C, place)).values(name=func.coalesce(place.name, C.name)).returning(C.id)
        number = (await self.connection.execute(named)).scalar_one_or_none()
        if number is not None:
            await self._look_at(number, place.platform, place.home)
        return number is not None

    async def move_channel(self, place: Place, to: Place, names: tuple[str, str]) -> None:
        """What is linked or hangs in a place is from now on in another one; whatever is there already goes before."""
        before, now = names
        there = {"name_there": to.id, "address": to.address}
        for table in (C, models.Introduction):
            known = exists(select(1).where(at(table, to)).correlate(None))
            await self.connection.execute(delete(table).where(at(table, place), known))
            await self.connection.execute(update(table).where(at(table, place)).values(there))
        held = select(T.id).where(at(T, place)).order_by(T.id).with_for_update().cte("held")
        moved, other = literal(now) + func.substr(T.message, len(before) + 1), aliased(T)
        known = exists().where(other.platform == T.platform, other.home == T.home, other.message == moved)
        await self.connection.execute(delete(T).where(T.id.in_(select(held.c.id)), known))
        values = {**there, "message": moved, "permalink": None}
        await self.connection.execute(update(T).where(T.id == held.c.id).values(values))

    async def ask_about_all(self, platform: str, home: str) -> None:
        """The same for every linked channel of a workspace or tenant, once however much changes there at once."""
        there = select(C.id).where(C.platform == platform, C.home == home, ~_asked_about()).order_by(C.id)
        for number in (await self.connection.execute(there)).scalars().all():
            await self._look_at(number, platform, home)

    async def _look_at(
        self, channel: int, platform: str, home: str, *, refused: bool = False, asked: bool = False
    ) -> None:
        await self.defer("look_at", lock=asking_lock(platform, home), channel=channel, refused=refused, asked=asked)

    async def learn_channel(
        self, channel: Channel, trouble: Trouble | None, now: datetime, *, ended: bool = False, name: str | None = None
    ) -> None:
        """What waited for it leaves now, or is forgotten; with `ended`, also what hangs there.

        Not every answer tells its name: the one that is known stays.
        """
        values = {"trouble": trouble, "looked_at": now, "name": func.coalesce(name, C.name)}
        await self.connection.execute(update(C).where(C.id == channel.id).values(values))
        if trouble:
            await self._forget_copies(channel.place, or_(literal(ended), T.message.is_(None)))

    async def close_copies(self, place: Place, *, closed: bool) -> None:
        """What hangs there is drawn anew where that changes it; that the bot was added shows no idea.

        With the link's end it stays as it is: nobody tells any more who reads there.
        """
        others = and_(at(T, place), T.private.is_(False), T.closed.is_(not closed), T.subject_kind != "introduction")
        held = select(T.id).where(others).order_by(T.id).with_for_update(key_share=True).cte("held")
        values = {"closed": closed, "state": "due", "attempts": 0}
        changed = update(T).where(T.id == held.c.id).values(values).returning(T.id)
        if (await self.connection.execute(changed)).first():
            await self.defer("send", lock=lock_of(place.platform, place.home), platform=place.platform, home=place.home)

    async def _forget_copies(self, place: Place, which: ColumnElement[bool]) -> None:
        held = select(T.id).where(at(T, place), which).order_by(T.id).with_for_update().cte("held")
        await self.connection.execute(delete(T).where(T.id.in_(select(held.c.id))))


def _there(place: Place) -> dict[str, str]:
    return {"platform": place.platform, "home": place.home, "name": place.id}
