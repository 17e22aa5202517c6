"""The example data of the model municipality, and its life."""

from pathlib import Path

import pytest

from bot.model import LANGUAGES, SHARED, PermitState, Stage
from playground import living
from playground.living import DAYS, settle
from playground.people import PEOPLE, Words, municipality, supervisor_of
from playground.seeds import Quick, Shared, aims, ideas, quick_trials
from playground.town import AGO, town
from storage.database import Database
from tests.towns import Site


def texts(idea: Shared) -> list[Words]:
    found = [idea.title, *([idea.about] if idea.about else [])]
    found += [one.text for one in idea.comments]
    if idea.trial:
        found += [idea.trial.what, idea.trial.why, *(one.observation for one in idea.trial.checkins)]
        found += [idea.trial.measure.name, idea.trial.measure.unit] if idea.trial.measure else []
        found += [idea.trial.decision.lesson] if idea.trial.decision else []
        found += [idea.trial.declined.reason] if idea.trial.declined else []
    found += [idea.aside.reason] if idea.aside else []
    return found


@pytest.mark.parametrize("idea", ideas(), ids=lambda one: one.title["en"])
def test_an_example_is_told_in_every_language_by_people_and_units_that_exist(idea: Shared) -> None:
    for text in texts(idea):
        assert set(text) == set(LANGUAGES)
        assert all(one.strip() for one in text.values())
    named = [*([idea.by] if idea.by else []), *idea.support, *([idea.trial.by] if idea.trial else [])]
    named += [*idea.would_help, *(one.by for one in idea.comments), *(idea.trial.joined if idea.trial else ())]
    named += [idea.aside.by] if idea.aside else []
    assert set(named) <= set(PEOPLE)
    assert {idea.unit, *idea.would_help.values()} - {None} <= set(municipality().units)
    assert idea.unit not in idea.would_help.values()
    assert all(idea.day <= one.day < DAYS for one in idea.comments)
    assert not (idea.trial and idea.trial.by in idea.trial.joined)
    assert idea.by is None or getattr(PEOPLE[idea.by], idea.chat)
    assert idea.day < DAYS
    assert idea.aside is None or idea.day <= idea.aside.day < DAYS
    assert idea.trial is None or idea.trial.day >= idea.day


@pytest.mark.parametrize("one", quick_trials(), ids=lambda one: one.what["en"])
def test_a_quick_trial_is_told_in_every_language_by_people_who_exist(one: Quick) -> None:
    said = [one.what, one.good, *([one.name] if one.name else []), *([one.stayed.lesson] if one.stayed else [])]
    assert all(set(text) == set(LANGUAGES) for text in said)
    assert {one.by, *one.support, *([one.whose] if one.whose else [])} <= set(PEOPLE)
    assert one.room in {channel.id for channel in municipality().channels if channel.chat == one.chat}
    assert one.day < DAYS


def test_goals_and_challenges_are_told_in_every_language_by_whoever_may() -> None:
    texts = [text for one in aims().goals for text in (one.name, one.measure.name, one.measure.unit)]
    texts += [text for one in aims().challenges for text in (one.question, one.about)]
    assert all(set(text) == set(LANGUAGES) and all(one.strip() for one in text.values()) for text in texts)
    assert all(PEOPLE[one.by] == supervisor_of(one.unit) for one in aims().challenges)
    assert {one.unit for one in aims().goals} - {None} <= set(municipality().units)
    assert {name for idea in ideas() for name in idea.goals} <= {one.name["en"] for one in aims().goals}
    answered = {idea.answers: idea.day for idea in ideas() if idea.answers}
    asked = {one.question["en"]: range(one.day, one.day + one.days) for one in aims().challenges}
    assert all(day in asked[question] for question, day in answered.items())


def test_everybody_is_an_example_and_says_so() -> None:
    assert all(one.name.split()[-1] in {"Malli", "Esimerkki"} for one in PEOPLE.values())
    assert all(set(one.job) == set(LANGUAGES) for one in PEOPLE.values())
    assert all(set(one.words) == set(LANGUAGES) for one in municipality().permissions.values())
    assert {who for roles in municipality().roles.values() for who in roles.values()} <= set(PEOPLE)
    assert {role for roles in municipality().named.values() for role in roles} == set(SHARED)
    assert all(one.trial.measure for one in ideas() if one.trial and one.trial.cooperation)


async def test_the_first_days_of_the_town_break_no_rule(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole life takes too long for every day."""
    monkeypatch.setattr(living, "DAYS", 10)
    async with site.new_town(tmp_path, ago=AGO) as place:
        await settle(place, lambda _: None, lambda _: None)
        found = (place.slack.broken_rules, place.teams.broken_rules, place.slack.pings, place.teams.pings)
        assert found == ([], [], [], [])
        async with place.bot.database.engine.connect() as connection:
            linked = (await connection.exec_driver_sql("select name_there, name from channel")).all()
    assert set(linked) <= {(one.id, one.name) for one in municipality().channels}


@pytest.mark.long
@pytest.mark.timeout(180)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_town_lives_through_every_stage_and_breaks_no_rule(
    tmp_path: Path, database: Database, database_url: str, language: str
) -> None:
    async with town(tmp_path, language, database_url=database_url, ago=AGO) as place:
        await settle(place, lambda _: None, lambda _: None)
        async with database.engine.connect() as connection:
            quick = await connection.exec_driver_sql(
                "select count(*), count(colleague), count(nullif(credited, '')), count(decision) "
                "from idea join experiment on idea = idea.id where quick"
            )
            assert quick.one() == (len(quick_trials()), 1, 1, 4)
            permits = (await connection.exec_driver_sql("select state from permit order by id")).scalars().all()
            stages = (await connection.exec_driver_sql("select distinct stage from idea")).scalars().all()
            said = [
                (await connection.exec_driver_sql(f"select count(*) from {table}")).scalar_one()  # noqa: S608 - see below
                for table in ("comment", "would_help", "joining")
            ]
        assert set(stages) == {str(one) for one in Stage}
        assert said == [
            sum(len(one.comments) for one in ideas()),
            sum(len(one.would_help) for one in ideas()),
            sum(len(one.trial.joined) for one in ideas() if one.trial),
        ]
        async with database.engine.connect() as connection:
            over = "select count(*) from challenge where ended_on is not null"
            aimed = "select count(*) from aim join goal on goal = goal.id"
            counted = [(await connection.exec_driver_sql(one)).scalar_one() for one in (over, aimed)]
        assert counted == [len(aims().challenges), sum(len(one.goals) for one in ideas())]
        assert permits == [PermitState.DECLINED, PermitState.WAITING]
        found = (place.slack.broken_rules, place.teams.broken_rules, place.slack.pings, place.teams.pings)
        assert found == ([], [], [], [])
