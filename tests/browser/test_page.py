"""The page itself: by keyboard, in the dark, on a telephone, for screen readers and for whoever writes adapters."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.async_api import BrowserContext, Page, expect

from bot.views.text import read, say, say_in
from playground.page import Page as Served
from playground.page import faults
from playground.page import page as served_page
from playground.page.words import WORDS
from playground.people import WELLBEING
from playground.town import Town, teams_actions
from playground.vendor import AXE
from tests.browser.conftest import DESKTOP, PHONE, without
from tests.browser.pane import BENCH, SHARE, Pane, own, words

SUPPORT = say_in("button", "Support")
LOOKS: tuple[tuple[Literal["light", "dark"], tuple[int, int]], ...] = (
    ("light", DESKTOP),
    ("dark", DESKTOP),
    ("light", PHONE),
)
GLASSES = "Lukulasit kahvihuoneeseen"
GROUND = "getComputedStyle(document.body).backgroundColor"
NAMED: tuple[tuple[str, Literal["heading", "switch", "region"]], ...] = (
    ("top.name", "heading"),
    ("top.dark", "switch"),
    ("chat.teams", "region"),
)


async def findings(page: Page) -> list[str]:
    """What axe-core calls serious or critical."""
    if not AXE.is_file():
        without("axe-core is missing: python -m playground.vendor --tests")
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    grave = (one for one in found["violations"] if one["impact"] in ("serious", "critical"))
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in grave]


async def test_a_form_with_an_error_keeps_what_was_typed_and_says_it_at_the_field(panes: tuple[Pane, Pane]) -> None:
    slack, teams = panes
    page = slack.page
    await slack.write("/idea")
    about = slack.dialog.get_by_label(words(say("What does not work now, and for whom?")))
    await about.fill("Talvella ei näe mitään.")
    await slack.answer(SHARE)
    title = slack.dialog.get_by_label(words(say("The idea in one sentence")))
    await expect(title).to_have_attribute("aria-invalid", "true")
    await expect(title).to_be_focused()
    await expect(about).to_have_value("Talvella ei näe mitään.")
    await page.keyboard.press("Escape")

    await teams.press(say_in("button", "Let's try it"), BENCH)
    await teams.type(say("What we try"), "Penkki kuukaudeksi")
    await teams.type(say("Why it could help"), "Saa istua.")
    await teams.type(say("Until when"), "2020-01-01")
    await teams.answer(say("Start the trial"))
    await expect(teams.dialog).to_contain_text(re.compile(r"Päivä on jo mennyt"))
    await expect(teams.dialog.get_by_label(words(say("What we try")))).to_have_value("Penkki kuukaudeksi")
    await page.keyboard.press("Escape")
    await expect(teams.dialog).to_have_count(0)


async def test_an_idea_is_found_beside_the_composer_of_teams_and_put_into_a_message_tm15(
    panes: tuple[Pane, Pane],
) -> None:
    _, teams = panes
    await teams.own_chat()
    command = next(one for one in teams_actions("fi")["compose"] if "asks" in one)
    await teams.element.get_by_role("button", name=command["name"]).click()
    field = teams.dialog.get_by_label(command["asks"])
    await expect(field).to_be_focused()
    await expect(field).to_have_accessible_description(command["guide"])
    await field.fill("saippua")
    await expect(teams.dialog.get_by_role("status")).to_contain_text("saippua")
    await field.fill("penkki")
    found = teams.dialog.get_by_role("button", name=BENCH)
    await expect(found).to_contain_text(words(say_in("stage", "Idea")))
    assert await findings(teams.page) == []
    await found.click()
    await expect(teams.dialog).to_have_count(0)
    await expect(teams.message(BENCH).locator(".author")).to_contain_text("Pekka")


async def test_an_idea_is_shared_supported_and_tried_in_both_chats_with_the_keyboard_alone(page: Page) -> None:
    slack = Pane(page, "slack")
    field = slack.element.get_by_role("textbox")
    await tab_to(page, field)
    await page.keyboard.type(f"/idea {GLASSES}")
    await page.keyboard.press("Enter")
    await expect(slack.dialog.get_by_label(words(say("The idea in one sentence")))).to_be_focused()
    await tab_to(page, slack.dialog.get_by_role("button", name=words(SHARE), exact=True))
    await page.keyboard.press("Space")
    await slack.close()
    await expect(field).to_be_focused()
    support = slack.message(GLASSES).get_by_role("button", name=words(SUPPORT), exact=True)
    await tab_to(page, support)
    ring = await support.evaluate("one => getComputedStyle(one).outlineStyle")
    assert ring != "none"
    await page.keyboard.press("Enter")
    await expect(slack.message(GLASSES)).to_contain_text("1 kannatus")

    teams = Pane(page, "teams")
    await tab_to(page, teams.element.get_by_label(own("pane.person")))
    await page.keyboard.type("Pekka")
    await tab_to(page, teams.element.get_by_role("button", name=re.compile("Hyvinvointi")))
    await page.keyboard.press("Enter")
    await expect(teams.message(GLASSES)).to_contain_text("1 kannatus")
    attempt = teams.message(GLASSES).get_by_role("button", name=words(say_in("button", "Let's try it")), exact=True)
    await tab_to(page, attempt)
    await page.keyboard.press("Space")
    what = teams.dialog.get_by_label(words(say("What we try")))
    await expect(what).to_be_focused()
    start = teams.dialog.get_by_role("button", name=words(say("Start the trial")), exact=True)
    await page.keyboard.type("Penkki kuukaudeksi")
    await tab_to(page, teams.dialog.get_by_label(words(say("Why it could help"))))
    await page.keyboard.type("Saa istua")
    last_day = teams.dialog.get_by_label(words(say("Until when")))
    chosen = await last_day.input_value()
    await tab_to(page, last_day)
    await page.keyboard.press("Backspace")
    await expect(last_day).to_have_value("")
    await tab_to(page, start)
    await page.keyboard.press("Enter")
    await expect(last_day).to_be_focused()
    await expect(last_day).to_have_attribute("aria-invalid", "true")
    await expect(last_day).to_have_accessible_description(re.compile(words(say("Answer this first."))))
    await page.keyboard.type(f"{date.fromisoformat(chosen):{await order_of_dates(page)}}")
    await expect(last_day).to_have_value(chosen)
    await tab_to(page, start)
    await page.keyboard.press("Enter")
    await teams.close()
    await expect(teams.message(GLASSES)).to_contain_text("Penkki kuukaudeksi")


async def order_of_dates(page: Page) -> str:
    """In which this browser's people type a day, whatever the language of the page."""
    kinds = await page.evaluate("new Intl.DateTimeFormat().formatToParts().map(one => one.type)")
    return "".join({"day": "%d", "month": "%m", "year": "%Y"}.get(kind, "") for kind in kinds)


async def tab_to(page: Page, wanted: Any) -> None:
    """Press Tab until it has the focus; everything can be reached in one round."""
    for _ in range(150):
        if await wanted.evaluate("one => one === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError("not reached")


async def test_axe_has_no_serious_finding_on_the_page_its_dialogs_and_its_inspector(page: Page) -> None:
    assert await everywhere(page) == []
    slack, teams = Pane(page, "slack"), Pane(page, "teams")
    await slack.write(f"/idea {GLASSES}")
    await expect(slack.dialog).to_be_visible()
    assert await everywhere(page) == []
    await slack.answer(SHARE)
    await slack.close()
    # Behind the other tab its arrival would be told over the buttons for a while.
    await expect(slack.message(GLASSES)).to_be_visible()
    await page.get_by_role("tab").nth(1).click()
    await expect(teams.element).to_be_visible()
    await teams.element.locator("select").nth(1).select_option(value=WELLBEING)
    await teams.press(say_in("button", "Let's try it"), GLASSES)
    await expect(teams.dialog).to_be_visible()
    assert await everywhere(page) == []
    await page.keyboard.press("Escape")
    await expect(teams.dialog).to_have_count(0)
    await page.locator("#inspector-button").click()
    assert await everywhere(page) == []


async def everywhere(page: Page) -> list[str]:
    """What is found in the light, in the dark and, where it stays, on a telephone; also that the page is too wide."""
    found = []
    for theme, (wide, high) in LOOKS:
        await page.emulate_media(color_scheme=theme)
        await page.set_viewport_size({"width": wide, "height": high})
        await expect(page.locator("html")).to_have_attribute("data-theme", theme)
        await expect(page.get_by_role("tablist")).to_be_visible(visible=(wide, high) == PHONE)
        where = f"{theme}, {wide} wide"
        found += [f"{where}: {one}" for one in await findings(page)]
        overflow = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"{where}: {overflow} too wide"] if overflow > 0 else []
    return found


async def test_the_inspector_shows_calls_and_a_forged_delivery_that_is_refused(
    panes: tuple[Pane, Pane], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "SECONDS", 1)
    slack, _ = panes
    page = slack.page
    await slack.write(f"/idea {GLASSES}")
    await slack.answer(SHARE)
    await slack.close()
    await page.locator("#inspector-button").click()
    panel = page.locator("#inspector")
    await expect(panel).to_contain_text("view_submission")
    await panel.locator("fieldset.slack").get_by_role("button", name=words(say("Bad signature"))).click()
    await expect(panel.locator("tbody tr").filter(has_text="401").first).to_be_visible()
    await panel.locator("fieldset.slack").get_by_role("button", name=words(say("Too many requests (429)"))).click()
    await slack.press(SUPPORT, BENCH)
    await expect(slack.message(BENCH)).to_contain_text("1 kannatus")
    private = slack.element.locator(".message.private").last
    await expect(private).to_contain_text(words(say("You support “{title}”.", title=BENCH)))


async def test_the_page_speaks_the_language_of_its_town(context: BrowserContext, place: Town, tmp_path: Path) -> None:
    for language in ("fi", "sv", "en"):
        async with served_page(replace(place, language=language), tmp_path, 0, lambda: None) as served:
            page = await context.new_page()
            await page.goto(served.doors.address)
            for key, role in NAMED:
                await expect(page.get_by_role(role, name=read(WORDS[key], language), exact=True)).to_be_visible()
            await expect(page.locator("html")).to_have_attribute("lang", language)
            await page.close()


async def test_a_channel_counts_what_has_come_until_somebody_looks(
    panes: tuple[Pane, Pane], context: BrowserContext
) -> None:
    _, teams = panes
    await teams.own_chat()
    other = await context.new_page()
    await other.goto(teams.page.url)
    maija = Pane(other, "teams")
    await maija.be("Maija")
    await maija.enter("Hyvinvointi")
    await maija.write("Huomenta kaikille")
    channel = teams.element.get_by_role("button", name=re.compile("Hyvinvointi"))
    news = own("rooms.news").format(count=1)
    await expect(channel).to_have_accessible_name(re.compile(news))
    toast = teams.page.locator(".toast.teams")
    await expect(toast).to_contain_text(re.compile(f"Teams: .*Hyvinvointi.*{news}"))
    await toast.get_by_role("button", name=own("toast.go")).click()
    await expect(teams.element.locator(".room-title")).to_contain_text("Hyvinvointi")
    await expect(teams.message("Huomenta kaikille")).to_be_visible()
    await expect(toast).to_have_count(0)
    await expect(channel).not_to_have_accessible_name(re.compile(news))


async def test_a_reload_keeps_who_where_and_the_theme_and_another_tab_follows(
    page: Page, context: BrowserContext, served: Served
) -> None:
    slack, teams = Pane(page, "slack"), Pane(page, "teams")
    await slack.be("Liisa")
    await slack.enter("kotihoito")
    await teams.be("Pekka")
    await expect(slack.element.get_by_text(own("pane.also_in_slack"))).to_be_hidden()
    await expect(slack.element.get_by_text(own("pane.also_in_teams"))).to_be_hidden()
    await expect(teams.element.get_by_text(own("pane.also_in_slack"))).to_be_visible()
    await teams.enter("Hyvinvointi")
    other = await context.new_page()
    await other.goto(page.url)
    await teams.press(SUPPORT, BENCH)
    await teams.close()
    await expect(Pane(other, "teams").message(BENCH)).to_contain_text("1 kannatus")
    theme = page.get_by_role("switch", name=own("top.dark"))
    light = await page.evaluate(GROUND)
    await expect(theme).to_have_attribute("aria-checked", "false")
    await theme.press("Space")
    await expect(theme).to_have_attribute("aria-checked", "true")
    await page.reload()
    await expect(theme).to_have_attribute("aria-checked", "true")
    assert await page.evaluate(GROUND) != light
    await expect(teams.element.locator("option:checked").first).to_contain_text("Pekka")
    await expect(slack.element.locator(".room-title")).to_contain_text("kotihoito")
    paint = await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert paint < 1000, "milliseconds"


async def test_without_the_address_nobody_gets_in(context: BrowserContext, served: Served) -> None:
    answer = await context.request.get(f"http://127.0.0.1:{served.doors.port}/")
    assert answer.status == 403
