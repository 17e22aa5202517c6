"""The Bot Connector: who is in a conversation, and what a team is."""

from playground.chat import Human
from playground.teams.connector import Connector
from playground.teams.errors import bad_argument, conversation_not_found, member_not_found, not_in_roster
from playground.teams.tenancy import Tenancy
from playground.traffic import Json

# msteams-docs, get-teams-context: a smaller or larger page size is taken as the nearest of these.
SMALLEST_PAGE, LARGEST_PAGE = 50, 500


class Roster:
    def __init__(self, tenancy: Tenancy, connector: Connector) -> None:
        self._tenancy, self._connector = tenancy, connector
        self._directory = tenancy.directory

    def _people(self, conversation: str) -> list[Human]:
        base, _ = self._connector.place(conversation)
        if base.startswith("a:"):
            human = self._directory.find(base)
            return [human] if human else []
        return self._directory.members_of(base)

    def members(self, conversation: str) -> tuple[int, list[Json]]:
        return 200, [self._directory.member(human) for human in self._people(conversation)]

    def member(self, conversation: str, any_id: str) -> tuple[int, Json]:
        human = self._directory.find(any_id)
        if human is None or human not in self._people(conversation):
            raise member_not_found()
        return 200, self._directory.member(human)

    def page(self, conversation: str, size: str | None, token: str | None) -> tuple[int, Json]:
        people = self._people(conversation)
        try:
            start = int(token or 0)
            wanted = min(max(int(size or LARGEST_PAGE), SMALLEST_PAGE), LARGEST_PAGE)
        except ValueError:
            raise bad_argument("pageSize or continuationToken is not valid") from None
        answer: Json = {"members": [self._directory.member(human) for human in people[start : start + wanted]]}
        if start + wanted < len(people):
            answer["continuationToken"] = str(start + wanted)
        return 200, answer

    def _in_team(self, team: str) -> None:
        if team != self._directory.team_id:
            raise conversation_not_found()
        if not self._tenancy.state.in_team:
            raise not_in_roster()

    def team(self, team: str) -> tuple[int, Json]:
        self._in_team(team)
        return 200, {
            "id": team,
            "name": self._directory.team_name,
            "aadGroupId": self._directory.group_id,
            "type": "standard",
            "tenantId": self._directory.tenant_id,
            "channelCount": len(self._channels()),
            "memberCount": len(self._directory.members_of(team)),
        }

    def channels(self, team: str) -> tuple[int, Json]:
        self._in_team(team)
        return 200, {"conversations": self._channels()}

    def _channels(self) -> list[Json]:
        """The first channel has the team's own id and no name."""
        rooms = [room for room in self._directory.rooms.values() if room.id not in self._tenancy.state.gone_rooms]
        names = {room.id: None if room.id == self._directory.team_id else room.name for room in rooms}
        return [{"id": room.id, "name": names[room.id], "type": "standard"} for room in rooms]
