"""Check-ins: asked privately on the day, reminded of once, answered at any time until the next one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Protocol
from zoneinfo import ZoneInfo

from bot import rhythm, telling
from bot.calendar import at_local, open_at, today_for, working_day, working_days_later, working_morning, zone_of
from bot.checks import check, check_number, there
from bot.errors import Refusal
from bot.intents import AnswerCheckIn, Later, OpenCheckIn
from bot.model import Account, Answer, CheckIn, Due, Experiment, Person, Question, Role, Step, Subject
from bot.replies import Post, Reply
from bot.turn import Turn, asks, draws, draws_all, handles
from bot.views import checkins as words
from bot.views import refusals
from bot.views.history import withdrawn_card
from bot.views.kinds import Card, Form, Message
from bot.views.text import number

OBSERVATION_LIMIT = 1500
PATIENCE = 2
"""Working days before the reminder, and before the renewer is told."""
REST = 10
"""Working days before an undecided trial is asked about again."""
BATCH = 100
HELPERS = (Role.RENEWER, Role.SUPERVISOR)
"""Who hears of a trial that needs somebody: the renewer, or where there is none the supervisor."""


class Storage(telling.Storage, Protocol):
    """What check-ins ask of storage."""

    async def experiment(self, experiment: int) -> Experiment | None: ...
    async def hold_experiment(self, experiment: int) -> Experiment | None: ...
    async def checkin(self, checkin: int) -> CheckIn | None: ...
    async def checkins(self, these: Sequence[int]) -> dict[int, CheckIn]: ...
    async def experiments(self, these: Sequence[int]) -> dict[int, Experiment]: ...
    async def answer(
        self, checkin: int, answer: Answer, value: Decimal | None, observation: str, day: date, *, waits: bool
    ) -> None: ...
    async def postpone(self, checkin: int, due_on: date, due_at: datetime) -> None: ...
    async def claim_checkins(self, now: datetime, limit: int) -> list[Due]: ...
    async def take_steps(self, steps: Sequence[tuple[CheckIn, datetime | None]]) -> None: ...
    async def ask_all(self, questions: Sequence[tuple[int, Question, date, datetime]]) -> None: ...
    async def silence(self, experiments: Sequence[int], but: Sequence[int]) -> None: ...
    async def asked_before(self, these: Sequence[int]) -> list[int]: ...
    async def last_asked(self, experiment: int) -> CheckIn | None: ...
    async def roles(self, unit: int) -> dict[Role, int]: ...
    async def account_by_id(self, account: int) -> Account | None: ...
    async def accounts_of(self, person: int) -> list[Account]: ...


async def helper(turn: Turn[Storage], unit: int | None, owner: Person) -> Account | None:
    """Who helps somebody else's trial in a work community; None where nobody was named."""
    roles = await turn.store.roles(unit) if unit else {}
    for role in HELPERS:
        account = await turn.store.account_by_id(roles[role]) if role in roles else None
        if account and account.member and account.person.id != owner.id:
            return account
    return None


async def ask_due(turn: Turn[Storage]) -> Reply | None:
    """The next step of every question whose moment has come; None when none has.

    What was asked before about the same trial says that there is a newer question.
    """
    due = await turn.store.claim_checkins(turn.now, BATCH)
    if not due:
        return None
    posts: list[Post] = []
    steps: list[tuple[CheckIn, datetime | None]] = []
    questions: list[tuple[int, Question, date, datetime]] = []
    for one in due:
        reader = await to_be_asked(turn, one)
        if reader is None:
            steps.append(unheard(turn, one, questions))
        elif (later := open_at(reader, turn.organisation, turn.now)) > turn.now:
            steps.append((one.checkin, later))
        else:
            posts += await take(turn, one, reader, steps, questions)
    await turn.store.take_steps(steps)
    await turn.store.ask_all(questions)
    waiting = {one.checkin.id for one in due if one.checkin.step is Step.ASK}
    asked = [one for one, _ in steps if one.id in waiting and one.step is Step.REMIND]
    await turn.store.silence([one.experiment for one in asked], [one.id for one in asked])
    before = await turn.store.asked_before([one.id for one in asked]) if asked else []
    return Reply(post=tuple(posts), redraw=tuple(one for number in before for one in copies(number)))


async def to_be_asked(turn: Turn[Storage], due: Due) -> Account | None:
    """The owner, or the one who helps when the owner has left; for `TELL` the one who helps.

    Whether a quick trial stayed is asked of nobody else.
    """
    owner = due.owner
    if owner.member is False:
        others = await turn.store.accounts_of(owner.person.id)
        owner = next((one for one in others if one.member is not False), owner)
    if due.checkin.kind is Question.STAY:
        return None if owner.member is False else owner
    if due.checkin.step is Step.TELL or owner.member is False:
        return await helper(turn, due.unit, owner.person)
    return owner


def unheard(
    turn: Turn[Storage], due: Due, questions: list[tuple[int, Question, date, datetime]]
) -> tuple[CheckIn, datetime | None]:
    """Nobody is named who could help: the next question comes all the same, and a decision is asked for again."""
    if due.checkin.kind is Question.END:
        return ask_again(turn, due)
    if due.checkin.step is Step.ASK and due.checkin.kind is not Question.STAY:
        zone = zone_of(due.owner, turn.organisation)
        today = today_for(due.owner, turn.organisation, turn.now)
        questions.append(next_question(due, today, turn.organisation.country, zone))
    return due.checkin, None


def ask_again(turn: Turn[Storage], due: Due) -> tuple[CheckIn, datetime | None]:
    """An undecided trial rests, and is asked about again."""
    today = today_for(due.owner, turn.organisation, turn.now)
    day = working_days_later(today, REST, turn.organisation.country)
    return replace(due.checkin, step=Step.ASK), working_morning(due.owner, turn.organisation, day)


async def take(
    turn: Turn[Storage],
    due: Due,
    reader: Account,
    steps: list[tuple[CheckIn, datetime | None]],
    questions: list[tuple[int, Question, date, datetime]],
) -> list[Post]:
    """One step: what is sent now, and what comes next. After weeks without us a question is asked once."""
    country = turn.organisation.country
    zone = zone_of(due.owner, turn.organisation)
    today = today_for(due.owner, turn.organisation, turn.now)
    checkin, deciding = due.checkin, due.checkin.kind is Question.END
    if checkin.kind is Question.STAY:
        steps.append((replace(checkin, asked_on=today), None))
        return [telling.private(turn, reader, checkin.subject)]
    soon = at_local(working_days_later(today, PATIENCE, country), zone)
    match checkin.step:
        case Step.ASK:
            if not deciding and working_day(due.ends_on, country) <= today:
                checkin, deciding = replace(checkin, kind=Question.END), True
            steps.append((replace(checkin, step=Step.REMIND, asked_on=today), soon))
            if not deciding:
                questions.append(next_question(due, today, country, zone))
            return [telling.private(turn, reader, checkin.subject)]
        case Step.REMIND:
            steps.append((replace(checkin, step=Step.TELL), soon))
            return [telling.private(turn, reader, Subject("reminder", checkin.id))]
        case Step.TELL:
            steps.append(ask_again(turn, due) if deciding else (checkin, None))
            return [telling.private(turn, reader, Subject("quiet", checkin.id))]


def next_question(due: Due, today: date, country: str, zone: ZoneInfo) -> tuple[int, Question, date, datetime]:
    """The first one after today, so that dates missed without us are not asked one by one."""
    kind, due_on = rhythm.following(due.starts_on, due.ends_on, due.cadence, country, after=today)
    return due.checkin.experiment, kind, due_on, at_local(due_on, zone)


@draws_all("checkin")
async def draw(turn: Turn[Storage], numbers: Sequence[int]) -> dict[int, Message | None]:
    """The cards of several questions, read together: they leave for hundreds at the same hour."""
    found = await turn.store.checkins(numbers)
    trials = await turn.store.experiments([one.experiment for one in found.values()])
    return {number: question(one, trials[one.experiment]) for number, one in found.items()}


def question(checkin: CheckIn, experiment: Experiment) -> Card:
    """The card of a question; once its idea was withdrawn, only that it was."""
    if experiment.withdrawn:
        return withdrawn_card(checkin.subject)
    return words.checkin_card(checkin.subject, experiment, checkin)


@draws("reminder")
async def draw_reminder(turn: Turn[Storage], checkin: int) -> Card | None:
    """The question once more, and what happens without an answer."""
    found = await turn.store.checkin(checkin)
    if found is None:
        return None
    experiment = there(await turn.store.experiment(found.experiment))
    told = await helper(turn, experiment.unit.id if experiment.unit else None, experiment.owner)
    return words.reminder_card(Subject("reminder", checkin), experiment, found, told.person if told else None)


@draws("quiet")
async def draw_quiet(turn: Turn[Storage], checkin: int) -> Card | None:
    """What the renewer hears of a trial without news; nothing once there are some."""
    found = await turn.store.checkin(checkin)
    if found is None:
        return None
    experiment = there(await turn.store.experiment(found.experiment))
    return words.quiet_card(Subject("quiet", checkin), experiment, found)


async def own_question(turn: Turn[Storage], number: int) -> tuple[CheckIn, Experiment]:
    """A check-in that was asked, its trial held; refused when it is over."""
    asked = await turn.store.checkin(number)
    experiment = await turn.store.hold_experiment(asked.experiment) if asked else None
    checkin = await turn.store.checkin(number)
    if checkin is None or experiment is None or checkin.asked_on is None:
        raise Refusal(refusals.not_found())
    if experiment.decision:
        raise Refusal(refusals.answered())
    return checkin, experiment


async def open_question(turn: Turn[Storage], number: int) -> tuple[CheckIn, Experiment]:
    """A check-in to answer, its trial held; refused when it is over, or with the way to a question asked later."""
    checkin, experiment = await own_question(turn, number)
    newest = None if checkin.latest else await turn.store.last_asked(experiment.id)
    if newest:
        raise Refusal(words.asked_again(experiment, newest), buttons=words.ways(newest))
    return checkin, experiment


@handles(OpenCheckIn)
async def open_checkin(turn: Turn[Storage], intent: OpenCheckIn) -> Reply:
    """The form; what was answered before stands in it."""
    checkin, _ = await open_question(turn, intent.checkin)
    value = "" if checkin.value is None else number(checkin.value, turn.language)
    found = AnswerCheckIn(intent.checkin, intent.answer, value=value, observation=checkin.observation)
    return Reply(show=await checkin_form(turn, found))


@asks(AnswerCheckIn)
async def checkin_form(turn: Turn[Storage], intent: AnswerCheckIn) -> Form:
    _, experiment = await open_question(turn, intent.checkin)
    return words.checkin_form(intent, experiment)


@handles(AnswerCheckIn)
async def answer(turn: Turn[Storage], intent: AnswerCheckIn) -> Reply:
    """The cards say it in both chats; a call for help reaches the renewer."""
    check(intent.observation, OBSERVATION_LIMIT, "observation", required=False)
    value = check_number(intent.value, turn.language, "value")
    if intent.answer is Answer.STOP:
        raise Refusal(refusals.not_found())
    checkin, experiment = await open_question(turn, intent.checkin)
    waits = checkin.kind is Question.END
    observation = intent.observation.strip()
    await turn.store.answer(checkin.id, intent.answer, value, observation, turn.today, waits=waits)
    calls: tuple[Post, ...] = ()
    if intent.answer is Answer.NEEDS_HELP and checkin.answer is not Answer.NEEDS_HELP:
        renewer = await helper(turn, experiment.unit.id if experiment.unit else None, experiment.owner)
        calls = await telling.tell(turn, [renewer], Subject("stuck", checkin.id)) if renewer else ()
    return Reply(show=words.thanks(experiment, called=bool(calls)), post=calls, redraw=shown(checkin, experiment))


def shown(checkin: CheckIn, experiment: Experiment) -> tuple[Subject, ...]:
    """What shows an answer: the question's own copies, the trial's card and the idea's."""
    asked = (*copies(checkin.id), Subject("quiet", checkin.id))
    return (*asked, experiment.subject, Subject("idea", experiment.idea))


def copies(checkin: int) -> tuple[Subject, Subject]:
    """Where a question hangs before whoever was asked."""
    return Subject("checkin", checkin), Subject("reminder", checkin)


@handles(Later)
async def later(turn: Turn[Storage], intent: Later) -> Reply:
    """It comes again on the next working day, in the same morning hour."""
    checkin, experiment = await open_question(turn, intent.checkin)
    if checkin.answer:
        raise Refusal(refusals.answered())
    me = await turn.me()
    tomorrow = today_for(me, turn.organisation, turn.now) + timedelta(days=1)
    due_on = working_day(tomorrow, turn.organisation.country)
    await turn.store.postpone(checkin.id, due_on, working_morning(me, turn.organisation, due_on))
    return Reply(show=words.postponed(due_on), redraw=shown(checkin, experiment)[:2])
