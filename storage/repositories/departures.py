"""What waits leaves: in its order, one for each place, noted when it hangs."""

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Delete,
    Row,
    Text,
    all_,
    and_,
    any_,
    bindparam,
    case,
    delete,
    exists,
    func,
    literal,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import ReturningUpdate

from bot.model import Place, Posting, Subject
from storage import models
from storage.jobs import Queue, Waiting
from storage.models import DEPARTURES
from storage.repositories.many import numbers, packed, rows_of, texts
from storage.repositories.visible import CLOSED

T, P, C, N, L = models.Posting, models.Pause, models.Channel, models.Notification, models.Uninstalled
PRIVATE, NEW, CLICKED, REDRAW = 0, 1, 2, 3
"""What leaves first. Whoever clicks looks at that copy, so it is drawn before the others."""
WAITING = T.state.in_([literal_column("'due'"), literal_column("'drawing'")])
"""As the index says it; a value that comes with the statement would not be taken for the same."""
UNKNOWN = exists().where(
    C.platform == T.platform, C.home == T.home, C.name_there == T.name_there, C.looked_at.is_(None), T.message.is_(None)
)
"""Something new for a channel of which the platform has not told yet whether outsiders are in it: it waits."""
MOST, WITHIN = 10, timedelta(minutes=1)
"""So many private messages come to one chat within a minute, at most; a redraw notifies nobody."""
LOOKED_THROUGH = 4
"""So many times as many copies as may leave are looked at: what waits for one place only must not hide the others."""
PLATFORM: Any = bindparam("of_platform")
HOME: Any = bindparam("of_home")
NOW: Any = bindparam("now")
NOTIFIES = and_(T.private, T.message.is_(None))


@cache
def _earliest() -> ColumnElement[datetime]:
    """When a copy may leave; null: at once. The tenth of those that came to this chat lately frees the place."""
    lately = select(N.at + WITHIN).where(N.platform == T.platform, N.home == T.home, N.name_there == T.name_there)
    tenth = lately.order_by(N.at.desc()).offset(literal_column(str(MOST - 1))).limit(literal_column("1"))
    return func.greatest(T.not_before, case((NOTIFIES, tenth.scalar_subquery())))


def _may_leave() -> Any:
    return func.coalesce(_earliest(), NOW) <= NOW


@cache
def _claim() -> Any:
    """The first of the queue, as the index has them, and of these the first one for each place."""
    order = (T.rank, T.departure.nulls_first(), T.id)
    paused = exists().where(P.platform == PLATFORM, P.home == HOME, P.until > NOW)
    head = (
        select(T.id, T.rank, T.departure, T.name_there)
        .where(T.platform == PLATFORM, T.home == HOME, WAITING, ~paused, ~UNKNOWN)
        .where(T.name_there != all_(texts("but")))
        .where(_may_leave())
        .order_by(*order)
        .limit(bindparam("most") * LOOKED_THROUGH)
        .cte("head")
    )
    columns = head.c
    order_there = (columns.rank, columns.departure.nulls_first(), columns.id)
    turn = func.row_number().over(partition_by=columns.name_there, order_by=order_there)
    ranked = select(head, turn.label("turn")).subquery()
    first = select(ranked.c.id).where(ranked.c.turn == 1)
    first = first.order_by(ranked.c.rank, ranked.c.departure.nulls_first(), ranked.c.id).limit(bindparam("most"))
    held = select(T.id).where(T.id.in_(first)).order_by(T.id).with_for_update(key_share=True).cte("held")
    return update(T).where(T.id == held.c.id).values(state="drawing").returning(T.__table__)


@cache
def _sent() -> ReturningUpdate[Any]:
    """What has been sent, unless a click has made that message ours as another copy; and whom it notified when."""
    given = rows_of("copies", {"number": BigInteger(), "copy": Text()})
    other = aliased(T)
    adopted = exists().where(
        other.platform == T.platform, other.home == T.home, other.message == given.c.copy, other.id != T.id
    )
    whom = (T.platform, T.home, T.name_there, NOTIFIES.label("notifies"))
    held = select(T.id, given.c.copy, *whom).join(given, T.id == given.c.number).where(~adopted)
    held_cte = held.order_by(T.id).with_for_update(of=T, key_share=True).cte("held")
    changes = {
        "state": case((T.state == "drawing", "shown"), else_=T.state),
        "rank": case((and_(T.rank == CLICKED, T.state == "due"), CLICKED), else_=REDRAW),
        "attempts": 0,
        "not_before": None,
        "departure": DEPARTURES.next_value(),
        "message": held_cte.c.copy,
    }
    notified = select(held_cte.c.platform, held_cte.c.home, held_cte.c.name_there, NOW).where(held_cte.c.notifies)
    told = upsert(N).from_select(["platform", "home", "name_there", "at"], notified).on_conflict_do_nothing()
    sent = update(T).where(T.id == held_cte.c.id).values(changes).returning(T.id)
    return sent.add_cte(told.cte("told"))


@cache
def _forgotten() -> Any:
    """A copy that hangs, to be drawn as it is now; none where the bot has been taken away meanwhile."""
    names = ("subject_kind", "subject_id", "platform", "home", "name_there", "address", "language", "message")
    given = {name: bindparam(f"its_{name}", type_=T.__table__.c[name].type) for name in names}
    there = (C.platform == given["platform"], C.home == given["home"], C.name_there == given["name_there"])
    usual: dict[str, ColumnElement[Any]] = {
        "private": literal(False),
        "state": literal("due"),
        "rank": literal(REDRAW),
        "attempts": literal(0),
        "closed": exists().where(*there, CLOSED),
    }
    left = exists().where(L.platform == given["platform"], L.home == given["home"])
    values = select(*given.values(), *usual.values()).where(~left)
    return upsert(T).from_select([*given, *usual], values).on_conflict_do_nothing()


def _again(posting: Posting, message: str) -> dict[str, Any]:
    """The values of `_forgotten`."""
    place = posting.place
    return {
        "its_subject_kind": posting.subject.kind,
        "its_subject_id": posting.subject.id,
        "its_platform": place.platform,
        "its_home": place.home,
        "its_name_there": place.id,
        "its_address": place.address,
        "its_language": posting.language,
        "its_message": message,
    }


@cache
def _adopted() -> Delete:
    there = (T.platform == PLATFORM, T.home == HOME)
    return delete(T).where(*there, T.message == any_(texts("messages")), T.id != all_(numbers("numbers")))


@cache
def _homes() -> Any:
    return select(T.platform, T.home).where(WAITING, ~UNKNOWN, _may_leave()).distinct()


def posting_of(row: Row[Any]) -> Posting:
    """One row of the outbox."""
    return Posting(
        id=row.id,
        subject=Subject(row.subject_kind, row.subject_id),
        place=Place(row.platform, row.home, row.name_there, row.address, row.private),
        language=row.language,
        under=Subject(row.under_kind, row.under_id) if row.under_kind else None,
        message=row.message,
        attempts=row.attempts,
        permalink=row.permalink,
        closed=row.closed,
    )


class Departures(Queue):
    """The sender's side of the outbox's own table."""

    async def send_from(self, platform: str, home: str, at: datetime | None = None) -> None:
        """One sender for each workspace or tenant, whatever the number of bots: its jobs share a lock."""
        await self.defer("send", lock=lock_of(platform, home), at=at, platform=platform, home=home)

    async def send_from_each(self, homes: Collection[tuple[str, str]]) -> None:
        """The same for several, together."""
        await self.defer_each([Waiting("send", lock_of(*one), {"platform": one[0], "home": one[1]}) for one in homes])

    async def claim(self, platform: str, home: str, but: list[str], limit: int, now: datetime) -> list[Posting]:
        """What leaves next, one for each place and none for the places `but`; by rank.

        What is `drawing` already was left by a sender that died: there is only one at a time.
        """
        values = {"of_platform": platform, "of_home": home, "but": but, "most": limit, "now": now}
        if rows := (await self.connection.execute(_claim(), values)).all():
            await self.answer_for(lock_of(platform, home))
        return [posting_of(row) for row in sorted(rows, key=lambda row: (row.rank, row.departure or 0, row.id))]

    def drawing(self) -> AbstractAsyncContextManager[Any]:
        """What fails inside leaves the transaction as it was before."""
        return self.connection.begin_nested()

    async def sent(self, platform: str, home: str, copies: Sequence[tuple[Posting, str]], now: datetime) -> None:
        """They hang, as they were drawn, unless they have become due again. A click may have adopted one before.

        What was forgotten while it was on its way, with the link of its channel perhaps, hangs all the same: it is ours
        again, or nothing could be taken away there.
        """
        if twice := await self._note(copies, now):
            hanging = {"messages": [message for _, message in twice], "numbers": [posting.id for posting, _ in twice]}
            await self.connection.execute(_adopted(), {"of_platform": platform, "of_home": home, **hanging})
            for posting, message in await self._note(twice, now):
                if not posting.place.private:
                    await self.connection.execute(_forgotten(), _again(posting, message))

    async def _note(self, copies: Sequence[tuple[Posting, str]], now: datetime) -> list[tuple[Posting, str]]:
        """Answers with those whose message is another copy's."""
        rows = packed([{"number": posting.id, "copy": message} for posting, message in copies])
        noted = set((await self.connection.execute(_sent(), {"copies": rows, "now": now})).scalars())
        return [one for one in copies if one[0].id not in noted]

    async def put_off(self, posting: Posting, until: datetime) -> None:
        """This copy failed: not before a time."""
        values = {"state": "due", "not_before": until, "attempts": T.attempts + 1, "departure": DEPARTURES.next_value()}
        await self.connection.execute(update(T).where(T.id == posting.id).values(values))

    async def give_up(self, posting: Posting) -> None:
        """This copy has failed for good; a change of its subject tries it again."""
        values = {"state": "failed", "not_before": None, "departure": DEPARTURES.next_value()}
        await self.connection.execute(update(T).where(T.id == posting.id).values(values))

    async def put_back(self, posting: Posting) -> None:
        """It did not leave; nothing is wrong with it."""
        await self.connection.execute(update(T).where(T.id == posting.id).values(state="due"))

    async def pause(self, platform: str, home: str, until: datetime) -> None:
        """The whole workspace or tenant waits, whichever bot sends next."""
        asked = upsert(P).values(platform=platform, home=home, until=until)
        later = {"until": func.greatest(P.until, asked.excluded.until)}
        await self.connection.execute(asked.on_conflict_do_update(index_elements=["platform", "home"], set_=later))

    async def hand_over(self, platform: str, home: str, earliest: datetime) -> None:
        """A sender ends: one job for the moment when something may leave again, and no other."""
        await self.answer_for(lock_of(platform, home))
        first = select(func.min(func.coalesce(_earliest(), earliest)))
        first = first.where(T.platform == platform, T.home == home, WAITING, ~UNKNOWN)
        if at := (await self.connection.execute(first)).scalar_one():
            pause = select(P.until).where(P.platform == platform, P.home == home)
            until = (await self.connection.execute(pause)).scalar_one_or_none()
            await self.send_from(platform, home, max(at, earliest, until or earliest))

    async def wake(self, now: datetime) -> None:
        """A job for each home where something waits that may leave: a net under the jobs that came with it."""
        homes = await self.connection.execute(_homes(), {"now": now})
        await self.send_from_each([(row.platform, row.home) for row in homes])


def lock_of(platform: Any, home: Any) -> Any:
    """The lock of a home's sender: of texts a text, of columns an expression."""
    return "send:" + platform + ":" + home
