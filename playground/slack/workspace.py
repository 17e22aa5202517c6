"""The workspace itself: what the Web API, the people and the administrators all work on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from playground.chat import Human, Room
from playground.slack import payloads, shapes
from playground.slack.delivery import Courier, Delivery
from playground.slack.errors import SlackError
from playground.slack.faults import Faults
from playground.slack.mrkdwn import pings_in, pings_in_blocks
from playground.slack.reading import Names
from playground.slack.sockets import Sockets
from playground.slack.state import Conversation, Json, Message, Now, State
from playground.slack.tickets import Tickets
from playground.slack.views import Views
from playground.time import real_time
from playground.traffic import Traffic


@dataclass(frozen=True, slots=True)
class Ping:
    """Somebody's telephone makes a noise: `what` is the markup that did it."""

    channel: str
    ts: str
    what: str


class Workspace:
    """State, rules and doors; what people and administrators do is in people.py and admin.py."""

    name = "Slack"

    def __init__(
        self,
        team_id: str,
        humans: Sequence[Human],
        rooms: Sequence[Room],
        *,
        signing_secret: str,
        bot_token: str,
        app_token: str | None = None,
        request_url: str,
        data: Path | None = None,
        scopes: frozenset[str],
        events: frozenset[str],
        commands: frozenset[str],
        domains: frozenset[str] = frozenset(),
        shortcuts: Mapping[str, str] = MappingProxyType({}),
        now: Now = real_time,
    ) -> None:
        self.state = State(team_id, humans, rooms, data, now)
        self.app = self.state.app
        self.bot_token = bot_token
        self.scopes, self.events, self.commands = scopes, events, commands
        self.shortcuts = shortcuts
        """Those of the manifest, by their callback: `global`, or of a `message`."""
        self.domains = domains
        self.installed = True
        self.traffic = Traffic()
        self.broken_rules: list[str] = []
        self.sockets = Sockets(app_token, self.app.id, self.broken_rules) if app_token else None
        self.courier = Courier(request_url, signing_secret, self.traffic, self.sockets)
        self.deliveries = self.courier.deliveries
        self.deliver_again, self.settle = self.courier.again, self.courier.settle
        self.tickets = Tickets(self.app)
        self.views = Views(self.state)
        self.faults = Faults()
        self.pings: list[Ping] = []
        self.url = ""

    @property
    def rate_limited(self) -> int:
        """How many times the bot was told to slow down."""
        return self.faults.rate_limited

    @property
    def names(self) -> Names:
        people = {human.id: human.name for human in self.state.humans.values()}
        rooms = {one.id: one.name for one in self.state.conversations.values() if not one.person}
        files = {one.id: one.name for one in self.state.files.values()}
        return {**rooms, **people, **files, self.app.bot_user_id: self.app.name}

    def human(self, who: str) -> Human:
        return self.state.humans[who]

    def conversation(self, channel: str) -> Conversation:
        found = self.state.conversations.get(channel)
        if found is None or (found.is_private and not found.has_bot):
            raise SlackError("channel_not_found")
        return found

    def need_scope(self, scope: str) -> None:
        if scope not in self.scopes:
            raise SlackError("missing_scope", needed=scope, provided=",".join(sorted(self.scopes)))

    def post(self, message: Message, *, parsed: bool = False) -> Message:
        """Show a message of the bot's, and note what it does to its readers."""
        self.state.add(message)
        self.note(message, parsed=parsed)
        channel = self.state.conversations[message.channel]
        if message.only_for is None and self._message_event(channel) in self.events:
            event = shapes.message(message, self.app, profile=True)
            event |= {"channel": channel.id, "event_ts": message.ts, "channel_type": self._channel_type(channel)}
            self.courier.later(self.courier.event(self._envelope(event, channel)))
        return message

    def note(self, message: Message, *, parsed: bool) -> None:
        """Keep account of pings and of blocks that come without a text."""
        if message.blocks and not message.text.strip():
            self.broken_rules.append(f"{message.channel}/{message.ts}: blocks without a top-level text")
        found = pings_in(message.text, parsed=parsed) + pings_in_blocks(message.blocks)
        self.pings += [Ping(message.channel, message.ts, one) for one in dict.fromkeys(found)]

    async def tell(self, event: Json, channel: Conversation | None = None) -> Delivery | None:
        """Deliver an event if the app subscribes to it."""
        kind = event["type"]
        if kind == "message" and channel is not None:
            kind = self._message_event(channel)
        if kind not in self.events:
            return None
        return await self.courier.event(self._envelope(event, channel))

    def _envelope(self, event: Json, channel: Conversation | None) -> Json:
        shared = channel is not None and shapes.is_shared(channel, self.state)
        return payloads.envelope(self.app, event, channel.id if channel else "", shared=shared)

    @staticmethod
    def _channel_type(channel: Conversation) -> str:
        return "im" if channel.person else "group" if channel.is_private else "channel"

    def _message_event(self, channel: Conversation) -> str:
        plural = {"im": "im", "group": "groups", "channel": "channels"}
        return f"message.{plural[self._channel_type(channel)]}"
