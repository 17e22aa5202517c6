"""Reports: anybody says that something should be looked at; whoever answers for it hides it or leaves it."""

from typing import Protocol

from bot import telling
from bot.checks import check, there
from bot.errors import Refusal
from bot.features.hiding import Storage as Seeing
from bot.features.hiding import close_complaint, found, note, role_of, visible
from bot.intents import LeaveIt, OpenReport, SendReport
from bot.model import Account, Complaint, ComplaintState, Idea, Role, Subject
from bot.replies import Reply
from bot.turn import Turn, asks, draws, handles
from bot.views import reports as words
from bot.views.history import withdrawn_card
from bot.views.kinds import Card, Form
from bot.visibility import may_see

HANDLERS = (Role.RENEWER, Role.SUPERVISOR, Role.DEPUTY)
"""The first of them who did not write it looks at it, and the admins."""


class Storage(Seeing, Protocol):
    """What reports ask of storage."""

    async def roles(self, unit: int) -> dict[Role, int]: ...
    async def account_by_id(self, account: int) -> Account | None: ...
    async def has_reported(self, thing: Subject, person: int) -> bool: ...
    async def report(
        self, thing: Subject, idea: int, account: Account, sort: str, why: str
    ) -> tuple[Complaint, bool]: ...
    async def complaint(self, complaint: int) -> Complaint | None: ...
    async def hold_complaint(self, complaint: int) -> Complaint | None: ...
    async def complaint_of_report(self, report: int) -> Complaint | None: ...


async def to_report(turn: Turn[Storage], thing: Subject) -> None:
    """Refused when one has reported it before."""
    if turn.account and await turn.store.has_reported(thing, turn.account.person.id):
        raise Refusal(words.reported_already())


@handles(OpenReport)
async def open_report(turn: Turn[Storage], intent: OpenReport) -> Reply:
    return Reply(show=await form(turn, SendReport(intent.what, intent.number)))


@asks(SendReport)
async def form(turn: Turn[Storage], intent: SendReport) -> Form:
    thing = Subject(intent.what, intent.number)
    idea, comment = await visible(turn, thing)
    await to_report(turn, thing)
    return words.report_form(intent, comment or idea)


@handles(SendReport)
async def send(turn: Turn[Storage], intent: SendReport) -> Reply:
    """Several reports of one thing are one card with a count; only the first one rings."""
    check(intent.why, words.WHY_LIMIT, "why", required=True)
    thing, sort = Subject(intent.what, intent.number), intent.sort if intent.sort in words.SORTS else ""
    idea, _ = await visible(turn, thing)
    await to_report(turn, thing)
    handlers = await looking(turn, idea, thing)
    if not handlers:
        raise Refusal(words.nobody_looks())
    me = await turn.me()
    complaint, rings = await turn.store.report(thing, idea.id, me, sort, intent.why.strip())
    told = await telling.tell(turn, handlers, complaint.subject) if rings else ()
    return Reply(show=words.reported(), post=told, redraw=(complaint.subject,))


async def looking(turn: Turn[Storage], idea: Idea, thing: Subject) -> list[Account]:
    """Who looks at it, each once: somebody of its work community, and the admins; nobody at words of their own."""
    roles = await turn.store.roles(idea.unit.id) if idea.unit else {}
    author = await turn.store.author_of(thing)
    named = [await turn.store.account_by_id(roles[role]) for role in HANDLERS if role in roles]
    fit = [one for one in named if one and one.member is not False and not (author and one.person == author.person)]
    admins = await turn.store.accounts_with(turn.organisation.admin_keys)
    others = [one for one in admins if not (author and one.person == author.person)]
    return list({one.person.id: one for one in (*others, *fit[:1])}.values())


@handles(LeaveIt)
async def leave(turn: Turn[Storage], intent: LeaveIt) -> Reply:
    """Leave what was reported as it is, by one click; whoever answers first has decided."""
    held = there(await turn.store.hold_complaint(intent.complaint))
    if held.state is not ComplaintState.WAITING:
        raise Refusal(words.dealt_with())
    idea, _ = await found(turn, held.thing)
    me = await turn.me()
    told = await close_complaint(turn, held.thing, ComplaintState.LEFT)
    await note(turn, me, "report left", held.thing, await role_of(turn, idea, me))
    return Reply(show=words.left(), post=told, redraw=(held.subject,))


@draws("complaint")
async def draw(turn: Turn[Storage], number: int) -> Card | None:
    """What was reported, as it is now."""
    complaint = await turn.store.complaint(number)
    if complaint is None:
        return None
    if complaint.state is ComplaintState.REMOVED:
        return words.removed_card(complaint.subject)
    idea, comment = await found(turn, complaint.thing)
    return words.complaint_card(complaint, comment or idea) if may_see(idea) else withdrawn_card(complaint.subject)


@draws("outcome")
async def draw_outcome(turn: Turn[Storage], number: int) -> Card | None:
    complaint = await turn.store.complaint_of_report(number)
    return words.outcome_card(Subject("outcome", number), complaint) if complaint else None
