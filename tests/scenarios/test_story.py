"""The story of `make run`, in each language."""

from pathlib import Path

import pytest

from playground.story import Step, Story
from playground.town import Town, town
from storage.database import Database


async def test_an_idea_lives_in_both_chats_from_the_first_word_to_the_decision(place: Town) -> None:
    steps: list[Step] = []
    await Story(place, steps.append, place.language).play()
    assert len(steps) == 7
    (_, slack_card), (_, teams_card) = steps[-1].seen
    for card in (slack_card, teams_card):
        assert "Vara-avaimet kotihoidon autoihin" in card.lines
        assert "2 kannatusta" in card.text
        assert "Vakiinnutettu" in card.text
        assert "Sopikaa ensin, kuka tarkistaa laatikot illalla." in card.text


@pytest.mark.parametrize("language", ["sv", "en"])
async def test_the_story_is_told_in_every_language(
    language: str, tmp_path: Path, database: Database, database_url: str
) -> None:
    steps: list[Step] = []
    async with town(tmp_path, language, database_url=database_url) as place:
        await Story(place, steps.append, place.language).play()
    assert len(steps) == 7
