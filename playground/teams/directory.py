"""Who is in the tenant, and the ids by which Entra, Teams and this one bot know them."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from playground.chat import Human, Room
from playground.traffic import Json

GENERAL = "General"


def opaque(*parts: str, length: int) -> str:
    """An id with no meaning in it, the same at every start."""
    return urlsafe_b64encode(hashlib.sha512("\n".join(parts).encode()).digest())[:length].decode()


class Directory:
    """One organisation with one team; its channels are the rooms."""

    def __init__(
        self, tenant_id: str, app_id: str, bot_name: str, humans: Sequence[Human], rooms: Sequence[Room]
    ) -> None:
        self.tenant_id, self.app_id, self.bot_name = tenant_id, app_id, bot_name
        self.humans = {human.id: human for human in humans}
        self.team_id = f"19:{opaque('team', tenant_id, length=44)}1@thread.tacv2"
        self.team_name = "Team"
        self.group_id = str(uuid5(NAMESPACE_URL, f"group:{tenant_id}"))
        for room in rooms:
            if not (room.id.startswith("19:") and room.id.endswith("@thread.tacv2")):
                raise ValueError(f"A Teams channel id reads 19:…@thread.tacv2, not {room.id}")
        # Teams' first channel has the id of its team.
        general = Room(self.team_id, GENERAL, tuple(h.id for h in humans if h.kind != "bot"))
        self.rooms = {room.id: room for room in (general, *rooms)}
        self.kinds: dict[str, str] = {}
        """Of channels that are `private` or `shared`; all others are of the usual kind."""
        self._by_any_id = {key: human for human in humans for key in self._ids(human)}

    def _ids(self, human: Human) -> Iterable[str]:
        return human.id, self.mri(human.id), self.chat_id(human.id), self.principal_name(human)

    @property
    def bot_id(self) -> str:
        return f"28:{self.app_id}"

    def mri(self, who: str) -> str:
        """The id that Teams gives this bot for a person; another bot gets another."""
        return f"29:1{opaque(self.app_id, who, length=84)}"

    def chat_id(self, who: str) -> str:
        """The person's own conversation with the bot."""
        return f"a:1{opaque('chat', self.app_id, who, length=86)}"

    def find(self, any_id: str) -> Human | None:
        """By Entra object id, 29:… id, personal conversation id or user principal name."""
        return self._by_any_id.get(any_id)

    def human(self, who: str) -> Human:
        if who not in self.humans:
            raise LookupError(f"Nobody here has the Entra object id {who}")
        return self.humans[who]

    def principal_name(self, human: Human) -> str:
        if human.kind == "guest":
            return f"{human.email.replace('@', '_')}#EXT#@{self.tenant_id[:8]}.onmicrosoft.com"
        return human.email

    def home_tenant(self, human: Human) -> str:
        if human.kind == "external":
            return str(uuid5(NAMESPACE_URL, f"tenant of {human.email.rpartition('@')[2]}"))
        return self.tenant_id

    def account(self, who: str, *, named: bool = True) -> Json:
        name = {"name": self.human(who).name} if named else {}
        return {"id": self.mri(who), **name, "aadObjectId": who}

    def bot(self) -> Json:
        return {"id": self.bot_id, "name": self.bot_name}

    def member(self, human: Human) -> Json:
        """One row of the roster."""
        given, _, surname = human.name.partition(" ")
        return {
            **self.account(human.id),
            "objectId": human.id,
            "givenName": given,
            "surname": surname,
            "email": human.email,
            "userPrincipalName": self.principal_name(human),
            "tenantId": self.home_tenant(human),
            "userRole": "guest" if human.kind == "guest" else "user",
        }

    def members_of(self, room: str) -> list[Human]:
        people = (self.humans[who] for who in self.rooms[room].members if who in self.humans)
        return [human for human in people if human.kind != "bot"]

    def set_member(self, who: str, *, present: bool) -> None:
        """Somebody joins the team, with all its channels that are not for some only, or leaves it."""
        self.human(who)
        for room in list(self.rooms.values()):
            others = tuple(member for member in room.members if member != who)
            joined = (*others, who) if present and room.id not in self.kinds else others
            self.rooms[room.id] = replace(room, members=joined)
