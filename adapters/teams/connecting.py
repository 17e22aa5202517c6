"""How to connect to one tenant."""

from aiohttp import ClientSession, web

from adapters import Connection
from adapters.teams.chats import Chats
from adapters.teams.files import Uploads
from adapters.teams.inbound import Inbound
from adapters.teams.members import Members
from adapters.teams.outbound import Teams
from adapters.teams.sdk import TeamsApi
from adapters.teams.settings import Settings
from bot.ports import Door

# Where Teams can be reached before it has been heard:
# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
WORLDWIDE = "https://smba.trafficmanager.net/teams/"


async def connect(settings: Settings, door: Door, session: ClientSession) -> Connection:
    """One tenant: its platform, and the route that it sends to."""
    registration = settings.registration()
    api = TeamsApi(registration, session)
    chats = Chats(api, None if registration.is_local else WORLDWIDE)
    members = Members(registration.tenant_id)
    tenant, uploads = registration.tenant_id, Uploads(session, registration)
    inbound = Inbound(api, door, chats, members, uploads, tenant, welcomes=settings.welcomes)
    platform = Teams(api, chats, members, registration.tenant_id)
    return Connection(platform, [web.post("/api/messages", inbound.receive)], inbound.close)
