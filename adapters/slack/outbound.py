"""What the outbox and the jobs ask of Slack."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.calls import NoSuchFile, Web, told
from adapters.slack.guests import Guests
from adapters.slack.members import Members
from adapters.slack.pictures import Pictures
from adapters.slack.render import MESSAGE, blocks
from adapters.slack.render import message as drawn
from adapters.slack.settings import TITLE
from adapters.slack.text import TEXT, escaped
from bot.errors import Gone
from bot.model import Account, Place, Profile, Surroundings
from bot.views.kinds import File, Message
from bot.views.text import read


class Slack:
    """One workspace, through its bot token."""

    name = "slack"
    title = TITLE
    # https://docs.slack.dev/apis/web-api/rate-limits: one message a second in a channel
    pace = 1.0
    # Slack names no number for a workspace: several hundred messages a minute are seen to pass.
    rate = 8.0
    hourly: int | None = None

    def __init__(self, web: Web, members: Members) -> None:
        self.web = web
        self.members = members
        self.home = members.team
        self.guests = Guests(web)
        self.pictures = Pictures(web)

    async def post(self, place: Place, message: Message, language: str, under: str | None = None) -> str:
        """Send to a channel or a person; a copy is named by its conversation and its time stamp."""
        client = self.web.client
        answer = await self._send(
            message,
            language,
            lambda body: client.chat_postMessage(
                channel=place.address,
                **body,
                thread_ts=None if under is None else _copy(under)[1],
                unfurl_links=False,
                unfurl_media=False,
                mrkdwn=False,
                parse="none",
            ),
        )
        return f"{answer['channel']}:{answer['ts']}"

    async def update(self, place: Place, copy: str, message: Message, language: str) -> None:  # noqa: ARG002
        """Redraw one copy; what is shown below somebody else's message for a link in it is changed with the same call.

        https://docs.slack.dev/reference/methods/chat.unfurl
        """
        channel, stamp, link = _copy(copy)
        client = self.web.client
        if link:
            shown = {link: {"blocks": blocks(message, language)}}
            await self.web.ask(client.chat_unfurl(channel=channel, ts=stamp, unfurls=shown))
            return
        await self._send(
            message, language, lambda body: client.chat_update(channel=channel, ts=stamp, **body, parse="none")
        )

    async def permalink(self, place: Place, copy: str) -> str | None:  # noqa: ARG002
        """Where people open a copy; None if Slack gives no address of its own. It needs no scope."""
        # https://docs.slack.dev/reference/methods/chat.getPermalink
        channel, stamp, _ = _copy(copy)
        answer = await self.web.ask(self.web.client.chat_getPermalink(channel=channel, message_ts=stamp))
        address = str(answer.get("permalink"))
        return address if MESSAGE.fullmatch(address) else None

    async def hand_over(self, place: Place, file: File, language: str) -> str:
        """Share a file into a person's own chat, which is opened first: Slack takes no person's id here.

        https://github.com/slackapi/bolt-js/issues/2115
        """
        if not place.private:
            raise Gone("a file is for one person")
        opened = await self.web.ask(self.web.client.conversations_open(users=place.id))
        channel = str((opened.get("channel") or {}).get("id"))
        stored = await self.web.store(file.name, file.content)
        words = escaped(read(file.text, language), TEXT)
        await self.web.complete(stored, file.name, channel, words)
        return f"{channel}:{stored}"

    async def _send(
        self, message: Message, language: str, call: Callable[[dict[str, Any]], Awaitable[AsyncSlackResponse]]
    ) -> dict[str, Any]:
        """Send a message, with its picture if Slack takes that; raises NoSuchFile while Slack is not done with it."""
        file = await self.pictures.file(message)
        try:
            return await self.web.ask(call(drawn(message, language, file)))
        except NoSuchFile:
            if file is None or self.pictures.is_new(file):
                raise
            self.pictures.forget(file)
            return await self.web.ask(call(drawn(message, language)))

    async def look_up(self, account: Account) -> Profile:
        """What Slack knows of an account."""
        return await self.members.look_up(account.own.id)

    async def look_at(self, place: Place) -> Surroundings:
        """What Slack knows of a channel, and whether a guest is in it."""
        # https://docs.slack.dev/reference/methods/conversations.info, and objects/conversation-object
        answer = await self.web.ask(self.web.client.conversations_info(channel=place.address))
        channel = told(answer, "channel", dict)
        member, archived = bool(channel.get("is_member")), bool(channel.get("is_archived"))
        outsiders = bool(channel.get("is_ext_shared") or channel.get("is_pending_ext_shared"))
        if member and not archived and not outsiders:
            outsiders = await self.guests.are_in(place.address)
        general, name = bool(channel.get("is_general")), channel.get("name")
        return Surroundings(member, archived, outsiders, general=general, name=name if isinstance(name, str) else None)


def _copy(name: str) -> tuple[str, str, str]:
    """Its conversation and time stamp, and the link below which it is shown, if it is no message of ours."""
    channel, _, rest = name.partition(":")
    stamp, _, link = rest.partition(":")
    if not (channel and stamp):
        raise Gone("not a copy of this adapter")
    return channel, stamp, link
