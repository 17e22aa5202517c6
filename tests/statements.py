"""What the database is asked, by SQLAlchemy or below it."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from psycopg import AsyncCursor

Statements = list[tuple[str, Any]]
"""Each with its values."""
Ask = Callable[..., Awaitable[Any]]


@contextmanager
def heard() -> Iterator[Statements]:
    """Whatever is asked in here; beginning and ending are not heard."""
    said: Statements = []

    def hearing(ask: Ask) -> Ask:
        async def hear(cursor: AsyncCursor, query: Any, values: Any = None, **how: Any) -> Any:
            said.append((query.decode() if isinstance(query, bytes) else query, values))
            return await ask(cursor, query, values, **how)

        return hear

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AsyncCursor, "execute", hearing(AsyncCursor.execute))
        patch.setattr(AsyncCursor, "executemany", hearing(AsyncCursor.executemany))
        yield said
