"""What trials have taught, found by plain words."""

from collections.abc import Sequence

from sqlalchemy import func, select

from bot.model import Idea
from storage import models
from storage.repositories.ideas import VISIBLE_IDEAS, idea_of
from storage.repositories.session import Session

I, E, H = models.Idea, models.Experiment, models.Change  # noqa: E741
DICTIONARIES = {"fi": "finnish", "sv": "swedish", "en": "english"}


class Lessons(Session):
    """One lesson for each idea: that of its latest decision."""

    async def lessons(self, words: Sequence[str], language: str, least: float, limit: int) -> list[Idea]:
        """Ideas whose title, lesson or trials have each of the words, or one that begins like it; newest first.

        `least` is how much of a word's trigrams a stretch of the text must have: `avaimet` finds `avainlaatikko`.
        Words that say nothing by themselves, such as “and”, are passed over.
        """
        tried = select(func.string_agg(E.what, " ")).where(E.idea == I.id).scalar_subquery()
        text = func.concat_ws(" ", I.title, I.lesson, tried)
        decided = select(func.max(H.id)).where(H.idea == I.id, H.experiment.is_not(None)).scalar_subquery()
        query = VISIBLE_IDEAS.where(I.lesson.is_not(None))
        for word in words:
            empty = func.numnode(func.plainto_tsquery(DICTIONARIES[language], word)) == 0
            query = query.where(empty | (func.word_similarity(word, text) >= least))
        rows = await self.connection.execute(query.order_by(decided.desc().nulls_last(), I.id.desc()).limit(limit))
        return [idea_of(row) for row in rows]
