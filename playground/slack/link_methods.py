"""chat.unfurl: what the app shows below a message for links in it."""

from playground.slack import payloads
from playground.slack.arguments import Arguments
from playground.slack.blocks import stored
from playground.slack.errors import SlackError
from playground.slack.file_methods import file_problems
from playground.slack.rules import blocks_problems
from playground.slack.state import Json, Message
from playground.slack.workspace import Workspace


async def unfurl(workspace: Workspace, arguments: Arguments) -> Json:
    """https://docs.slack.dev/reference/methods/chat.unfurl: by channel and ts, or by unfurl_id and source.

    Asked again, it changes what it has shown.
    """
    message = _message(workspace, arguments)
    unfurls = arguments.structure("unfurls", "invalid_unfurls_format")
    if not unfurls:
        raise SlackError("missing_unfurls")
    if not isinstance(unfurls, dict) or not all(isinstance(one, dict) for one in unfurls.values()):
        raise SlackError("invalid_unfurls_format")
    shown: dict[str, list[Json]] = {}
    for link, preview in unfurls.items():
        if link not in message.text:
            raise SlackError("cannot_unfurl_url")
        blocks = preview.get("blocks") or []
        if not blocks or blocks_problems(blocks) or list(file_problems(workspace, blocks)):
            raise SlackError("cannot_parse_attachment")
        shown[link] = stored(blocks)
    message.previews |= shown
    workspace.state.save()
    return {}


def _message(workspace: Workspace, arguments: Arguments) -> Message:
    name, source = arguments.text("unfurl_id"), arguments.text("source")
    if name or source:
        if not name or not source:
            raise SlackError("missing_source" if name else "missing_unfurl_id")
        found = [one for one in workspace.state.messages.values() if payloads.unfurl_id(one, workspace.app) == name]
        if not found:
            raise SlackError("invalid_unfurl_id")
        return found[0]
    channel, ts = arguments.text("channel"), arguments.text("ts")
    if not channel or not ts:
        raise SlackError("missing_ts" if channel else "missing_channel")
    message = workspace.state.messages.get(ts)
    if message is None or message.channel != channel:
        raise SlackError("cannot_find_message")
    return message
