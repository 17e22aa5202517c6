"""The story of `make run`, in each language."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.calendar import at_local
from playground.story import ZONE, Step, Story, working_monday
from playground.town import Town
from tests.towns import Site


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


async def test_each_step_happens_on_the_day_that_it_names_also_when_it_begins_on_a_saturday(place: Town) -> None:
    days: list[date] = []
    story = Story(place, lambda _: days.append(story.today), place.language)
    saturday = story.today + timedelta(days=(5 - story.today.weekday()) % 7)
    place.time.travel(at_local(saturday, ZONE))
    await story.play()
    async with place.bot.database.transaction() as store:
        trial = await store.experiment(1)
        halfway, end = await store.checkin(1), await store.checkin(2)
    assert trial
    assert halfway
    assert end
    *_, digest, answer, decision = days
    assert digest.isoweekday() == 1
    assert answer == halfway.due_on
    assert decision == end.due_on == trial.ends_on


def test_a_monday_that_is_a_holiday_is_passed_over_as_no_digest_leaves_on_it() -> None:
    assert working_monday(date(2026, 11, 25), "FI") == date(2026, 11, 30)
    assert working_monday(date(2026, 11, 30), "FI") == date(2026, 12, 7)
    assert working_monday(date(2027, 3, 24), "FI") == date(2027, 4, 5)


@pytest.mark.parametrize("language", ["sv", pytest.param("en", marks=pytest.mark.long)])
async def test_the_story_is_told_in_every_language(language: str, tmp_path: Path, site: Site) -> None:
    steps: list[Step] = []
    async with site.new_town(tmp_path, language=language) as place:
        await Story(place, steps.append, place.language).play()
    assert len(steps) == 7
