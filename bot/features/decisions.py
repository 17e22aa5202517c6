"""Decisions about trials: adopt, adapt in a new round, or stop with a lesson; all three are good results."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Protocol

from bot import telling
from bot.checks import check, check_day
from bot.errors import Refusal
from bot.features.checkins import Storage as Asking
from bot.features.checkins import own_question, shown
from bot.features.experiments import Storage as Starting
from bot.features.experiments import ask_first, tell_cooperation, unconsulted
from bot.intents import Decide, OpenDecision
from bot.model import Account, Decision, Effect, Experiment, Stage, Subject
from bot.replies import Post, Reply
from bot.turn import Turn, asks, handles
from bot.views import decisions as words
from bot.views import refusals
from bot.views.kinds import Form

LESSON_LIMIT = 1500
USUAL = timedelta(days=28)
STAGES = {Decision.ADOPT: Stage.ADOPTED, Decision.ADAPT: Stage.ADAPTED, Decision.STOP: Stage.STOPPED}


class Storage(Asking, Starting, Protocol):
    """What decisions ask of storage."""

    async def decide(self, experiment: int, decision: Decision, effect: Effect | None = None) -> None: ...
    async def stay_in(self, before: int, after: int, owner: Account) -> None: ...
    async def note(self, account: Account, what: str, details: dict[str, str], now: datetime) -> None: ...


@handles(OpenDecision)
async def open_decision(turn: Turn[Storage], intent: OpenDecision) -> Reply:
    """The form; a new round starts from what was tried before."""
    _, experiment = await own_question(turn, intent.checkin)
    found = Decide(intent.checkin, intent.decision, changed=intent.changed)
    if intent.decision is Decision.ADAPT:
        found = replace(found, what=experiment.plan.what, until=turn.today + USUAL)
    return Reply(show=await form(turn, found))


@asks(Decide)
async def form(turn: Turn[Storage], intent: Decide) -> Form:
    _, experiment = await own_question(turn, intent.checkin)
    return words.decision_form(intent, experiment, turn.organisation.baskets)


@handles(Decide)
async def decide(turn: Turn[Storage], intent: Decide) -> Reply:
    """The outcome reaches everybody whom the idea concerns, with its lesson, or else with what is or was tried."""
    adapting = intent.decision is Decision.ADAPT
    check(intent.lesson, LESSON_LIMIT, "lesson", required=intent.changed or intent.decision is Decision.STOP)
    check(intent.what, LESSON_LIMIT, "what", required=adapting)
    ends_on = check_day(intent.until, turn.today, "until") if adapting else None
    effect = judged(intent, turn.organisation.baskets) if intent.decision is Decision.ADOPT else None
    checkin, experiment = await own_question(turn, intent.checkin)
    idea = await turn.store.hold_idea(experiment.idea)
    if idea is None:
        raise Refusal(refusals.not_found())
    me = await turn.me()
    await turn.store.decide(experiment.id, intent.decision, effect)
    new = None
    told: tuple[Post, ...] = ()
    if ends_on:
        number = await next_round(turn, experiment, intent.what.strip(), ends_on, me)
        new = Subject("experiment", number)
        told = await tell_cooperation(turn, idea, number) if experiment.plan.cooperation else ()
    lesson = intent.lesson.strip()
    reason = lesson or (adapting and intent.what.strip()) or experiment.plan.told or idea.title
    changed = await telling.change(
        turn, idea, STAGES[intent.decision], reason, lesson=lesson or None, experiment=experiment.id, shown=new
    )
    details = {"experiment": str(experiment.id), "decision": intent.decision}
    await turn.store.note(me, "decision", details, turn.now)
    redraw = {*changed.redraw, *shown(checkin, experiment)}
    shown_now = replace(changed, show=words.decided(experiment), post=(*changed.post, *told), redraw=tuple(redraw))
    return await unconsulted(turn, idea, experiment.plan, shown_now) if new else shown_now


def judged(intent: Decide, ladder: Sequence[int]) -> Effect | None:
    """The basket that was chosen; euros only beside the answer whether service or work got worse, and how."""
    if intent.basket is None:
        return None
    if intent.basket == 0:
        return Effect(0)
    if intent.basket not in ladder:
        raise Refusal(words.no_such_basket(), field="basket")
    if intent.worse is None:
        raise Refusal(words.answer_this_first(), field="worse")
    check(intent.lesson, LESSON_LIMIT, "lesson", required=intent.worse == "yes")
    return Effect(intent.basket, intent.basket == ladder[-1], intent.gain == "time", intent.worse == "yes")


async def next_round(turn: Turn[Storage], before: Experiment, what: str, ends_on: date, me: Account) -> int:
    """A new round remembers the first: the same card, with what has changed, and who is in, each free to leave.

    It is a trial of whoever decided.
    """
    plan = replace(before.plan, what=what, ends_on=ends_on, quick=False)
    number = await turn.store.start(before.idea, plan, me, turn.today, before.id)
    await turn.store.stay_in(before.id, number, me)
    await ask_first(turn, number, plan, me)
    return number
