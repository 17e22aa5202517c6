"""Answering an idea: thanks, not now, or let us try, always with the reason and from whom."""

from dataclasses import replace
from datetime import date
from typing import Protocol

from bot import telling
from bot.checks import check, there
from bot.errors import Refusal
from bot.features import aside
from bot.features.permits import nothing_waits
from bot.intents import AnswerIdea, DeclineIdea, OpenAnswer, ParkIdea
from bot.model import OPEN, AnswerKind, Change, Idea, Subject
from bot.replies import Reply
from bot.turn import Turn, asks, handles
from bot.views import answers as words
from bot.views import refusals
from bot.views.common import unanswered
from bot.views.kinds import Form


class Storage(aside.Storage, Protocol):
    """What answering asks of storage."""

    async def answer_of(self, idea: int) -> Change | None: ...
    async def keep_promise(self, idea: int, day: date) -> None: ...


async def to_answer(turn: Turn[Storage], idea: Idea | None) -> Idea:
    """An open idea of whoever asks to answer; the first who answers has answered."""
    found = there(idea)
    if found.answered_on:
        answer = await turn.store.answer_of(found.id)
        raise Refusal(words.answered_already(answer.by if answer else None))
    if found.stage not in OPEN:
        raise Refusal(refusals.not_open(found.stage))
    await nothing_waits(turn, found.id)
    return found


@handles(OpenAnswer)
async def open_answer(turn: Turn[Storage], intent: OpenAnswer) -> Reply:
    return Reply(show=await form(turn, AnswerIdea(intent.idea)))


@asks(AnswerIdea)
async def form(turn: Turn[Storage], intent: AnswerIdea) -> Form:
    return words.answer_form(intent, await to_answer(turn, await turn.store.idea(intent.idea)))


@handles(AnswerIdea)
async def answer(turn: Turn[Storage], intent: AnswerIdea) -> Reply:
    """“Not now” is parked with a day, or declined; the others stay open. Author and followers hear it."""
    if intent.kind is None:
        raise Refusal(unanswered(), field="kind")
    if intent.back_on and intent.kind is not AnswerKind.NOT_NOW:
        raise Refusal(words.no_day(), field="back_on")
    check(intent.reason, aside.REASON_LIMIT, "reason", required=True)
    idea = await to_answer(turn, await turn.store.hold_idea(intent.idea))
    if intent.kind is AnswerKind.NOT_NOW:
        if intent.back_on:
            return await aside.park(turn, ParkIdea(idea.id, intent.back_on, intent.reason))
        return await aside.decline(turn, DeclineIdea(idea.id, intent.reason))
    me = await turn.me()
    await turn.store.keep_promise(idea.id, turn.today)
    changed = await telling.change(turn, idea, idea.stage, intent.reason.strip(), by=me.id, answer=intent.kind)
    await turn.store.note(me, "decision", {"idea": str(idea.id), "answer": intent.kind}, turn.now)
    told = (Subject(kind, idea.id) for kind in aside.OVERDUE)
    return replace(changed, show=words.answered(idea), redraw=(*changed.redraw, *told))
