"""One's own page, and the welcome: once for each person, in whichever chat they come to first."""

from datetime import date, timedelta
from typing import Protocol

from bot import permission
from bot.features import waiting
from bot.intents import MyPage, SeeAdministration
from bot.model import Account, Idea, OwnTrial
from bot.replies import Reply
from bot.turn import Turn, handles
from bot.views import my_page as words
from bot.views.administration import administration_button
from bot.views.kinds import Button
from bot.views.settings import join_buttons

LATELY = timedelta(days=90)
"""So long a decided trial is told of."""


class Storage(waiting.Storage, permission.Storage, Protocol):
    """What one's own page asks of storage."""

    async def ideas_of(self, person: int, limit: int = ...) -> list[Idea]: ...
    async def trials_of(self, person: int, since: date) -> list[OwnTrial]: ...
    async def followed_by(self, person: int, limit: int) -> list[Idea]: ...
    async def account_by_id(self, account: int) -> Account | None: ...
    async def welcome(self, account: Account, day: date) -> bool: ...


@handles(MyPage)
async def my_page(turn: Turn[Storage], intent: MyPage) -> Reply:
    """What waits for one, one's own trials and ideas, what one follows, and the ways on; the first time a welcome."""
    del intent
    me = await turn.me()
    new = await turn.store.welcome(me, turn.today)
    # Whoever comes for the first time may have been joined to their other account just now.
    me = await turn.store.account_by_id(me.id) or me
    waits = await waiting.for_account(turn, me)
    trials = await turn.store.trials_of(me.person.id, turn.today - LATELY)
    ideas = await turn.store.ideas_of(me.person.id, words.SHOWN + 1)
    followed = await turn.store.followed_by(me.person.id, words.SHOWN + 1)
    admin = await permission.may(turn, SeeAdministration())
    return Reply(show=words.my_page(ideas, trials, followed, waits, ways(turn, me, admin=admin), new=new, admin=admin))


def ways(turn: Turn[Storage], me: Account, *, admin: bool) -> tuple[Button, ...]:
    """Those of everybody, an admin's, and to one's other account where there are several chats."""
    joining = join_buttons(joined=me.joined) if len(turn.organisation.chats) > 1 else ()
    steering = (administration_button(),) if admin else ()
    return (*words.ways(), *steering, *joining)
