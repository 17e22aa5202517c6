"""The course of a trial as a picture, in both chats."""

from datetime import timedelta

import pytest

from bot.intents import OpenCheckIn
from bot.model import Answer
from playground.chat import Chat, Seen
from playground.people import PEKKA
from playground.slack import SlackWorkspace
from playground.slack.file_methods import shown
from playground.waiting import until
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.driver import ZONE, Person

BENCH = "Penkki bussipysäkille"
MEASURE, MEASURED_IN, START, GOAL = (
    words.question("trial_form.more", name) for name in ("measure", "measure_unit", "baseline", "goal")
)
TOLD = (
    "Viivakaavio: Avainten hakuun kuluva aika. "
    "Alussa 45\xa0min/päivä, nyt 38,5\xa0min/päivä, tavoite 10,5\xa0min/päivä."
)
VALUE = words.question("checkin_form.measured", "value")
OTHER_QUESTIONS = words.form("trial_form").ask_more
ON_TRACK = words.label("checkin_card", OpenCheckIn, Answer.ON_TRACK)


async def measured(pekka: Person) -> None:
    """A trial with a measure, from the card."""
    await pekka.presses_card(words.LET_US_TRY, BENCH)
    assert OTHER_QUESTIONS
    await pekka.chat.press_in_dialog(pekka.id, pekka.words(OTHER_QUESTIONS))
    await until(lambda: pekka._asks(pekka.words(MEASURE)))
    ends = pekka.place.time.now().astimezone(ZONE).date() + timedelta(days=28)
    await pekka.sends(
        (words.WHAT, "Yksi penkki."),
        (words.WHY, "Jaksaa odottaa."),
        (words.UNTIL, ends.isoformat()),
        (MEASURE, "Avainten hakuun kuluva aika"),
        (MEASURED_IN, "min/päivä"),
        (START, "45"),
        (GOAL, "10,5"),
    )


async def pictured(chat: Chat, room: str) -> tuple[Seen, str]:
    """The card with its picture, and what the picture tells."""

    def found() -> tuple[Seen, str] | None:
        lines = ((one, line) for one in chat.seen(room) for line in one.lines)
        return next((one for one in lines if one[1].startswith("Viivakaavio")), None)

    return await until(found)


@pytest.mark.parametrize("side", ["Teams", pytest.param("Slack", marks=pytest.mark.long)], indirect=True)
async def test_a_check_in_with_a_figure_draws_the_course_into_the_card_in_both_chats(side: Side) -> None:
    pekka = side.person(PEKKA)
    await pekka.shares(BENCH)
    side.place.slack.faults.seconds_to_see_files = 1.0
    await measured(pekka)
    await side.later(days=14)
    await pekka.presses(ON_TRACK, await pekka.is_told(ON_TRACK))
    await pekka.sends((VALUE, "38,5"))
    for there in (pekka, side.there(PEKKA)):
        card, told = await pictured(there.chat, there.room)
        assert told.startswith(TOLD)
        assert told.endswith(": 38,5.")
        if isinstance(there.chat, SlackWorkspace):
            blocks = there.chat.state.messages[card.id].blocks
            file = next(one["slack_file"]["id"] for one in blocks if one["type"] == "image")
            assert (shown(there.chat, file) or b"").startswith(b"\x89PNG")
