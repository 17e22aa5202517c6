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
TITLE = 120
"""Characters of a title that leave room below it; people's own sentences are longer at times, and are not cut."""
# A report is a list whose items each have their own button; a notice and a form answer a click.
CARDS = {name: one.shown for name, one in EXAMPLES.items() if isinstance(one.shown, Card)}

TOLD_BY_TITLE = {
    "a trial and its last day; what is tried stands below all answers, which are never apart": {
        *("checkin_card.ending", "checkin_card.ended", "reminder_card.ending"),
    },
    "a quick trial; below the answers there is only that every answer is good": {"checkin_card.stay"},
    "who asks for what, in four lines": {"overdue_card", "stuck_card", "question_card"},
}
"""What the title itself tells of cards, or of examples, whose other words may begin below the sixth line."""


def told_by_title(name: str) -> bool:
    return any(names & {name, name.partition(".")[0]} for names in TOLD_BY_TITLE.values())


def test_cards_that_are_told_by_their_title_are_in_the_gallery() -> None:
    views = CARDS.keys() | {name.partition(".")[0] for name in CARDS}
    assert {name for names in TOLD_BY_TITLE.values() for name in names} <= views


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
                wanted = {"button"} if told_by_title(name) else {"words", "button"}
                below = {what: begins[what] for what in wanted if (begins[what] or 0) > LINES}
                late += [f"{name} in {chat}: {what} in line {line}" for what, line in below.items()]
    assert late == []
