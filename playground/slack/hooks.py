"""Response URLs: five answers in half an hour to the place where somebody clicked or typed."""

import json
import time

from aiohttp import web

from playground.slack.arguments import Arguments
from playground.slack.chat_methods import content
from playground.slack.errors import SlackError
from playground.slack.state import Message
from playground.slack.tickets import Hook
from playground.slack.workspace import Workspace
from playground.traffic import Exchange

STATUS = {"used_url": 404, "expired_url": 404, "no_service": 404}


async def answer_hook(workspace: Workspace, request: web.Request) -> web.Response:
    arguments, status, answer = Arguments(), 200, "ok"
    begun, known = time.monotonic(), len(workspace.broken_rules)
    try:
        arguments = await Arguments.of(request)
        respond(workspace, workspace.tickets.use(request.path), arguments)
    except SlackError as problem:
        status = STATUS.get(problem.code, 400)
        answer = json.dumps({"ok": False, "error": problem.code, **problem.more})
    refused = None if status == 200 else answer
    workspace.traffic.append(
        Exchange(
            "from bot",
            "response_url",
            dict(arguments),
            status,
            answer,
            refused,
            rule="; ".join(workspace.broken_rules[known:]) or None,
            seconds=time.monotonic() - begun,
        )
    )
    return web.Response(status=status, text=answer)


def respond(workspace: Workspace, hook: Hook, arguments: Arguments) -> None:
    """Show, replace or take away, as the answer says."""
    state = workspace.state
    original = state.messages.get(hook.message_ts or "")
    if arguments.flag("delete_original"):
        if original:
            state.remove(original.ts)
        return
    text, blocks = content(workspace, arguments)
    if arguments.flag("replace_original") and original:
        original.text, original.blocks = text, blocks
        original.edited_ts = None if original.only_for else state.next_ts()
        state.save()
        workspace.note(original, parsed=False)
        return
    message = Message(state.next_ts(), hook.channel, workspace.app.bot_user_id, text, blocks)
    message.only_for = None if arguments.text("response_type") == "in_channel" else hook.user
    message.thread_ts = arguments.text("thread_ts")
    workspace.post(message)
