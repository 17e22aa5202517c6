"""Ideas in lists that are read page by page, each page from the last idea of the one before."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, literal, or_, select, true, tuple_, union_all

from bot.model import Idea, Stage, Unit
from storage import models
from storage.repositories.groups import successors
from storage.repositories.ideas import idea_of, visible_ideas
from storage.repositories.lessons import DICTIONARIES
from storage.repositories.many import texts
from storage.repositories.my_page import followed
from storage.repositories.permalinks import LINKED
from storage.repositories.session import Session
from storage.repositories.units import NAMES, below_these, unit_of
from storage.repositories.visible import VISIBLE

I, A, R, S, U = models.Idea, models.Account, models.Role, models.Support, models.Unit  # noqa: E741


@cache
def _threshold() -> Select[Any]:
    return select(func.set_config("pg_trgm.word_similarity_threshold", bindparam("least"), true()))


@cache
def _telling(language: str) -> Any:
    word = func.unnest(texts("words")).column_valued("word")
    return select(word).where(func.numnode(func.plainto_tsquery(DICTIONARIES[language], word)) > 0)


@cache
def _supported() -> Select[Any]:
    """Also where a merged idea continues: its support counts there."""
    given = select(S.idea).join(A, A.id == S.account).where(A.person == bindparam("supporter"))
    return select(successors(given).c.id)


@cache
def _our_unit() -> Any:
    own = select(A.id).where(A.person == bindparam("person"))
    roles = select(R.unit.label("unit"), literal(0).label("rank"), literal(0).label("latest")).where(R.account.in_(own))
    shared = select(I.unit, literal(1), I.id).where(I.author.in_(own), I.unit.is_not(None), VISIBLE)
    nearest = union_all(roles, shared).subquery("nearest")
    return (
        select(U.id.label("unit"), *NAMES)
        .join(nearest, nearest.c.unit == U.id)
        .where(U.closed_on.is_(None))
        .order_by(nearest.c.rank, nearest.c.latest.desc())
        .limit(1)
    )


class Finding(Session):
    """What is hidden or withdrawn is in no list."""

    async def telling_words(self, words: Sequence[str], language: str) -> list[str]:
        """Without those that say nothing by themselves, such as “and”."""
        if not words:
            return []
        return list((await self.connection.execute(_telling(language), {"words": list(words)})).scalars())

    async def found(
        self,
        words: Sequence[str],
        least: float,
        limit: int,
        *,
        unit: int | None = None,
        person: int | None = None,
        supporter: int | None = None,
        follower: int | None = None,
        supported: bool = False,
        after: int | None = None,
        backed: int | None = None,
        skip: int = 0,
        linked_in: str | None = None,
    ) -> list[Idea]:
        """Ideas that have each of the words in their title or text, or one that is like it by `least` of its trigrams.

        Newest or most supported first; `after` and its support `backed` are where the page before ended, `skip` counts
        from the first. `linked_in`: only those of which a card in this chat has an address. Whose own they are, and who
        follows them, sees also those that continue in another.
        """
        page: Select[Any] = select(I.id).where(VISIBLE)
        if person is None and follower is None:
            page = page.where(I.stage != Stage.MERGED)
        if words:
            await self.connection.execute(_threshold(), {"least": str(least)})
        for word in words:
            page = page.where(or_(I.title.op("%>")(word), I.about.op("%>")(word)))
        given: dict[str, Any] = {}
        if unit is not None:
            page, given = page.where(I.unit.in_(below_these())), {"units": [unit]}
        if person is not None:
            page = page.where(I.author.in_(select(A.id).where(A.person == person)))
        if supporter is not None:
            page, given = page.where(I.id.in_(_supported())), given | {"supporter": supporter}
        if follower is not None:
            page, given = page.where(followed()), given | {"of": follower}
        if linked_in is not None:
            page, given = page.where(LINKED), given | {"chat": linked_in}
        order = (I.support.desc(), I.id.desc()) if supported else (I.id.desc(),)
        if after is not None:
            seen = tuple_(I.support, I.id) < tuple_(literal(backed or 0), literal(after)) if supported else I.id < after
            page = page.where(seen)
        near = page.order_by(*order).limit(limit).offset(skip).subquery()
        rows = await self.connection.execute(visible_ideas().join(near, near.c.id == I.id).order_by(*order), given)
        return [idea_of(row) for row in rows]

    async def unit_of(self, person: int) -> Unit | None:
        """Where a person has a role, or shared something last."""
        row = (await self.connection.execute(_our_unit(), {"person": person})).one_or_none()
        return unit_of(row) if row else None
