"""What the app finds beside the composer, and people put into their messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from playground.teams import answers
from playground.teams.delivery import Undelivered
from playground.teams.tenancy import Tenancy
from playground.traffic import Json

COUNT = 25
"""As many as Teams asks for at once."""
numbers = count(1)


@dataclass
class Search:
    """The list beside a composer: of which command, where, and what has been found so far."""

    command: str
    room: str
    words: str = ""
    said: str = ""
    """In place of results."""
    results: list[Json] = field(default_factory=list)
    number: int = field(default_factory=lambda: next(numbers))


class Searching(Tenancy):
    searches: Mapping[str, str]
    """The parameter of each command of the manifest that looks for something; all of them run before one types."""
    _searches: dict[str, Search]

    def found(self, who: str) -> Search | None:
        """The open list of somebody."""
        return self._searches.get(who)

    async def open_search(self, who: str, command: str, room: str) -> None:
        """Choose a command beside the composer of a room; it is asked for the first time at once."""
        there = self.directory.rooms.get(room)
        if room != self.directory.chat_id(self.directory.human(who).id) and (there is None or who not in there.members):
            raise LookupError(f"{who} is not in {room}")
        if command not in self.searches or self.directory.human(who).kind == "external":
            raise LookupError(f"{command} is not offered there")
        search = Search(command, room)
        search.results, search.said = await self._query(who, search, "initialRun", "true")
        self._searches[who] = search

    async def look_for(self, who: str, words: str) -> None:
        """Type into the open list."""
        search = self._open_search(who)
        found, said = await self._query(who, search, self.searches[search.command], words)
        search.words, search.results, search.said = words, found, said

    async def more_found(self, who: str) -> None:
        """Scroll to the end of the list."""
        search = self._open_search(who)
        name, value = ("initialRun", "true") if not search.words else (self.searches[search.command], search.words)
        found, _ = await self._query(who, search, name, value, len(search.results))
        search.results = [*search.results, *found]

    async def _query(self, who: str, search: Search, name: str, value: str, skip: int = 0) -> tuple[list[Json], str]:
        room = self.directory.rooms.get(search.room)
        asked = {
            "commandId": search.command,
            "parameters": [{"name": name, "value": value}],
            "queryOptions": {"skip": skip, "count": COUNT},
        }
        activity = self.activities.query(who, search.room, None, asked, room=room.name if room else None)
        found, said = answers.query(await self.ask(activity))
        if len(found) > COUNT:
            raise Undelivered(f"composeExtension/query: more than the {COUNT} that were asked for")
        return found, said

    def put_in(self, who: str, number: int) -> None:
        """Choose a result and send it."""
        search = self._open_search(who)
        if not 0 <= number < len(search.results):
            raise LookupError("there is no such result")
        chosen = search.results[number]
        del self._searches[who]
        card = {name: chosen[name] for name in ("contentType", "content")}
        self.note_card(card["content"], "composeExtension/query")
        self.add(search.room, who, {"type": "message", "text": "", "textFormat": "plain", "attachments": [card]})

    def close_search(self, who: str) -> None:
        """Leave the list; Teams does not tell the bot."""
        self._open_search(who)
        del self._searches[who]

    def _open_search(self, who: str) -> Search:
        if who not in self._searches:
            raise LookupError("no list is open")
        return self._searches[who]
