"""views.*: modals and the Home tab."""

from typing import Any

from playground.slack.arguments import Arguments
from playground.slack.errors import SlackError, invalid
from playground.slack.state import Json
from playground.slack.views import OpenView
from playground.slack.workspace import Workspace


def _view(arguments: Arguments, kind: str | None = None) -> Any:
    view = arguments.structure("view", "invalid_arguments")
    if view is None:
        raise invalid("invalid_arguments", ["missing required field: view"])
    if kind and isinstance(view, dict) and view.get("type") != kind:
        raise invalid("invalid_arguments", [f"must be of type {kind} [json-pointer:/view/type]"])
    return view


def _shown(opened: OpenView) -> Json:
    return {"view": opened.shown()}


async def open_view(workspace: Workspace, arguments: Arguments) -> Json:
    view = _view(arguments, "modal")
    user = workspace.tickets.exchange(arguments.needed("trigger_id"))
    return _shown(workspace.views.open(workspace.human(user), view))


async def push(workspace: Workspace, arguments: Arguments) -> Json:
    view = _view(arguments, "modal")
    user = workspace.tickets.exchange(arguments.needed("trigger_id"))
    return _shown(workspace.views.push(workspace.human(user), view))


async def update(workspace: Workspace, arguments: Arguments) -> Json:
    view_id, external_id = arguments.text("view_id"), arguments.text("external_id")
    if not view_id and not external_id:
        raise invalid("invalid_arguments", ["missing required field: view_id"])
    opened = workspace.views.find(view_id, external_id)
    return _shown(workspace.views.update(opened, _view(arguments), arguments.text("hash")))


async def publish(workspace: Workspace, arguments: Arguments) -> Json:
    human = workspace.state.humans.get(arguments.needed("user_id"))
    if human is None:
        raise SlackError("invalid_arguments", response_metadata={"messages": ["invalid `user_id`"]})
    published = workspace.views.publish(human, _view(arguments, "home"), arguments.text("hash"))
    return _shown(published)
