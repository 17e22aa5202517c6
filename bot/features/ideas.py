"""Sharing, drawing and withdrawing ideas."""

from dataclasses import replace
from datetime import date
from typing import Protocol

from bot import permission, telling
from bot.checks import check, there
from bot.errors import Refusal
from bot.features import aims, captured, promises
from bot.features.aside import Successors, continues
from bot.features.permits import shown_by
from bot.intents import AskToWithdraw, CaptureMessage, SeeIdea, ShareIdea, WithdrawIdea, WriteIdea
from bot.model import (
    ASIDE,
    Challenge,
    Change,
    Decision,
    Experiment,
    Idea,
    Permit,
    PermitState,
    Signals,
    Stage,
    Subject,
    Unit,
)
from bot.replies import Reply
from bot.turn import Turn, asks, draws, handles
from bot.views import ideas as words
from bot.views import refusals, withdrawing
from bot.views.kinds import Card, Form
from bot.views.own_support import as_supporter
from bot.views.settings import no_files

SIMILAR = 3
LEAST_SIMILARITY = 0.3
"""Of titles, by trigrams; pg_trgm's own usual limit."""
LISTED = {"digest", "channel_digest", "gathered", "unanswered"}
SHOWN_ELSEWHERE = LISTED | {"idea", "preview", "change", "news", "edited", "checkin", "complaint"}
"""What has the words of an idea beside what is told of it: what was merged into it, questions, lists, and reports."""


class Storage(promises.Keeping, permission.Storage, Successors, aims.Choosing, Protocol):
    """What ideas ask of storage."""

    async def share(self, idea: Idea, account: int | None, writer: int | None = None) -> Idea: ...
    async def idea(self, idea: int) -> Idea | None: ...
    async def hold_idea(self, idea: int) -> Idea | None: ...
    async def similar(self, title: str, least: float, limit: int) -> list[Idea]: ...
    async def signals(self, idea: int) -> Signals: ...
    async def bring_back(self, idea: int) -> None: ...
    async def put_aside_because(self, idea: int) -> Change | None: ...
    async def answer_of(self, idea: int) -> Change | None: ...
    async def experiments_of(self, idea: int) -> list[Experiment]: ...
    async def hold_experiment(self, experiment: int) -> Experiment | None: ...
    async def decide(self, experiment: int, decision: Decision) -> None: ...
    async def open_permit_of(self, idea: int) -> Permit | None: ...
    async def close_permit(self, permit: int, state: PermitState) -> None: ...
    async def showing(self, idea: int) -> list[Subject]: ...
    async def challenge(self, challenge: int) -> Challenge | None: ...
    async def unit(self, unit: int) -> Unit | None: ...
    async def units(self) -> list[Unit]: ...
    async def supports(self, idea: int, person: int) -> bool: ...


@handles(WriteIdea)
async def write(turn: Turn[Storage], intent: WriteIdea) -> Reply:
    return Reply(show=await form(turn, await begun(turn, intent.text)))


@handles(CaptureMessage)
async def capture(turn: Turn[Storage], intent: CaptureMessage) -> Reply:
    """The same form, unless there is no text: of a picture nothing is taken. Nothing is kept before it is shared."""
    if not intent.text.strip():
        return Reply(show=no_files(""))
    begins = await captured.along(turn, intent, await begun(turn, intent.text))
    return Reply(show=await form(turn, begins))


async def begun(turn: Turn[Storage], typed: str) -> ShareIdea:
    """The form's first answers: what was typed already, and the work community of the channel."""
    title, about = as_title(typed)
    unit = await turn.unit_here()
    return ShareIdea(title=title, about=about, unit=unit.id if unit else None)


def as_title(typed: str) -> tuple[str, str]:
    """A typed text as a title and what stands below it: a short one is all title, a long one none; nothing is lost."""
    text = typed.strip()
    return (text, "") if len(text) <= words.TITLE_LIMIT and "\n" not in text else ("", text)


@asks(ShareIdea)
async def form(turn: Turn[Storage], intent: ShareIdea) -> Form:
    similar = await turn.store.similar(intent.title, LEAST_SIMILARITY, SIMILAR) if intent.anyway else []
    ours = await turn.unit_here()
    units = sorted(await turn.store.units(), key=lambda unit: unit != ours)
    chats, goals = ", ".join(turn.organisation.chats), await aims.offered(turn)
    challenge = await turn.store.challenge(intent.challenge) if intent.challenge else None
    return words.share_form(intent, units, similar, chats, goals, challenge)


@handles(ShareIdea)
async def share(turn: Turn[Storage], intent: ShareIdea) -> Reply:
    """Similar ideas are shown once before a new one is stored."""
    title = " ".join(intent.title.split())
    check(title, words.TITLE_LIMIT, "title", required=True)
    check(intent.about, words.ABOUT_LIMIT, "about", required=False)
    unit = there(await turn.store.unit(intent.unit), "unit") if intent.unit else None
    if intent.challenge:
        there(await turn.store.challenge(intent.challenge))
    goals = aims.chosen(await aims.offered(turn), intent.goals) if intent.goals else []
    if not intent.anyway and await turn.store.similar(title, LEAST_SIMILARITY, SIMILAR):
        return Reply(show=await form(turn, replace(intent, anyway=True)))
    me = None if intent.anonymous else await turn.me()
    source = await captured.source(turn, intent, me)
    new = replace(
        new_idea(title, intent.about.strip(), unit, turn.today),
        stage=Stage.NEED if intent.kind == "need" else Stage.IDEA,
        benefits=tuple(one for one in words.BENEFITS if one in intent.benefits),
        origin=intent.origin,
        challenge=intent.challenge,
        answer_by=promises.answer_by(turn),
        link=source.link,
    )
    idea = await turn.store.share(new, me.id if me else None, source.writer)
    await promises.promise(turn, idea)
    if goals:
        await turn.store.aim(idea.id, goals)
    posts = await telling.first_cards(turn, idea)
    return Reply(show=words.shared(idea, len(posts)), post=posts, redraw=answered(idea))


def answered(idea: Idea) -> tuple[Subject, ...]:
    """What counts the ideas that answer a challenge."""
    return tuple(Subject(kind, idea.challenge) for kind in ("challenge", "summary")) if idea.challenge else ()


def new_idea(title: str, about: str, unit: Unit | None, day: date) -> Idea:
    """An idea to store, which gets its number there; its author is kept apart."""
    return Idea(
        id=0,
        title=title,
        about=about,
        unit=unit,
        benefits=(),
        origin="own",
        author=None,
        stage=Stage.IDEA,
        shared_on=day,
        support=0,
        lesson=None,
    )


@draws("idea")
async def draw(turn: Turn[Storage], idea: int) -> Card | None:
    found = await turn.store.idea(idea)
    if found is None:
        return None
    trials = await turn.store.experiments_of(idea)
    trial, signals = trials[0] if trials else None, await turn.store.signals(idea)
    if found.stage not in ASIDE:
        answer = await turn.store.answer_of(idea) if found.answered_on else None
        return words.idea_card(found, trial, signals, permit=await turn.store.open_permit_of(idea), answer=answer)
    because, into = await turn.store.put_aside_because(idea), await continues(turn, found)
    return words.idea_card(found, trial, signals, because=because, into=into)


@handles(SeeIdea)
async def see(turn: Turn[Storage], intent: SeeIdea) -> Reply:
    """The card, for whoever comes from a list, with their own support. Reading stores nothing."""
    card = there(await draw(turn, intent.idea))
    me = turn.account
    mine = card.again and me and await turn.store.supports(intent.idea, me.person.id)
    return Reply(show=as_supporter(card, intent.idea) if mine else card)


@handles(AskToWithdraw)
async def ask_to_withdraw(turn: Turn[Storage], intent: AskToWithdraw) -> Reply:
    await own_idea(turn, intent.idea)
    return Reply(show=await withdraw_form(turn, WithdrawIdea(intent.idea)))


@asks(WithdrawIdea)
async def withdraw_form(turn: Turn[Storage], intent: WithdrawIdea) -> Form:
    idea, trial = await own_idea(turn, intent.idea)
    return withdrawing.withdraw_form(intent, idea, quick=trial is not None)


@handles(WithdrawIdea)
async def withdraw(turn: Turn[Storage], intent: WithdrawIdea) -> Reply:
    """Every copy says so, also what was told under it; whoever follows it is told, without its author's words.

    Nobody is asked for permission any more, nor whether a quick trial stayed.
    """
    idea, trial = await own_idea(turn, intent.idea)
    if trial:
        await turn.store.decide(trial.id, Decision.STOP)
    await turn.store.bring_back(idea.id)
    asked: tuple[Subject, ...] = ()
    if permit := await turn.store.open_permit_of(idea.id):
        await turn.store.close_permit(permit.id, PermitState.TAKEN_BACK)
        asked = shown_by(permit)
    changed = await telling.change(turn, idea, Stage.WITHDRAWN, "")
    shown = [one for one in await turn.store.showing(idea.id) if one.kind in SHOWN_ELSEWHERE]
    redraw = dict.fromkeys((*changed.redraw, *asked, *shown, *answered(idea)))
    return replace(changed, show=withdrawing.withdrawn(), redraw=tuple(redraw))


async def own_idea(turn: Turn[Storage], number: int) -> tuple[Idea, Experiment | None]:
    """A named idea of the one who asks, held; refused once it has been tried, decided or withdrawn.

    Of a quick trial that nobody has decided about also the trial, held before it.
    """
    trials = await turn.store.experiments_of(number)
    trial = words.quick_of(trials)
    trial = await turn.store.hold_experiment(trial.id) if trial else None
    idea = there(await turn.store.hold_idea(number))
    if trial and trial.decision is None and idea.stage is Stage.TRIAL:
        return idea, trial
    if idea.stage in ASIDE | {Stage.WITHDRAWN} and idea.stage not in words.WITHDRAWABLE:
        raise Refusal(refusals.not_open(idea.stage))
    if idea.stage not in words.WITHDRAWABLE or trials:
        raise Refusal(refusals.already_tried())
    return idea, None
