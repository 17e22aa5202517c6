"""Hiding an idea or a comment from everybody, and showing it again; after some days it is erased for good."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot import telling
from bot.calendar import at_local
from bot.checks import check, there
from bot.errors import Refusal
from bot.features.aside import Storage as Deciding
from bot.features.aside import shown_on
from bot.intents import AskToHide, AskToShow, Hide, ShowAgain
from bot.model import ANSWERING, Account, Comment, Complaint, ComplaintState, Hiding, HidingState, Idea, Role, Subject
from bot.replies import Post, Reply
from bot.turn import Turn, asks, draws, handles
from bot.views import hiding as words
from bot.views import refusals
from bot.views.kinds import Card, Form
from bot.visibility import seen

BATCH = 20


class Storage(Deciding, Protocol):
    """What hiding asks of storage."""

    async def comment(self, comment: int) -> Comment | None: ...
    async def hide(self, hiding: Hiding, due_at: datetime) -> int: ...
    async def show_again(self, hiding: Hiding, reason: str) -> None: ...
    async def hiding(self, hiding: int) -> Hiding | None: ...
    async def author_of(self, thing: Subject) -> Account | None: ...
    async def accounts_with(self, email_keys: Collection[str]) -> list[Account]: ...
    async def showing(self, idea: int) -> list[Subject]: ...
    async def drop_unsent(self, subjects: Sequence[Subject]) -> None: ...
    async def claim_hidings(self, now: datetime, limit: int) -> Sequence[Hiding]: ...
    async def erase(self, hiding: Hiding) -> None: ...
    async def complaint_about(self, thing: Subject) -> Complaint | None: ...
    async def set_complaint(self, complaint: int, state: ComplaintState) -> None: ...
    async def tell_reporters(self, complaint: int) -> list[tuple[Account, int]]: ...


def thing_of(intent: AskToHide | Hide | AskToShow | ShowAgain) -> Subject:
    """The idea or comment that an intent is about."""
    return Subject(intent.what, intent.number)


async def found(turn: Turn[Storage], thing: Subject) -> tuple[Idea, Comment | None]:
    """An idea, or a comment and its idea."""
    comment = there(await turn.store.comment(thing.id)) if thing.kind == "comment" else None
    return there(await turn.store.idea(comment.idea if comment else thing.id)), comment


async def visible(turn: Turn[Storage], thing: Subject) -> tuple[Idea, Comment | None]:
    """An idea, or a comment and its idea; refused when it is hidden."""
    idea, comment = await found(turn, thing)
    if await turn.store.hiding_of(thing):
        raise Refusal(words.already_hidden())
    return seen(idea, turn.account), comment


async def hold(turn: Turn[Storage], thing: Subject) -> Idea:
    """The idea of a thing, held: of two who decide at once the second one finds it decided."""
    idea, _ = await found(turn, thing)
    return await turn.store.hold_idea(idea.id) or idea


async def to_hide(turn: Turn[Storage], thing: Subject) -> Idea | Comment:
    """The idea or comment that is to be hidden; refused when it is hidden already."""
    idea, comment = await visible(turn, thing)
    return comment or idea


async def to_show(turn: Turn[Storage], thing: Subject) -> Hiding:
    """The hiding that is to be undone; refused when the thing is not hidden, or erased already."""
    hiding = await turn.store.hiding_of(thing)
    if hiding is None or hiding.thing != thing:
        raise Refusal(refusals.hidden() if hiding else words.not_hidden())
    if hiding.state is HidingState.ERASED:
        raise Refusal(words.too_late())
    return hiding


async def role_of(turn: Turn[Storage], idea: Idea, me: Account) -> Role | None:
    """In which role somebody decides about an idea; None: as an admin."""
    held = await turn.store.roles_of(me.person.id, idea.unit.id) if idea.unit else set()
    return next((role for role in ANSWERING if role in held), None)


def until(turn: Turn[Storage]) -> date:
    """The day on which what is hidden today is erased."""
    return turn.today + timedelta(days=turn.organisation.hidden_days)


@handles(AskToHide)
async def ask_to_hide(turn: Turn[Storage], intent: AskToHide) -> Reply:
    return Reply(show=await hide_form(turn, Hide(intent.what, intent.number)))


@asks(Hide)
async def hide_form(turn: Turn[Storage], intent: Hide) -> Form:
    return words.hide_form(intent, await to_hide(turn, thing_of(intent)), until(turn))


@handles(Hide)
async def hide(turn: Turn[Storage], intent: Hide) -> Reply:
    """Every copy says so; its author and whoever reported it hear it, and nobody else does."""
    check(intent.reason, words.REASON_LIMIT, "reason", required=True)
    thing = thing_of(intent)
    idea = await hold(turn, thing)
    hidden = await to_hide(turn, thing)
    me = await turn.me()
    role = await role_of(turn, idea, me)
    written = hidden.shared_on if isinstance(hidden, Idea) else hidden.written_on
    row = Hiding(0, thing, idea.id, intent.reason.strip(), role, me.id, until(turn), HidingState.HIDDEN, written)
    number = await turn.store.hide(row, at_local(row.until, ZoneInfo(turn.organisation.time_zone)))
    await note(turn, me, "hidden", thing, role)
    changed = await shows(turn, thing, idea)
    await turn.store.drop_unsent(changed)
    told = await tell_author(turn, me, thing, Subject("hiding", number))
    heard = await close_complaint(turn, thing, ComplaintState.HIDDEN)
    return Reply(show=words.hidden(thing, row.until), post=(*told, *heard), redraw=tuple(changed))


async def tell_author(turn: Turn[Storage], me: Account, thing: Subject, subject: Subject) -> tuple[Post, ...]:
    """Tell the author of a thing what was decided about it, unless it was the author who decided."""
    author = await turn.store.author_of(thing)
    readers = [author] if author and author.person != me.person else []
    return await telling.tell(turn, readers, subject)


async def shows(turn: Turn[Storage], thing: Subject, idea: Idea) -> list[Subject]:
    """Everything that shows an idea; of a comment, itself and the cards that have its beginning."""
    complaint = await turn.store.complaint_about(thing)
    about = [complaint.subject] if complaint else []
    if thing.kind == "idea":
        return [*await turn.store.showing(idea.id), *about]
    return [thing, *await shown_on(turn, idea), *about]


async def close_complaint(turn: Turn[Storage], thing: Subject, state: ComplaintState) -> tuple[Post, ...]:
    """Whoever reported it hears what became of it."""
    complaint = await turn.store.complaint_about(thing)
    if complaint is None:
        return ()
    await turn.store.set_complaint(complaint.id, state)
    posts: list[Post] = []
    for account, report in await turn.store.tell_reporters(complaint.id):
        posts += await telling.tell(turn, [account], Subject("outcome", report))
    return tuple(posts)


async def note(turn: Turn[Storage], me: Account, what: str, thing: Subject, role: Role | None) -> None:
    """A decision, and in which role; never who wrote it."""
    await turn.store.note(me, what, {thing.kind: str(thing.id), "role": role or "admin"}, turn.now)


@handles(AskToShow)
async def ask_to_show(turn: Turn[Storage], intent: AskToShow) -> Reply:
    return Reply(show=await show_form(turn, ShowAgain(intent.what, intent.number)))


@asks(ShowAgain)
async def show_form(turn: Turn[Storage], intent: ShowAgain) -> Form:
    return words.show_form(intent, await to_show(turn, thing_of(intent)))


@handles(ShowAgain)
async def show_again(turn: Turn[Storage], intent: ShowAgain) -> Reply:
    """Everybody sees it again, and what waited about it comes."""
    check(intent.reason, words.REASON_LIMIT, "reason", required=True)
    thing = thing_of(intent)
    idea = await hold(turn, thing)
    hiding = await to_show(turn, thing)
    me = await turn.me()
    await turn.store.show_again(hiding, intent.reason.strip())
    await note(turn, me, "shown again", thing, await role_of(turn, idea, me))
    if complaint := await turn.store.complaint_about(thing):
        await turn.store.set_complaint(complaint.id, ComplaintState.LEFT)
    told = await tell_author(turn, me, thing, Subject("again", hiding.id))
    return Reply(show=words.shown_again(), post=told, redraw=(*await shows(turn, thing, idea), *about(hiding)))


def about(hiding: Hiding) -> tuple[Subject, ...]:
    """What its author and whoever hid it were told of it."""
    return tuple(Subject(kind, hiding.id) for kind in ("hiding", "reply", "again"))


async def erase_due(turn: Turn[Storage]) -> Reply | None:
    """What was hidden long enough is erased; None when nothing is due. Its copies say so."""
    due = await turn.store.claim_hidings(turn.now, BATCH)
    changed: list[Subject] = []
    for hiding in due:
        idea = await hold(turn, hiding.thing)
        await turn.store.erase(hiding)
        changed += [*await shows(turn, hiding.thing, idea), *about(hiding)]
    return Reply(redraw=tuple(changed)) if due else None


@draws("hiding")
async def draw(turn: Turn[Storage], number: int) -> Card | None:
    """What its author was told."""
    hiding = await turn.store.hiding(number)
    return words.author_card(hiding) if hiding else None


@draws("again")
async def draw_again(turn: Turn[Storage], number: int) -> Card | None:
    """That it is shown again; nothing once it is hidden anew."""
    hiding = await turn.store.hiding(number)
    if hiding is None or hiding.state is not HidingState.SHOWN:
        return None
    return words.again_card(Subject("again", number), hiding)
