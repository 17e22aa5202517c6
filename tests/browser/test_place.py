"""Nobody loses their place in a chat: the focus comes back to the card, and what one writes is seen."""

import pytest
from playwright.async_api import expect

from bot.views.text import say_in
from tests.browser.pane import BENCH, Pane, words

COMMENT = say_in("button", "Comment")


@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_after_a_comment_the_focus_is_where_it_was_although_the_card_is_new(
    panes: tuple[Pane, Pane], platform: str
) -> None:
    pane = next(one for one in panes if one.key == platform)
    button = pane.message(BENCH).get_by_role("button", name=words(COMMENT), exact=True)
    await button.focus()
    await pane.page.keyboard.press("Enter")
    await pane.type(say_in("label", "Comment"), "Varjoon, kiitos.")
    await pane.answer(COMMENT)
    await expect(pane.message(BENCH)).to_contain_text("Varjoon")
    await pane.close()
    await expect(button).to_be_focused()


async def test_whoever_has_scrolled_up_sees_what_they_write(panes: tuple[Pane, Pane]) -> None:
    slack, _ = panes
    scroller = slack.element.locator(".scroller")
    for line in ("Yksi", "Kaksi", "Kolme", "Neljä", "Viisi", "Kuusi", "Seitsemän"):
        await slack.write(line)
    await scroller.evaluate("one => { one.scrollTop = 0 }")
    await expect(slack.element.locator(".newest")).to_be_visible()
    await slack.write("Kahdeksan")
    await expect(slack.message("Kahdeksan")).to_be_in_viewport()
