"""The Bot Framework SDK behind plain dicts: the only module that imports it."""

import json
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote

import aiohttp
from azure.core.exceptions import DeserializationError
from botbuilder.core import CloudAdapterBase, InvokeResponse, TurnContext
from botbuilder.schema import Activity, ActivityTypes, ConversationParameters
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import BotFrameworkAuthentication, ClaimsIdentity
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult
from botframework.connector.auth.connector_factory import ConnectorFactory
from botframework.connector.bot_framework_sdk_client_async import BotFrameworkConnectorConfiguration
from msrest.pipeline import Request, Response, SansIOHTTPPolicy
from msrest.pipeline.async_abc import AsyncHTTPSender, AsyncPipeline
from msrest.pipeline.universal import RawDeserializer
from msrest.universal_http import ClientRequest, HTTPClientResponse

from adapters.teams import activity as wire
from adapters.teams import errors
from adapters.teams.activity import InvokeAnswer, Malformed
from adapters.teams.claims import Claims, Inauthentic, verify
from adapters.teams.conversation import MemberPage, Reference
from adapters.teams.keys import Keys, KeysUnavailable
from adapters.teams.registration import Registration
from adapters.teams.tokens import Tokens

T = TypeVar("T")
Turn = Callable[[wire.Activity], Awaitable[InvokeAnswer | None]]

TIMEOUT = aiohttp.ClientTimeout(total=15)
PAGE_SIZE = 500  # the most that Teams gives at once
KNOWN_TYPES = frozenset(kind.value for kind in ActivityTypes)
# What a turn of the SDK needs of an activity; the rest is read from the plain dict only.
ENVELOPE = ("type", "id", "name", "channelId", "serviceUrl", "from", "recipient", "conversation")


class TeamsApi:
    """Requests from the Bot Connector, and requests to it."""

    def __init__(
        self,
        registration: Registration,
        session: aiohttp.ClientSession,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._registration = registration
        self._keys = Keys(session, registration.openid_metadata_url, clock)
        self._connectors = _Connectors(registration, _Sender(session, Tokens(session, registration, clock)))
        self._adapter = _Adapter(_Authentication(self._connectors))

    async def close(self) -> None:
        """Stop what runs in the background; the session belongs to the caller."""
        await self._keys.close()

    async def handle(self, headers: Mapping[str, str], body: bytes, turn: Turn) -> tuple[int, dict[str, Any] | None]:
        """The HTTP answer to one request; `turn` sees only what is authentic and from our own tenant."""
        try:
            claims = await verify(headers.get("Authorization"), self._registration, self._keys)
            activity = wire.read(body)
            if not claims.cover(activity.get("channelId"), activity.get("serviceUrl")):
                return 401, None
            if not self._is_ours(activity):
                return 403, None
            if activity["type"] not in KNOWN_TYPES:
                return 200, None
            return await self._process(activity, claims, turn)
        except Inauthentic:
            return 401, None
        except Malformed:
            return 400, None
        except KeysUnavailable:
            return 503, None

    async def send(self, reference: Reference, activity: wire.Activity) -> str:
        """Post into a conversation; the answer is the message's id."""
        client = await self._connectors.create(reference.service_url)
        answer = await client.conversations.send_to_conversation(
            reference.conversation, Activity(), raw=True, payload=activity
        )
        return str(answer.response.get("id", ""))

    async def update(self, reference: Reference, message_id: str, activity: wire.Activity) -> None:
        """Replace a message."""
        client = await self._connectors.create(reference.service_url)
        await client.conversations.update_activity(reference.conversation, message_id, Activity(), payload=activity)

    async def delete(self, reference: Reference, message_id: str) -> None:
        """Take a message away."""
        client = await self._connectors.create(reference.service_url)
        await client.conversations.delete_activity(reference.conversation, message_id)

    async def create_personal(self, service_url: str, user_id: str) -> Reference:
        """The one-to-one chat with a person of our tenant; the same one however often it is asked for."""
        tenant = self._registration.tenant_id
        payload = {
            "bot": {"id": f"28:{self._registration.app_id}"},
            "members": [{"id": user_id}],
            "isGroup": False,
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        client = await self._connectors.create(service_url)
        answer = await client.conversations.create_conversation(ConversationParameters(), raw=True, payload=payload)
        return Reference(service_url, _told(answer.response, "id", str))

    async def member(self, reference: Reference, user_id: str) -> dict[str, Any]:
        """What Teams tells of one member."""
        client = await self._connectors.create(reference.service_url)
        answer = await client.conversations.get_conversation_member(reference.conversation, user_id, raw=True)
        found: dict[str, Any] = answer.response
        _told(found, "id", str)
        return found

    async def members(self, reference: Reference, continuation: str | None = None) -> MemberPage:
        """One page of the members of a conversation."""
        client = await self._connectors.create(reference.service_url)
        answer = await client.conversations.get_teams_conversation_paged_members(
            reference.conversation, PAGE_SIZE, continuation, raw=True
        )
        page: dict[str, Any] = answer.response
        return MemberPage(tuple(_told(page, "members", list)), page.get("continuationToken") or None)

    async def channels(self, service_url: str, team: str) -> list[dict[str, Any]]:
        """The channels of a team; the SDK asks for them only in a client that waits."""
        answer = await self._connectors.get(service_url, f"v3/teams/{quote(team, safe='')}/conversations")
        return [one for one in _told(answer, "conversations", list) if isinstance(one, dict)]

    def _is_ours(self, activity: wire.Activity) -> bool:
        """Only Teams vouches for the sender and the tenant: a web chat of the same bot could claim any."""
        return (
            activity["channelId"] == wire.CHANNEL
            and self._registration.trusts(activity["serviceUrl"])
            and wire.tenants(activity) == {self._registration.tenant_id.lower()}
        )

    async def _process(self, activity: wire.Activity, claims: Claims, turn: Turn) -> tuple[int, dict[str, Any] | None]:
        async def logic(context: TurnContext) -> None:
            answer = await turn(activity) or InvokeAnswer()
            if activity["type"] == ActivityTypes.invoke:
                response = InvokeResponse(status=answer.status, body=answer.body)
                await context.send_activity(Activity(type=ActivityTypes.invoke_response, value=response))

        try:
            envelope = Activity.deserialize({name: activity[name] for name in ENVELOPE if name in activity})
        except DeserializationError:
            raise Malformed from None
        authenticated = AuthenticateRequestResult()
        authenticated.claims_identity = ClaimsIdentity({"serviceurl": claims.service_url}, True)
        authenticated.connector_factory = self._connectors
        response = await self._adapter.process_activity(authenticated, envelope, logic)
        return (response.status, response.body) if response else (200, None)


class _Adapter(CloudAdapterBase):
    """Without `on_turn_error`: what a turn raises reaches the caller of `handle`, and is not answered with 501."""


class _Connectors(ConnectorFactory):
    """One client for each service URL, all on the same sender."""

    def __init__(self, registration: Registration, sender: "_Sender") -> None:
        self._registration = registration
        self._sender = sender
        self._clients: dict[str, ConnectorClient] = {}

    async def create(self, service_url: str, audience: str | None = None) -> ConnectorClient:  # noqa: ARG002
        if client := self._clients.get(service_url):
            return client
        if not self._registration.trusts(service_url):
            raise errors.Rejected("service URL not allowed")
        configuration = BotFrameworkConnectorConfiguration(SansIOHTTPPolicy(), service_url)
        client = ConnectorClient(None, custom_configuration=configuration)
        # Last: the client has just given the configuration a pipeline of its own, on `requests`.
        configuration.pipeline = AsyncPipeline([], self._sender)
        self._clients[service_url] = client
        return client

    async def get(self, service_url: str, path: str) -> dict[str, Any]:
        """What the Bot Connector answers to a question that the client does not know."""
        if not self._registration.trusts(service_url):
            raise errors.Rejected("service URL not allowed")
        answer = await self._sender.send(Request(ClientRequest("GET", f"{service_url.rstrip('/')}/{path}")))
        found: dict[str, Any] = answer.http_response.internal_response
        return found


class _Sender(AsyncHTTPSender[Any, Any]):
    """Sends on the shared session with the bot's token, and raises our errors for everything but success."""

    def __init__(self, session: aiohttp.ClientSession, tokens: Tokens) -> None:
        self._session = session
        self._tokens = tokens

    async def __aexit__(self, *_details: object) -> None:
        """The session is the caller's."""

    async def send(self, request: Request[Any], **config: Any) -> Response[Any, Any]:
        """`payload` is sent as it is: the SDK's own models drop what they do not know, a mention's person too."""
        http = request.http_request
        token = await self._tokens.get()
        headers = {name: value for name, value in http.headers.items() if name.lower() != "content-length"}
        payload = config.get("payload")
        try:
            async with self._session.request(
                http.method,
                http.url,
                data=None if payload is None else json.dumps(payload, ensure_ascii=False).encode("utf-8", "replace"),
                headers=headers | {"Authorization": f"Bearer {token}"},
                timeout=TIMEOUT,
                allow_redirects=False,
            ) as answer:
                raw = await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as failure:
            raise errors.Transient(type(failure).__name__) from failure
        readable = _object(raw) if raw.strip() else {}
        content = readable or {}
        if answer.status == 401:
            self._tokens.forget(token)
        if not 200 <= answer.status < 300:
            said = content.get("error")
            code = said.get("code") if isinstance(said, dict) else None
            raise errors.from_answer(answer.status, answer.headers.get("Retry-After"), code)
        if readable is None:
            # Somebody between us and Teams, who did not hand it on.
            raise errors.Transient(f"{answer.status} unreadable")
        # The SDK reads models from the context; we read the content itself, which `raw=True` hands back.
        return Response(request, _Answer(http, content), {RawDeserializer.CONTEXT_NAME: {}})


class _Answer(HTTPClientResponse):
    """A success, whatever its exact status."""

    def __init__(self, request: Any, content: dict[str, Any]) -> None:
        super().__init__(request, content)
        self.status_code = 200


class _Authentication(BotFrameworkAuthentication):
    """What the SDK's adapter asks for. Tokens were verified before a turn begins (claims.py)."""

    def __init__(self, connectors: _Connectors) -> None:
        self._connectors = connectors

    async def authenticate_request(self, activity: Activity, auth_header: str) -> Any:  # noqa: ARG002
        raise PermissionError

    async def authenticate_streaming_request(self, auth_header: str, channel_id_header: str) -> Any:  # noqa: ARG002
        raise PermissionError

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:  # noqa: ARG002
        return self._connectors

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> Any:  # noqa: ARG002
        return None


def _told(answer: dict[str, Any], name: str, kind: type[T]) -> T:
    """What an answer must tell: of what it leaves out nobody is taken for a member, and no place for a chat."""
    value = answer.get(name)
    if not isinstance(value, kind) or value == "":
        raise errors.Transient(f"no {name}")
    return value


def _object(content: bytes) -> dict[str, Any] | None:
    """None for what is no JSON object."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
