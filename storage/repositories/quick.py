"""Whose a quick trial is."""

from sqlalchemy import update

from bot.model import Account
from storage import models
from storage.repositories.session import Session

I, E = models.Idea, models.Experiment  # noqa: E741


class Quick(Session):
    """Logged for a colleague, until they say that it is theirs."""

    async def make_theirs(self, idea: int, account: Account) -> None:
        """The idea and its quick trial are this account's from now on. Both must be held."""
        theirs = {"author": account.id, "credited": None, "colleague": None}
        await self.connection.execute(update(I).where(I.id == idea).values(theirs))
        await self.connection.execute(update(E).where(E.idea == idea, E.quick).values(owner=account.id))
