"""Copies of subjects in the chats; a copy that is `due` waits to leave."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    FromClause,
    Select,
    Text,
    and_,
    bindparam,
    case,
    delete,
    exists,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased
from sqlalchemy.types import TypeEngine

from bot.model import Home, Place, Posting, Request, Subject
from bot.replies import Post
from storage import models
from storage.jobs import waiting
from storage.repositories.departures import CLICKED, HOME, NEW, PLATFORM, PRIVATE, REDRAW, Departures, lock_of
from storage.repositories.many import one_of_those, packed, rows_of
from storage.repositories.places import at
from storage.repositories.visible import CLOSED

T, D, A, C = models.Posting, models.Delivery, models.Account, models.Channel


def redrawn(named: FromClause) -> Select[Any]:
    """All copies of subjects, by `kind` and `number`, are due; those where somebody clicked come with the statement."""
    click = rows_of("clicks", {"platform": Text(), "home": Text(), "message": Text()}).alias("clicks")
    copy = aliased(T)
    named_copy = and_(copy.subject_kind == named.c.kind, copy.subject_id == named.c.number)
    clicked = and_(T.platform == click.c.platform, T.home == click.c.home, T.message == click.c.message)
    looked_at = exists().select_from(click).where(clicked).label("looked_at")
    these = (one_of_those(T.id, named, select(copy.id).where(named_copy)), T.state != "lost")
    copies = select(T.id, T.state, looked_at).where(*these).order_by(T.id)
    before = copies.with_for_update(of=T, key_share=True).cte("before")
    changes = {
        "state": "due",
        "attempts": case((before.c.state == "failed", 0), else_=T.attempts),
        "rank": case((before.c.looked_at, CLICKED), else_=T.rank),
    }
    changed = update(T).where(T.id == before.c.id).values(changes)
    lock = lock_of(T.platform, T.home).label("lock")
    told = changed.returning(T.platform, T.home, T.message, before.c.state, before.c.looked_at, lock).cte("redrawn")
    waits = waiting(select(told.c.lock)).cte("waits")
    is_awaited = exists().where(waits.c.lock == told.c.lock)
    return select(told, is_awaited.label("is_awaited"))


def packed_clicks(clicked: Collection[Request]) -> str:
    """The value `clicks` of such a statement."""
    looked_at = [(one.caller.own, one.message) for one in clicked if one.message]
    return packed([{"platform": own.platform, "home": own.home, "message": copy} for own, copy in looked_at])


@cache
def _hang() -> Any:
    new = rows_of("posts", NEW_COPY)
    return insert(T).from_select([*NEW_COPY], select(*new.c))


THERE = and_(T.platform == PLATFORM, T.home == HOME, T.name_there == bindparam("name"))
COPY = and_(T.platform == PLATFORM, T.home == HOME, T.message == bindparam("copy"))


@cache
def _hangs() -> Select[bool]:
    return select(exists().where(COPY))


@cache
def _copy_of() -> Select[Any]:
    return select(T.message).where(T.subject_kind == bindparam("kind"), T.subject_id == bindparam("number"), THERE)


NEW_COPY: dict[str, TypeEngine[Any]] = {
    "subject_kind": Text(),
    "subject_id": BigInteger(),
    "platform": Text(),
    "home": Text(),
    "name_there": Text(),
    "address": Text(),
    "private": Boolean(),
    "language": Text(),
    "under_kind": Text(),
    "under_id": BigInteger(),
    "state": Text(),
    "rank": BigInteger(),
    "attempts": BigInteger(),
}


@cache
def _redrawn() -> Select[Any]:
    return redrawn(rows_of("subjects", {"kind": Text(), "number": BigInteger()}).alias("subjects"))


@cache
def _handled() -> Any:
    return upsert(D).on_conflict_do_nothing().returning(D.at)


class Postings(Departures):
    """The outbox's own table: what hangs where, and what is due."""

    _met: frozenset[tuple[str, str, str]] = frozenset()
    """Copies where somebody clicked, once a redraw has found them."""

    async def hang(self, posts: Collection[Post]) -> set[Home]:
        """New copies, due at once; answers with the homes that have something to send.

        What is private goes to another chat of the same person where nothing leads to them any more.
        """
        reached = [one if one.to.address else await self._instead(one) for one in posts]
        leaving = [one for one in reached if one]
        if leaving:
            await self.connection.execute(_hang(), {"posts": packed([_new(post) for post in leaving])})
        return {(post.to.platform, post.to.home) for post in leaving}

    async def _instead(self, post: Post) -> Post | None:
        """The same to another account of the person; None when there is none, or when it has come there already."""
        place, here = post.to, aliased(A)
        one = and_(here.platform == place.platform, here.home == place.home, here.name_there == place.id)
        others = _accounts_beside(here, post.subject).where(one)
        row = (await self.connection.execute(others)).one_or_none()
        if row is None:
            return None
        return replace(post, to=Place(row.platform, row.home, row.name_there, row.address, private=True))

    async def redraw(self, subjects: Collection[Subject], clicked: Collection[Request] = ()) -> set[Home]:
        """All copies are due; the homes of those that were not yet and where no sender is about to begin, so a hundred
        clicks make one redraw.

        The rows are locked in any case: a sender that draws at this moment waits for our commit. Always in the order
        of their numbers, like everybody who holds more than one.
        """
        if not subjects:
            return set()
        named = packed([{"kind": subject.kind, "number": subject.id} for subject in subjects])
        values = {"subjects": named, "clicks": packed_clicks(clicked)}
        return self._due((await self.connection.execute(_redrawn(), values)).mappings())

    def _due(self, copies: Iterable[Mapping[Any, Any]]) -> set[Home]:
        """What `redrawn` told of each copy: the homes that have something new to send."""
        copies = list(copies)
        self._met |= {(one["platform"], one["home"], one["message"]) for one in copies if one["looked_at"]}
        return {(one["platform"], one["home"]) for one in copies if one["state"] != "due" and not one["is_awaited"]}

    async def knows(self, own: Place, copy: str) -> bool:
        """Whether the copy where an account clicked is ours."""
        if (own.platform, own.home, copy) in self._met:
            return True
        values = {"of_platform": own.platform, "of_home": own.home, "copy": copy}
        return bool((await self.connection.execute(_hangs(), values)).scalar_one())

    async def copy_of(self, subject: Subject, place: Place) -> str | None:
        """The message that shows a subject in a place."""
        copies = (await self.connection.execute(_copy_of(), _shows(subject, place))).scalars()
        return next((one for one in copies if one is not None), None)

    async def shown_by(self, place: Place, copy: str) -> Subject | None:
        """What a message of ours in a place shows."""
        there = and_(T.platform == place.platform, T.home == place.home, T.name_there == place.id)
        query = select(T.subject_kind, T.subject_id).where(there, T.message == copy)
        row = (await self.connection.execute(query)).one_or_none()
        return Subject(row.subject_kind, row.subject_id) if row else None

    async def forget(self, posting: Posting) -> None:
        await self.connection.execute(delete(T).where(T.id == posting.id))

    async def elsewhere(self, posting: Posting, platforms: list[str]) -> bool:
        """Hang what did not reach somebody in another chat of theirs, once for each; False when there is none left.

        What was lost here is kept, or it would come back from there.
        """
        place, subject, here = posting.place, posting.subject, aliased(A)
        one = and_(here.platform == place.platform, here.home == place.home, here.name_there == place.id)
        others = _accounts_beside(here, subject).where(one, A.platform.in_(platforms))
        row = (await self.connection.execute(others)).one_or_none()
        if row is None:
            return False
        await self.connection.execute(update(T).where(T.id == posting.id).values(state="lost"))
        to = Place(row.platform, row.home, row.name_there, row.address, private=True)
        await self.hang([Post(subject, to, posting.language)])
        await self.send_from(to.platform, to.home)
        return True

    async def adopt(self, subject: Subject, place: Place, message: str, language: str) -> None:
        """Keep a copy current that somebody clicked and that we do not know: one for each subject and place.

        Not while a copy of ours is on its way there: it is this one, and its sender comes to note it.
        """
        here = (await self.connection.execute(_copy_of(), _shows(subject, place))).scalars().all()
        if None in here or message in here or len(here) > 1:
            return
        closed = exists().where(at(C, place), CLOSED)
        values = _new(Post(subject, place, language)) | {"message": message, "rank": REDRAW, "closed": closed}
        new = upsert(T).values(values).on_conflict_do_nothing().returning(T.id)
        if (await self.connection.execute(new)).one_or_none():
            await self.send_from(place.platform, place.home)

    async def show_below(self, subject: Subject, place: Place, message: str, language: str) -> None:
        """A copy below somebody else's message, by its adapter's name; drawn again where there is one already."""
        values = _new(Post(subject, place, language)) | {"message": message}
        changed = {"subject_kind": subject.kind, "subject_id": subject.id, "state": "due"}
        new = upsert(T).values(values)
        await self.connection.execute(
            new.on_conflict_do_update(index_elements=["platform", "home", "message"], set_=changed)
        )
        await self.send_from(place.platform, place.home)

    async def first_time(self, key: bytes, now: datetime) -> bool:
        """Whether a delivery has not been handled before; its keyed hash is kept a day."""
        return (await self.connection.execute(_handled(), {"key": key, "at": now})).one_or_none() is not None


def _accounts_beside(here: Any, subject: Subject) -> Select[str, str, str, str]:
    """The first account of the same person that can be reached and where the subject has not come yet."""
    there = and_(T.platform == A.platform, T.home == A.home, T.name_there == A.name_there)
    tried = exists().where(T.subject_kind == subject.kind, T.subject_id == subject.id, there)
    others = select(A.platform, A.home, A.name_there, A.address).join(here, here.person == A.person)
    return others.where(A.member.is_not(False), A.address != "", ~tried).order_by(A.id).limit(1)


def _new(post: Post) -> dict[str, Any]:
    place, under = post.to, post.under
    return {
        "subject_kind": post.subject.kind,
        "subject_id": post.subject.id,
        "platform": place.platform,
        "home": place.home,
        "name_there": place.id,
        "address": place.address,
        "private": place.private,
        "language": post.language,
        "under_kind": under.kind if under else None,
        "under_id": under.id if under else None,
        "state": "due",
        "rank": PRIVATE if place.private else NEW,
        "attempts": 0,
    }


def _shows(subject: Subject, place: Place) -> dict[str, Any]:
    """The values of COPY_OF."""
    there = {"of_platform": place.platform, "of_home": place.home, "name": place.id}
    return {"kind": subject.kind, "number": subject.id, **there}
