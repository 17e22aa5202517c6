"""Calls to Slack: one time limit for each, its errors as the two that the product knows, no call to a foreign host."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import structlog
from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from yarl import URL

from bot.errors import Gone, Unreachable

# The SDK's own limit is not used when it is given a session.
SECONDS = 10
# When Slack asks to wait without saying how long.
WAIT = 30.0
# https://docs.slack.dev/reference/methods: chat.postMessage, chat.postEphemeral, chat.update, chat.unfurl, users.info,
# and views.publish.
# Not account_inactive: Slack says it also when our own app is removed, and then nothing may be forgotten.
GONE = frozenset(
    {
        "cannot_dm_bot",
        "cannot_find_channel",
        "cannot_find_message",
        "cannot_unfurl_message",
        "cannot_unfurl_url",
        "cant_update_message",
        "channel_not_found",
        "edit_window_closed",
        "hash_conflict",
        "is_archived",
        "is_inactive",
        "message_not_found",
        "not_in_channel",
        "thread_not_found",
        "user_disabled",
        "user_not_found",
        "user_not_in_channel",
        "user_not_visible",
        "users_not_found",
    }
)
# What is wrong for now only, whatever was asked.
BUSY = frozenset({"fatal_error", "internal_error", "ratelimited", "request_timeout", "service_unavailable"})
log = structlog.get_logger()
T = TypeVar("T")

# Both SDKs write what people wrote into their debug and warning lines; ours are written by this product.
silent = logging.getLogger("latu.slack")
silent.setLevel(logging.CRITICAL + 1)


class NoSuchFile(Unreachable):
    """Slack does not know the file in a message, or is not done with it yet."""


class Rejected(Exception):
    """Slack does not take the token; in Slack's own word."""


class Web:
    """The Web API, and the addresses that Slack gives for one answer."""

    def __init__(self, api_url: str, token: str | None, session: ClientSession, reaches: Callable[[str], bool]) -> None:
        self.client = AsyncWebClient(token, api_url, session=session, retry_handlers=[], logger=silent)
        # The session itself heeds HTTPS_PROXY and NO_PROXY; the SDK would read only the first.
        self.client.proxy = None
        self.session = session
        self.reaches = reaches

    async def ask(self, call: Awaitable[AsyncSlackResponse]) -> dict[str, Any]:
        """The answer of one call; raises Unreachable or Gone."""
        try:
            async with asyncio.timeout(SECONDS):
                answer = (await call).data
        except SlackApiError as error:
            raise _refused(error) from error
        except (SlackClientError, ClientError, OSError, ValueError, AttributeError) as error:
            log.warning("slack_does_not_answer", error=type(error).__name__)
            raise Unreachable from None
        if not isinstance(answer, dict):
            raise Unreachable
        return answer

    async def test(self) -> dict[str, Any]:
        """Whose token this is; raises Rejected or Unreachable."""
        return await self._allowed(self.client.auth_test())

    async def socket(self, app_token: str) -> str:
        """The address of a new socket, good for one use; raises Rejected or Unreachable."""
        return str((await self._allowed(self.client.apps_connections_open(app_token=app_token))).get("url"))

    async def _allowed(self, call: Awaitable[AsyncSlackResponse]) -> dict[str, Any]:
        """The answer of a call with which only the token can be wrong; raises Rejected or Unreachable."""
        try:
            return await self.ask(call)
        except (Gone, Unreachable) as error:
            code = _code(error.__cause__)
            if code is None or code in BUSY:
                raise Unreachable(getattr(error, "retry_after", None)) from None
            raise Rejected(code) from None

    async def upload(self, name: str, content: bytes) -> str:
        """Keep a file that only the bot sees until it shows it; answers with its id. Raises Unreachable or Gone."""
        file = await self.store(name, content)
        await self.complete(file, name)
        return file

    async def complete(self, file: str, name: str, channel: str | None = None, words: str | None = None) -> None:
        """Finish a stored file, once; with a channel it is shared there, below the words. Raises Unreachable, Gone."""
        files: list[dict[str, str | None]] = [{"id": file, "title": name}]
        call = self.client.files_completeUploadExternal(files=files, channel_id=channel, initial_comment=words)
        await self.ask(call)

    async def store(self, name: str, content: bytes) -> str:
        """Put a file where Slack says; answers with its id, for `complete`. Raises Unreachable or Gone."""
        # https://docs.slack.dev/messaging/working-with-files#upload
        ticket = await self.ask(self.client.files_getUploadURLExternal(filename=name, length=len(content)))
        url, file = str(ticket.get("upload_url")), str(ticket.get("file_id"))
        if not self.reaches(url):
            raise Unreachable
        try:
            async with (
                asyncio.timeout(SECONDS),
                self.session.post(URL(url), data=content, allow_redirects=False, proxy=self.client.proxy) as answer,
            ):
                if answer.status != 200:
                    raise Unreachable
        except (ClientError, OSError) as error:
            raise Unreachable from error
        return file

    async def respond(self, url: str, body: dict[str, Any]) -> None:
        """Send a private answer to the address that came with a click; raises Unreachable or Gone."""
        if not self.reaches(url):
            raise Unreachable
        try:
            async with (
                asyncio.timeout(SECONDS),
                self.session.post(URL(url), json=body, allow_redirects=False, proxy=self.client.proxy) as answer,
            ):
                if answer.status == 429:
                    raise Unreachable(_seconds(answer.headers.get("Retry-After")))
                if 400 <= answer.status < 500:
                    raise Gone("the address has been used up")
                if answer.status != 200:
                    raise Unreachable
        except (ClientError, OSError) as error:
            raise Unreachable from error


def told(answer: dict[str, Any], name: str, kind: type[T]) -> T:
    """What an answer must tell: for what it leaves out nobody loses a role, and no channel its cards."""
    value = answer.get(name)
    if not isinstance(value, kind):
        raise Unreachable
    return value


def _code(error: BaseException | None) -> str | None:
    """Slack's own word for what is wrong; None when the answer was not Slack's."""
    response = getattr(error, "response", None)
    if not isinstance(response, AsyncSlackResponse) or not isinstance(response.data, dict):
        return None
    return response.data.get("error")


def _refused(error: SlackApiError) -> Unreachable | Gone:
    response, code = error.response, _code(error)
    if getattr(response, "status_code", None) == 429 or code == "ratelimited":
        return Unreachable(_seconds(response.headers.get("Retry-After")))
    if code in GONE:
        return Gone(code)
    if code == "invalid_blocks" and "slack_file" in str(response.get("errors")):
        return NoSuchFile()
    log.warning("slack_refused", error=code)
    return Unreachable()


def _seconds(header: object) -> float:
    text = str(header)
    return float(text) if text.isascii() and text.isdigit() else WAIT
