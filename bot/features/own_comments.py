"""A comment's own author changes it or takes it away, from whichever chat; of one that is gone nothing is kept."""

from datetime import date
from typing import Protocol

from bot.checks import check, there
from bot.features.aside import shown_on
from bot.features.hiding import Storage as Seeing
from bot.features.hiding import close_complaint, hold, shows
from bot.intents import AskToRemove, EditComment, MoreOfComment, OpenCommentEditing, RemoveComment
from bot.model import Comment, ComplaintState, Subject
from bot.replies import Reply
from bot.turn import Turn, asks, handles
from bot.views import comments as words
from bot.views import editing
from bot.views.kinds import Form
from bot.visibility import seen


class Storage(Seeing, Protocol):
    """What this asks of storage."""

    async def edit_comment(self, comment: int, text: str, day: date) -> None: ...
    async def remove_comment(self, comment: int) -> None: ...


async def comment_of(turn: Turn[Storage], number: int) -> Comment:
    """The comment; the door has asked whose it is, and that it is not hidden."""
    return there(await turn.store.comment(number))


@handles(MoreOfComment)
async def more(turn: Turn[Storage], intent: MoreOfComment) -> Reply:
    return Reply(show=words.own_ways(await comment_of(turn, intent.comment)))


@handles(OpenCommentEditing)
async def open_editing(turn: Turn[Storage], intent: OpenCommentEditing) -> Reply:
    comment = await comment_of(turn, intent.comment)
    return Reply(show=await edit_form(turn, EditComment(comment.id, comment.text)))


@asks(EditComment)
async def edit_form(turn: Turn[Storage], intent: EditComment) -> Form:
    comment = await comment_of(turn, intent.comment)
    return words.edit_form(intent, seen(await turn.store.idea(comment.idea), turn.account))


@handles(EditComment)
async def edit(turn: Turn[Storage], intent: EditComment) -> Reply:
    """Every copy shows the new words, and the day on which they changed."""
    check(intent.text, words.LIMIT, "text", required=True)
    idea = seen(await hold(turn, Subject("comment", intent.comment)), turn.account)
    comment, text = await comment_of(turn, intent.comment), intent.text.strip()
    if text == comment.text:
        return Reply(show=editing.unchanged())
    await turn.store.edit_comment(comment.id, text, turn.today)
    complaint = await turn.store.complaint_about(comment.subject)
    about = (complaint.subject,) if complaint else ()
    return Reply(show=editing.edited(), redraw=(comment.subject, *await shown_on(turn, idea), *about))


@handles(AskToRemove)
async def ask_to_remove(turn: Turn[Storage], intent: AskToRemove) -> Reply:
    return Reply(show=await remove_form(turn, RemoveComment(intent.comment)))


@asks(RemoveComment)
async def remove_form(turn: Turn[Storage], intent: RemoveComment) -> Form:
    return words.remove_form(intent, await comment_of(turn, intent.comment))


@handles(RemoveComment)
async def remove(turn: Turn[Storage], intent: RemoveComment) -> Reply:
    """Also once the idea was decided or withdrawn. Every copy says so; whoever reported it hears it."""
    thing = Subject("comment", intent.comment)
    idea = await hold(turn, thing)
    comment = await comment_of(turn, intent.comment)
    changed = await shows(turn, thing, idea)
    await turn.store.remove_comment(comment.id)
    heard = await close_complaint(turn, thing, ComplaintState.REMOVED)
    return Reply(show=words.removed(), post=heard, redraw=tuple(changed))
