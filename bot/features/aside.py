"""What becomes of an idea beside a trial: parked until a day, declined, merged into another, and opened again."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from bot import permission, telling
from bot.calendar import working_morning
from bot.checks import check, check_day, there
from bot.errors import Refusal
from bot.features.permits import Waiting, nothing_waits
from bot.intents import (
    AskToDecline,
    AskToMerge,
    AskToPark,
    AskToReopen,
    DeclineIdea,
    MergeIdea,
    ParkIdea,
    ReopenIdea,
)
from bot.model import ASIDE, OPEN, Account, AnswerKind, Idea, Stage, Subject
from bot.replies import Reply
from bot.turn import People, Turn, asks, handles
from bot.views import aside as words
from bot.views import refusals
from bot.views.common import unanswered
from bot.views.kinds import Button, Form
from bot.visibility import may_see

REASON_LIMIT = 1500
CHOICES = 20
"""So many ideas are offered to merge into."""
OVERDUE = ("overdue", "awaited")
"""What was told of a promised answer whose day had passed."""
GOING_ON = OPEN | {Stage.TRIAL, Stage.ADAPTED}
"""What another idea may be merged into."""
NOS = {Stage.PARKED, Stage.DECLINED}
FROM = {
    Stage.PARKED: OPEN | {Stage.PARKED},
    Stage.DECLINED: OPEN | {Stage.PARKED},
    Stage.MERGED: OPEN,
}
"""What an idea may be before; whoever tries one decides about it."""


class Successors(People, Protocol):
    """What finding out where an idea continues asks of storage."""

    async def successor(self, idea: int) -> Idea | None: ...
    async def lineage(self, idea: int) -> list[int]: ...


class Storage(telling.Storage, permission.Storage, Successors, Waiting, Protocol):
    """What this asks of storage."""

    async def idea(self, idea: int) -> Idea | None: ...
    async def hold_idea(self, idea: int) -> Idea | None: ...
    async def hold_lineage(self, numbers: Collection[int]) -> set[int]: ...
    async def recount(self, numbers: Collection[int]) -> list[int]: ...
    async def put_aside(self, idea: int, *, back_on: date | None = None, merged_into: int | None = None) -> None: ...
    async def bring_back(self, idea: int) -> None: ...
    async def near(self, idea: Idea, stages: Collection[Stage], limit: int) -> list[Idea]: ...
    async def come_back(self, idea: int, account: Account, due_at: datetime) -> None: ...
    async def reviews_of(self, idea: int) -> list[int]: ...
    async def keep_promise(self, idea: int, day: date) -> None: ...
    async def note(self, account: Account, what: str, details: dict[str, str], now: datetime) -> None: ...


async def shown_on(turn: Turn[Successors], idea: Idea) -> tuple[Subject, ...]:
    """The cards that show what people say of an idea: its own, and those of the ideas that it continues in."""
    lineage = await turn.store.lineage(idea.id) if idea.stage is Stage.MERGED else [idea.id]
    return tuple(Subject("idea", one) for one in lineage)


async def continues(turn: Turn[Successors], idea: Idea) -> Idea | None:
    """Where a merged idea goes on; the words of a withdrawn one are shown nowhere."""
    into = await turn.store.successor(idea.id) if idea.stage is Stage.MERGED else None
    return into if into and may_see(into, hangs=True) else None


async def ways(turn: Turn[Storage], idea: Idea) -> tuple[Button, ...]:
    """What whoever asks may decide about an idea; nothing for everybody else."""
    if not await permission.may(turn, AskToReopen(idea.id)):
        return ()
    return words.ways(idea, [stage for stage, before in FROM.items() if idea.stage in before])


def open_to(stage: Stage, idea: Idea) -> Idea:
    """The idea; refused when it cannot come to this stage now."""
    if idea.stage not in FROM[stage]:
        raise Refusal(refusals.not_open(idea.stage))
    return idea


async def asked_about(turn: Turn[Storage], number: int, stage: Stage) -> Idea:
    """The idea of a form that leads to this stage; first, whoever waits for an answer gets one."""
    await nothing_waits(turn, number)
    return open_to(stage, there(await turn.store.idea(number)))


async def held(turn: Turn[Storage], number: int, stage: Stage) -> Idea:
    """The idea that comes to this stage, held until the transaction ends; refused when it cannot come to it now."""
    idea = open_to(stage, there(await turn.store.hold_idea(number)))
    await nothing_waits(turn, number)
    return idea


@handles(AskToPark)
async def ask_to_park(turn: Turn[Storage], intent: AskToPark) -> Reply:
    return Reply(show=await park_form(turn, ParkIdea(intent.idea)))


@asks(ParkIdea)
async def park_form(turn: Turn[Storage], intent: ParkIdea) -> Form:
    return words.park_form(intent, await asked_about(turn, intent.idea, Stage.PARKED))


@handles(ParkIdea)
async def park(turn: Turn[Storage], intent: ParkIdea) -> Reply:
    """On that day, or the next working one, whoever parked it is asked in their morning."""
    back_on = check_day(intent.back_on, turn.today, "back_on")
    check(intent.reason, REASON_LIMIT, "reason", required=True)
    idea = await held(turn, intent.idea, Stage.PARKED)
    me = await turn.me()
    await turn.store.put_aside(idea.id, back_on=back_on)
    await turn.store.come_back(idea.id, me, working_morning(me, turn.organisation, back_on))
    changed = await decided(turn, idea, Stage.PARKED, intent.reason)
    return replace(changed, show=words.parked(idea, back_on))


@handles(AskToDecline)
async def ask_to_decline(turn: Turn[Storage], intent: AskToDecline) -> Reply:
    return Reply(show=await decline_form(turn, DeclineIdea(intent.idea)))


@asks(DeclineIdea)
async def decline_form(turn: Turn[Storage], intent: DeclineIdea) -> Form:
    return words.decline_form(intent, await asked_about(turn, intent.idea, Stage.DECLINED))


@handles(DeclineIdea)
async def decline(turn: Turn[Storage], intent: DeclineIdea) -> Reply:
    check(intent.reason, REASON_LIMIT, "reason", required=True)
    idea = await held(turn, intent.idea, Stage.DECLINED)
    await turn.store.put_aside(idea.id)
    changed = await decided(turn, idea, Stage.DECLINED, intent.reason)
    return replace(changed, show=words.idea_declined(idea))


@handles(AskToMerge)
async def ask_to_merge(turn: Turn[Storage], intent: AskToMerge) -> Reply:
    return Reply(show=await merge_form(turn, MergeIdea(intent.idea)))


@asks(MergeIdea)
async def merge_form(turn: Turn[Storage], intent: MergeIdea) -> Form:
    idea = await asked_about(turn, intent.idea, Stage.MERGED)
    others = await turn.store.near(idea, GOING_ON, CHOICES)
    if not others:
        raise Refusal(words.nothing_to_merge_into())
    return words.merge_form(intent, idea, others)


@handles(MergeIdea)
async def merge(turn: Turn[Storage], intent: MergeIdea) -> Reply:
    """Support counts for the successor from now on, each person once; nothing is moved, so the undo is exact."""
    check(intent.reason, REASON_LIMIT, "reason", required=True)
    if intent.into is None:
        raise Refusal(unanswered(), field="into")
    await turn.store.hold_lineage([intent.idea, intent.into])
    idea = await held(turn, intent.idea, Stage.MERGED)
    into = await turn.store.successor(intent.into)
    if into is None or into.stage not in GOING_ON or not may_see(into):
        raise Refusal(words.not_going_on(), field="into")
    if into.id == idea.id:
        raise Refusal(words.the_same(), field="into")
    await turn.store.put_aside(idea.id, merged_into=into.id)
    await turn.store.recount([idea.id])
    changed = await decided(turn, idea, Stage.MERGED, intent.reason)
    return replace(changed, show=words.merged(idea, into), redraw=(*changed.redraw, into.subject))


@handles(AskToReopen)
async def ask_to_reopen(turn: Turn[Storage], intent: AskToReopen) -> Reply:
    return Reply(show=await reopen_form(turn, ReopenIdea(intent.idea)))


@asks(ReopenIdea)
async def reopen_form(turn: Turn[Storage], intent: ReopenIdea) -> Form:
    idea = there(await turn.store.idea(intent.idea))
    return words.reopen_form(intent, put_aside(idea))


def put_aside(idea: Idea) -> Idea:
    """The idea; refused when it is open already, or was decided in a trial."""
    if idea.stage not in ASIDE:
        raise Refusal(refusals.not_open(idea.stage))
    return idea


@handles(ReopenIdea)
async def reopen(turn: Turn[Storage], intent: ReopenIdea) -> Reply:
    """It is again what it was; what was merged takes its own support back with it."""
    check(intent.reason, REASON_LIMIT, "reason", required=True)
    lineage = await turn.store.hold_lineage([intent.idea])
    idea = put_aside(there(await turn.store.idea(intent.idea)))
    await turn.store.bring_back(idea.id)
    counted = await turn.store.recount(lineage) if idea.stage is Stage.MERGED else []
    changed = await decided(turn, idea, idea.before or Stage.IDEA, intent.reason)
    others = (Subject("idea", one) for one in counted if one != idea.id)
    return replace(changed, show=words.reopened(idea), redraw=(*changed.redraw, *others))


async def decided(turn: Turn[Storage], idea: Idea, stage: Stage, reason: str) -> Reply:
    """Everybody concerned hears it with its reason and from whom; it is a decision, so the audit trail has it.

    Putting an idea off answers it.
    """
    me = await turn.me()
    answer = AnswerKind.NOT_NOW if stage in NOS and idea.stage in OPEN and not idea.answered_on else None
    if answer:
        await turn.store.keep_promise(idea.id, turn.today)
    changed = await telling.change(turn, idea, stage, reason.strip(), by=me.id, answer=answer)
    await turn.store.note(me, "decision", {"idea": str(idea.id), "stage": stage}, turn.now)
    asked = [Subject("review", one) for one in await turn.store.reviews_of(idea.id)]
    told = [Subject(kind, idea.id) for kind in OVERDUE]
    return replace(changed, redraw=(*changed.redraw, *asked, *told))
