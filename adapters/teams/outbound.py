"""What the outbox and the jobs ask of Teams."""

from contextlib import suppress
from typing import Any

from adapters.teams import errors
from adapters.teams.chats import Chats, product_errors
from adapters.teams.conversation import Reference
from adapters.teams.files import offer
from adapters.teams.members import Members
from adapters.teams.places import address, copy_name, copy_parts, deep_link, thread_of
from adapters.teams.render import activity
from adapters.teams.sdk import TeamsApi
from adapters.teams.settings import TITLE
from bot.errors import Gone, Unreachable
from bot.model import Account, Place, Profile, Surroundings
from bot.views.kinds import File, Message

SHARED = "shared"


class Teams:
    """One tenant, through its registered bot."""

    name = "teams"
    title = TITLE
    # https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit: 50 requests a second for an app in a
    # tenant (30 in older versions of the page); 60 messages to a conversation in 30 seconds, 1,800 in an hour, of which
    # some are left for private answers.
    rate = 30.0
    pace = 1.0
    hourly: int | None = 1700

    def __init__(self, api: TeamsApi, chats: Chats, members: Members, home: str) -> None:
        self._api = api
        self._chats = chats
        self._members = members
        self.home = home

    async def post(self, place: Place, message: Message, language: str, under: str | None = None) -> str:
        """Send to somebody's own chat, or into a channel: a new thread there, or an answer under a copy."""
        drawn = activity(message, language)
        with product_errors():
            if place.private:
                return await self._post_privately(place, drawn)
            conversation = address(place.address).conversation or place.id
            if under is not None:
                conversation = thread_of(*_parts(under))
            # Without a thread's name the Bot Connector begins a new one.
            sent = await self._api.send(Reference(self._chats.service_url(place), conversation), drawn)
        return copy_name(conversation, sent)

    async def permalink(self, place: Place, copy: str) -> str | None:
        """Where people open a copy in a channel; made of what is known, so Teams is not asked."""
        return None if place.private else deep_link(*_parts(copy), place.home)

    async def hand_over(self, place: Place, file: File, language: str) -> str:
        """Offer a file: it is put into somebody's OneDrive when they say yes."""
        if not place.private:
            raise Gone("a file is for one person")
        with product_errors():
            return await self._post_privately(place, offer(file, language))

    async def update(self, place: Place, copy: str, message: Message, language: str) -> None:
        """Redraw one copy."""
        conversation, sent = _parts(copy)
        with product_errors():
            reference = Reference(self._chats.service_url(place), conversation)
            await self._api.update(reference, sent, activity(message, language))

    async def look_up(self, account: Account) -> Profile:
        """What Teams knows of an account, as a member of the channel where it was met, or of its own chat."""
        with product_errors():
            member = await self._member(account.own)
        return self._members.learn(account.own.id, member)

    async def _member(self, own: Place) -> dict[str, Any]:
        """What Teams tells of somebody where they were met, or in their own chat if the bot is no member there."""
        at = address(own.address)
        user = at.user or own.id
        if at.conversation:
            with suppress(errors.Gone, errors.Forbidden):
                return await self._api.member(Reference(self._chats.service_url(own), at.conversation), user)
        return await self._api.member(await self._chats.find(own), user)

    async def look_at(self, place: Place) -> Surroundings:
        """What Teams knows of a channel: its name, and who is in it; the first guest or outsider settles it.

        A shared channel can get outsiders at any moment, whom nobody tells the bot of: it counts as having some.
        """
        at = address(place.address)
        reference = Reference(self._chats.service_url(place), at.conversation or place.id)
        with product_errors():
            outsiders = await self._has_outsiders(reference) or at.kind == SHARED
        return Surroundings(outsiders=outsiders, name=await self._name(reference, at.team))

    async def _has_outsiders(self, reference: Reference) -> bool:
        page, asked = await self._api.members(reference), set[str]()
        while not any(self._members.is_outsider(one) for one in page.members):
            if page.continuation is None:
                return False
            if page.continuation in asked:
                # Else whoever waits to be looked up would wait for ever.
                raise Unreachable
            asked.add(page.continuation)
            page = await self._api.members(reference, page.continuation)
        return True

    async def _name(self, channel: Reference, team: str | None) -> str | None:
        """Its activities leave it out. No idea waits for a name: what stands in the way is left for another day.

        A team's first channel has none: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context
        """
        if team:
            with suppress(errors.ConnectorError):
                for one in await self._api.channels(channel.service_url, team):
                    if one.get("id") == channel.conversation:
                        name = one.get("name")
                        return name if isinstance(name, str) and name else None
        return None

    async def _post_privately(self, own: Place, drawn: dict[str, object]) -> str:
        chat = await self._chats.find(own)
        return copy_name(chat.conversation, await self._api.send(chat, drawn))


def _parts(copy: str) -> tuple[str, str]:
    try:
        return copy_parts(copy)
    except ValueError:
        raise Gone("not a copy of this adapter") from None
