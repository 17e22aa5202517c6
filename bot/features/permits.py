"""A trial outside the permission card: whoever answers for the work community is asked, one after the other."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Protocol

from bot import telling
from bot.calendar import working_days_later, working_morning
from bot.errors import Refusal
from bot.features.permissions import DAYS
from bot.model import (
    ANSWERING,
    OPEN,
    Account,
    Idea,
    PermissionCard,
    Permit,
    PermitState,
    Person,
    Plan,
    Promise,
    Role,
    Subject,
)
from bot.replies import Post, Reply
from bot.turn import People, Turn, draws
from bot.views import permits as words
from bot.views.kinds import Card
from bot.visibility import may_see

BATCH = 100
WEEK = timedelta(weeks=1)
Asked = list[tuple[Role, Account]]


class Waiting(People, Protocol):
    """What finding out whether an answer is waited for asks of storage."""

    async def open_permit_of(self, idea: int) -> Permit | None: ...


class Naming(People, Protocol):
    """What finding out who answers for a work community asks of storage."""

    async def roles(self, unit: int) -> dict[Role, int]: ...
    async def account_by_id(self, account: int) -> Account | None: ...


class Storage(telling.Storage, Naming, Waiting, Protocol):
    """What questions about trials ask of storage."""

    async def idea(self, idea: int) -> Idea | None: ...
    async def permission_card(self, unit: int) -> PermissionCard | None: ...
    async def ask_permit(self, idea: int, plan: Plan, asker: Account, asked_on: date, promise: Promise) -> int: ...
    async def permit(self, permit: int) -> Permit | None: ...
    async def claim_permits(self, now: datetime, limit: int) -> list[Permit]: ...
    async def ask_next(self, permit: int, promise: Promise) -> None: ...
    async def rest_permit(self, permit: int, due_at: datetime | None) -> None: ...


async def named(turn: Turn[Naming], unit: int) -> Asked:
    """Whoever answers for a work community, in the order of asking; each person once, in their first role."""
    roles = await turn.store.roles(unit)
    found: Asked = []
    for role in ANSWERING:
        account = await turn.store.account_by_id(roles[role]) if role in roles else None
        if account and account.member is not False and account.person not in [one.person for _, one in found]:
            found.append((role, account))
    return found


async def answering(turn: Turn[Storage], unit: int, asker: Person) -> Asked:
    """Those whom somebody asks for permission; nobody where that is the asker alone or first."""
    found = await named(turn, unit)
    if found and found[0][1].person == asker:
        return []
    return [one for one in found if one[1].person != asker]


def promise(turn: Turn[Storage], days: int, first: Account, later: Asked) -> Promise:
    """The day of the answer, and who is asked the morning after without one: at the end the first one again."""
    answer_by = working_days_later(turn.today, days, turn.organisation.country)
    role, account = later[0] if later else (ANSWERING[0], first)
    return Promise(answer_by, role, working_morning(account, turn.organisation, answer_by + timedelta(days=1)))


async def nothing_waits(turn: Turn[Waiting], idea: int) -> None:
    """Refused while a trial of an idea waits for permission; whoever asked may take the question back."""
    permit = await turn.store.open_permit_of(idea)
    if permit and permit.state is PermitState.WAITING:
        own = turn.account is not None and turn.account.person == permit.asker
        raise Refusal(words.waits(permit), buttons=(words.stop_button(permit),) if own else ())


async def ask(
    turn: Turn[Storage], idea: Idea, plan: Plan, me: Account, card: PermissionCard, new: tuple[Post, ...]
) -> Reply | None:
    """The question leaves, and stands under the idea's cards; None where nobody else answers."""
    people = await answering(turn, card.unit.id, me.person)
    if not people:
        return None
    before = await turn.store.open_permit_of(idea.id)
    if before and (before.review_on is None or before.review_on >= turn.today):
        raise Refusal(words.declined_before(before), field="permission")
    (_, first), *later = people
    number = await turn.store.ask_permit(idea.id, plan, me, turn.today, promise(turn, card.days, first, later))
    permit = await found(turn, number)
    shown = Subject("asked", number)
    below = tuple(Post(shown, one.to, one.language, under=idea.subject) for one in new)
    hanging = await telling.under_its_cards(turn, idea.subject, shown)
    question = await telling.tell(turn, [first], permit.subject)
    show = words.asked(permit, first.person)
    return Reply(show=show, post=(*new, *below, *hanging, *question), redraw=(idea.subject,))


async def found(turn: Turn[Storage], number: int) -> Permit:
    """A question that has just been stored."""
    permit = await turn.store.permit(number)
    if permit is None:
        raise LookupError("a question that was just stored is not there")
    return permit


async def ask_due(turn: Turn[Storage]) -> Reply | None:
    """The next step of every question whose moment has come; None when none has."""
    due = await turn.store.claim_permits(turn.now, BATCH)
    if not due:
        return None
    posts = [post for permit in due for post in await take(turn, permit)]
    return Reply(post=tuple(posts), redraw=tuple(subject for permit in due for subject in shown_by(permit)))


async def take(turn: Turn[Storage], permit: Permit) -> tuple[Post, ...]:
    """Ask the next one, or on the review date the first again. After weeks without us each is asked once.

    When nobody has answered, the first is asked once more; then it comes back to the last, the renewer, once a week,
    and waits on the cards and for whoever is named, until one of them answers or its asker takes it back.
    """
    idea = await turn.store.idea(permit.idea)
    asker = await turn.store.account_by_id(permit.account)
    if idea is None or idea.unit is None or idea.stage not in OPEN or asker is None or asker.member is False:
        await turn.store.rest_permit(permit.id, None)
        return ()
    card = await turn.store.permission_card(idea.unit.id)
    days, again = card.days if card else DAYS, permit.state is PermitState.DECLINED
    people = await answering(turn, idea.unit.id, permit.asker)
    left = [one for one in people if ANSWERING.index(one[0]) >= ANSWERING.index(permit.step)]
    if not left:
        day = working_days_later(turn.today, days, turn.organisation.country)
        rest = working_morning(asker, turn.organisation, day)
        await turn.store.rest_permit(permit.id, rest if again else None)
        return ()
    weekly = not again and permit.step is ANSWERING[0]
    (_, reader), *later = left[-1:] if permit.weekly and weekly else left
    promised = promise(turn, days, people[0][1], later)
    if weekly:
        next_week = working_morning(people[-1][1], turn.organisation, turn.today + WEEK)
        promised = replace(promised, step=ANSWERING[0], due_at=next_week, weekly=True)
    await turn.store.ask_next(permit.id, promised)
    told = await telling.tell(turn, [asker], Subject("verdict", permit.id)) if again else ()
    return (*await telling.tell(turn, [reader], permit.subject), *told)


def shown_by(permit: Permit) -> tuple[Subject, ...]:
    """What shows where a question stands."""
    own = tuple(Subject(kind, permit.id) for kind in ("permit", "asked", "verdict"))
    return (*own, Subject("idea", permit.idea))


async def shown(turn: Turn[Storage], number: int) -> Permit | None:
    """A question to draw; nothing once its idea was withdrawn."""
    permit = await turn.store.permit(number)
    idea = await turn.store.idea(permit.idea) if permit else None
    return permit if idea and may_see(idea, hangs=True) else None


@draws("permit")
async def draw(turn: Turn[Storage], number: int) -> Card | None:
    permit = await shown(turn, number)
    return words.question_card(permit) if permit else None


@draws("asked")
async def draw_asked(turn: Turn[Storage], number: int) -> Card | None:
    permit = await shown(turn, number)
    return words.asked_card(Subject("asked", number), permit) if permit else None


@draws("verdict")
async def draw_verdict(turn: Turn[Storage], number: int) -> Card | None:
    permit = await shown(turn, number)
    return words.verdict_card(Subject("verdict", number), permit) if permit else None
