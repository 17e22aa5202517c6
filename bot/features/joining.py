"""I'm in (olen mukana): people join a trial with their names, and leave it again when they like."""

from collections.abc import Collection
from typing import Protocol

from bot.checks import there
from bot.errors import Refusal
from bot.intents import JoinTrial, LeaveTrial, OpenJoining
from bot.model import Account, Experiment, Subject
from bot.replies import Reply
from bot.turn import People, Turn, asks, handles
from bot.views import joining as words
from bot.views.kinds import Form


class Storage(People, Protocol):
    """What joining asks of storage."""

    async def experiment(self, experiment: int) -> Experiment | None: ...
    async def experiments_of(self, idea: int) -> list[Experiment]: ...
    async def hold_rounds(self, experiment: int) -> list[int]: ...
    async def has_joined(self, experiment: int, person: int) -> bool: ...
    async def join_trial(self, experiment: int, account: Account) -> bool: ...
    async def leave_trial(self, rounds: Collection[int], person: int) -> bool: ...


def running(turn: Turn[Storage], trial: Experiment | None) -> Experiment:
    """The trial; refused when it does not run, and to its owner."""
    if trial is None or trial.decision is not None:
        raise Refusal(words.not_running())
    if turn.account and turn.account.person == trial.owner:
        raise Refusal(words.own_trial())
    return trial


def showing(trial: Experiment, *rounds: int) -> tuple[Subject, ...]:
    """The cards that say how many are in."""
    return (Subject("idea", trial.idea), *(Subject("experiment", one) for one in rounds or (trial.id,)))


@handles(OpenJoining)
async def open_joining(turn: Turn[Storage], intent: OpenJoining) -> Reply:
    """Whoever is in already is told so, with the way out."""
    trials = await turn.store.experiments_of(intent.idea)
    trial = running(turn, trials[0] if trials else None)
    if turn.account and await turn.store.has_joined(trial.id, turn.account.person.id):
        return Reply(show=words.joined_trial(trial))
    return Reply(show=await form(turn, JoinTrial(trial.id)))


@asks(JoinTrial)
async def form(turn: Turn[Storage], intent: JoinTrial) -> Form:
    return words.join_form(intent, running(turn, await turn.store.experiment(intent.experiment)))


@handles(JoinTrial)
async def join(turn: Turn[Storage], intent: JoinTrial) -> Reply:
    """In the round that runs now: whoever is in one is in the next, also who comes while that begins."""
    me = await turn.me()
    rounds = await turn.store.hold_rounds(intent.experiment)
    trial = running(turn, await turn.store.experiment(rounds[-1]) if rounds else None)
    new = await turn.store.join_trial(trial.id, me)
    return Reply(show=words.joined_trial(trial), redraw=showing(trial) if new else ())


@handles(LeaveTrial)
async def leave(turn: Turn[Storage], intent: LeaveTrial) -> Reply:
    """Whichever chat it was joined in; also when the trial is over, and then the rounds that came after it too."""
    me = await turn.me()
    rounds = await turn.store.hold_rounds(intent.experiment)
    trial = there(await turn.store.experiment(intent.experiment))
    gone = await turn.store.leave_trial(rounds, me.person.id)
    return Reply(show=words.left_trial(trial), redraw=showing(trial, *rounds) if gone else ())
