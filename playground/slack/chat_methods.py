"""chat.*: the bot's messages."""

from playground.slack import shapes
from playground.slack.arguments import Arguments
from playground.slack.blocks import stored
from playground.slack.errors import SlackError, invalid
from playground.slack.file_methods import file_problems
from playground.slack.rules import BLOCK_TEXT, blocks_problems, of_type, text_length
from playground.slack.state import Conversation, Json, Message
from playground.slack.workspace import Workspace

LONGEST = 40_000
LONGEST_UPDATE = 4_000


def content(workspace: Workspace, arguments: Arguments, longest: int = LONGEST) -> tuple[str, list[Json]]:
    """The text and the checked blocks of a message."""
    text = arguments.text("text") or ""
    blocks = arguments.structure("blocks", "invalid_blocks_format")
    if arguments.structure("attachments", "invalid_attachments"):
        raise SlackError("invalid_attachments")
    if len(text) > longest:
        raise SlackError("msg_too_long")
    if blocks:
        problems = blocks_problems(blocks) or list(file_problems(workspace, blocks))
        if problems:
            raise invalid("invalid_blocks", problems)
        if len(of_type(blocks, "table")) > 1:
            raise invalid("invalid_attachments", ["only_one_table_allowed"])
        if text_length(blocks) > BLOCK_TEXT:
            raise SlackError("msg_blocks_too_long")
    elif not text.strip():
        raise SlackError("no_text")
    return text, stored(blocks or [])


def _place(workspace: Workspace, channel: str) -> Conversation:
    """Where to post; a person's id means the person's own chat with the bot."""
    human = workspace.state.humans.get(channel)
    if human is None:
        return workspace.conversation(channel)
    if human.kind == "bot":
        raise SlackError("cannot_dm_bot")
    return workspace.state.open_private(human.id)


def _writable(workspace: Workspace, place: Conversation, *, public_too: bool) -> None:
    if place.archived:
        raise SlackError("is_archived")
    if not place.has_bot and not (public_too and "chat:write.public" in workspace.scopes):
        raise SlackError("not_in_channel")


def _thread(workspace: Workspace, arguments: Arguments) -> str | None:
    thread_ts = arguments.text("thread_ts")
    parent = workspace.state.messages.get(thread_ts or "")
    if parent is not None and parent.thread_ts and parent.thread_ts != parent.ts:
        workspace.broken_rules.append(f"{parent.channel}/{parent.ts}: thread_ts names a reply, not its parent")
        return parent.thread_ts
    return thread_ts


def _parsed(arguments: Arguments) -> bool:
    return arguments.text("parse") == "full" or arguments.flag("link_names")


async def post_message(workspace: Workspace, arguments: Arguments) -> Json:
    place = _place(workspace, arguments.needed("channel"))
    _writable(workspace, place, public_too=True)
    text, blocks = content(workspace, arguments)
    message = Message(workspace.state.next_ts(), place.id, workspace.app.bot_user_id, text, blocks)
    message.thread_ts = _thread(workspace, arguments)
    workspace.post(message, parsed=_parsed(arguments))
    return {
        "channel": place.id,
        "ts": message.ts,
        "message": shapes.message(message, workspace.app, profile=True),
    }


async def post_ephemeral(workspace: Workspace, arguments: Arguments) -> Json:
    user = arguments.needed("user")
    place = workspace.conversation(arguments.needed("channel"))
    _writable(workspace, place, public_too=False)
    if user not in place.members:
        raise SlackError("user_not_in_channel")
    text, blocks = content(workspace, arguments)
    message = Message(workspace.state.next_ts(), place.id, workspace.app.bot_user_id, text, blocks, only_for=user)
    message.thread_ts = _thread(workspace, arguments)
    workspace.post(message, parsed=_parsed(arguments))
    return {"message_ts": message.ts}


def _own(workspace: Workspace, arguments: Arguments, refused: str) -> tuple[Conversation, Message]:
    place = workspace.conversation(arguments.needed("channel"))
    message = workspace.state.messages.get(arguments.needed("ts"))
    if message is None or message.channel != place.id or message.only_for:
        raise SlackError("message_not_found")
    if message.user != workspace.app.bot_user_id:
        raise SlackError(refused)
    return place, message


async def update(workspace: Workspace, arguments: Arguments) -> Json:
    place, message = _own(workspace, arguments, "cant_update_message")
    if place.archived:
        raise SlackError("is_inactive")
    _writable(workspace, place, public_too=False)
    given = arguments.structure("blocks", "invalid_blocks_format") is not None
    text, blocks = content(workspace, arguments, LONGEST_UPDATE)
    message.text, message.edited_ts = text, workspace.state.next_ts()
    if given:
        message.blocks = blocks
    workspace.state.save()
    workspace.note(message, parsed=_parsed(arguments))
    shown = shapes.message(message, workspace.app, profile=True)
    return {"channel": place.id, "ts": message.ts, "text": message.text, "message": shown}


async def permalink(workspace: Workspace, arguments: Arguments) -> Json:
    """Of any message in a conversation that the bot can see; no scope is asked for."""
    place = workspace.conversation(arguments.needed("channel"))
    stamp = arguments.needed("message_ts")
    message = workspace.state.messages.get(stamp)
    if message is None or message.channel != place.id or message.only_for:
        raise SlackError("message_not_found")
    return {"channel": place.id, "permalink": shapes.permalink(message, workspace.app)}


async def delete(workspace: Workspace, arguments: Arguments) -> Json:
    place, message = _own(workspace, arguments, "cant_delete_message")
    workspace.state.remove(message.ts)
    return {"channel": place.id, "ts": message.ts}
