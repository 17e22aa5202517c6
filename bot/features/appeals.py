"""The author of something hidden answers: whoever hid it and the admins hear it."""

from typing import Protocol

from bot import telling
from bot.checks import check, there
from bot.errors import Refusal
from bot.features.hiding import Storage as Seeing
from bot.intents import AnswerHiding, OpenAppeal
from bot.model import Account, Hiding, HidingState, Subject
from bot.replies import Reply
from bot.turn import Turn, asks, draws, handles
from bot.views import hiding as words
from bot.views import refusals
from bot.views.kinds import Card, Form


class Storage(Seeing, Protocol):
    """What answers ask of storage."""

    async def answer_hiding(self, hiding: int, words: str) -> None: ...
    async def account_by_id(self, account: int) -> Account | None: ...


async def own(turn: Turn[Storage], number: int) -> Hiding:
    """What was hidden of the one who asks; refused when it is not theirs, or nothing more can be said."""
    hiding = there(await turn.store.hiding(number))
    author, me = await turn.store.author_of(hiding.thing), await turn.me()
    if author is None or author.person != me.person:
        raise Refusal(words.not_the_author())
    if hiding.answer:
        raise Refusal(refusals.answered())
    if hiding.state is not HidingState.HIDDEN:
        raise Refusal(words.not_hidden())
    return hiding


@handles(OpenAppeal)
async def open_answer(turn: Turn[Storage], intent: OpenAppeal) -> Reply:
    return Reply(show=await form(turn, AnswerHiding(intent.hiding)))


@asks(AnswerHiding)
async def form(turn: Turn[Storage], intent: AnswerHiding) -> Form:
    return words.appeal_form(intent, await own(turn, intent.hiding))


@handles(AnswerHiding)
async def answer(turn: Turn[Storage], intent: AnswerHiding) -> Reply:
    """Keep what the author says; whoever hid it and the admins hear it privately, with the author's name."""
    check(intent.words, words.ANSWER_LIMIT, "words", required=True)
    hiding = await own(turn, intent.hiding)
    await turn.store.answer_hiding(hiding.id, intent.words.strip())
    hid = await turn.store.account_by_id(hiding.by)
    admins = await turn.store.accounts_with(turn.organisation.admin_keys)
    readers = {one.person.id: one for one in (*([hid] if hid else []), *admins)}
    told = await telling.tell(turn, readers.values(), Subject("reply", hiding.id))
    return Reply(show=words.answered(), post=told, redraw=(hiding.subject,))


@draws("reply")
async def draw(turn: Turn[Storage], number: int) -> Card | None:
    hiding = await turn.store.hiding(number)
    author = await turn.store.author_of(hiding.thing) if hiding else None
    if hiding is None:
        return None
    return words.appeal_card(Subject("reply", number), hiding, author.person if author else None)
