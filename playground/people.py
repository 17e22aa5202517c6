"""The people of a small model municipality; every one of them is an example."""

from dataclasses import dataclass

from playground.chat import Human, Room

DOMAIN = "mallikunta.example"
ADMIN = f"aino.esimerkki@{DOMAIN}"
WORKSPACE = "T0LATU0001"
TENANT = "7c1f3f6e-0000-4000-8000-00000000aaaa"


@dataclass(frozen=True, slots=True)
class Somebody:
    """One human being, with an account in one chat or in both."""

    name: str
    slack: str | None
    teams: str | None

    @property
    def email(self) -> str:
        return ".".join(self.name.lower().replace("ä", "a").replace("ö", "o").split()) + f"@{DOMAIN}"


AINO = Somebody("Aino Esimerkki", "U0AINO0001", "10000000-0000-4000-8000-000000000001")
LIISA = Somebody("Liisa Malli", "U0LIISA002", None)
PEKKA = Somebody("Pekka Malli", "U0PEKKA003", "10000000-0000-4000-8000-000000000003")
MAIJA = Somebody("Maija Esimerkki", "U0MAIJA004", "10000000-0000-4000-8000-000000000004")
KAISA = Somebody("Kaisa Malli", "U0KAISA005", None)
OLAVI = Somebody("Olavi Esimerkki", None, "10000000-0000-4000-8000-000000000006")
EVERYBODY = (AINO, LIISA, PEKKA, MAIJA, KAISA, OLAVI)

HOME_CARE = "C0HOMECARE"
WELLBEING = "19:wellbeing@thread.tacv2"


def slack_humans(language: str) -> list[Human]:
    """Slack has no Finnish: its people read English or Swedish menus."""
    client = "sv-SE" if language == "sv" else "en-US"
    return [Human(one.slack, one.name, one.email, client) for one in EVERYBODY if one.slack]


def teams_humans(language: str) -> list[Human]:
    client = {"fi": "fi-FI", "sv": "sv-SE", "en": "en-GB"}[language]
    return [Human(one.teams, one.name, one.email, client) for one in EVERYBODY if one.teams]


def slack_rooms() -> list[Room]:
    return [Room(HOME_CARE, "kotihoito", tuple(one.slack for one in EVERYBODY if one.slack))]


def teams_rooms() -> list[Room]:
    return [Room(WELLBEING, "Hyvinvointi", tuple(one.teams for one in EVERYBODY if one.teams))]
