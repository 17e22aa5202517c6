"""One human being, two accounts."""

import re
from dataclasses import replace

import pytest

from playground.chat import Human
from playground.people import DOMAIN, MAIJA, PEKKA, Somebody
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.driver import Person
from tests.scenarios.records import eventually, value

BENCH = "Penkki bussipysäkille"
# Different addresses in the two chats, so that only a code joins them.
VEIKKO = Somebody("Veikko Malli", "U0VEIKKO07", "10000000-0000-4000-8000-000000000007")
# The same address in both chats, but not one that tells who it is.
UNSURE = Somebody("Unto Malli", "U0UNTO0008", "10000000-0000-4000-8000-000000000008")
PRIVATE = Somebody("Pirkko Malli", "U0PIRKKO09", "10000000-0000-4000-8000-000000000009")
GUEST = Somebody("Gunnar Gäst", "U0GUNNAR10", "10000000-0000-4000-8000-000000000010")


def both(somebody: Somebody, email: str) -> tuple[Human, Human]:
    return (
        Human(somebody.slack or "", somebody.name, email),
        Human(somebody.teams or "", somebody.name, email, "fi-FI"),
    )


@pytest.fixture
def visitors() -> tuple[Human, ...]:
    veikko = both(VEIKKO, f"veikko.slack@{DOMAIN}")
    unsure = both(UNSURE, f"unto.malli@{DOMAIN}")
    guest = both(GUEST, f"gunnar@{DOMAIN}")
    return (
        *(veikko[0], replace(veikko[1], email=f"veikko.teams@{DOMAIN}")),
        *(replace(unsure[0], email_confirmed=False), unsure[1]),
        *both(PRIVATE, "pirkko@gmail.example"),
        *(replace(guest[0], kind="guest"), guest[1]),
    )


@pytest.fixture
def opened() -> bool:
    """The guest is in both channels."""
    return True


async def get_code(person: Person) -> str:
    """Through one's own page, in one's own chat with Latu."""
    await person.writes("oma sivu")
    shown = await person.presses(words.SHOW_CODE)
    found = re.search(r"\b[A-Z2-9]{8}\b", shown.text)
    assert found, shown
    return found[0]


async def both_support(side: Side, somebody: Somebody) -> tuple[Person, Person]:
    """One human being supports the same idea from both chats."""
    here, there = side.person(somebody), side.there(somebody)
    await side.person(MAIJA).shares(BENCH)
    await here.supports(BENCH)
    await there.supports(BENCH)
    return here, there


async def looked_up(side: Side, somebody: Somebody) -> None:
    """Until the chats have told of both accounts."""
    known = "select count(*) from account where looked_up_at is not null and name_there in (%(slack)s, %(teams)s)"
    ids = {"slack": somebody.slack, "teams": somebody.teams}
    await eventually(lambda: value(side.place.bot.database, known, ids), 2)


async def test_a_code_from_the_other_chat_joins_two_accounts_and_parting_undoes_it(side: Side) -> None:
    here, there = await both_support(side, VEIKKO)
    await here.sees(BENCH, words.tally(2))
    code = await get_code(here)
    joined = await there.writes(f"koodi {code}")
    assert joined.text == there.words(words.JOINED)
    await here.sees(BENCH, words.tally(1))
    await there.sees(BENCH, words.tally(1))
    await there.presses(words.PART)
    await here.sees(BENCH, words.tally(2))


async def test_a_code_can_be_typed_into_its_form_and_works_once(side: Side) -> None:
    here, there = await both_support(side, VEIKKO)
    code = await get_code(here)
    await there.writes("oma sivu")
    await there.presses(words.I_HAVE_A_CODE)
    await there.sends((words.CODE, "ABCD2345"))
    assert there.shown.questions, "what was typed stays, with the error"
    await there.sends((words.CODE, code.lower()))
    assert there.words(words.JOINED) in there.shown.text
    await here.sees(BENCH, words.tally(1))
    stranger = side.person(PEKKA)
    refused = await stranger.writes(f"koodi {code}")
    assert stranger.words(words.JOINED) not in refused.text
    assert refused.buttons


async def test_support_taken_back_in_one_chat_is_taken_back_for_the_whole_person(side: Side) -> None:
    here, there = await both_support(side, PEKKA)
    await looked_up(side, PEKKA)
    await here.sees(BENCH, words.tally(1))
    await there.takes_back()
    await here.sees(BENCH, words.tally(0))
    await there.sees(BENCH, words.tally(0))


@pytest.mark.parametrize("somebody", [UNSURE, PRIVATE], ids=["unconfirmed", "other domain"])
async def test_an_address_that_proves_nothing_joins_nobody(somebody: Somebody, side: Side) -> None:
    here, there = await both_support(side, somebody)
    await looked_up(side, somebody)
    await here.sees(BENCH, words.tally(2))
    await there.sees(BENCH, words.tally(2))


async def test_a_guest_is_not_joined_and_does_not_count(side: Side) -> None:
    here, there = side.person(GUEST), side.there(GUEST)
    await side.person(MAIJA).shares(BENCH)
    await here.supports(BENCH)
    await there.supports(BENCH)
    await looked_up(side, GUEST)
    await here.sees(BENCH, words.tally(1))
    await there.sees(BENCH, words.tally(1))
