"""Following: who wants to hear what becomes of an idea; and what else one can do with one."""

from typing import Protocol

from bot.errors import Refusal
from bot.features import aims, aside
from bot.intents import Follow, MoreOf, Unfollow
from bot.model import Account, Experiment, Idea, Signals, Stage
from bot.replies import Reply
from bot.turn import Turn, handles
from bot.views import following as words
from bot.views import refusals
from bot.views.comments import read_button


class Storage(aside.Storage, aims.Choosing, Protocol):
    """What following asks of storage."""

    async def signals(self, idea: int) -> Signals: ...
    async def experiments_of(self, idea: int) -> list[Experiment]: ...
    async def follows(self, idea: int, person: int) -> bool: ...
    async def follow(self, idea: int, account: Account) -> None: ...
    async def unfollow(self, idea: int, person: int) -> None: ...


async def idea_of(turn: Turn[Storage], number: int) -> Idea:
    """The idea; refused when it is not there or was withdrawn."""
    idea = await turn.store.idea(number)
    if idea is None:
        raise Refusal(refusals.not_found())
    if idea.stage is Stage.WITHDRAWN:
        raise Refusal(refusals.withdrawn_already())
    return idea


@handles(MoreOf)
async def more(turn: Turn[Storage], intent: MoreOf) -> Reply:
    """The ways that are open to the one who asks. Reading stores nothing."""
    idea = await idea_of(turn, intent.idea)
    me = turn.account
    follows = await turn.store.follows(idea.id, me.person.id) if me else False
    signals, trials = await turn.store.signals(idea.id), await turn.store.experiments_of(idea.id)
    said = bool(signals.comments or (trials and trials[0].joined))
    reading = (read_button(idea.id),) if said else ()
    following = words.follow_button(idea, follows=follows)
    return Reply(
        show=words.more(idea, (following, *reading, *await aims.ways(turn, idea), *await aside.ways(turn, idea)))
    )


@handles(Follow)
async def follow(turn: Turn[Storage], intent: Follow) -> Reply:
    idea = await idea_of(turn, intent.idea)
    await turn.store.follow(idea.id, await turn.me())
    return Reply(show=words.followed(idea))


@handles(Unfollow)
async def unfollow(turn: Turn[Storage], intent: Unfollow) -> Reply:
    """Whichever chat it was followed in."""
    idea = await idea_of(turn, intent.idea)
    me = await turn.me()
    await turn.store.unfollow(idea.id, me.person.id)
    return Reply(show=words.unfollowed(idea))
