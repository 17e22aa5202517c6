"""From a verified payload to one intent, and from its reply to the answer; every kind of payload comes here."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack.answers import Answers, Asked, Opened, Written
from adapters.slack.events import event_in
from adapters.slack.guests import Guests
from adapters.slack.members import Members
from adapters.slack.payloads import Payload, delivery, happened_before, outside
from adapters.slack.reading import asked_in
from bot.model import Event, PersonChanged, Uninstalled
from bot.ports import Door
from bot.replies import Reply
from bot.views.kinds import Form, Notice
from bot.views.refusals import outsider

EVERY = re.compile("")
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
log = structlog.get_logger()


def listen(app: AsyncApp, inbound: "Inbound") -> None:
    """One listener for whatever Slack sends: what nobody listens to, Bolt answers with 404."""

    async def hear(body: Payload, ack: AsyncAck, context: AsyncBoltContext) -> BoltResponse | None:
        return await ack(await inbound.answer(body, context))

    async def suggest(ack: AsyncAck) -> None:
        await ack({"options": []})

    async def failed(error: Exception, context: AsyncBoltContext) -> BoltResponse:
        if not context.get("handed"):
            return BoltResponse(status=400)
        # Not acknowledged, because not committed: Slack sends events again, and says of a click that it failed.
        log.error("slack_request_failed", error=type(error).__name__)
        return BoltResponse(status=503)

    for kind in (app.command, app.action, app.event, app.view, app.shortcut):
        kind(EVERY)(hear)
    app.options(EVERY)(suggest)
    app.error(failed)


async def dispatched(app: AsyncApp, body: Payload) -> BoltResponse:
    """Bolt's answer to a verified body: 400 for what cannot be read, 503 for what is not committed, else 200."""
    try:
        # "socket_mode" means here only: the body is read already, and known to be Slack's.
        answer = await app.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
    except UNREADABLE:
        # Only what cannot be read raises here: what fails later has been answered by `failed`.
        return BoltResponse(status=400)
    # Bolt's 404: a kind of payload for which it knows no listener.
    return BoltResponse(status=200) if answer.status == 404 else answer


class Inbound:
    """Hands one workspace's requests to the product. The token worked at `since`: no uninstalling before counts."""

    def __init__(
        self,
        door: Door,
        answers: Answers,
        members: Members,
        guests: Guests,
        reaches: Callable[[str], bool],
        team: str,
        bot: str,
        since: float,
    ) -> None:
        self.door = door
        self.answers = answers
        self.members = members
        self.guests = guests
        self.reaches = reaches
        self.team = team
        self.bot = bot
        self.since = since

    async def answer(self, body: Payload, context: AsyncBoltContext) -> dict[str, Any] | str:
        """The body of the acknowledgement; raises ValueError and its like for what Slack never sends."""
        foreign = outside(body, self.team)
        if event := event_in(body, self.team, self.bot):
            if not foreign and not (isinstance(event, Uninstalled) and happened_before(body, self.since)):
                context["handed"] = True
                await self._hear(event, body)
            return ""
        asked = asked_in(body, self.team, self.bot)
        if asked is None:
            return ""
        if "response_url" in body and not self.reaches(body["response_url"]):
            raise ValueError("a foreign address for the answer")
        if foreign:
            # A message in a connected channel may be meant for another workspace's bot of the same name.
            return "" if isinstance(asked.surface, Written) else self._refuse(asked)
        if isinstance(asked.surface, Opened) and self.members.recall(asked.user) is None:
            self.answers.patience.later(self._draw_home(asked))
            return ""
        if self.members.is_guest(asked.user):
            return self._refuse(asked)
        context["handed"] = True
        reply = await self.door.handle(asked.intent, asked.request)
        answer = self.answers.give(asked, reply)
        if asked.home and not isinstance(reply.show, Form):
            self.answers.patience.later(self.answers.homes.again(self.door, asked.request.caller))
        return answer

    async def _draw_home(self, asked: Asked) -> None:
        """Acknowledged first, for nothing is lost with it; as the welcome comes once, Slack is asked who it is for."""
        try:
            if await self.members.turns_out_guest(asked.user):
                self._refuse(asked)
                return
            profile = self.members.recall(asked.user)
            caller = replace(asked.request.caller, language=profile.language if profile else None)
            request = replace(asked.request, caller=caller)
            self.answers.give(asked, await self.door.handle(asked.intent, request))
        except Exception as error:  # noqa: BLE001 - it is drawn when they open it again
            log.warning("slack_home_not_drawn", error=type(error).__name__)

    async def _hear(self, event: Event, body: Payload) -> None:
        """Of whoever has become a guest, or is one no more, what was told before is believed no longer."""
        if not isinstance(event, PersonChanged):
            await self.door.hear(event, delivery(body))
            return
        user, changed = body["event"]["user"], event.own.id
        if self.members.is_guest(changed) is event.member:
            self.members.forget(changed)
        await self.door.hear(replace(event, reads=self.guests.is_news(user)), delivery(body))
        self.guests.learn(user)

    def _refuse(self, asked: Asked) -> dict[str, Any] | str:
        profile = self.members.recall(asked.user)
        # Slack has no Finnish, so a client in English says nothing.
        known = profile.language if profile and profile.language != "en" else None
        language = known or self.door.language
        return self.answers.give(asked, Reply(Notice(outsider(), "refused"), language=language))
