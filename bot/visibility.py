"""Who may see an idea: the one place that decides it; `storage/repositories/visible.py` says the same of lists."""

from dataclasses import fields
from typing import Protocol

from bot.errors import Refusal
from bot.intents import Intent, MoreOf, Support, TakeBack, TakeUnitBack, Unfold
from bot.model import Account, Channel, Hiding, Idea, Stage, Subject, Trouble
from bot.views import refusals

ABOUT = {"idea": "idea", "comment": "comment", "experiment": "experiment", "checkin": "checkin", "permit": "permit"}
"""The fields of intents that name something of an idea, and the kind of subject that it is."""
LET_THROUGH = (MoreOf, Support, TakeBack, TakeUnitBack)
"""Those ask `may_see` themselves, or answer without any words of the idea."""


class Hidings(Protocol):
    """What seeing asks of storage."""

    async def hiding_of(self, subject: Subject) -> Hiding | None: ...


def let_in(account: Account | None) -> bool:
    """Every member of the organisation, and whoever has not been looked up yet, until that tells otherwise."""
    return account is None or account.member is not False


def may_see(idea: Idea, account: Account | None = None, *, hangs: bool = False) -> bool:
    """Whether somebody may see an idea's words.

    Every member of the organisation may, in both chats. Guests and outsiders see only what `hangs` in a channel that
    an admin opened to them. What is hidden or withdrawn is seen by nobody.
    """
    return not idea.hidden and idea.stage is not Stage.WITHDRAWN and (hangs or let_in(account))


def may_preview(idea: Idea, channel: Channel, *, hangs: bool) -> bool:
    """Whether everybody who reads a linked channel may see an idea's words: its least reader may be an outsider.

    They are in it only where an admin opened it to them, and see there what hangs there.
    """
    return channel.trouble is None and may_see(idea, hangs=hangs) and (hangs or not channel.wishes.opened)


def may_list(channel: Channel) -> bool:
    """Whether ideas that hang elsewhere may be told of in a linked channel: not where an outsider may read."""
    return channel.trouble is None and not channel.wishes.opened


def closes(trouble: Trouble | None) -> bool:
    """Whether what hangs in a linked channel closes, until nobody reads there who may not see it."""
    return trouble is Trouble.OUTSIDERS


def seen(idea: Idea | None, account: Account | None = None) -> Idea:
    """The idea; refused to whoever may not see it."""
    if idea is None:
        raise Refusal(refusals.not_found())
    if idea.hidden:
        raise Refusal(refusals.hidden())
    if not may_see(idea, account):
        raise Refusal(refusals.withdrawn_already() if let_in(account) else refusals.outsider())
    return idea


def about(intent: Intent) -> Subject | None:
    """What an intent asks about, when that belongs to an idea."""
    if isinstance(intent, Unfold):
        return about(intent.form)
    for one in fields(intent):
        number = getattr(intent, one.name)
        if one.name in ABOUT and number is not None:
            return Subject(ABOUT[one.name], number)
    return None


async def ask(store: Hidings, intent: Intent) -> None:
    """Refuse at the door whatever asks about a hidden idea: no rule behind it can tell its words."""
    subject = None if isinstance(intent, LET_THROUGH) else about(intent)
    if subject and await store.hiding_of(subject):
        raise Refusal(refusals.hidden())
