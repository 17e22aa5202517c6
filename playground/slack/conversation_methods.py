"""auth.test, conversations.* and users.*: who and where."""

from typing import Any

from playground.slack import shapes
from playground.slack.arguments import Arguments
from playground.slack.errors import SlackError
from playground.slack.state import Conversation, Json
from playground.slack.workspace import Workspace


async def auth_test(workspace: Workspace, _: Arguments) -> Json:
    app = workspace.app
    return {
        "url": f"https://{shapes.domain_of(app.team_id)}.slack.com/",
        "team": f"Workspace {app.team_id}",
        "user": app.name.lower(),
        "team_id": app.team_id,
        "user_id": app.bot_user_id,
        "bot_id": app.bot_id,
        "is_enterprise_install": False,
    }


async def open_private(workspace: Workspace, arguments: Arguments) -> Json:
    channel = arguments.text("channel")
    if channel:
        place = workspace.conversation(channel)
    else:
        place = workspace.state.open_private(_one_person(workspace, arguments))
    shown = shapes.channel(place, workspace.state)
    return {"channel": shown if arguments.flag("return_im") else {"id": place.id}}


def _one_person(workspace: Workspace, arguments: Arguments) -> str:
    given = arguments.get("users")
    users = given if isinstance(given, list) else [one for one in str(given or "").split(",") if one]
    if not users or not all(isinstance(one, str) for one in users):
        raise SlackError("users_list_not_supplied")
    if len(users) > 1:
        workspace.need_scope("mpim:write")
        raise SlackError("method_not_supported_for_channel_type")
    human = workspace.state.humans.get(users[0])
    if human is None:
        raise SlackError("user_not_found")
    if human.kind == "bot":
        raise SlackError("cannot_dm_bot")
    return human.id


def _readable(workspace: Workspace, arguments: Arguments) -> Conversation:
    place = workspace.conversation(arguments.needed("channel"))
    workspace.need_scope("im:read" if place.person else "groups:read" if place.is_private else "channels:read")
    return place


async def info(workspace: Workspace, arguments: Arguments) -> Json:
    place = _readable(workspace, arguments)
    shown = shapes.channel(place, workspace.state)
    if arguments.flag("include_num_members"):
        shown["num_members"] = len(_present(workspace, place))
    if arguments.flag("include_locale"):
        shown["locale"] = "en-US"
    return {"channel": shown}


def _present(workspace: Workspace, place: Conversation) -> list[str]:
    return [*place.members, *([workspace.app.bot_user_id] if place.has_bot else [])]


def _number(arguments: Arguments, name: str, usual: int) -> int:
    try:
        return int(arguments.get(name) or usual)
    except (TypeError, ValueError):
        raise SlackError(f"invalid_{name}") from None


async def members(workspace: Workspace, arguments: Arguments) -> Json:
    return _page(_present(workspace, _readable(workspace, arguments)), arguments)


async def users(workspace: Workspace, arguments: Arguments) -> Json:
    with_email, with_locale = "users:read.email" in workspace.scopes, arguments.flag("include_locale")
    humans = workspace.state.humans.values()
    shown = [shapes.user(one, workspace.state, with_email=with_email, with_locale=with_locale) for one in humans]
    return _page([*shown, shapes.bot_user(workspace.app)], arguments)


def _page(whole: list[Any], arguments: Arguments) -> Json:
    start, count = _number(arguments, "cursor", 0), _number(arguments, "limit", 100)
    following = str(start + count) if start + count < len(whole) else ""
    return {"members": whole[start : start + count], "response_metadata": {"next_cursor": following}}


async def user_info(workspace: Workspace, arguments: Arguments) -> Json:
    who = arguments.needed("user")
    if who == workspace.app.bot_user_id:
        return {"user": shapes.bot_user(workspace.app)}
    human = workspace.state.humans.get(who)
    if human is None:
        raise SlackError("user_not_found")
    with_email, with_locale = "users:read.email" in workspace.scopes, arguments.flag("include_locale")
    return {"user": shapes.user(human, workspace.state, with_email=with_email, with_locale=with_locale)}
