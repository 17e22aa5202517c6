"""The open transaction that every repository works in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

from psycopg import AsyncConnection as Driver
from sqlalchemy import Select
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection

DIALECT = make_url("postgresql+psycopg://").get_dialect()()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement as the driver takes it, the values that never change, and the names of each part of a row."""

    text: bytes
    values: Mapping[str, object]
    parts: Sequence[Sequence[str]]

    def read(self, row: Sequence[Any]) -> list[SimpleNamespace]:
        """One object for each part."""
        found, begin = [], 0
        for names in self.parts:
            end = begin + len(names)
            found.append(SimpleNamespace(**dict(zip(names, row[begin:end], strict=True))))
            begin = end
        return found


def prepared(statement: Select[Any], *parts: Sequence[str]) -> Prepared:
    """For what is asked most often: SQLAlchemy would look each statement up by a key as long as itself."""
    compiled = statement.compile(dialect=DIALECT)
    always = {name: value for name, value in compiled.params.items() if value is not None}
    return Prepared(str(compiled).encode(), always, parts)


async def below(connection: AsyncConnection) -> Driver:
    """The driver's own connection."""
    driver: Any = (await connection.get_raw_connection()).driver_connection
    return cast(Driver, driver)


class Session:
    """One transaction on one connection; committed or rolled back by whoever opened it."""

    def __init__(self, connection: AsyncConnection, driver: Driver | None = None) -> None:
        self.connection = connection
        self._driver = driver

    async def driver(self) -> Driver:
        """The same connection below SQLAlchemy."""
        if self._driver is None:
            self._driver = await below(self.connection)
        return self._driver

    async def rows(self, statement: Prepared, values: Mapping[str, object]) -> list[list[Any]]:
        """What it answers, each row in its parts."""
        cursor = await (await self.driver()).execute(statement.text, {**statement.values, **values})
        return [statement.read(row) for row in await cursor.fetchall()]
