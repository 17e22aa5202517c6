"""Work communities: a tree of sectors, units and work communities, with names in several languages."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import CTE, Row, Select, and_, bindparam, exists, func, insert, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased

from bot.model import ANSWERING, LANGUAGES, Role, Unit
from storage import models
from storage.repositories.session import Session

U, R, A = models.Unit, models.Role, models.Account
AnyRow = Row[*tuple[Any, ...]]
NAMES = (U.name.label("unit_name"), U.names.label("unit_names"))
"""What `unit_of` needs, beside the number as `unit`."""


@cache
def _rows() -> Any:
    return select(U.id.label("unit"), *NAMES, U.parent, U.closed_on)


HOLD = text("lock table unit in share row exclusive mode")


@cache
def _by_id() -> Any:
    return _rows().where(U.id == bindparam("unit"))


@cache
def _called() -> Any:
    called: Any = bindparam("called")
    return _rows().where(or_(U.folded == called, *(func.lower(U.names[one].astext) == called for one in LANGUAGES)))


def unit_of(row: AnyRow) -> Unit | None:
    """The work community of a row; None where it has none."""
    return Unit(row.unit, row.unit_name, row.unit_names) if row.unit is not None else None


def alphabetical(rows: Iterable[AnyRow]) -> list[Unit]:
    """The work communities of rows that all have one, in the order of their names."""
    return sorted((unit for row in rows if (unit := unit_of(row))), key=lambda unit: unit.alphabetical)


def below(first: Select[Any]) -> CTE:
    """The numbers that `first` selects as `unit`, and those of all that lies below."""
    tree = first.cte("below", recursive=True)
    return tree.union(select(U.id).join(tree, U.parent == tree.c.unit))


def within(first: Select[Any]) -> CTE:
    """Of each number that `first` selects as `top` and `unit`: the same, and all that lies below it as `unit`."""
    tree = first.cte("within", recursive=True)
    return tree.union(select(tree.c.top, U.id).join(tree, U.parent == tree.c.unit))


def above(first: Select[Any]) -> CTE:
    """The number that `first` selects as `unit`, and those of all that it lies below."""
    tree = first.cte(recursive=True)
    return tree.union(select(U.parent).join(tree, and_(U.id == tree.c.unit, U.parent.is_not(None))))


def answered_for(unit: Any, roles: Collection[Role] = ANSWERING) -> Any:
    """Whether somebody answers for the very work community. Where nobody does, whoever is nearest above it does."""
    role, account = aliased(R), aliased(A)
    there = and_(role.unit == unit, role.role.in_(roles), role.account == account.id)
    return exists().where(there, account.member.is_not(False))


def responsible() -> Any:
    """Whether a role is of who answers for a work community or encourages there; its deputy where nobody supervises."""
    other = aliased(R)
    vacant = ~exists().where(other.unit == R.unit, other.role == Role.SUPERVISOR)
    return or_(R.role.in_([Role.SUPERVISOR, Role.RENEWER]), and_(R.role == Role.DEPUTY, vacant))


def nearest(first: Select[Any], roles: Collection[Role] = ANSWERING) -> CTE:
    """The numbers that `first` selects as `unit`, and of what they lie below up to the first that is answered for.

    Or up to the first where somebody has one of the `roles`.
    """
    way = first.cte("nearest", recursive=True)
    above_it = and_(U.id == way.c.unit, U.parent.is_not(None), ~answered_for(U.id, roles))
    return way.union(select(U.parent).join(way, above_it))


def left_to(first: Select[Any]) -> CTE:
    """Of each number that `first` selects as `top` and `unit`: the same, and what nobody nearer below answers for."""
    tree = first.cte(recursive=True)
    return tree.union(select(tree.c.top, U.id).join(tree, and_(U.parent == tree.c.unit, ~answered_for(U.id))))


@cache
def _own() -> Any:
    held = select(R.unit).join(A, A.id == R.account)
    theirs = (A.person == bindparam("person"), R.role.in_([Role.SUPERVISOR, Role.DEPUTY]))
    tree = below(held.where(*theirs, A.member.is_not(False)))
    return select(U.id.label("unit"), *NAMES).where(U.id.in_(select(tree.c.unit)))


@cache
def below_these() -> Select[Any]:
    """Work communities and all that lies below them."""
    return select(below(select(U.id.label("unit")).where(U.id.in_(bindparam("units", expanding=True)))).c.unit)


def tree(rows: Iterable[AnyRow]) -> list[Unit]:
    """Work communities in the order of the tree: below its parent each, and beside each other by their names."""
    kept = {row.unit: row for row in rows}
    children: dict[int | None, list[AnyRow]] = {}
    for row in kept.values():
        children.setdefault(row.parent if row.parent in kept else None, []).append(row)
    ordered: list[Unit] = []

    def follow(parent: Unit | None) -> None:
        found = [
            Unit(row.unit, row.unit_name, row.unit_names, parent, row.closed_on)
            for row in children.get(parent.id if parent else None, [])
        ]
        for unit in sorted(found, key=lambda unit: unit.alphabetical):
            ordered.append(unit)
            follow(unit)

    follow(None)
    return ordered


class Units(Session):
    """Reading the tree, and changing it."""

    async def unit(self, unit: int) -> Unit | None:
        """A work community, also when it is closed."""
        row = (await self.connection.execute(_by_id(), {"unit": unit})).one_or_none()
        return unit_of(row) if row else None

    async def hold_units(self) -> None:
        """Nobody else changes the tree until the end of the transaction."""
        await self.connection.execute(HOLD)

    async def units(self) -> list[Unit]:
        """Those that are offered, in the order of the tree."""
        return tree(await self.connection.execute(_rows().where(U.closed_on.is_(None))))

    async def all_units(self) -> list[Unit]:
        """All work communities, the closed ones too, in the order of the tree."""
        return tree(await self.connection.execute(_rows()))

    async def units_below(self, units: list[int]) -> list[int]:
        """The numbers of these work communities and of all that lies below them."""
        return list((await self.connection.execute(below_these(), {"units": units})).scalars())

    async def unit_called(self, name: str) -> Unit | None:
        """The one with this name in any language, closed or not; upper and lower case are the same."""
        rows = (await self.connection.execute(_called(), {"called": name.lower()})).all()
        return unit_of(rows[0]) if rows else None

    async def unit_named(self, name: str) -> Unit:
        """The work community of this name, made if it does not exist; a closed one is open again."""
        if await self.unit_called(name) is None:
            await self.connection.execute(upsert(U).values(name=name, names={}).on_conflict_do_nothing())
        found = await self.unit_called(name)
        if found is None:
            raise LookupError("a work community that was just stored is not there")
        await self.close_unit(found.id, None)
        return found

    async def add_unit(self, name: str, names: Mapping[str, str], parent: int | None) -> int:
        values = {"name": name, "names": dict(names), "parent": parent}
        return (await self.connection.execute(insert(U).values(values).returning(U.id))).scalar_one()

    async def change_unit(self, unit: int, name: str, names: Mapping[str, str], parent: int | None) -> None:
        values = {"name": name, "names": dict(names), "parent": parent}
        await self.connection.execute(update(U).where(U.id == unit).values(values))

    async def close_unit(self, unit: int, day: date | None) -> None:
        """From this day on it is not offered; None: it is open."""
        await self.connection.execute(update(U).where(U.id == unit).values(closed_on=day))

    async def name_units_in(self, language: str) -> None:
        """Those that have a name in this language are called so where a reader's own is missing."""
        named = U.names[language].astext
        await self.connection.execute(update(U).where(named.is_not(None), named != U.name).values(name=named))

    async def answers_for(self, person: int) -> list[Unit]:
        """The work communities of which any account of a person is the supervisor or deputy, and what lies below."""
        return alphabetical(await self.connection.execute(_own(), {"person": person}))
