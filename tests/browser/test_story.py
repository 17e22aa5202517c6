"""The story of `make run`, played entirely by clicks and typing in both chats."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.views.text import Text, say, say_in
from playground.story import ABOUT, LESSON, OBSERVATION, TITLE, UNIT, WHAT, WHY
from playground.town import Town
from tests.browser.pane import Pane, own, words
from tests.towns import Founded

SUPPORT = say_in("button", "Support")


@pytest.fixture
async def place(founded: Founded, tmp_path: Path) -> AsyncIterator[Town]:
    """Before any channel is linked."""
    async with founded.again(tmp_path) as place:
        yield place


def tally(count: int) -> str:
    return words(Text("{count} person supports this", {"count": count}, None, "{count} people support this", count))


async def test_one_idea_lives_in_both_chats_from_its_sharing_to_its_lesson(page: Page) -> None:
    slack, teams, title = Pane(page, "slack"), Pane(page, "teams"), words(TITLE)
    for pane, room in ((slack, "kotihoito"), (teams, "Hyvinvointi")):
        await pane.be("Aino")
        await pane.enter(room)
        await pane.link(say_in("command", "channel"), say_in("button", "Open the form"))
        if pane is slack:
            await pane.type(say("Work community"), words(UNIT))
            await pane.choose(say("Supervisor"), "Maija Esimerkki")
        await pane.answer(say("Link"))
        await pane.close()

    await slack.be("Liisa")
    await slack.enter("kotihoito")
    await slack.write(f"/idea {title}")
    await slack.type(say("What does not work now, and for whom?"), words(ABOUT))
    await slack.answer(say_in("button", "Share an idea"))
    await slack.close()
    await teams.be("Pekka")
    await expect(teams.message(title)).to_contain_text(words(ABOUT))
    await expect(slack.message(title)).to_contain_text("Liisa Malli")

    await slack.be("Pekka")
    await slack.press(SUPPORT, title)
    await expect(slack.element).to_contain_text(words(say("You support “{title}”.", title=title)))
    await teams.press(SUPPORT, title)
    await teams.close()
    await teams.be("Maija")
    await teams.press(SUPPORT, title)
    await teams.close()
    for pane in (slack, teams):
        await expect(pane.message(title)).to_contain_text(tally(2))

    await teams.be("Pekka")
    await teams.press(say_in("button", "Let's try it"), title)
    await teams.type(say("What we try"), words(WHAT))
    await teams.type(say("Why it could help"), words(WHY))
    await teams.answer(say("Start the trial"))
    await teams.close()
    await expect(slack.message(title)).to_contain_text(words(WHAT))

    await teams.own_chat()
    # Two working days later there is a reminder too, if the page was slow to show the question.
    question = teams.element.get_by_role("button", name=words(say("On track")), exact=True).last
    while not await question.count():
        clock = page.locator("#clock time")
        before = await clock.inner_text()
        await page.get_by_role("button", name=own("clock.monday")).click()
        await expect(clock).not_to_have_text(before)
        await expect(teams.element).not_to_have_attribute("aria-busy", "true")
    await question.click()
    await teams.type(say("One observation"), words(OBSERVATION))
    await teams.answer(say("Send"))
    await teams.close()
    await expect(slack.message(title)).to_contain_text(words(OBSERVATION))

    await slack.be("Maija")
    await slack.own_chat()
    await expect(slack.element.locator(".message").first).to_contain_text(title)

    await page.get_by_role("button", name=own("clock.end")).click()
    await teams.element.get_by_role("button", name=words(say("Adopt for good")), exact=True).click()
    await teams.type(say("What would you tell the next to try?"), words(LESSON))
    await teams.answer(say_in("button", "Decide"))
    await teams.close()
    await slack.enter("kotihoito")
    await expect(slack.message(title)).to_contain_text(words(LESSON))
    await expect(slack.message(title)).to_contain_text(words(say_in("stage", "Adopted")))
