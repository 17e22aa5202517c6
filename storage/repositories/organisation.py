"""What an admin has chosen for the organisation: one row, read once in each transaction."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.model import Organisation
from storage import models
from storage.models.organisation import ONLY
from storage.repositories.session import Session

O = models.Organisation  # noqa: E741
CHOSEN = tuple(column for column in O.__table__.columns if column.name != "id")
PREFIX = "chosen_"
LABELLED = [column.label(f"{PREFIX}{column.name}") for column in CHOSEN]


@cache
def _row() -> Select[Any]:
    return select(*LABELLED).where(O.id == ONLY)


def labelled(row: Row[Any]) -> dict[str, Any]:
    """The columns CHOSEN of a row with LABELLED."""
    return {column.name: row._mapping[f"{PREFIX}{column.name}"] for column in CHOSEN}


class Chosen(Session):
    """The row, kept for the rest of the transaction once any statement has brought it."""

    _chosen: Mapping[str, Any] | None = None

    def _keep(self, values: Mapping[str, Any]) -> None:
        """What the columns CHOSEN say; whatever reads an account brings them along."""
        self._chosen = {name: value for name, value in values.items() if value is not None}

    async def organisation(self, usual: Organisation) -> Organisation:
        """The organisation as it is now: what was chosen stands before the usual."""
        if self._chosen is None:
            row = (await self.connection.execute(_row())).one_or_none()
            self._keep(labelled(row) if row else {})
        chosen = dict(self._chosen or {})
        if "baskets" in chosen:
            chosen["baskets"] = tuple(chosen["baskets"])
        return replace(usual, **chosen)

    async def choose(self, changed: Mapping[str, object]) -> None:
        """Keep what an admin has chosen, by the names of `Organisation`."""
        values = {name: list(value) if isinstance(value, tuple) else value for name, value in changed.items()}
        new = upsert(O).values(id=ONLY, **values)
        await self.connection.execute(new.on_conflict_do_update(index_elements=["id"], set_=values))
        self._chosen = None
