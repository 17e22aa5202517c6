"""files.*: what the bot uploads in three steps, and then shows in its messages."""

import base64
import re
import time
from collections.abc import Iterator
from typing import Any

from playground.slack.arguments import Arguments
from playground.slack.element_rules import said
from playground.slack.errors import SlackError, invalid
from playground.slack.state import Conversation, File, Json, Message, stable_id
from playground.slack.workspace import Workspace

# A workspace may restrict large files; without that Slack takes 1 GB.
LARGEST = 2**20
ALTERNATIVE = 1000
CONVERSATION = "^[CGDZ][A-Z0-9]{8,}$"
IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8")


async def upload_url(workspace: Workspace, arguments: Arguments) -> Json:
    """The first step: a name, a size, and where to send the bytes."""
    name, length = arguments.needed("filename"), str(arguments.get("length", ""))
    if not re.fullmatch(r"\d+", length):
        raise invalid("invalid_arguments", ["missing required field: length"])
    if int(length) == 0:
        raise SlackError("missing_argument")
    if int(length) > LARGEST:
        raise SlackError("file_upload_size_restricted")
    if len(arguments.text("alt_txt") or "") > ALTERNATIVE:
        raise SlackError("alt_txt_too_large")
    state = workspace.state
    file = File(stable_id("F", workspace.app.team_id, state.next_ts()), name, int(length))
    state.keep(file)
    return {"upload_url": f"{workspace.url}/upload/v1/{file.id}", "file_id": file.id}


def receive(workspace: Workspace, name: str, content: bytes) -> tuple[int, str]:
    """The second step; answered in words and not as JSON."""
    file = workspace.state.files.get(name)
    if file is None or file.content:
        return 404, "Not Found"
    if len(content) != file.size:
        return 400, f"Expected {file.size} bytes, got {len(content)}"
    file.content = base64.b64encode(content).decode()
    workspace.state.save()
    return 200, f"OK - {file.size}"


async def complete(workspace: Workspace, arguments: Arguments) -> Json:
    """The third step, once; without a channel only the bot sees the files until it shows them."""
    wanted = arguments.structure("files", "invalid_arguments")
    if not isinstance(wanted, list) or not wanted or not all(isinstance(one, dict) for one in wanted):
        raise invalid("invalid_arguments", ["missing required field: files"])
    if arguments.text("channels"):
        raise SlackError("invalid_channel")
    place = shared_in(workspace, arguments)
    found = [workspace.state.files.get(str(one.get("id"))) for one in wanted]
    files = [one for one in found if one is not None and one.content and not one.complete]
    if len(files) != len(wanted):
        raise SlackError("file_not_found")
    for file, asked in zip(files, wanted, strict=True):
        file.title, file.complete = str(asked.get("title", file.name)), True
        file.ready_at = time.time() + workspace.faults.seconds_to_see_files
    workspace.state.save()
    if place is not None:
        said, bot = arguments.text("initial_comment") or "", workspace.app.bot_user_id
        names = [one.id for one in files]
        workspace.post(Message(workspace.state.next_ts(), place.id, bot, said, files=names))
    return {"files": [{"id": one.id, "title": one.title} for one in files]}


def shared_in(workspace: Workspace, arguments: Arguments) -> Conversation | None:
    """A conversation by its own id; a person's is none: https://github.com/slackapi/bolt-js/issues/2115"""
    channel = arguments.text("channel_id")
    if not channel:
        return None
    if not re.fullmatch(CONVERSATION, channel):
        raise invalid(
            "invalid_arguments", [f"input must match regex pattern: {CONVERSATION} [json-pointer:/channel_id]"]
        )
    place = workspace.conversation(channel)
    if place.archived or not place.has_bot:
        raise SlackError("is_archived" if place.archived else "not_in_channel")
    return place


def file_problems(workspace: Workspace, node: Any, pointer: str = "/blocks") -> Iterator[str]:
    """Files that the bot may not show, or not yet; in Slack's own words."""
    if isinstance(node, list):
        for at, part in enumerate(node):
            yield from file_problems(workspace, part, f"{pointer}/{at}")
    for key, value in node.items() if isinstance(node, dict) else ():
        if key != "slack_file":
            yield from file_problems(workspace, value, f"{pointer}/{key}")
        elif shown(workspace, str(value.get("id"))) is None:
            yield said("invalid slack file", f"{pointer}/slack_file")


def shared(workspace: Workspace, name: str) -> bytes | None:
    """A file that hangs in a conversation."""
    if not any(name in one.files for one in workspace.state.messages.values()):
        return None
    return base64.b64decode(workspace.state.files[name].content)


def shown(workspace: Workspace, name: str) -> bytes | None:
    """The image, once Slack has looked through it."""
    file = workspace.state.files.get(name)
    if file is None or not file.complete or file.ready_at > time.time():
        return None
    content = base64.b64decode(file.content)
    return content if content.startswith(IMAGES) else None
