"""What trials have taught, found by plain words."""

from collections.abc import Sequence

from sqlalchemy import ScalarSelect, SQLColumnExpression, func, literal, select, tuple_

from bot.model import Idea
from storage import models
from storage.repositories.ideas import idea_of, visible_ideas
from storage.repositories.permalinks import LINKED
from storage.repositories.session import Session

I, E, H = models.Idea, models.Experiment, models.Change  # noqa: E741
DICTIONARIES = {"fi": "finnish", "sv": "swedish", "en": "english"}


def _decided(idea: SQLColumnExpression[int]) -> ScalarSelect[int]:
    """When an idea's latest trial was decided, as a number that grows."""
    latest = select(func.coalesce(func.max(H.id), 0)).where(H.idea == idea, H.experiment.is_not(None))
    return latest.scalar_subquery()


class Lessons(Session):
    """One lesson for each idea: that of its latest decision."""

    async def lessons(
        self,
        words: Sequence[str],
        least: float,
        limit: int,
        after: int | None,
        *,
        skip: int = 0,
        linked_in: str | None = None,
    ) -> list[Idea]:
        """Ideas whose title, lesson or trials have each of the words, or one that begins like it; newest first.

        `least` is how much of a word's trigrams a stretch of the text must have: `avaimet` finds `avainlaatikko`.
        `after` is where the page before ended, `skip` counts from the first. `linked_in`: only those of which a card in
        this chat has an address.
        """
        tried = select(func.string_agg(E.what, " ")).where(E.idea == I.id).scalar_subquery()
        text = func.concat_ws(" ", I.title, I.lesson, tried)
        decided, last = _decided(I.id), _decided(literal(after or 0))
        query = visible_ideas().where(I.lesson.is_not(None))
        for word in words:
            query = query.where(func.word_similarity(word, text) >= least)
        if after is not None:
            query = query.where(tuple_(decided, I.id) < tuple_(last, literal(after)))
        if linked_in is not None:
            query = query.where(LINKED)
        page = query.order_by(decided.desc(), I.id.desc()).limit(limit).offset(skip)
        rows = await self.connection.execute(page, {"chat": linked_in} if linked_in is not None else {})
        return [idea_of(row) for row in rows]
