"""Decisions about trials: adopt, adapt in a new round, or stop with a lesson; all three are good results."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Protocol

from bot import telling
from bot.checks import check, check_day, there
from bot.errors import Refusal
from bot.features import permits
from bot.features.checkins import Storage as Asking
from bot.features.checkins import own_question, shown
from bot.features.experiments import Storage as Starting
from bot.features.experiments import one_round, tell_cooperation, unconsulted
from bot.intents import Decide, OpenDecision
from bot.model import Account, Decision, Effect, Experiment, Idea, PermissionCard, Plan, Stage, Subject
from bot.replies import Reply
from bot.turn import Turn, asks, handles
from bot.views import decisions as words
from bot.views.common import unanswered
from bot.views.experiments import started
from bot.views.kinds import Form

LESSON_LIMIT = 1500
USUAL = timedelta(days=28)
STAGES = {Decision.ADOPT: Stage.ADOPTED, Decision.ADAPT: Stage.ADAPTED, Decision.STOP: Stage.STOPPED}


class Storage(Asking, Starting, Protocol):
    """What decisions ask of storage."""

    async def decide(self, experiment: int, decision: Decision, effect: Effect | None = None) -> None: ...
    async def keep_promise(self, idea: int, day: date) -> None: ...
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
    card = await card_of_round(turn, intent, experiment)
    intent = replace(intent, card=card.unit.id if card else None)
    return words.decision_form(intent, experiment, turn.organisation.baskets, card)


async def card_of_round(turn: Turn[Storage], intent: Decide, before: Experiment) -> PermissionCard | None:
    """The permission card that a new round asks about."""
    asks = intent.decision is Decision.ADAPT and before.unit
    return await turn.store.permission_card(before.unit.id) if asks and before.unit else None


@handles(Decide)
async def decide(turn: Turn[Storage], intent: Decide) -> Reply:
    """The outcome reaches everybody whom the idea concerns, with its lesson, or else with what is or was tried."""
    adapting = intent.decision is Decision.ADAPT
    check(intent.lesson, LESSON_LIMIT, "lesson", required=intent.changed or intent.decision is Decision.STOP)
    check(intent.what, LESSON_LIMIT, "what", required=adapting)
    ends_on = check_day(intent.until, turn.today, "until") if adapting else None
    effect = judged(intent, turn.organisation.baskets) if intent.decision is Decision.ADOPT else None
    checkin, experiment = await own_question(turn, intent.checkin)
    card = await card_of_round(turn, intent, experiment)
    if card and intent.card != card.unit.id:
        return Reply(show=await form(turn, intent))
    idea = there(await turn.store.hold_idea(experiment.idea))
    me = await turn.me()
    await turn.store.decide(experiment.id, intent.decision, effect)
    stage, new, next_up = STAGES[intent.decision], None, Reply(show=words.decided(experiment))
    if ends_on:
        plan = replace(experiment.plan, what=intent.what.strip(), ends_on=ends_on, quick=False)
        outside = card if intent.permission == "outside" else None
        stage, new, next_up = await next_round(turn, idea, experiment, plan, me, outside)
    lesson = intent.lesson.strip()
    reason = lesson or (adapting and intent.what.strip()) or experiment.plan.told or idea.title
    changed = await telling.change(
        turn, idea, stage, reason, lesson=lesson or None, experiment=experiment.id, shown=new
    )
    details = {"experiment": str(experiment.id), "decision": intent.decision}
    await turn.store.note(me, "decision", details, turn.now)
    newest = checkin if checkin.latest else await turn.store.last_asked(experiment.id)
    asked = (checkin, newest) if newest else (checkin,)
    redraw = {*changed.redraw, *next_up.redraw, *(one for question in asked for one in shown(question, experiment))}
    return replace(changed, show=next_up.show, post=(*changed.post, *next_up.post), redraw=tuple(redraw))


def judged(intent: Decide, ladder: Sequence[int]) -> Effect | None:
    """The basket that was chosen; euros only beside the answer whether service or work got worse, and how."""
    if intent.basket is None:
        return None
    if intent.basket == 0:
        return Effect(0)
    if intent.basket not in ladder:
        raise Refusal(words.no_such_basket(), field="basket")
    if intent.worse is None:
        raise Refusal(unanswered(), field="worse")
    check(intent.lesson, LESSON_LIMIT, "lesson", required=intent.worse == "yes")
    return Effect(intent.basket, intent.basket == ladder[-1], intent.gain == "time", intent.worse == "yes")


async def next_round(
    turn: Turn[Storage], idea: Idea, before: Experiment, plan: Plan, me: Account, outside: PermissionCard | None
) -> tuple[Stage, Subject | None, Reply]:
    """A trial of whoever decided: the same card, with what has changed.

    Outside the permission card somebody is asked first, as for a first round; until the answer the idea is open, and
    the trial has answered it.
    """
    asked = await permits.ask(turn, idea, plan, me, outside, ()) if outside else None
    if asked:
        if idea.answered_on is None:
            await turn.store.keep_promise(idea.id, before.starts_on)
        return Stage.IDEA, None, await unconsulted(turn, idea, plan, asked)
    number, first = await one_round(turn, idea.id, plan, me, before.id)
    told = await tell_cooperation(turn, idea, number) if plan.cooperation else ()
    done = started(*first, unasked=True) if outside else words.decided(before)
    reply = await unconsulted(turn, idea, plan, Reply(show=done, post=told))
    return Stage.ADAPTED, Subject("experiment", number), reply
