"""Who hears what becomes of an idea."""

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.model import Account
from storage import models
from storage.repositories.session import Session

F, A = models.Follow, models.Account


class Following(Session):
    """A person follows when any of their accounts does."""

    async def follows(self, idea: int, person: int) -> bool:
        query = select(F.idea).join(A, A.id == F.account).where(F.idea == idea, A.person == person)
        return bool((await self.connection.execute(select(exists(query)))).scalar_one())

    async def follow(self, idea: int, account: Account) -> None:
        await self.connection.execute(upsert(F).values(idea=idea, account=account.id).on_conflict_do_nothing())

    async def unfollow(self, idea: int, person: int) -> None:
        """By whichever of their accounts it was followed."""
        own = select(A.id).where(A.person == person)
        await self.connection.execute(delete(F).where(F.idea == idea, F.account.in_(own)))
