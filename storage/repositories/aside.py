"""Ideas that are put aside, opened again or merged; and parked ones that are come back to."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import case, func, insert, select, update

from bot.model import ASIDE, OPEN, Account, Change, Idea, Review, Stage
from storage import models
from storage.repositories.accounts import account_of, accounts
from storage.repositories.history import change_of, changes
from storage.repositories.ideas import ALIKE, idea_of, visible_ideas
from storage.repositories.session import Session
from storage.repositories.visible import VISIBLE

I, A, W, H = models.Idea, models.Account, models.Review, models.Change  # noqa: E741


class Aside(Session):
    """What becomes of an idea beside a trial."""

    async def put_aside(self, idea: int, *, back_on: date | None = None, merged_into: int | None = None) -> None:
        """What an idea is opened to again is remembered; its new stage is set by whoever tells of it."""
        before = case((I.stage.in_(OPEN), I.stage), else_=I.before)
        values = {"before": before, "back_on": back_on, "merged_into": merged_into}
        await self.connection.execute(update(I).where(I.id == idea).values(values))
        await self.leave(idea)

    async def bring_back(self, idea: int) -> None:
        """An idea is put aside no more; its stage is set by whoever tells of it."""
        await self.connection.execute(update(I).where(I.id == idea).values(back_on=None, merged_into=None))
        await self.leave(idea)

    async def put_aside_because(self, idea: int) -> Change | None:
        """The latest decision that put an idea aside."""
        query = changes().where(H.idea == idea, H.stage.in_(ASIDE)).order_by(H.id.desc()).limit(1)
        row = (await self.connection.execute(query)).one_or_none()
        return change_of(row) if row else None

    async def near(self, idea: Idea, stages: Collection[Stage], limit: int) -> list[Idea]:
        """Other ideas in these stages: the most similar titles first, then the newest."""
        alike = func.similarity(I.title, idea.title)
        other = visible_ideas().where(I.id != idea.id, I.stage.in_(stages))
        similar = other.where(I.title.bool_op(ALIKE)(idea.title)).order_by(alike.desc(), I.id).limit(limit)
        newest = other.order_by(I.shared_on.desc(), I.id.desc()).limit(limit)
        rows = [row for query in (similar, newest) for row in await self.connection.execute(query)]
        return list({row.id: idea_of(row) for row in rows}.values())[:limit]

    async def come_back(self, idea: int, account: Account, due_at: datetime) -> None:
        """A parked idea waits for its day."""
        await self.connection.execute(insert(W).values(idea=idea, account=account.id, due_at=due_at))

    async def leave(self, idea: int) -> None:
        """Ask nothing more about an idea that was parked."""
        waiting = update(W).where(W.idea == idea, W.due_at.is_not(None))
        await self.connection.execute(waiting.values(due_at=None))

    async def claim_reviews(self, now: datetime, limit: int) -> list[Review]:
        """Those whose moment has come, locked until the end: whoever comes second does not see them.

        What is hidden waits.
        """
        due = select(W.id).join(I, I.id == W.idea).where(W.due_at <= now, VISIBLE).order_by(W.due_at, W.id).limit(limit)
        numbers = (await self.connection.execute(due.with_for_update(of=W, skip_locked=True))).scalars().all()
        return await self._reviews(numbers)

    async def review(self, review: int) -> Review | None:
        found = await self._reviews([review])
        return found[0] if found else None

    async def reviews_of(self, idea: int) -> list[int]:
        """The numbers of all questions about an idea that was parked, one for each time."""
        return list((await self.connection.execute(select(W.id).where(W.idea == idea))).scalars())

    async def _reviews(self, numbers: Sequence[int]) -> list[Review]:
        if not numbers:
            return []
        query = accounts().add_columns(W.id.label("review"), W.idea).join(W, W.account == A.id)
        rows = await self.connection.execute(query.where(W.id.in_(numbers)).order_by(W.id))
        return [Review(row.review, row.idea, account_of(row)) for row in rows]

    async def ask_again(self, review: int, due_at: datetime) -> None:
        """Ask about a parked idea once more, at `due_at`."""
        await self.connection.execute(update(W).where(W.id == review).values(due_at=due_at))
