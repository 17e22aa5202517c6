"""Something is reported in one chat and hidden from the other: nobody sees its text any more, in neither."""

from collections.abc import Iterator
from dataclasses import replace

from bot.intents import AskToHide, AskToShow, OpenAppeal, OpenReport
from bot.model import HidingState
from bot.views.hiding import headline
from bot.views.text import read, say_in
from playground.chat import Chat, Seen
from playground.people import AINO, MAIJA, PEKKA, PEOPLE
from playground.waiting import until
from tests.adapters.gallery.hiding import HIDDEN
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.driver import Person, room_of
from tests.scenarios.records import dump

RITVA = PEOPLE["ritva"]
KEYS = "Ksylofoni autoihin"
ABOUT = "Ksylofonin omistaja on naapurini."
SAID = "Minäkin tunnen ksylofonin omistajan."
SECRET = "sylofoni"
WHY = "Tekstistä voi tunnistaa asiakkaan."
AGAIN = "Asiakas antoi luvan."
ANSWER = "Kysyn asiakkaalta luvan."

REPORT, HIDE = words.label("more.report", OpenReport), words.label("complaint_card", AskToHide)
SHOW, TO_ANSWER = words.label("more_hidden", AskToShow), words.label("author_card", OpenAppeal)
WHY_LOOK, REASON = words.question("report_form", "why"), words.question("hide_form", "reason")
ANSWERED, MORE = words.question("appeal_form", "words"), say_in("button", "More")
HIDDEN_TITLE = headline(HIDDEN)


def everything(chat: Chat) -> Iterator[Seen]:
    """What anybody can read in a chat, in the channel and in private, but for what they typed themselves."""
    messages = list(chat.seen(room_of(chat)))
    for one in PEOPLE.values():
        account = one.slack if chat.name == "Slack" else one.teams
        messages += chat.seen_privately(account) if account else []
    yield from (one for one in messages if not one.text.endswith(f"idea: {KEYS}"))


def shows_it(side: Side) -> list[str]:
    return [one.text for chat in (side.chat, side.other) for one in everything(chat) if SECRET in one.text]


async def reported(side: Side) -> Person:
    """Pekka has shared it, Maija, the renewer, has commented on it, and in the other chat somebody reports it."""
    maija, pekka, ritva = side.person(MAIJA), side.person(PEKKA), side.there(RITVA)
    await side.person(AINO).links("Kotihoito", renewer=MAIJA.name)
    await side.later(days=1)
    await pekka.shares(KEYS, ABOUT)
    await maija.presses_card(words.COMMENT, KEYS)
    await maija.sends((words.COMMENT_TEXT, SAID))
    await ritva.sees(KEYS, words.said(SAID))
    await until(lambda: [one for one in ritva.below(KEYS) if SAID in one.text])
    await ritva.presses_card(MORE, KEYS)
    await ritva.presses(REPORT)
    await ritva.sends((WHY_LOOK, "Ksylofonin omistajan tunnistaa."))
    return maija


async def hidden(side: Side) -> Person:
    """Maija hides it from the card that tells her of the report."""
    maija = await reported(side)
    question = await maija.is_told(HIDE, words.said(KEYS), words.said(ABOUT))
    assert RITVA.name not in question.text
    await maija.presses(HIDE, question)
    assert SECRET in maija.shown.text
    done = await maija.sends((REASON, WHY))
    assert SECRET not in done.text
    return maija


async def test_no_message_of_either_chat_shows_what_is_hidden(side: Side) -> None:
    await hidden(side)
    for person in (side.person(PEKKA), side.there(PEKKA)):
        card = await person.sees(person.on_card(HIDDEN_TITLE), words.said(WHY))
        assert card.buttons == (person.on_card(MORE),)
        assert not any(one.name in card.text for one in (PEKKA, MAIJA, AINO))
    await side.place.quiet()
    assert shows_it(side) == []
    for person in (side.person(PEKKA), side.there(AINO)):
        for asked in ("opit", "oma sivu"):
            assert SECRET not in (await person.writes(asked)).text


async def test_its_author_hears_why_and_answers_and_it_is_shown_again(side: Side) -> None:
    maija, pekka = await hidden(side), side.person(PEKKA)
    letter = await pekka.is_told(TO_ANSWER, words.said(WHY))
    assert MAIJA.name not in letter.text
    await pekka.presses(TO_ANSWER, letter)
    await pekka.sends((ANSWERED, ANSWER))
    told = await maija.is_told(SHOW, words.said(ANSWER))
    assert PEKKA.name in told.text
    await maija.presses_card(MORE, read(HIDDEN_TITLE, maija.channel_language))
    await maija.presses(SHOW)
    await maija.sends((REASON, AGAIN))
    for person in (pekka, side.there(PEKKA)):
        await person.sees(KEYS, words.said(ABOUT), words.said(SAID))
    await pekka.is_told(words.said(AGAIN))


async def test_after_two_weeks_its_text_is_nowhere_any_more(side: Side) -> None:
    await hidden(side)
    await side.later(days=15)
    erased = headline(replace(HIDDEN, state=HidingState.ERASED))
    for person in (side.person(PEKKA), side.there(PEKKA)):
        card = await person.sees(person.on_card(erased), words.said(WHY))
        assert card.buttons == ()
    await side.place.quiet()
    assert shows_it(side) == []
    assert SECRET not in await dump(side.place.bot.database)


async def test_a_digest_that_told_of_nothing_else_keeps_none_of_it(side: Side) -> None:
    """The trap: what has nothing left to tell is not drawn anew, and its old words stay in the chat."""
    maija, pekka = side.person(MAIJA), side.person(PEKKA)
    await side.person(AINO).links("Kotihoito", supervisor=MAIJA.name)
    await pekka.shares(KEYS)
    await side.later(days=8)
    await maija.is_told(words.said("Viikkokooste"), words.said(KEYS))
    await maija.presses_card(MORE, KEYS)
    await maija.presses(HIDE)
    await maija.sends((REASON, WHY))
    await maija.is_told(words.said("Tässä ollutta ei enää näytetä."))
    await side.place.quiet()
    assert shows_it(side) == []
