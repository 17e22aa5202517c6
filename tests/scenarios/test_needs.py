"""A need is shared without an idea of what to do about it."""

from playground.people import MAIJA, PEKKA
from tests.scenarios import words
from tests.scenarios.conftest import Side

QUEUE = "Aamulla jonotetaan ulkona"


async def test_what_is_shared_as_a_need_is_called_a_need_on_both_cards(side: Side) -> None:
    pekka = side.person(PEKKA)
    await pekka.opens_sharing(QUEUE)
    await pekka.unfolds()
    await pekka.sends((words.KIND, pekka.words(words.A_NEED)))
    for person in (pekka, side.there(MAIJA)):
        await person.sees(QUEUE, words.NEED)
