"""Finding ideas: the newest, the most supported, those of one's work community, and those that have some words."""

from collections.abc import Sequence
from typing import Protocol

from bot.checks import check
from bot.intents import FindIdeas, Order, Search, WriteSearch
from bot.model import Idea, Unit
from bot.replies import Reply
from bot.turn import People, Turn, asks, handles
from bot.views import finding as words
from bot.views.kinds import Form

PAGE = 8
MOST_WORDS = 8
LEAST_ALIKE = 0.45
"""Of a word's trigrams: `avaimet` shares a half with `avainlaatikko`, and `kokous` less than this with `kokeilu`."""


class Words(People, Protocol):
    """What looking for words asks of storage."""

    async def telling_words(self, words: Sequence[str], language: str) -> list[str]: ...


class Storage(Words, Protocol):
    """What finding asks of storage."""

    async def found(
        self,
        words: Sequence[str],
        least: float,
        limit: int,
        *,
        unit: int | None = ...,
        person: int | None = ...,
        supporter: int | None = ...,
        follower: int | None = ...,
        supported: bool = ...,
        after: int | None = ...,
        backed: int | None = ...,
        skip: int = ...,
        linked_in: str | None = ...,
    ) -> list[Idea]: ...
    async def unit(self, unit: int) -> Unit | None: ...
    async def unit_of(self, person: int) -> Unit | None: ...


@handles(FindIdeas)
async def find(turn: Turn[Storage], intent: FindIdeas) -> Reply:
    """One page, and the way to the next. Reading stores nothing."""
    person = turn.account.person.id if turn.account else 0
    text = tidy(intent.text)
    found = await turn.store.found(
        await telling(turn, text),
        LEAST_ALIKE,
        PAGE + 1,
        unit=intent.unit,
        person=person if intent.order is Order.MINE else None,
        supporter=person if intent.order is Order.GIVEN else None,
        follower=person if intent.order is Order.FOLLOWED else None,
        after=intent.after,
        supported=intent.order is Order.SUPPORTED,
        backed=intent.backed,
    )
    here = await turn.store.unit(intent.unit) if intent.unit else None
    return Reply(show=words.found(intent, text, found[:PAGE], here, await our_unit(turn), more=len(found) > PAGE))


def tidy(text: str) -> str:
    """What is looked for, as it is repeated."""
    return " ".join(text.split())[: words.QUOTED]


async def telling(turn: Turn[Words], text: str) -> list[str]:
    """Those of its words that say something; all of them where none does, for every idea would match nothing."""
    given = text.split()[:MOST_WORDS]
    return await turn.store.telling_words(given, turn.language) or given


async def our_unit(turn: Turn[Storage]) -> Unit | None:
    """The work community of the channel, or of the person: where they have a role, or shared last."""
    if here := await turn.unit_here():
        return here
    return await turn.store.unit_of(turn.account.person.id) if turn.account else None


@handles(WriteSearch)
async def write(turn: Turn[Storage], intent: WriteSearch) -> Reply:
    return Reply(show=await form(turn, Search(intent.text)))


@asks(Search)
async def form(turn: Turn[Storage], intent: Search) -> Form:
    del turn
    return words.search_form(intent)


@handles(Search)
async def search(turn: Turn[Storage], intent: Search) -> Reply:
    check(intent.text, words.QUOTED, "text", required=True)
    return await find(turn, FindIdeas(intent.text.strip()))
