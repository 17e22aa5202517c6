"""The people and channels of a small model municipality; every one of them is an example."""

from dataclasses import field
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict
from pydantic.dataclasses import dataclass

from playground.chat import Human, Room

DOMAIN = "mallikunta.example"
WORKSPACE = "T0LATU0001"
TENANT = "7c1f3f6e-0000-4000-8000-00000000aaaa"
HOME_CARE = "C0HOMECARE"
WELLBEING = "19:wellbeing@thread.tacv2"
Words = dict[str, str]
"""One text in each language."""


class Example(BaseModel):
    """A part of the example data; what is misspelt there is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Somebody:
    """One human being, with an account in one chat or in both."""

    name: str
    slack: str | None = None
    teams: str | None = None
    job: Words = field(default_factory=dict, hash=False)

    @property
    def email(self) -> str:
        return ".".join(self.name.lower().replace("ä", "a").replace("ö", "o").split()) + f"@{DOMAIN}"


class Linked(Example):
    """A channel, and the work community whose ideas it shows; without one, those of everybody."""

    chat: str
    id: str
    name: str
    unit: str | None = None


class Permitted(Example):
    """A work community's permission card, written by its supervisor."""

    cost: str
    days: str
    words: Words


class Municipality(Example):
    """seeds/town.yaml."""

    units: dict[str, Words]
    channels: list[Linked]
    people: dict[str, Somebody]
    roles: dict[str, dict[str, str]]
    named: dict[str, dict[str, str]]
    """Leadership, HR and shop steward, which several people may be."""
    permissions: dict[str, Permitted]


@cache
def municipality() -> Municipality:
    """The model municipality as its file describes it."""
    text = (files("playground") / "seeds" / "town.yaml").read_text(encoding="utf-8")
    return Municipality.model_validate(yaml.safe_load(text))


PEOPLE = municipality().people
AINO, LIISA, PEKKA = PEOPLE["aino"], PEOPLE["liisa"], PEOPLE["pekka"]
MAIJA, KAISA, OLAVI = PEOPLE["maija"], PEOPLE["kaisa"], PEOPLE["olavi"]


def supervisor_of(unit: str | None) -> Somebody:
    return PEOPLE[municipality().roles[unit or ""]["supervisor"]]


def slack_humans(language: str) -> list[Human]:
    """Slack has no Finnish: its people read English or Swedish menus."""
    client = "sv-SE" if language == "sv" else "en-US"
    return [Human(one.slack, one.name, one.email, client) for one in PEOPLE.values() if one.slack]


def teams_humans(language: str) -> list[Human]:
    client = {"fi": "fi-FI", "sv": "sv-SE", "en": "en-GB"}[language]
    return [Human(one.teams, one.name, one.email, client) for one in PEOPLE.values() if one.teams]


def slack_rooms() -> list[Room]:
    """Everybody is in every channel."""
    everybody = tuple(one.slack for one in PEOPLE.values() if one.slack)
    return [Room(one.id, one.name, everybody) for one in municipality().channels if one.chat == "slack"]


def teams_rooms() -> list[Room]:
    """Everybody is in every channel."""
    everybody = tuple(one.teams for one in PEOPLE.values() if one.teams)
    return [Room(one.id, one.name, everybody) for one in municipality().channels if one.chat == "teams"]
