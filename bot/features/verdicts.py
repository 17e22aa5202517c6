"""Answers to whether a trial may start: yes, or not now with a reason and a review date; or the question goes back."""

from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from bot import telling
from bot.calendar import working_morning
from bot.checks import check, check_day, there
from bot.errors import Refusal
from bot.features.experiments import Storage as Starting
from bot.features.experiments import begin
from bot.features.permits import answering, shown_by
from bot.intents import AllowTrial, OpenNotNow, SayNotNow, StopAsking
from bot.model import OPEN, Account, Decision, Experiment, Idea, Permit, PermitState, Plan, Stage, Subject
from bot.replies import Post, Reply
from bot.turn import Turn, asks, handles
from bot.views import permits as words
from bot.views import refusals
from bot.views.kinds import Form

REASON_LIMIT = 1500


class Storage(Starting, Protocol):
    """What answers ask of storage."""

    async def experiments_of(self, idea: int) -> list[Experiment]: ...
    async def hold_permit(self, permit: int) -> Permit | None: ...
    async def close_permit(
        self,
        permit: int,
        state: PermitState,
        by: Account | None = None,
        reason: str = "",
        review: tuple[date, datetime] | None = None,
        plan: Plan | None = None,
    ) -> None: ...
    async def note(self, account: Account, what: str, details: dict[str, str], now: datetime) -> None: ...


async def held(turn: Turn[Storage], number: int) -> tuple[Permit, Idea]:
    """A question and its idea, both locked."""
    asked = there(await turn.store.permit(number))
    idea = there(await turn.store.hold_idea(asked.idea))
    return there(await turn.store.hold_permit(number)), idea


async def to_answer(turn: Turn[Storage], number: int) -> tuple[Permit, Idea]:
    """A question that waits; whoever answers first has decided."""
    permit, idea = await held(turn, number)
    if idea.stage is Stage.WITHDRAWN:
        raise Refusal(refusals.withdrawn_already())
    if permit.state is not PermitState.WAITING:
        raise Refusal(words.answered(permit))
    if idea.stage not in OPEN:
        raise Refusal(refusals.already_tried())
    return permit, idea


@handles(AllowTrial)
async def allow(turn: Turn[Storage], intent: AllowTrial) -> Reply:
    """It starts today, as long as it was asked for; everybody concerned hears it with who decided."""
    permit, idea = await to_answer(turn, intent.permit)
    me, asker = await turn.me(), there(await turn.store.account_by_id(permit.account))
    plan = replace(permit.plan, ends_on=permit.plan.ends_on + (turn.today - permit.asked_on))
    await turn.store.close_permit(permit.id, PermitState.GRANTED, me, plan=plan)
    await turn.store.note(me, "permission", {"permit": str(permit.id), "answer": "yes"}, turn.now)
    last = next(iter(await turn.store.experiments_of(idea.id)), None)
    before = last.id if last and last.decision is Decision.ADAPT else None
    _, started = await begin(turn, idea, plan, asker, by=me.id, before=before)
    told = await tell_asker(turn, permit)
    redraw = (*started.redraw, *shown_by(permit))
    return replace(started, show=words.allowed(permit.asker), post=(*started.post, *told), redraw=redraw)


async def tell_asker(turn: Turn[Storage], permit: Permit) -> tuple[Post, ...]:
    """Tell the answer privately to whoever asked, unless they have left."""
    asker = await turn.store.account_by_id(permit.account)
    return await telling.tell(turn, [asker], Subject("verdict", permit.id)) if asker else ()


@handles(OpenNotNow)
async def open_not_now(turn: Turn[Storage], intent: OpenNotNow) -> Reply:
    return Reply(show=await form(turn, SayNotNow(intent.permit)))


@asks(SayNotNow)
async def form(turn: Turn[Storage], intent: SayNotNow) -> Form:
    permit, _ = await to_answer(turn, intent.permit)
    return words.not_now_form(intent, permit)


@handles(SayNotNow)
async def say_not_now(turn: Turn[Storage], intent: SayNotNow) -> Reply:
    """The reason stands on the card; on the review date it is asked again."""
    check(intent.reason, REASON_LIMIT, "reason", required=True)
    review_on = check_day(intent.review_on, turn.today, "review_on")
    permit, idea = await to_answer(turn, intent.permit)
    me = await turn.me()
    people = await answering(turn, idea.unit.id, permit.asker) if idea.unit else []
    reader = people[0][1] if people else me
    review = (review_on, working_morning(reader, turn.organisation, review_on))
    await turn.store.close_permit(permit.id, PermitState.DECLINED, me, intent.reason.strip(), review)
    await turn.store.note(me, "permission", {"permit": str(permit.id), "answer": "not now"}, turn.now)
    return Reply(show=words.declined(permit), post=await tell_asker(turn, permit), redraw=shown_by(permit))


@handles(StopAsking)
async def stop_asking(turn: Turn[Storage], intent: StopAsking) -> Reply:
    """Whoever asked takes it back, also after a no; nobody is asked any more."""
    permit, _ = await held(turn, intent.permit)
    if permit.state not in {PermitState.WAITING, PermitState.DECLINED}:
        raise Refusal(words.answered(permit))
    await turn.store.close_permit(permit.id, PermitState.TAKEN_BACK)
    return Reply(show=words.taken_back(), redraw=shown_by(permit))
