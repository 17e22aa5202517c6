"""What a telephone shows of a card before anybody scrolls."""

import pytest
from playwright.async_api import BrowserContext

from bot.views.kinds import Card
from bot.views.text import read
from tests.adapters.gallery import EXAMPLES
from tests.browser.cards import gallery
from tests.browser.conftest import PHONE

PHONE_SIZE = {"viewport": {"width": PHONE[0], "height": PHONE[1]}}
LINES = 6
TITLE = 100
"""Characters of a title that leave room below it; people's own sentences are longer at times, and are not cut."""
# A report is a list whose items each have their own button; a notice and a form answer a click.
CARDS = {name: one.shown for name, one in EXAMPLES.items() if isinstance(one.shown, Card)}

READ_FIRST = {
    "its text, stage and support are heard before what can be done; its author and four facts alone fill ten lines": {
        *("idea_card", "as_supporter", "challenge_card"),
    },
    "whoever answers reads first the whole of what is asked, and of whom": {
        *("question_card", "overdue_card", "stuck_card", "quiet_card", "review_card"),
        *("complaint_card", "author_card", "appeal_card"),
    },
    "the news is what is told, and the button one of several ways on": {
        *("verdict_card", "change_card", "lesson_card", "hidden_card"),
        *("checkin_card.answered", "reminder_card.answered"),
    },
    "in Swedish the day and the question of a decision are a line longer": {
        *("checkin_card.ending sv", "checkin_card.ended sv", "reminder_card.ending sv"),
    },
}
"""Cards, examples of them, or these in one language, whose buttons stand below the sixth line, and why."""


def read_first(name: str, language: str) -> bool:
    """Whether its buttons may stand further below."""
    return any(names & {name, name.partition(".")[0], f"{name} {language}"} for names in READ_FIRST.values())


def test_cards_that_are_read_before_their_buttons_are_in_the_gallery() -> None:
    views = CARDS.keys() | {name.partition(".")[0] for name in CARDS}
    assert {name.partition(" ")[0] for names in READ_FIRST.values() for name in names} <= views


@pytest.mark.parametrize("context", [PHONE_SIZE], indirect=True, ids=["phone"])
@pytest.mark.parametrize("language", ["fi", *(pytest.param(one, marks=pytest.mark.long) for one in ("sv", "en"))])
async def test_the_first_words_and_the_first_button_of_a_card_begin_within_six_lines_of_a_telephone(
    context: BrowserContext, language: str
) -> None:
    everyday = {name: one for name, one in CARDS.items() if len(read(one.title, language)) <= TITLE}
    late = []
    async with gallery(context, everyday, language) as page:
        for chat in ("slack", "teams"):
            found: dict[str, dict[str, int | None]] = await page.evaluate("chat => lines(chat)", chat)
            assert found.keys() == everyday.keys()
            for name, begins in found.items():
                wanted = {"words"} if read_first(name, language) else {"words", "button"}
                below = {what: begins[what] for what in wanted if (begins[what] or 0) > LINES}
                late += [f"{name} in {chat}: {what} in line {line}" for what, line in below.items()]
    assert late == []
