"""What others see change leaves after the commit: enqueued in the transaction that changes it."""

from collections.abc import Collection
from typing import Protocol

from bot.model import Home, Request, Subject
from bot.replies import Post, Reply


class Leaving(Protocol):
    """What enqueueing asks of storage; `hang` and `redraw` answer with the homes that have something new to send."""

    async def hang(self, posts: Collection[Post]) -> set[Home]: ...
    async def redraw(self, subjects: Collection[Subject], clicked: Collection[Request]) -> set[Home]: ...
    async def send_from(self, platform: str, home: str) -> None: ...
    async def send_from_each(self, homes: Collection[Home]) -> None: ...


async def enqueue(store: Leaving, reply: Reply, *clicked: Request) -> None:
    """One job for each workspace or tenant that has something new to send; the clicked copies are drawn first."""
    homes = await store.hang(reply.post) | await store.redraw(set(reply.redraw), clicked)
    await store.send_from_each(sorted(homes))
