"""The page on a telephone, where everything lies close together."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.pane import Pane, own

pytestmark = pytest.mark.parametrize(
    "context", [{"viewport": {"width": PHONE[0], "height": PHONE[1]}}], indirect=True, ids=["telephone"]
)
LINES = """one => {
  const words = document.createRange();
  words.selectNodeContents(one);
  return new Set([...words.getClientRects()].map((line) => line.top)).size;
}"""


async def test_the_steps_of_time_give_way_to_whatever_one_turns_to(page: Page) -> None:
    move, hour = (page.locator("#clock").get_by_role("button", name=own(one)) for one in ("clock.move", "clock.hour"))
    elsewhere = Pane(page, "slack").element
    await move.click()
    await hour.click()
    await expect(hour).to_be_visible()
    await elsewhere.locator(".scroller").click(position={"x": 5, "y": 250})
    await expect(hour).to_be_hidden()
    await move.click()
    await elsewhere.get_by_role("textbox").focus()
    await expect(hour).to_be_hidden()


async def test_the_name_above_an_own_message_stays_in_one_line_beside_what_can_be_done_with_it(page: Page) -> None:
    await page.get_by_role("tab").nth(1).click()
    teams = Pane(page, "teams")
    await teams.write("Huomenta")
    author = teams.message("Huomenta").locator(".author")
    await expect(author).to_have_text("Pekka Malli")
    assert await author.evaluate(LINES) == 1
