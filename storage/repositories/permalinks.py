"""Addresses: of an idea's page, and those at which people open its copies in their own clients."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, any_, bindparam, exists, func, select, update

from bot.model import Place, Posting
from storage import models
from storage.jobs import Queue
from storage.repositories.departures import posting_of
from storage.repositories.many import numbers
from storage.repositories.places import at

T, I, C = models.Posting, models.Idea, models.Channel  # noqa: E741
HANGS_OPENLY = and_(T.private.is_(False), T.permalink.is_not(None))
"""A card in a channel, of which the platform has told the address."""
LINKED = exists().where(T.subject_kind == "idea", T.subject_id == I.id, HANGS_OPENLY, T.platform == bindparam("chat"))
"""An idea that has such a card in one chat."""
IDEAS = and_(T.subject_kind == "idea", T.subject_id == any_(numbers("ideas")))


@cache
def _ways_to() -> Any:
    return (
        select(T.subject_id, T.permalink).where(IDEAS, HANGS_OPENLY, T.platform == bindparam("platform")).order_by(T.id)
    )


THERE = and_(
    T.platform == bindparam("platform"), T.home == bindparam("home"), T.name_there == bindparam("name"), ~T.private
)


@cache
def _hanging() -> Select[Any]:
    return select(T.subject_id).where(IDEAS, THERE, T.message.is_not(None)).distinct()


class Permalinks(Queue):
    """They are asked of the platform by a job, and kept as they were given."""

    async def find_permalink(self, posting: Posting) -> None:
        """Ask after the commit; one after another for each workspace or tenant, after everything else."""
        place = posting.place
        lock = f"find_permalink:{place.platform}:{place.home}"
        await self.defer("find_permalink", lock=lock, last=True, posting=posting.id)

    async def posting(self, posting: int) -> Posting | None:
        row = (await self.connection.execute(select(T.__table__).where(T.id == posting))).one_or_none()
        return posting_of(row) if row else None

    async def keep_permalink(self, posting: Posting, permalink: str) -> None:
        """Unless another message has become this copy meanwhile."""
        same = (T.id == posting.id) & (T.message == posting.message)
        await self.connection.execute(update(T).where(same).values(permalink=permalink))

    async def named_page(self, idea: int, name: str) -> str:
        """The name of an idea's page: this one, unless it has one already."""
        named = update(I).where(I.id == idea).values(page=func.coalesce(I.page, name)).returning(I.page)
        return str((await self.connection.execute(named)).scalar_one())

    async def idea_at(self, name: str) -> int | None:
        """The idea whose page has this name."""
        found = (await self.connection.execute(select(I.id).where(I.page == name))).scalar_one_or_none()
        return None if found is None else int(found)

    async def permalinks(self, idea: int) -> dict[str, str]:
        """For each platform the address of the first card of an idea that hangs in a channel there."""
        shows = (T.subject_kind == "idea") & (T.subject_id == idea) & T.private.is_(False)
        query = select(T.platform, T.permalink).where(shows, T.permalink.is_not(None)).order_by(T.id.desc())
        return {row.platform: row.permalink for row in await self.connection.execute(query)}

    async def ways_to(self, ideas: Sequence[int], platform: str) -> dict[int, str]:
        """The address of one card of each idea that hangs in a channel of a platform: of the latest."""
        rows = await self.connection.execute(_ways_to(), {"ideas": list(ideas), "platform": platform})
        return {row.subject_id: row.permalink for row in rows}

    async def hanging(self, ideas: Sequence[int], place: Place) -> set[int]:
        """Those of the ideas whose card hangs in a channel."""
        there = {"platform": place.platform, "home": place.home, "name": place.id}
        return set((await self.connection.execute(_hanging(), {"ideas": list(ideas), **there})).scalars())

    async def looked_at(self, place: Place) -> bool:
        """Whether the platform has told of a linked channel who reads there."""
        told = select(exists().where(at(C, place), C.looked_at.is_not(None)))
        return bool((await self.connection.execute(told)).scalar_one())
