"""Modals and Home tabs: who has what open, stacked as Slack stacks them."""

import copy
import secrets
import time
from dataclasses import dataclass, field

from playground.chat import Human
from playground.slack.blocks import stored
from playground.slack.elements import Values, values_of
from playground.slack.errors import SlackError, invalid
from playground.slack.rules import too_large, view_problems
from playground.slack.shapes import team_of
from playground.slack.state import Json, State, stable_id

STACK = 3


@dataclass(slots=True)
class OpenView:
    """A view on somebody's screen, with what is typed in it so far."""

    user: str
    view: Json
    typed: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    searches: list[tuple[str, str]] = field(default_factory=list)
    """Labels and words typed into external menus whose options the bot was not asked for yet."""

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.view["blocks"]
        return blocks

    def shown(self) -> Json:
        """The view as payloads carry it."""
        return {**copy.deepcopy(self.view), "state": {"values": values_of(self.blocks, self.typed)}}


class Views:
    def __init__(self, state: State) -> None:
        self._state = state
        self._stacks: dict[str, list[OpenView]] = {}
        self._homes = {user: OpenView(user, view) for user, view in state.homes.items()}

    def top(self, user: str) -> OpenView | None:
        stack = self._stacks.get(user)
        return stack[-1] if stack else None

    def home(self, user: str) -> OpenView | None:
        return self._homes.get(user)

    def open(self, user: Human, raw: Json) -> OpenView:
        opened = OpenView(user.id, self._made(user, raw))
        self._stacks[user.id] = [opened]
        return opened

    def push(self, user: Human, raw: Json) -> OpenView:
        stack = self._stacks.get(user.id)
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= STACK:
            raise SlackError("push_limit_reached")
        stack.append(OpenView(user.id, self._made(user, raw, under=stack[-1].view)))
        return stack[-1]

    def _open(self) -> list[OpenView]:
        return [view for stack in self._stacks.values() for view in stack] + list(self._homes.values())

    def find(self, view_id: str | None, external_id: str | None) -> OpenView:
        for one in self._open():
            if view_id and one.view["id"] == view_id:
                return one
            if external_id and not view_id and one.view["external_id"] == external_id:
                return one
        raise SlackError("not_found")

    def update(self, opened: OpenView, raw: Json, known_hash: str | None = None) -> OpenView:
        """Draw an open view anew; what is typed stays where block and action ids stay."""
        if known_hash is not None and known_hash != opened.view["hash"]:
            raise SlackError("hash_conflict")
        user, old = self._state.humans[opened.user], opened.view
        new = self._made(user, raw, instead=opened)
        for key in ("id", "root_view_id", "previous_view_id"):
            new[key] = old[key]
        opened.view, opened.errors = new, {}
        if self._homes.get(opened.user) is opened:
            self._keep(opened)
        return opened

    def publish(self, user: Human, raw: Json, known_hash: str | None) -> OpenView:
        published = self._homes.get(user.id)
        if published:
            return self.update(published, raw, known_hash)
        published = self._homes[user.id] = OpenView(user.id, self._made(user, raw))
        self._keep(published)
        return published

    def _keep(self, home: OpenView) -> None:
        self._state.homes[home.user] = home.view
        self._state.save()

    def close(self, opened: OpenView) -> None:
        """Take one view away; what lay under it is on top again."""
        stack = self._stacks.get(opened.user, [])
        self._stacks[opened.user] = [one for one in stack if one is not opened]

    def clear(self, user: str) -> None:
        self._stacks.pop(user, None)

    def _made(self, user: Human, raw: Json, under: Json | None = None, instead: OpenView | None = None) -> Json:
        problems = view_problems(raw)
        if problems:
            raise invalid("invalid_arguments", problems)
        if too_large(raw):
            raise SlackError("view_too_large")
        external_id = raw.get("external_id")
        if external_id and any(one.view["external_id"] == external_id for one in self._open() if one is not instead):
            raise SlackError("duplicate_external_id")
        app, made = self._state.app, stable_id("V", secrets.token_hex(8))
        return {
            "id": made,
            "team_id": team_of(user, app),
            "type": raw["type"],
            "blocks": stored(raw["blocks"]),
            "private_metadata": raw.get("private_metadata", ""),
            "callback_id": raw.get("callback_id", ""),
            "state": {"values": {}},
            "hash": f"{int(time.time())}.{secrets.token_urlsafe(6)}",
            "title": raw.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
            "clear_on_close": bool(raw.get("clear_on_close", False)),
            "notify_on_close": bool(raw.get("notify_on_close", False)),
            "close": raw.get("close"),
            "submit": raw.get("submit"),
            "previous_view_id": under["id"] if under else None,
            "root_view_id": under["root_view_id"] if under else made,
            "app_id": app.id,
            "external_id": raw.get("external_id", ""),
            "app_installed_team_id": app.team_id,
            "bot_id": app.bot_id,
        }
