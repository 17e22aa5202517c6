"""Out of a message into the product's own page, and from there back to a card."""

import re

from playwright.async_api import BrowserContext, expect

from bot.views.text import say_in
from playground.town import HOME
from tests.browser.pane import BENCH, Pane, words


async def test_a_link_to_an_idea_opens_its_page_in_a_new_tab_which_leads_back_to_the_card_in_each_chat(
    panes: tuple[Pane, Pane], context: BrowserContext
) -> None:
    slack, teams = panes
    away: list[str] = []
    home = slack.page.url.partition("#")[0]
    context.on("request", lambda one: None if one.url.startswith((home, "data:")) else away.append(one.url))
    await slack.press(say_in("button", "More"), BENCH)
    private = slack.element.locator(".message.private")
    await private.get_by_role("button", name=words(say_in("button", "Link to this idea"))).click()
    told = private.filter(has_text=f"{HOME}/i/")
    await expect(told).to_be_visible()
    address = (await told.locator(".slack-text").last.inner_text()).split()[-1]
    await slack.write(address)
    shown = slack.element.locator(".message:not(.private)", has_text=address)
    await expect(shown).to_contain_text(BENCH)
    async with context.expect_page() as opened:
        await shown.get_by_role("link", name=address).click()
    leading = await opened.value
    await teams.write(leading.url)
    pasted = teams.element.locator(".message", has_text=address)
    await expect(pasted).to_contain_text(BENCH)
    async with context.expect_page() as again:
        await pasted.get_by_role("link", name=address).click()
    for tab, chat in ((leading, "Slack"), (await again.value, "Teams")):
        await tab.get_by_role("link", name=re.compile(rf": {chat}$")).click()
        card = tab.locator(f".pane.{chat.lower()} .message:focus")
        await expect(card).to_contain_text(BENCH)
        await expect(card).not_to_contain_text(address)
    assert away == []
