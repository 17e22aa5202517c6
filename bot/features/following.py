"""Following: who wants to hear what becomes of an idea; and what else one can do with one."""

from collections.abc import Sequence
from typing import Protocol

from bot import permission
from bot.errors import Refusal
from bot.features import aims, aside, links
from bot.intents import AskToHide, AskToShow, AskToWithdraw, Follow, MoreOf, OpenEditing, Unfollow
from bot.model import OPEN, Account, Experiment, Hiding, HidingState, Idea, Signals, Stage, Subject
from bot.replies import Reply
from bot.turn import Turn, handles
from bot.views import following as words
from bot.views import hiding as hidden_words
from bot.views import refusals
from bot.views.comments import read_button
from bot.views.editing import edit_button
from bot.views.hiding import hide_button
from bot.views.ideas import WITHDRAWABLE, quick_of
from bot.views.kinds import Button, Notice
from bot.views.reports import report_button
from bot.views.withdrawing import withdraw_button
from bot.visibility import seen


class Storage(aside.Storage, aims.Choosing, links.Storage, Protocol):
    """What following asks of storage."""

    async def signals(self, idea: int) -> Signals: ...
    async def experiments_of(self, idea: int) -> list[Experiment]: ...
    async def follows(self, idea: int, person: int) -> bool: ...
    async def follow(self, idea: int, account: Account) -> None: ...
    async def unfollow(self, idea: int, person: int) -> None: ...


async def idea_of(turn: Turn[Storage], number: int) -> Idea:
    """The idea; refused when it is not there or was withdrawn."""
    return seen(await turn.store.idea(number), turn.account)


@handles(MoreOf)
async def more(turn: Turn[Storage], intent: MoreOf) -> Reply:
    """The ways that are open to the one who asks. Reading stores nothing."""
    hiding = await turn.store.hiding_of(Subject("idea", intent.idea))
    if hiding:
        return Reply(show=await more_hidden(turn, hiding))
    idea, me = await idea_of(turn, intent.idea), turn.account
    follows = await turn.store.follows(idea.id, me.person.id) if me else False
    signals, trials = await turn.store.signals(idea.id), await turn.store.experiments_of(idea.id)
    said = bool(signals.comments or (trials and trials[0].joined))
    reading = (read_button(idea.id),) if said else ()
    following = words.follow_button(idea, follows=follows)
    decides = await permission.may(turn, AskToHide("idea", idea.id))
    last = hide_button(idea.subject) if decides else report_button(idea.id)
    own = await own_ways(turn, idea, trials)
    ways = (*own, *await aims.ways(turn, idea), *await links.ways(turn, idea), *await aside.ways(turn, idea), last)
    return Reply(show=words.more(idea, (following, *reading, *ways)))


async def own_ways(turn: Turn[Storage], idea: Idea, trials: Sequence[Experiment]) -> tuple[Button, ...]:
    """What its named author may do while nothing came of it yet."""
    edit = idea.stage in OPEN and await permission.may(turn, OpenEditing(idea.id))
    untouched = (idea.stage in WITHDRAWABLE and not trials) or (
        idea.stage is Stage.TRIAL and quick_of(trials) is not None
    )
    mine = untouched and await permission.may(turn, AskToWithdraw(idea.id))
    return (*((edit_button(idea),) if edit else ()), *((withdraw_button(idea),) if mine else ()))


async def more_hidden(turn: Turn[Storage], hiding: Hiding) -> Notice:
    """Whoever answers for it may show it again, until it is erased."""
    if hiding.state is HidingState.ERASED or not await permission.may(turn, AskToShow("idea", hiding.idea)):
        raise Refusal(refusals.hidden())
    return hidden_words.more_hidden(hiding)


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
