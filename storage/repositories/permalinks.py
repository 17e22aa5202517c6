"""Addresses: of an idea's page, and those at which people open its copies in their own clients."""

from sqlalchemy import exists, func, select, update

from bot.model import Place, Posting
from storage import models
from storage.jobs import Queue
from storage.repositories.departures import posting_of

T, I, C = models.Posting, models.Idea, models.Channel  # noqa: E741


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

    async def looked_at(self, place: Place) -> bool:
        """Whether the platform has told of a linked channel who reads there."""
        there = (C.platform == place.platform) & (C.home == place.home) & (C.name_there == place.id)
        told = select(exists().where(there, C.looked_at.is_not(None)))
        return bool((await self.connection.execute(told)).scalar_one())
