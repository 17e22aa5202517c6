"""A challenge in a channel: answered with an idea, over on its day, and its asker hears what waits."""

from datetime import timedelta

from playground.chat import Seen
from playground.people import AINO, MAIJA, PEKKA
from playground.waiting import until
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.driver import ZONE, Person

QUESTION, SCALES = "Miten puolitamme ruokahävikin?", "Vaaka astianpalautukseen"


async def hanging(person: Person, *says: str) -> Seen:
    """The challenge's card in the channel, once it says all this."""

    def found() -> Seen | None:
        copies = (one for one in person.chat.seen(person.room) if QUESTION in one.lines and one.only_for is None)
        return next((one for one in copies if all(said in one.text for said in says)), None)

    return await until(found)


async def test_a_supervisors_challenge_is_answered_with_an_idea_and_ends(side: Side) -> None:
    maija, pekka = side.person(MAIJA), side.person(PEKKA)
    await side.person(AINO).links("Kotihoito", supervisor=MAIJA.name)
    await maija.writes("haaste")
    while maija.words(words.ASK_A_CHALLENGE) not in maija.shown.buttons:
        await maija.writes("haaste")
    await maija.presses(words.ASK_A_CHALLENGE)
    ends = side.place.time.now().astimezone(ZONE).date() + timedelta(days=7)
    channels = maija.words(words.CHALLENGE_CHANNELS)
    mine = maija.shown.answer(channels)
    assert mine.value
    await maija.sends((words.QUESTION, QUESTION), (words.UNTIL, ends.isoformat()))
    asked = await hanging(pekka, "0 ideaa")
    await pekka.presses(words.ANSWER_WITH_AN_IDEA, asked)
    assert QUESTION in pekka.shown.text
    await pekka.sends((words.TITLE, SCALES))
    await pekka.sees(SCALES, words.said(f"”{QUESTION}”"))
    await hanging(pekka, "1 idea")
    await side.later(days=8)
    over = await hanging(pekka, "Päättynyt")
    assert pekka.on_card(words.ANSWER_WITH_AN_IDEA) not in over.buttons
    await until(lambda: [one for one in side.chat.seen(pekka.room) if one.under == over.id and "päättynyt" in one.text])
    await maija.is_told(words.said(QUESTION), words.said(SCALES))


async def test_an_admins_challenge_hangs_in_the_channels_of_both_chats_and_is_ended_early(side: Side) -> None:
    aino, pekka = side.person(AINO), side.person(PEKKA)
    await aino.links()
    await aino.writes("haasteet")
    await aino.presses(words.ASK_A_CHALLENGE)
    channels = aino.shown.answer(aino.words(words.CHALLENGE_CHANNELS)).choices
    assert len(channels) == 2
    await aino.sends((words.QUESTION, QUESTION), (words.CHALLENGE_CHANNELS, channels))
    for person in (pekka, side.there(PEKKA)):
        await hanging(person, "0 ideaa")
    await aino.writes("haasteet")
    await aino.presses(words.SHOW_CHALLENGE)
    await aino.presses(words.END_CHALLENGE)
    for person in (pekka, side.there(PEKKA)):
        over = await hanging(person, "Päättynyt")
        assert person.on_card(words.ANSWER_WITH_AN_IDEA) not in over.buttons
    await side.later(days=3)
    await aino.is_told(words.said(QUESTION), words.said("Mikään idea ei odota vastausta."))
