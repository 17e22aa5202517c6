"""Trials: started at once, from an idea or directly; permission is already given."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Protocol

from bot import rhythm, telling
from bot.calendar import working_morning
from bot.checks import check, check_day, check_number, there
from bot.errors import Refusal
from bot.features import aims, permits
from bot.features.ideas import LEAST_SIMILARITY, SIMILAR, as_title, new_idea
from bot.intents import PlanExperiment, StartExperiment
from bot.model import (
    OPEN,
    Account,
    CheckIn,
    Experiment,
    Goal,
    Idea,
    Measure,
    PermissionCard,
    Plan,
    Question,
    Stage,
    Subject,
    Unit,
)
from bot.replies import Post, Reply
from bot.turn import Turn, asks, draws, handles
from bot.views import experiments as words
from bot.views import refusals
from bot.views.ideas import TITLE_LIMIT
from bot.views.kinds import Card, Form, Notice
from bot.visibility import may_see

WHAT_LIMIT = 1500
SHORT_LIMIT = 100
USUAL = timedelta(days=28)
ENOUGH = 2
"""So many of the experiment card's questions are answered before a trial starts, beside its end date."""


class Storage(permits.Storage, aims.Choosing, Protocol):
    """What trials ask of storage."""

    async def consulted(self, unit: int) -> list[Account]: ...
    async def hold_idea(self, idea: int) -> Idea | None: ...
    async def similar(self, title: str, least: float, limit: int) -> list[Idea]: ...
    async def share(self, idea: Idea, account: int | None, writer: int | None = None) -> Idea: ...
    async def unit(self, unit: int) -> Unit | None: ...
    async def units(self) -> list[Unit]: ...
    async def start(self, idea: int, plan: Plan, owner: Account, starts_on: date, before: int | None = None) -> int: ...
    async def stay_in(self, before: int, after: int, owner: Account) -> None: ...
    async def ask_on(self, experiment: int, kind: Question, due_on: date, due_at: datetime) -> None: ...
    async def experiment(self, experiment: int) -> Experiment | None: ...
    async def course(self, experiment: int) -> list[CheckIn]: ...


@handles(PlanExperiment)
async def plan(turn: Turn[Storage], intent: PlanExperiment) -> Reply:
    """The form; of something new in the work community of the channel where it is asked."""
    found = StartExperiment(intent.idea, until=turn.today + USUAL)
    if intent.idea is not None:
        await open_idea(turn, intent.idea)
    else:
        title, what = as_title(intent.text)
        unit = await turn.unit_here()
        found = replace(found, title=title, what=what, unit=unit.id if unit else None)
    return Reply(show=await trial_form(turn, found))


@asks(StartExperiment)
async def trial_form(turn: Turn[Storage], intent: StartExperiment) -> Form:
    card = await card_of(turn, intent)
    intent = replace(intent, card=card.unit.id if card else None)
    goals = await open_aims(turn, intent)
    if intent.idea is None:
        seen = await similar(turn, intent) if intent.anyway else ()
        return words.trial_form(intent, None, await turn.store.units(), seen, card=card, goals=goals)
    idea = there(await turn.store.idea(intent.idea))
    seen = await similar(turn, replace(intent, title=idea.title))
    return words.trial_form(intent, idea, [], seen, card=card, goals=goals)


async def open_aims(turn: Turn[Storage], intent: StartExperiment) -> list[Goal]:
    """What can be chosen; of an idea that aims somewhere already, nothing more is asked."""
    if intent.idea is not None and await turn.store.aims_of(intent.idea):
        return []
    return await aims.offered(turn)


async def card_of(turn: Turn[Storage], intent: StartExperiment) -> PermissionCard | None:
    """The permission card of the work community whose trial this is, if it has one."""
    idea = await turn.store.idea(intent.idea) if intent.idea is not None else None
    unit = intent.unit if intent.idea is None else idea.unit.id if idea and idea.unit else None
    return await turn.store.permission_card(unit) if unit else None


async def open_idea(turn: Turn[Storage], number: int) -> Idea:
    """The idea, held; refused when it cannot be tried now."""
    idea = there(await turn.store.hold_idea(number))
    if idea.stage not in OPEN:
        raise Refusal(refusals.not_open(idea.stage))
    await permits.nothing_waits(turn, number)
    return idea


@handles(StartExperiment)
async def start(turn: Turn[Storage], intent: StartExperiment) -> Reply:
    """Inside the permission card it starts at once, and where there is none; outside it, somebody is asked.

    What is similar to something new, and what was learnt from it, is shown once before; of an idea it was on the form.
    """
    plan = written_plan(turn, intent)
    if intent.idea is None and not intent.anyway and await similar(turn, intent):
        return Reply(show=await trial_form(turn, replace(intent, anyway=True)))
    me = await turn.me()
    card = await card_of(turn, intent)
    if card and intent.card != card.unit.id:
        return Reply(show=await trial_form(turn, intent))
    goals = aims.chosen(await open_aims(turn, intent), intent.goals) if intent.goals else []
    idea, new = await the_idea(turn, intent, me)
    if goals:
        await turn.store.aim(idea.id, goals)
    outside = card if intent.permission == "outside" else None
    asked = await permits.ask(turn, idea, plan, me, outside, new) if outside else None
    if asked:
        return await unconsulted(turn, idea, plan, asked)
    first, started = await begin(turn, idea, plan, me, new)
    started = replace(started, show=words.started(*first, unasked=outside is not None))
    return await unconsulted(turn, idea, plan, started)


async def begin(
    turn: Turn[Storage],
    idea: Idea,
    plan: Plan,
    owner: Account,
    new: tuple[Post, ...] = (),
    *,
    by: int | None = None,
    before: int | None = None,
) -> tuple[tuple[Question, date], Reply]:
    """It starts today; its own card goes under the idea's, and its questions come in its owner's mornings.

    `new` are the first copies of the idea, `by` is the account that decided it in a role, `before` is the round that
    it continues.
    """
    number, first = await one_round(turn, idea.id, plan, owner, before)
    shown, stage = Subject("experiment", number), Stage.ADAPTED if before else Stage.TRIAL
    changed = await telling.change(
        turn, idea, stage, plan.told, by=by, experiment=number, shown=shown, knows=owner.person
    )
    below = tuple(Post(shown, card.to, card.language, under=idea.subject) for card in new)
    told = await tell_cooperation(turn, idea, number) if plan.cooperation else ()
    return first, replace(changed, post=(*new, *below, *changed.post, *told))


async def one_round(
    turn: Turn[Storage], idea: int, plan: Plan, owner: Account, before: int | None = None
) -> tuple[int, tuple[Question, date]]:
    """A trial and its first question. A new round remembers the one before it, and who is in, each free to leave."""
    number = await turn.store.start(idea, plan, owner, turn.today, before)
    if before:
        await turn.store.stay_in(before, number, owner)
    return number, await ask_first(turn, number, plan, owner)


async def similar(turn: Turn[Storage], intent: StartExperiment) -> Sequence[Idea]:
    """Ideas with a similar title; not the one that is tried."""
    title = " ".join(intent.title.split())
    found = await turn.store.similar(title, LEAST_SIMILARITY, SIMILAR + 1) if title else []
    return [one for one in found if one.id != intent.idea][:SIMILAR]


async def the_idea(turn: Turn[Storage], intent: StartExperiment, me: Account) -> tuple[Idea, tuple[Post, ...]]:
    """What is tried, and where the card of something new is hung."""
    if intent.idea is not None:
        return await open_idea(turn, intent.idea), ()
    title = " ".join(intent.title.split())
    check(title, TITLE_LIMIT, "title", required=True)
    unit = there(await turn.store.unit(intent.unit), "unit") if intent.unit else None
    idea = await turn.store.share(new_idea(title, "", unit, turn.today), me.id)
    return idea, await telling.first_cards(turn, idea)


def written_plan(turn: Turn[Storage], intent: StartExperiment) -> Plan:
    """The experiment card as it was written; refused at the field that is missing or wrong."""
    for field in ("what", "why", "measure", "stop_if", "affected"):
        limit = WHAT_LIMIT if field != "measure" else SHORT_LIMIT
        check(getattr(intent, field), limit, field, required=False)
    check(intent.measure_unit, SHORT_LIMIT, "measure_unit", required=False)
    ends_on = check_day(intent.until, turn.today, "until")
    baseline = check_number(intent.baseline, turn.language, "baseline")
    goal = check_number(intent.goal, turn.language, "goal")
    named = intent.measure.strip()
    if not named and (intent.measure_unit.strip() or baseline is not None or goal is not None):
        raise Refusal(refusals.missing(), field="measure")
    written = (intent.what, intent.why, intent.measure, intent.stop_if, intent.affected)
    if sum(bool(text.strip()) for text in written) < ENOUGH:
        raise Refusal(words.two_are_enough(), field="why" if intent.what.strip() else "what")
    return Plan(
        what=intent.what.strip(),
        why=intent.why.strip(),
        measure=Measure(named, intent.measure_unit.strip(), baseline, goal) if named else None,
        ends_on=ends_on,
        stop_if=intent.stop_if.strip(),
        affected=intent.affected.strip(),
        cadence=intent.cadence,
        cooperation=intent.cooperation == "yes",
    )


async def ask_first(turn: Turn[Storage], experiment: int, plan: Plan, owner: Account) -> tuple[Question, date]:
    """The first question of a trial, in the owner's own morning; answers with its day."""
    country = turn.organisation.country
    kind, due_on = rhythm.following(turn.today, plan.ends_on, plan.cadence, country, after=turn.today)
    await turn.store.ask_on(experiment, kind, due_on, working_morning(owner, turn.organisation, due_on))
    return kind, due_on


async def tell_cooperation(turn: Turn[Storage], idea: Idea, experiment: int) -> tuple[Post, ...]:
    """Tell HR and the shop stewards privately of a trial that was marked for co-operation."""
    return await telling.tell(turn, await consulted(turn, idea), Subject("cooperation", experiment))


async def consulted(turn: Turn[Storage], idea: Idea) -> list[Account]:
    """HR and the shop stewards of the idea's work community, each person once."""
    named = await turn.store.consulted(idea.unit.id) if idea.unit else []
    return list({one.person.id: one for one in named}.values())


async def unconsulted(turn: Turn[Storage], idea: Idea, plan: Plan, reply: Reply) -> Reply:
    """Whoever marks a trial for co-operation hears when nobody is named for it."""
    if not plan.cooperation or not isinstance(reply.show, Notice) or await consulted(turn, idea):
        return reply
    return replace(reply, show=words.unconsulted(reply.show))


@draws("experiment")
async def draw(turn: Turn[Storage], number: int) -> Card | None:
    """The experiment card, with its course; nothing once its idea was withdrawn."""
    experiment = await turn.store.experiment(number)
    idea = await turn.store.idea(experiment.idea) if experiment else None
    if experiment is None or idea is None or not may_see(idea, hangs=True):
        return None
    return words.experiment_card(experiment, await turn.store.course(number))


@draws("cooperation")
async def draw_cooperation(turn: Turn[Storage], number: int) -> Card | None:
    experiment = await turn.store.experiment(number)
    return words.cooperation_card(Subject("cooperation", number), experiment) if experiment else None
