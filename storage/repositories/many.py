"""Many rows as one value: one statement for all of them, whose text stays the same however many there are."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    FromClause,
    Select,
    SQLColumnExpression,
    TableValuedAlias,
    Text,
    any_,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSON
from sqlalchemy.types import TypeEngine


def rows_of(name: str, columns: Mapping[str, TypeEngine[Any]]) -> TableValuedAlias:
    """A table that comes with the statement as the value `name`, which `packed` makes."""
    typed = (column(one, kind) for one, kind in columns.items())
    told = cast(bindparam(name, type_=Text()), JSON)
    return func.json_to_recordset(told).table_valued(*typed, name=name).render_derived(with_types=True)


def packed(rows: Sequence[Mapping[str, object]]) -> str:
    """The value of such a table."""
    return json.dumps(rows, default=str, ensure_ascii=False)


def numbers(name: str) -> BindParameter[Any]:
    """A list of numbers as one value, for `any_` and `all_`."""
    return bindparam(name, type_=ARRAY(BigInteger()))


def texts(name: str) -> BindParameter[Any]:
    """The same of texts."""
    return bindparam(name, type_=ARRAY(Text()))


def claimed(due: Select[int]) -> Select[int]:
    """The numbers of rows that whoever claims holds from now on, without those that somebody else holds.

    PostgreSQL may run a subquery once for every row, and each run would take as many again; this one runs once.
    """
    return select(due.with_for_update(skip_locked=True).cte("claimed").c[0])


def one_of_those(number: SQLColumnExpression[int], rows: FromClause, those: Select[int]) -> ColumnElement[bool]:
    """Whether a row's number is one of those that an index finds for each of some rows.

    A hundred of these are expected, and a table that is not large would be read from end to end for the usual one.
    """
    each = those.offset(literal_column("0")).lateral()
    return number == any_(
        func.array(select(each.c[0]).select_from(rows.join(each, literal_column("true"))).scalar_subquery())
    )
