"""The inputs of a card as Teams' clients treat them: what is chosen, what is checked before sending, what is sent."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from playground.chat import Question
from playground.teams.directory import Directory
from playground.traffic import Json

USERS = "graph.microsoft.com/users"
Kind = Literal["line", "paragraph", "choice", "choices", "person", "day", "number"]


def dataset(node: Json) -> str | None:
    """Where a ChoiceSet gets its choices from while one types."""
    query = node.get("choices.data") or {}
    return query.get("dataset")


def kind(node: Json) -> Kind:
    match node["type"]:
        case "Input.Text" if node.get("isMultiline"):
            return "paragraph"
        case "Input.ChoiceSet" if (dataset(node) or "").startswith(USERS):
            return "person"
        case "Input.ChoiceSet":
            return "choices" if node.get("isMultiSelect") else "choice"
        case "Input.Toggle":
            return "choices"
        case "Input.Date":
            return "day"
        case "Input.Number":
            return "number"
    return "line"


class Answers:
    """What one person has typed and chosen on one card, by input id. Values are those that Teams would send."""

    def __init__(self, directory: Directory, room: str | None) -> None:
        self._directory, self._room = directory, room
        self._values: dict[str, str] = {}
        self._found: dict[str, dict[str, str]] = {}
        self.errors: dict[str, str] = {}
        self.typed: dict[str, tuple[str, ...]] = {}
        """Words typed into a search that the bot must still be asked about, by input id."""

    def value(self, node: Json) -> str:
        if node["type"] == "Input.Toggle":
            off = node.get("valueOff", "false")
            return self._values.get(node["id"], str(node.get("value", off)))
        return self._values.get(node["id"], str(node.get("value", "")))

    def choices(self, node: Json) -> dict[str, str]:
        """Title → value of everything that can be chosen now."""
        if node["type"] == "Input.Toggle":
            return {node["title"]: node.get("valueOn", "true")}
        static = {choice["title"]: choice["value"] for choice in node.get("choices", ())}
        source = dataset(node) or ""
        if source.startswith(USERS):
            nearby = source.endswith("?scope=currentContext") and self._room in self._directory.rooms
            people: Iterable[object] = (
                self._directory.members_of(self._room) if nearby and self._room else self._directory.humans.values()
            )
            members = [human for human in self._directory.humans.values() if human in people and human.kind != "bot"]
            static |= {human.name: human.id for human in members}
        return static | self._found.get(node["id"], {})

    def found(self, node: Json, results: Sequence[Json]) -> None:
        """What the bot answered to a search."""
        self._found.setdefault(node["id"], {}).update({hit["title"]: hit["value"] for hit in results})

    def question(self, node: Json) -> Question:
        is_person = kind(node) == "person"
        raw_value = self.value(node)
        value: str | tuple[str, ...] | None = raw_value or None
        choices: dict[str, str] = {}
        if node["type"] in ("Input.ChoiceSet", "Input.Toggle"):
            choices = self.choices(node)
            titles = {raw: title for title, raw in choices.items()}
            chosen = tuple(titles.get(raw, raw) for raw in raw_value.split(",") if raw in titles or is_person)
            many = node.get("isMultiSelect") or node["type"] == "Input.Toggle"
            value = chosen if many else (chosen[0] if chosen else None)
            if node["id"] in self.typed:
                value = self.typed[node["id"]] if many else self.typed[node["id"]][0]
        return Question(
            label=node.get("label") or node.get("title") or node.get("placeholder") or node["id"],
            kind=kind(node),
            value=value,
            choices=() if is_person else tuple(choices),
            required=node.get("isRequired", False),
            error=self.errors.get(node["id"]),
        )

    def fill(self, node: Json, said: str | Sequence[str]) -> None:
        """Types text, or chooses by title."""
        name = node["id"]
        self.errors.pop(name, None)
        if node["type"] not in ("Input.ChoiceSet", "Input.Toggle"):
            if not isinstance(said, str):
                raise TypeError(f"{name} takes one text, not {said!r}")
            longest = node.get("maxLength")
            self._values[name] = said[:longest] if node["type"] == "Input.Text" and longest else said
            return
        titles = [said] if isinstance(said, str) else list(said)
        titles = [title for title in titles if title]
        if len(titles) > 1 and not node.get("isMultiSelect"):
            raise ValueError(f"{name} takes one choice, not {titles}")
        known = self.choices(node)
        if node["type"] == "Input.Toggle":
            on = node.get("valueOn", "true")
            self._values[name] = on if titles == [node["title"]] else node.get("valueOff", "false")
            if titles not in ([], [node["title"]]):
                raise ValueError(f"{name} can only be {node['title']!r}, not {titles}")
            return
        if not titles and self.value(node) and not node.get("isMultiSelect") and kind(node) != "person":
            # The empty entry of a list is disabled, a radio button cannot be unpressed (adaptivecards, ChoiceSetInput).
            raise ValueError(f"{name}: Teams' client takes no choice back")
        self.typed.pop(name, None)
        missing = [title for title in titles if title not in known and title not in known.values()]
        if missing and dataset(node) and kind(node) != "person":
            self.typed[name] = tuple(titles)
            return
        if missing:
            raise ValueError(f"{name} has no choice {missing}, only {list(known)}")
        self._values[name] = ",".join(known.get(title, title) for title in titles)

    def take(self, nodes: Sequence[Json], values: Mapping[str, str]) -> None:
        """What stands in the inputs now, as the client sends it; raises ValueError for what it could not hold."""
        for name, value in values.items():
            node = next((one for one in nodes if one["id"] == name), None)
            if node is None or not isinstance(value, str):
                raise ValueError(f"there is no input {name!r}")
            if node["type"] == "Input.ChoiceSet":
                parts = value.split(",") if node.get("isMultiSelect") else [value]
                if strange := {part for part in parts if part} - set(self.choices(node).values()):
                    raise ValueError(f"{name} has no choice {strange}")
        for name in values:
            self.typed.pop(name, None)
        self._values |= values

    def check(self, nodes: Sequence[Json]) -> bool:
        """As the client does before it sends; errors stay at their questions."""
        self.errors = {node["id"]: node.get("errorMessage", "") for node in nodes if not self._valid(node)}
        return not self.errors

    def _valid(self, node: Json) -> bool:
        value = self.value(node)
        if not value:
            return not node.get("isRequired", False)
        match node["type"]:
            case "Input.Text":
                return re.search(node.get("regex", ""), value) is not None
            case "Input.Number":
                try:
                    number = float(value)
                except ValueError:
                    return False
                return bool(node.get("min", number) <= number <= node.get("max", number))
            case "Input.Date":
                try:
                    date.fromisoformat(value)
                except ValueError:
                    return False
                return bool(node.get("min", value) <= value <= node.get("max", value))
            case "Input.Toggle":
                return not node.get("isRequired") or value == node.get("valueOn", "true")
        return True

    def merged(self, action: Json, nodes: Sequence[Json]) -> Json:
        """The action's own data with the inputs laid over it. Empty inputs are left out, all others are text
        (adaptivecards, card-elements.ts, SubmitActionBase)."""
        own = action.get("data")
        data: Json = dict(own) if isinstance(own, dict) else {}
        return data | {node["id"]: value for node in nodes if (value := self.value(node))}
