"""Quick trials: done or starting now, logged at once without an approver; two weeks later asked about, once."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from bot import telling
from bot.calendar import working_day, working_morning
from bot.checks import check
from bot.errors import Refusal
from bot.features.experiments import Storage as Starting
from bot.features.ideas import LEAST_SIMILARITY, SIMILAR, as_title, new_idea
from bot.features.roles import of_the_same_chat
from bot.intents import ItIsMine, LogQuickTrial, WriteQuickTrial
from bot.model import Account, Caller, CheckIn, Experiment, Idea, Plan, Question, Stage
from bot.replies import Reply
from bot.turn import Turn, asks, handles
from bot.views import quick as words
from bot.views import refusals
from bot.views.ideas import TITLE_LIMIT
from bot.views.kinds import Form

LASTS = timedelta(weeks=2)
NAME_LIMIT = 100


class Storage(Starting, Protocol):
    """What quick trials ask of storage."""

    async def experiments_of(self, idea: int) -> list[Experiment]: ...
    async def hold_experiment(self, experiment: int) -> Experiment | None: ...
    async def last_asked(self, experiment: int) -> CheckIn | None: ...
    async def make_theirs(self, idea: int, account: Account) -> None: ...


@handles(WriteQuickTrial)
async def write(turn: Turn[Storage], intent: WriteQuickTrial) -> Reply:
    """A short text is what is done differently, a long one what good it does; nothing typed is lost.

    What is similar to a text that was typed already is shown at once.
    """
    what, good = as_title(intent.text)
    unit = await turn.unit_here()
    found = LogQuickTrial(what, good, unit=unit.id if unit else None, meeting=intent.meeting)
    return Reply(show=await form(turn, replace(found, anyway=bool(await similar(turn, found.what)))))


@asks(LogQuickTrial)
async def form(turn: Turn[Storage], intent: LogQuickTrial) -> Form:
    return words.quick_form(intent, await similar(turn, intent.what) if intent.anyway else [])


async def similar(turn: Turn[Storage], what: str) -> list[Idea]:
    """Ideas with a similar title, and what was learnt from them."""
    title = " ".join(what.split())
    return await turn.store.similar(title, LEAST_SIMILARITY, SIMILAR) if title else []


@handles(LogQuickTrial)
async def log(turn: Turn[Storage], intent: LogQuickTrial) -> Reply:
    """An idea on the board like any other, in trial from the start; what is similar is shown once before."""
    title, good = " ".join(intent.what.split()), intent.good.strip()
    check(title, TITLE_LIMIT, "what", required=True)
    check(intent.good, words.GOOD_LIMIT, "good", required=False)
    check(" ".join(intent.name.split()), NAME_LIMIT, "name", required=False)
    if not intent.anyway and await similar(turn, title):
        return Reply(show=await form(turn, replace(intent, anyway=True)))
    unit = await turn.store.unit(intent.unit) if intent.unit else None
    me = await turn.me()
    new = await credited(turn, intent, me, new_idea(title, good, unit, turn.today))
    idea = await turn.store.share(new, me.id)
    number, asked_on = await begin(turn, idea, me)
    changed = await telling.change(turn, idea, Stage.TRIAL, good or title, experiment=number)
    posts = await telling.first_cards(turn, idea)
    shown = words.logged(idea, asked_on, seen=bool(posts), meeting=intent.meeting)
    return replace(changed, show=shown, post=(*posts, *changed.post))


async def begin(turn: Turn[Storage], idea: Idea, me: Account) -> tuple[int, date]:
    """Its trial, and the only question about it; answers with the day on which that comes."""
    ends_on = turn.today + LASTS
    number = await turn.store.start(idea.id, Plan("", ends_on, quick=True), me, turn.today)
    asked_on = working_day(ends_on, turn.organisation.country)
    await turn.store.ask_on(number, Question.STAY, asked_on, working_morning(me, turn.organisation, asked_on))
    return number, asked_on


async def credited(turn: Turn[Storage], intent: LogQuickTrial, me: Account, idea: Idea) -> Idea:
    """Whose it is: one's own, a colleague's who can say so, or in a meeting whoever's name was written."""
    if intent.meeting:
        return replace(idea, credited=" ".join(intent.name.split()))
    if not intent.whose:
        return idea
    other = await turn.store.meet(Caller(of_the_same_chat(me, intent.whose)), turn.now)
    if other.member is False:
        raise Refusal(words.not_a_member(), field="whose")
    return idea if other.person.id == me.person.id else replace(idea, credited="", colleague=other.id)


@handles(ItIsMine)
async def make_mine(turn: Turn[Storage], intent: ItIsMine) -> Reply:
    """The name shows from now on, and its owner is asked, also if the one who logged it has been; again, no change."""
    me = await turn.me()
    idea, trial = await logged(turn, intent.idea)
    shown = words.claimed(idea)
    if idea.colleague is None:
        return Reply(show=shown)
    await turn.store.make_theirs(idea.id, me)
    asked = await turn.store.last_asked(trial.id) if trial.decision is None else None
    told = await telling.tell(turn, [me], asked.subject) if asked else ()
    return Reply(show=shown, post=told, redraw=(idea.subject,))


async def logged(turn: Turn[Storage], number: int) -> tuple[Idea, Experiment]:
    """The idea and its quick trial, both held."""
    trial = next((one for one in await turn.store.experiments_of(number) if one.plan.quick), None)
    held = await turn.store.hold_experiment(trial.id) if trial else None
    idea = await turn.store.hold_idea(number)
    if idea is None or held is None:
        raise Refusal(refusals.not_found())
    return idea, held
