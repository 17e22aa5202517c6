"""The addresses at which people open copies in their own clients."""

from sqlalchemy import select, update

from bot.model import Posting
from storage import models
from storage.jobs import Queue
from storage.repositories.departures import posting_of

T = models.Posting


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
