"""The one-to-one chats with people, and how the errors of the Bot Connector look to the product."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from adapters.teams import errors
from adapters.teams.conversation import Reference
from adapters.teams.places import address
from adapters.teams.sdk import TeamsApi
from bot.errors import Gone, Unreachable
from bot.model import Place

MOST = 10_000
log = structlog.get_logger()


class Chats:
    """People's own chats with the bot, as far as this process knows them. `service_url`: where Teams was heard last."""

    def __init__(self, api: TeamsApi, service_url: str | None) -> None:
        self._api = api
        self._service_url = service_url
        self._chats: dict[str, Reference] = {}

    def hear(self, service_url: str) -> None:
        """Remember from which service URL an authentic request came."""
        self._service_url = service_url

    def learn(self, account: str, chat: Reference) -> None:
        """Remember somebody's own chat with the bot."""
        self._chats.pop(account, None)
        while len(self._chats) >= MOST:
            self._chats.pop(next(iter(self._chats)))
        self._chats[account] = chat

    def forget(self, account: str) -> None:
        """Forget somebody's own chat: they took the bot away from it."""
        self._chats.pop(account, None)

    async def find(self, own: Place) -> Reference:
        """Somebody's own chat with the bot, made if there is none."""
        if chat := self._chats.get(own.id):
            return chat
        at = address(own.address)
        # https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages:
        # the Entra object id is enough where the app is installed for that person.
        chat = await self._api.create_personal(self.service_url(own), at.user or own.id)
        self.learn(own.id, chat)
        return chat

    def service_url(self, place: Place) -> str:
        """Where the place is reached; somebody who was only picked is where everybody else is."""
        found = address(place.address).service_url or self._service_url
        if found is None:
            raise Unreachable
        return found


@contextmanager
def product_errors() -> Iterator[None]:
    """Turn the errors of the Bot Connector into the product's: Unreachable and Gone."""
    try:
        yield
    except errors.RateLimited as error:
        raise Unreachable(error.retry_after) from None
    except errors.Transient:
        raise Unreachable from None
    except (errors.Gone, errors.Forbidden) as error:
        raise Gone(str(error)) from None
    except errors.ConnectorError as error:
        # A fault of ours or of theirs: nothing is forgotten because of it.
        log.warning("teams_refused", answer=str(error))
        raise Unreachable from None
