"""What every part of the tenant works with: the directory, the state, the wire to the bot and the findings."""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from playground.chat import Human, Room
from playground.shelf import Shelf
from playground.teams import answers as answered
from playground.teams import rules
from playground.teams.activities import Activities, elsewhere
from playground.teams.cards import ADAPTIVE, Screen, everything
from playground.teams.delivery import Delivered, Delivery
from playground.teams.directory import Directory
from playground.teams.inputs import Answers
from playground.teams.login import ISSUER, Login, TokenKind
from playground.teams.markup import Markup, find
from playground.teams.reading import markup_in
from playground.teams.rules import BrokenRule
from playground.teams.state import Message, State
from playground.time import real_time
from playground.traffic import Json, Traffic

BOT = "bot"


def broken_by(answer: Any) -> list[str]:
    """The rules of Teams that the cards in an answer break."""
    found = [rules.broken_by_card(card, "", dialog=dialog) for card, dialog in answered.cards(answer)]
    return [str(one) for broken in found for one in broken]


class Tenancy:
    """The findings are for tests: `pings`, `markdown`, `broken_rules`, `opened`, `traffic`, `deliveries`."""

    def __init__(
        self,
        tenant_id: str,
        humans: Sequence[Human],
        rooms: Sequence[Room],
        *,
        app_id: str,
        app_password: str,
        app_certificate: bytes | None = None,
        messaging_endpoint: str,
        data: Path | None = None,
        bot_name: str = "Latu",
        token_issuer: str = ISSUER,
        now: Callable[[], datetime] = real_time,
    ) -> None:
        self.directory = Directory(tenant_id, app_id, bot_name, humans, rooms)
        self.shelf = Shelf(data, lambda: self.state.content())
        self.state = State.of(self.shelf.load())
        self.now = now
        self.login = Login(self.state.keys, tenant_id, app_id, app_password, token_issuer, app_certificate)
        self.traffic = Traffic()
        self.delivery = Delivery(messaging_endpoint, self.login, self.traffic)
        self.delivery.broken_by = broken_by
        self.activities = Activities(self.directory, now)
        self.pings: list[Json] = []
        """The mention entities that the bot sent."""
        self.markdown: list[Markup] = []
        """Every link, picture and date function that Teams would have made out of the bot's texts."""
        self.broken_rules: list[BrokenRule] = []
        self.opened: list[str] = []
        """The addresses that people were led to."""
        self._screens: dict[tuple[str, str], tuple[Screen, Answers]] = {}

    def keep(self) -> None:
        self.shelf.save()

    @property
    def deliveries(self) -> deque[Delivered]:
        return self.delivery.made

    @property
    def messaging_endpoint(self) -> str:
        return self.delivery.endpoint

    @messaging_endpoint.setter
    def messaging_endpoint(self, url: str) -> None:
        self.delivery.endpoint = url

    @property
    def token_requests(self) -> int:
        return self.login.token_requests

    def roll_key(self) -> None:
        """Deliveries are signed with a new key from now on."""
        self.login.roll_key()
        self.keep()

    async def deliver(self, activity: Json, *, signed: TokenKind = "good", tenant_id: str | None = None) -> Delivered:
        """Sends any activity, signed well or badly, from here or from another tenant; raises nothing."""
        return await self.delivery.post(elsewhere(activity, tenant_id) if tenant_id else activity, signed)

    async def deliver_again(self, delivered: Delivered) -> Delivered:
        """The same activity once more, under the same id."""
        return await self.delivery.again(delivered)

    def message(self, message_id: str) -> Message:
        """A message that is still there."""
        found = self.state.messages.get(message_id)
        if found is None or found.deleted:
            raise LookupError(f"there is no message {message_id}")
        return found

    def visible(self, who: str, message_id: str) -> Message:
        """A message that this person has before them; raises LookupError."""
        found = self.message(message_id)
        room = self.directory.rooms.get(found.conversation)
        chat = self.directory.chat_id(self.directory.human(who).id)
        there = room is not None and who in room.members and room.id not in self.state.gone_rooms
        if found.only_for not in (None, who) or not (there or found.conversation == chat):
            raise LookupError(f"there is no message {message_id} for this person")
        return found

    def add(
        self, conversation: str, author: str, activity: Json, *, root: str | None = None, only_for: str | None = None
    ) -> Message:
        made = Message(self.state.next_id(self.now()), conversation, author, activity, root, only_for)
        self.state.messages[made.id] = made
        self.keep()
        return made

    def card(self, message: Message, who: str) -> Json | None:
        """The card that this person sees: their own version, or the shared one."""
        if who in message.views:
            return message.views[who]
        for attachment in message.activity.get("attachments") or ():
            if attachment["contentType"] == ADAPTIVE:
                card: Json = attachment["content"]
                return card
        return None

    def screen(self, message: Message, who: str) -> tuple[Screen, Answers] | None:
        card = self.card(message, who)
        if card is None:
            return None
        known = self._screens.get((message.id, who))
        if known is None or known[0].card is not card:
            known = Screen(card), Answers(self.directory, message.conversation)
            self._screens[message.id, who] = known
        return known

    def note_card(self, card: Json, where: str, *, dialog: bool = False) -> None:
        """A card came that only one person sees."""
        self.broken_rules += rules.broken_by_card(card, where, dialog=dialog)
        self.markdown += markup_in(list(everything(card)))

    def note_message(self, activity: Json, where: str) -> None:
        """A message came for everybody."""
        self.broken_rules += rules.broken_by_message(activity, where)
        pings = rules.mentions(activity)
        self.pings += pings
        for ping in pings:
            if self.directory.find(str((ping.get("mentioned") or {}).get("id"))) is None:
                self.broken_rules.append(BrokenRule("mention of nobody", where, str(ping.get("text"))))
        if activity.get("textFormat") != "plain":
            self.markdown += find(str(activity.get("text") or ""))
        for attachment in activity.get("attachments") or ():
            if attachment.get("contentType") == ADAPTIVE:
                self.markdown += markup_in(list(everything(attachment["content"])))

    async def ask(self, activity: Json) -> Any:
        """Delivers what must arrive and returns the bot's answer."""
        return await self.delivery.send(activity)
