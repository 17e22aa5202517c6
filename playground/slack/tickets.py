"""What an interaction hands to the bot for a short while: triggers and response URLs."""

import secrets
import time
from dataclasses import dataclass, field

from playground.slack.errors import SlackError
from playground.slack.state import App

TRIGGER_SECONDS = 3.0
HOOK_SECONDS = 30 * 60
HOOK_USES = 5


@dataclass(slots=True)
class Trigger:
    user: str
    issued: float = field(default_factory=time.monotonic)
    used: bool = False


@dataclass(slots=True)
class Hook:
    """A response URL: where it answers, and the message that it came from."""

    user: str
    channel: str
    message_ts: str | None
    issued: float = field(default_factory=time.monotonic)
    uses: int = 0


class Tickets:
    def __init__(self, app: App) -> None:
        self._app = app
        self._triggers: dict[str, Trigger] = {}
        self._hooks: dict[str, Hook] = {}

    def trigger(self, user: str) -> str:
        made = f"{time.time_ns() // 1_000_000}.{int(self._app.team_id.encode().hex(), 16) % 10**12}"
        made = f"{made}.{secrets.token_hex(16)}"
        self._triggers[made] = Trigger(user)
        return made

    def exchange(self, trigger_id: str) -> str:
        """The person whose click this trigger was."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() - trigger.issued > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger.user

    def hook(self, kind: str, user: str, channel: str, message_ts: str | None) -> str:
        """The path of a new response URL."""
        path = f"/hooks/{kind}/{self._app.team_id}/{time.time_ns()}/{secrets.token_urlsafe(18)}"
        self._hooks[path] = Hook(user, channel, message_ts)
        return path

    def use(self, path: str) -> Hook:
        hook = self._hooks.get(path)
        if hook is None:
            raise SlackError("no_service")
        if time.monotonic() - hook.issued > HOOK_SECONDS:
            raise SlackError("expired_url")
        if hook.uses >= HOOK_USES:
            raise SlackError("used_url")
        hook.uses += 1
        return hook

    def grow_old(self, seconds: float) -> None:
        """Let time pass for everything handed out so far."""
        for trigger in self._triggers.values():
            trigger.issued -= seconds
        for hook in self._hooks.values():
            hook.issued -= seconds
