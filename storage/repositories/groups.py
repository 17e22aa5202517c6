"""Merged ideas: a pointer leads to the successor, and all that lead to one idea are a group; nothing is moved."""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import CTE, BindParameter, Select, any_, bindparam, func, literal_column, select, true
from sqlalchemy.orm import aliased

from storage import models

I = models.Idea  # noqa: E741
Numbers = Collection[int] | Collection[BindParameter[int]] | BindParameter[Any] | Select[Any]
THESE: BindParameter[Any] = bindparam("these", expanding=True)
"""For statements that are built once: which ideas is said when they are asked."""


def merged(ideas: Numbers) -> CTE:
    """`top` is one of the ideas, `id` each one that was merged into it by any way, and the idea itself."""
    # Few are asked for, which the planner does not know: it would read the whole board, and twice.
    these = any_(func.array(ideas.scalar_subquery())) if isinstance(ideas, Select) else None
    first = I.id.in_(ideas) if these is None else I.id == these
    start = select(I.id.label("top"), I.id.label("id")).where(first).cte("merged", recursive=True)
    earlier = aliased(I)
    into = select(earlier.id).where(earlier.merged_into == start.c.id).offset(literal_column("0")).lateral()
    return start.union(select(start.c.top, into.c.id).join(into, true()))


@cache
def grouped() -> Select[Any]:
    """The ideas, and all that were merged into them."""
    return select(merged(THESE).c.id)


def successors(ideas: Numbers) -> CTE:
    """The ideas, and each one that they have been merged into; `on` is where it goes on, None for the last."""
    start = select(I.id.label("id"), I.merged_into.label("on")).where(I.id.in_(ideas))
    start_cte = start.cte("successors", recursive=True)
    later = aliased(I)
    return start_cte.union(select(later.id, later.merged_into).join(start_cte, later.id == start_cte.c.on))
