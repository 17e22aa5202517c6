"""Where people add Latu to their own Teams, it greets each of them once; where an administrator adds it, nobody."""

from pathlib import Path

from bot.__main__ import running
from bot.views.guidance import WELCOME
from playground.people import PEKKA
from playground.town import Town, product
from tests.scenarios.bots import teams_settings
from tests.scenarios.driver import Person


async def add_again(pekka: Person) -> int:
    """How many welcomes he has after that."""
    teams = pekka.place.teams
    await teams.uninstall(pekka.id)
    await teams.install(pekka.id)
    await pekka.place.quiet()
    return sum(pekka.words(WELCOME) in one.text for one in teams.seen_privately(pekka.id))


async def test_whoever_adds_latu_to_their_own_teams_finds_a_welcome_with_ways_on_there_once_tm04(
    place: Town, tmp_path: Path, database_url: str
) -> None:
    pekka = Person(place, place.teams, PEKKA)
    assert await add_again(pekka) == 0
    chats = {"teams": teams_settings(place.teams, tmp_path).model_copy(update={"welcomes": True})}
    async with running(product(tmp_path, 0, place.language, database_url), chats, place.time.now) as bot:
        place.teams.messaging_endpoint = f"{bot.url}/api/messages"
        assert await add_again(pekka) == 1
        assert (await pekka.is_told(WELCOME)).buttons
        assert await add_again(pekka) == 1
