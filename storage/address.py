"""DATABASE_URL as the engine and the job engine read it, and what its server refuses, in one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import InsufficientPrivilege, InvalidSchemaName, ReadOnlySqlTransaction, UndefinedFile
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError

from bot.errors import Misconfigured, Outage

SILENT = "The database in DATABASE_URL does not answer: check that it runs."
UNREADABLE = "DATABASE_URL cannot be read: write it as postgresql://user:password@host/name."
LAST_PORT = 65535
PATIENCE = 5.0
"""Seconds after which a database that says nothing is not there."""


def engine_url(url: str) -> URL:
    """The address for SQLAlchemy on psycopg; raises Misconfigured, without any part of it."""
    try:
        conninfo_to_dict(url)
        read = make_url(url)
    except (ArgumentError, ValueError, psycopg.Error):
        raise Misconfigured(UNREADABLE) from None
    if read.port and read.port > LAST_PORT:
        raise Misconfigured(UNREADABLE)
    return read.set(drivername="postgresql+psycopg")


@contextmanager
def allowed() -> Iterator[None]:
    """What the database does not let Latu do at the start: raises Misconfigured or Outage."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, InsufficientPrivilege | InvalidSchemaName | ReadOnlySqlTransaction):
            raise Misconfigured("DATABASE_URL: its user may not write there; let it own the database.") from None
        if isinstance(error.orig, UndefinedFile):
            raise Misconfigured("DATABASE_URL: its server has no pg_trgm; install PostgreSQL's contrib.") from None
        if isinstance(error, OperationalError | InterfaceError):
            raise Outage(SILENT) from None
        raise
