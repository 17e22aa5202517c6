"""The open transaction that every repository works in."""

from sqlalchemy.ext.asyncio import AsyncConnection


class Session:
    """One transaction on one connection; committed or rolled back by whoever opened it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
