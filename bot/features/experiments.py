"""Trials: started from an idea, asked about on the day, decided at the end."""

from datetime import date, datetime, timedelta
from typing import Protocol

from bot.calendar import at_local, working_day, zone_of
from bot.errors import Refusal
from bot.features.ideas import check
from bot.intents import AnswerCheckIn, Decide, OpenCheckIn, OpenDecision, PlanExperiment, StartExperiment
from bot.model import Account, Answer, CheckIn, Decision, Experiment, Idea, Role, Stage, Subject
from bot.replies import Post, Reply
from bot.turn import People, Turn, asks, draws, handles, language_for
from bot.views import experiments as words
from bot.views import refusals
from bot.views.common import unanswered
from bot.views.kinds import Card, Form

WHAT_LIMIT = 1500
USUAL = timedelta(days=28)
LONGEST = timedelta(days=366)
HALFWAY_FROM = timedelta(days=4)
"""Shorter trials are asked about only at the end."""
RUNNING = {Stage.TRIAL, Stage.ADAPTED}
CLOSED = {Stage.ADOPTED, Stage.STOPPED, Stage.WITHDRAWN}
BATCH = 100


class Storage(People, Protocol):
    """What trials ask of storage."""

    async def idea(self, idea: int) -> Idea | None: ...
    async def hold_idea(self, idea: int) -> Idea | None: ...
    async def set_stage(self, idea: int, stage: Stage, lesson: str | None = None) -> None: ...
    async def start(self, idea: int, what: str, owner: Account, starts_on: date, ends_on: date) -> int: ...
    async def ask_on(self, experiment: int, due_on: date, due_at: datetime, *, ending: bool) -> None: ...
    async def experiment(self, experiment: int) -> Experiment | None: ...
    async def hold_experiment(self, experiment: int) -> Experiment | None: ...
    async def decide(self, experiment: int, decision: Decision) -> None: ...
    async def checkin(self, checkin: int) -> CheckIn | None: ...
    async def answer(self, checkin: int, answer: Answer, observation: str, day: date) -> None: ...
    async def claim_checkins(self, now: datetime, limit: int) -> list[tuple[CheckIn, Account]]: ...
    async def roles(self, unit: int) -> dict[Role, int]: ...
    async def account_by_id(self, account: int) -> Account | None: ...
    async def note(self, account: Account, what: str, details: dict[str, str], now: datetime) -> None: ...


@handles(PlanExperiment)
async def plan(turn: Turn[Storage], intent: PlanExperiment) -> Reply:
    await open_idea(turn, intent.idea)
    return Reply(show=await trial_form(turn, StartExperiment(intent.idea, until=turn.today + USUAL)))


@asks(StartExperiment)
async def trial_form(turn: Turn[Storage], intent: StartExperiment) -> Form:
    idea = await turn.store.idea(intent.idea)
    if idea is None:
        raise Refusal(refusals.not_found())
    return words.trial_form(intent, idea)


async def open_idea(turn: Turn[Storage], number: int) -> Idea:
    """The idea, held; refused when it cannot be tried now."""
    idea = await turn.store.hold_idea(number)
    if idea is None:
        raise Refusal(refusals.not_found())
    if idea.stage in CLOSED:
        raise Refusal(refusals.withdrawn_already() if idea.stage is Stage.WITHDRAWN else refusals.closed())
    if idea.stage in RUNNING:
        raise Refusal(refusals.already_trying())
    return idea


@handles(StartExperiment)
async def start(turn: Turn[Storage], intent: StartExperiment) -> Reply:
    """Permission is already given: a trial starts at once."""
    check(intent.what, WHAT_LIMIT, "what", required=True)
    ends_on = end_day(turn, intent.until)
    me = await turn.me()
    idea = await open_idea(turn, intent.idea)
    number = await turn.store.start(idea.id, intent.what.strip(), me, turn.today, ends_on)
    asked_on = await ask_later(turn, number, me, ends_on)
    await turn.store.set_stage(idea.id, Stage.TRIAL)
    return Reply(show=words.started(asked_on), redraw=(idea.subject,))


def end_day(turn: Turn[Storage], until: date | None) -> date:
    """The last day of a trial; refused when it has passed or is more than a year away."""
    if until is None:
        raise Refusal(unanswered(), field="until")
    if until <= turn.today:
        raise Refusal(refusals.past(turn.today + timedelta(days=1)), field="until")
    if until > turn.today + LONGEST:
        raise Refusal(refusals.too_far(turn.today + LONGEST), field="until")
    return until


async def ask_later(turn: Turn[Storage], experiment: int, owner: Account, ends_on: date) -> date:
    """The questions of a trial, in the owner's own morning; answers with the day of the last one."""
    zone = zone_of(owner, turn.organisation)
    half, end = days_to_ask(turn.today, ends_on, turn.organisation.country)
    if half:
        await turn.store.ask_on(experiment, half, at_local(half, zone), ending=False)
    await turn.store.ask_on(experiment, end, at_local(end, zone), ending=True)
    return end


def days_to_ask(starts_on: date, ends_on: date, country: str) -> tuple[date | None, date]:
    """The working days on which a trial is asked about: halfway, unless it is too short for that, and at the end."""
    end = working_day(ends_on, country)
    half = working_day(starts_on + (ends_on - starts_on) / 2, country)
    return (half if ends_on - starts_on >= HALFWAY_FROM and half < end else None), end


async def experiment_of(turn: Turn[Storage], number: int) -> Experiment:
    found = await turn.store.experiment(number)
    if found is None:
        raise Refusal(refusals.not_found())
    return found


async def ask_due(turn: Turn[Storage]) -> Reply | None:
    """What is due now: a private question for each owner; None when nothing is."""
    due = await turn.store.claim_checkins(turn.now, BATCH)
    if not due:
        return None
    return Reply(
        post=tuple(
            Post(checkin.subject, owner.own, language_for(owner, turn.organisation))
            for checkin, owner in due
            if owner.member is not False
        )
    )


@draws("checkin")
async def draw(turn: Turn[Storage], checkin: int) -> Card | None:
    found = await turn.store.checkin(checkin)
    return words.checkin_card(await experiment_of(turn, found.experiment), found) if found else None


@draws("stuck")
async def draw_stuck(turn: Turn[Storage], checkin: int) -> Card | None:
    found = await turn.store.checkin(checkin)
    if found is None:
        return None
    experiment = await experiment_of(turn, found.experiment)
    idea = await turn.store.idea(experiment.idea)
    return words.stuck_card(Subject("stuck", checkin), experiment, idea.unit if idea else None, found)


async def own_question(turn: Turn[Storage], number: int) -> tuple[CheckIn, Experiment]:
    """A check-in that this person was asked, its trial held; refused when it is somebody else's or decided."""
    me = await turn.me()
    asked = await turn.store.checkin(number)
    experiment = await turn.store.hold_experiment(asked.experiment) if asked else None
    checkin = await turn.store.checkin(number)
    if checkin is None or experiment is None or not checkin.asked:
        raise Refusal(refusals.not_found())
    if experiment.owner.id != me.person.id:
        raise Refusal(refusals.not_yours())
    if experiment.decision:
        raise Refusal(refusals.answered())
    return checkin, experiment


@handles(OpenCheckIn)
async def open_checkin(turn: Turn[Storage], intent: OpenCheckIn) -> Reply:
    await own_question(turn, intent.checkin)
    return Reply(show=await checkin_form(turn, AnswerCheckIn(intent.checkin, intent.answer)))


@asks(AnswerCheckIn)
async def checkin_form(turn: Turn[Storage], intent: AnswerCheckIn) -> Form:
    _, experiment = await own_question(turn, intent.checkin)
    return words.checkin_form(intent, experiment)


@handles(AnswerCheckIn)
async def answer(turn: Turn[Storage], intent: AnswerCheckIn) -> Reply:
    """The card says it in both chats; a call for help reaches the renewer."""
    check(intent.observation, WHAT_LIMIT, "observation", required=False)
    if intent.answer is Answer.STOP:
        raise Refusal(refusals.not_found())
    checkin, experiment = await own_question(turn, intent.checkin)
    await turn.store.answer(checkin.id, intent.answer, intent.observation.strip(), turn.today)
    idea = Subject("idea", experiment.idea)
    first_call = intent.answer is Answer.NEEDS_HELP and checkin.answer is not Answer.NEEDS_HELP
    calls = await help_calls(turn, experiment, checkin) if first_call else ()
    return Reply(show=words.thanks(experiment), post=calls, redraw=(checkin.subject, idea))


async def help_calls(turn: Turn[Storage], experiment: Experiment, checkin: CheckIn) -> tuple[Post, ...]:
    """A private message to the renewer of the idea's work community, if it has one."""
    idea = await turn.store.idea(experiment.idea)
    roles = await turn.store.roles(idea.unit.id) if idea and idea.unit else {}
    renewer = await turn.store.account_by_id(roles[Role.RENEWER]) if Role.RENEWER in roles else None
    if renewer is None or not renewer.member:
        return ()
    return (Post(Subject("stuck", checkin.id), renewer.own, language_for(renewer, turn.organisation)),)


@handles(OpenDecision)
async def open_decision(turn: Turn[Storage], intent: OpenDecision) -> Reply:
    await own_question(turn, intent.checkin)
    until = turn.today + USUAL if intent.decision is Decision.ADAPT else None
    return Reply(show=await decision_form(turn, Decide(intent.checkin, intent.decision, until=until)))


@asks(Decide)
async def decision_form(turn: Turn[Storage], intent: Decide) -> Form:
    _, experiment = await own_question(turn, intent.checkin)
    return words.decision_form(intent, experiment)


@handles(Decide)
async def decide(turn: Turn[Storage], intent: Decide) -> Reply:
    """Adopt, adapt (a new round) or stop (with a lesson): all three are good results."""
    stopping = intent.decision is Decision.STOP
    check(intent.lesson, WHAT_LIMIT, "lesson", required=stopping)
    ends_on = end_day(turn, intent.until) if intent.decision is Decision.ADAPT else None
    me = await turn.me()
    checkin, experiment = await own_question(turn, intent.checkin)
    await turn.store.decide(experiment.id, intent.decision)
    if ends_on:
        number = await turn.store.start(experiment.idea, experiment.what, me, turn.today, ends_on)
        await ask_later(turn, number, me, ends_on)
    stages = {Decision.ADOPT: Stage.ADOPTED, Decision.ADAPT: Stage.ADAPTED, Decision.STOP: Stage.STOPPED}
    await turn.store.set_stage(experiment.idea, stages[intent.decision], intent.lesson.strip() or None)
    await turn.store.note(me, "decision", {"experiment": str(experiment.id), "decision": intent.decision}, turn.now)
    return Reply(show=words.decided(experiment), redraw=(checkin.subject, Subject("idea", experiment.idea)))
