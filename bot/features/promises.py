"""The promise of an answer: by when, and who hears privately, on working mornings, when its day has passed."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot import telling
from bot.calendar import at_local, working_day, working_days_later
from bot.features.permits import Naming, named
from bot.model import OPEN, Account, Change, Idea, Permit, PermitState, Role, Stage, Subject
from bot.replies import Post, Reply
from bot.turn import Turn, draws
from bot.views import answers as words
from bot.views.kinds import Card

LATER = 5
"""Working days between those who hear at once, and the renewer."""
BATCH = 100


class Keeping(telling.Storage, Protocol):
    """What giving a promise asks of storage."""

    async def await_answer(self, idea: int, step: Role, due_at: datetime) -> None: ...


class Storage(Keeping, Naming, Protocol):
    """What promises ask of storage."""

    async def idea(self, idea: int) -> Idea | None: ...
    async def accounts_with(self, email_keys: Collection[str]) -> list[Account]: ...
    async def open_permit_of(self, idea: int) -> Permit | None: ...
    async def answer_of(self, idea: int) -> Change | None: ...
    async def claim_awaited(self, now: datetime, limit: int) -> Sequence[tuple[int, Role]]: ...
    async def tell_no_more(self, idea: int) -> None: ...


def answer_by(turn: Turn[Keeping]) -> date:
    """The last day on which an answer to what is shared today keeps the promise."""
    return working_days_later(turn.today, turn.organisation.answer_days, turn.organisation.country)


async def promise(turn: Turn[Keeping], idea: Idea) -> None:
    """Plan whom to tell on the morning after the promised day, if nobody has answered by then."""
    if idea.answer_by:
        await turn.store.await_answer(idea.id, Role.SUPERVISOR, morning(turn, idea.answer_by + timedelta(days=1)))


def morning(turn: Turn[Keeping], day: date) -> datetime:
    """A working morning of the organisation, from this day on."""
    return at_local(working_day(day, turn.organisation.country), ZoneInfo(turn.organisation.time_zone))


async def tell_due(turn: Turn[Storage]) -> Reply | None:
    """Every promise whose day has passed; None when none has."""
    due = await turn.store.claim_awaited(turn.now, BATCH)
    posts = [post for idea, step in due for post in await take(turn, idea, step)]
    return Reply(post=tuple(posts)) if due else None


async def take(turn: Turn[Storage], number: int, step: Role) -> tuple[Post, ...]:
    """The supervisor and the deputy hear first, later the renewer; where nobody is named, the admins. Each once."""
    idea = await turn.store.idea(number)
    if idea is None or not awaits_answer(idea):
        await turn.store.tell_no_more(number)
        return ()
    later = morning(turn, working_days_later(turn.today, LATER, turn.organisation.country))
    permit = await turn.store.open_permit_of(number)
    if permit and permit.state is PermitState.WAITING:
        await turn.store.await_answer(number, step, later)
        return ()
    people = await answering(turn, idea)
    first: list[Role] = [role for role in (Role.SUPERVISOR, Role.DEPUTY) if role in people]
    if step is Role.SUPERVISOR and first:
        await turn.store.await_answer(number, Role.RENEWER, later)
    else:
        await turn.store.tell_no_more(number)
        first = [Role.RENEWER] if Role.RENEWER in people else []
    if not people:
        admins = await turn.store.accounts_with(turn.organisation.admin_keys)
        return await telling.tell(turn, admins, Subject("awaited", number))
    posts: list[Post] = []
    for role in first:
        kind = "overdue" if role is Role.SUPERVISOR else "awaited"
        posts += await telling.tell(turn, [people[role]], Subject(kind, number))
    return tuple(posts)


def awaits_answer(idea: Idea) -> bool:
    """Whether an answer is promised that nobody has given, of an idea that is open and can be seen."""
    return not idea.hidden and idea.stage in OPEN and idea.answered_on is None and idea.answer_by is not None


async def answering(turn: Turn[Storage], idea: Idea) -> dict[Role, Account]:
    """Who answers for an idea's work community."""
    return dict(await named(turn, idea.unit.id)) if idea.unit else {}


@draws("overdue")
async def draw_overdue(turn: Turn[Storage], number: int) -> Card | None:
    """Told to the supervisor; it names who can answer too."""
    idea = await turn.store.idea(number)
    deputy = (await answering(turn, idea)).get(Role.DEPUTY) if idea else None
    return await draw(turn, Subject("overdue", number), idea, deputy)


@draws("awaited")
async def draw_unanswered(turn: Turn[Storage], number: int) -> Card | None:
    """Told to everybody else who may answer."""
    return await draw(turn, Subject("awaited", number), await turn.store.idea(number), None)


async def draw(turn: Turn[Storage], subject: Subject, idea: Idea | None, deputy: Account | None) -> Card | None:
    """The question; once it is answered, what was answered."""
    if idea is None or idea.stage is Stage.WITHDRAWN:
        return None
    if awaits_answer(idea):
        return words.overdue_card(subject, idea, deputy.person if deputy else None)
    return words.answered_card(subject, idea, await turn.store.answer_of(idea.id))
