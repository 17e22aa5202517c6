"""Comments: what people say about an idea, with their names; also by a mention in the thread of its card."""

from datetime import date
from typing import Protocol

from bot import permission, telling
from bot.checks import check
from bot.commands import certain
from bot.features.aside import Storage as Deciding
from bot.features.aside import shown_on
from bot.intents import AddComment, AskToHide, OpenComment, ReadAll
from bot.model import Account, Change, Comment, Experiment, Idea, Person, Place, Request, Subject
from bot.replies import Post, Reply
from bot.turn import Turn, asks, draws, handles
from bot.views import comments as words
from bot.views.hiding import hide_comment, show_comment
from bot.views.kinds import Button, Card, Form
from bot.views.reports import report_comment
from bot.visibility import may_see, seen

PAGE = 7
"""So many of the longest comments fit in one message of every chat."""


class Storage(Deciding, Protocol):
    """What comments ask of storage."""

    async def experiment(self, experiment: int) -> Experiment | None: ...
    async def experiments_of(self, idea: int) -> list[Experiment]: ...
    async def change(self, change: int) -> Change | None: ...
    async def joined_people(self, experiment: int) -> list[Person]: ...
    async def add_comment(self, idea: int, account: Account, text: str, day: date) -> Comment: ...
    async def comment(self, comment: int) -> Comment | None: ...
    async def comments(self, idea: int, limit: int, before: int | None = None) -> list[Comment]: ...
    async def shown_by(self, place: Place, copy: str) -> Subject | None: ...
    async def copy_of(self, subject: Subject, place: Place) -> str | None: ...


async def idea_of(turn: Turn[Storage], number: int) -> Idea:
    """The idea; whatever was decided about it, people may talk, but not once it was withdrawn."""
    return seen(await turn.store.idea(number), turn.account)


@handles(OpenComment)
async def open_comment(turn: Turn[Storage], intent: OpenComment) -> Reply:
    return Reply(show=await form(turn, AddComment(intent.idea)))


@asks(AddComment)
async def form(turn: Turn[Storage], intent: AddComment) -> Form:
    return words.comment_form(intent, await idea_of(turn, intent.idea))


@handles(AddComment)
async def add(turn: Turn[Storage], intent: AddComment) -> Reply:
    """It goes under the idea's cards, but not where it was written in such a thread itself."""
    check(intent.text, words.LIMIT, "text", required=True)
    idea = await idea_of(turn, intent.idea)
    comment = await turn.store.add_comment(idea.id, await turn.me(), intent.text.strip(), turn.today)
    below = await telling.under_its_cards(turn, idea.subject, comment.subject)
    written = turn.asked if turn.asked.under else None
    if written and written.place and await turn.store.copy_of(idea.subject, written.place) == written.under:
        below = tuple(post for post in below if not is_there(post, written))
    shown = await shown_on(turn, idea)
    return Reply(
        show=words.commented(comment, mentioned=written is not None, file=intent.file), post=below, redraw=shown
    )


def is_there(post: Post, request: Request) -> bool:
    """Whether it would be posted where this was asked."""
    here, to = request.place, post.to
    return here is not None and (here.platform, here.home, here.id) == (to.platform, to.home, to.id)


async def remark(turn: Turn[Storage], text: str) -> AddComment | None:
    """The comment that typed words are when they stand in the thread of an idea's card, and are no command."""
    place, under = turn.asked.place, turn.asked.under
    if place is None or under is None or certain(text):
        return None
    root = await turn.store.shown_by(place, under)
    idea = await told_of(turn, root) if root else None
    return AddComment(idea, text) if idea is not None else None


async def told_of(turn: Turn[Storage], subject: Subject) -> int | None:
    """The idea that a message in a channel is about."""
    found: Experiment | Change | Comment | None = None
    match subject.kind:
        case "idea":
            return subject.id
        case "experiment":
            found = await turn.store.experiment(subject.id)
        case "change":
            found = await turn.store.change(subject.id)
        case "comment":
            found = await turn.store.comment(subject.id)
    return found.idea if found else None


@draws("comment")
async def draw(turn: Turn[Storage], number: int) -> Card | None:
    """Of one that was taken away only that; nothing once the idea was withdrawn."""
    comment = await turn.store.comment(number)
    if comment is None:
        return words.removed_card(Subject("comment", number))
    idea = await turn.store.idea(comment.idea)
    if idea is None or not may_see(idea, hangs=True):
        return None
    return words.comment_card(comment, idea)


@handles(ReadAll)
async def read_all(turn: Turn[Storage], intent: ReadAll) -> Reply:
    """A page at a time; who is in stands on the first. Reading stores nothing."""
    idea = await idea_of(turn, intent.idea)
    found = await turn.store.comments(idea.id, PAGE + 1, intent.before)
    page = found[:PAGE]
    trials = await turn.store.experiments_of(idea.id) if intent.before is None else []
    joined = await turn.store.joined_people(trials[0].id) if trials else []
    decides = await permission.may(turn, AskToHide("idea", idea.id))
    ways = {one.id: way for one in page if (way := way_of(turn, one, decides=decides))}
    return Reply(show=words.all_said(idea, joined, page, page[-1].id if len(found) > PAGE else None, ways))


def way_of(turn: Turn[Storage], comment: Comment, *, decides: bool) -> Button | None:
    """What whoever asks can do with one of them; nobody hides or reports what they wrote."""
    if comment.hidden:
        return show_comment(comment) if decides else None
    if turn.account is not None and turn.account.person == comment.author:
        return words.own_button(comment)
    return hide_comment(comment) if decides else report_comment(comment)
