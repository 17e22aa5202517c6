"""An anonymous idea is anonymous for good."""

import io
from collections.abc import Iterator

import pytest

from playground.chat import Human
from playground.people import DOMAIN, Somebody
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.driver import Person
from tests.scenarios.records import counts, dump, everything_logged

ID, AAD = "U0HILJA099", "10000000-0000-4000-8000-000000000099"
HILJA = Somebody("Hilja Tuntematon", ID, AAD)
QUIET = "Yövuoroihin lepohuone"


@pytest.fixture
def visitors() -> tuple[Human, ...]:
    """Somebody whom nothing else in these tests ever names."""
    email = f"hilja.tuntematon@{DOMAIN}"
    return Human(ID, HILJA.name, email), Human(AAD, HILJA.name, email, "fi-FI")


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    with everything_logged() as written:
        yield written


def names_of(hilja: Person) -> list[str]:
    """Everything that could tell who it was."""
    directory, slack = hilja.place.teams.directory, hilja.place.slack.state
    email = next(one.email for one in directory.humans.values() if one.id == AAD)
    ids = [ID, AAD, directory.mri(AAD), directory.chat_id(AAD), slack.private_id(ID)]
    return [*ids, *HILJA.name.split(), email, email.partition("@")[0]]


async def all_kept(hilja: Person) -> str:
    return await dump(hilja.place.bot.database)


def told_apart(kept: str, hilja: Person) -> list[str]:
    return [one for one in names_of(hilja) if one.lower() in kept.lower()]


async def test_an_anonymous_idea_leaves_no_trace_of_its_author(logged: io.StringIO, side: Side) -> None:
    hilja = side.person(HILJA)
    before = await counts(side.place.bot.database)
    answer = await hilja.shares(QUIET, "Tauolla ei saa rauhaa.", anonymously=True)
    on_the_way = await all_kept(hilja)
    card = await hilja.sees(QUIET, words.ANONYMOUS)
    await side.there(HILJA).sees(QUIET, words.ANONYMOUS)
    hung = await all_kept(hilja)

    assert told_apart(on_the_way + hung, hilja) == []
    assert told_apart(logged.getvalue(), hilja) == []
    assert told_apart(card.text, hilja) == []
    after = await counts(side.place.bot.database)
    assert (after["account"], after["person"]) == (before["account"], before["person"])
    assert answer.buttons == ()
    assert QUIET in hung


async def test_an_anonymous_idea_stays_so_when_the_chats_fail(logged: io.StringIO, side: Side) -> None:
    hilja = side.person(HILJA)
    await hilja.opens_sharing(QUIET)
    await hilja.unfolds()
    side.place.slack.faults.fail_next("chat.postMessage", 500)
    side.place.teams.faults.fail_next(502, method="POST")
    hilja.fills((words.HOW, hilja.words(words.ANONYMOUSLY)))
    await hilja.sends()
    waiting = await all_kept(hilja)
    await hilja.sees(QUIET)
    await side.there(HILJA).sees(QUIET)
    assert told_apart(waiting + await all_kept(hilja) + logged.getvalue(), hilja) == []
    assert "copy_waits" in logged.getvalue()


async def test_who_is_known_already_is_not_tied_to_an_anonymous_idea(side: Side) -> None:
    hilja = side.person(HILJA)
    await hilja.shares("Pyöräteline etuovelle")
    await hilja.supports("Pyöräteline etuovelle")
    # What the clock writes in each of its minutes tells of nobody.
    await side.place.bot.clock.tick()
    known = await counts(side.place.bot.database)
    await hilja.shares(QUIET, anonymously=True)
    await hilja.sees(QUIET)
    kept = await all_kept(hilja)
    idea = next(row for row in kept.splitlines() if row.startswith("public.idea ") and QUIET in row)
    same = next(row for row in kept.splitlines() if row.startswith("public.idea ") and "Pyöräteline" in row)
    assert idea.count(",,") > same.count(",,")
    after = await counts(side.place.bot.database)
    assert {name for name in after if after[name] != known[name]} == {"idea", "posting", "delivery", "promised"}
    page = await hilja.writes("oma sivu")
    assert "Pyöräteline" in page.text
    assert QUIET not in page.text


async def test_talk_in_the_channel_is_not_kept(side: Side) -> None:
    hilja = side.person(HILJA)
    await side.chat.write(hilja.id, hilja.room, "Salaisuus keittiöstä")
    await hilja.mentions("idea: Toinen salaisuus")
    kept = await all_kept(hilja)
    assert "alaisuus" not in kept
    assert told_apart(kept, hilja) == []
