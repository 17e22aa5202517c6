"""The picture of a trial's course: what it tells, how it is drawn, and that nobody waits for it."""

import asyncio
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from bot import papers
from bot.model import LANGUAGES, CheckIn, Measure
from bot.papers import drawn_out
from bot.views.experiments import experiment_card
from bot.views.kinds import Card, Chart, Level, Picture, Report
from bot.views.measures import pictured
from bot.views.text import plain, read
from tests.adapters.gallery.records import COURSE, EMOJI, MARKUP, RIGHT_TO_LEFT, TRIAL, WHOLE, words

MOST = 15 * 1024
KEYS = Measure("Avainten hakuun kuluva aika", "min/päivä", Decimal(45), Decimal("10.5"))


def weeks(number: int) -> list[CheckIn]:
    return [
        replace(
            COURSE[0], id=week, value=Decimal(week * 37 % 61) / 2, answered_on=date(2026, 1, 5) + timedelta(7 * week)
        )
        for week in range(number)
    ]


def picture(measure: Measure = KEYS, answers: list[CheckIn] = COURSE) -> Picture:
    found = pictured(measure, answers)
    assert found is not None
    return found


async def drawn(shown: Picture, language: str = "fi") -> PngImageFile:
    card = await drawn_out(replace(experiment_card(TRIAL, []), picture=shown), language)
    assert isinstance(card, Card)
    assert card.picture is not None
    assert 0 < len(card.picture.png) <= MOST
    image = Image.open(BytesIO(card.picture.png))
    assert isinstance(image, PngImageFile)
    image.load()
    return image


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Nothing is drawn already."""
    yield
    if (module := sys.modules.get("bot.papers.course")) is not None:
        module.course.cache_clear()


TOLD = {
    "fi": "Viivakaavio: {name}. Alussa 45\xa0min/päivä, nyt 30,5\xa0min/päivä, tavoite 10,5\xa0min/päivä. "
    "1.12.2026: 38; 8.12.2026: 30,5.",
    "sv": "Linjediagram: {name}. I början 45\xa0min/päivä, nu 30,5\xa0min/päivä, mål 10,5\xa0min/päivä. "
    "1.12.2026: 38; 8.12.2026: 30,5.",
    "en": "Line chart: {name}. At the start 45 min/päivä, now 30.5 min/päivä, goal 10.5 min/päivä. "
    "1 Dec 2026: 38; 8 Dec 2026: 30.5.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_alternative_text_is_the_voice_of_the_house_and_then_every_value_with_its_day(language: str) -> None:
    assert read(picture().text, language) == TOLD[language].format(name=KEYS.name)


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        (Measure("Soitot", "", Decimal(9), None), "Viivakaavio: Soitot. Alussa 9, nyt 30,5."),
        (Measure("Soitot", "", None, Decimal(0)), "Viivakaavio: Soitot. Nyt 30,5, tavoite 0."),
        (Measure("Soitot"), "Viivakaavio: Soitot. Nyt 30,5."),
    ],
)
def test_what_is_not_known_is_not_told(measure: Measure, told: str) -> None:
    assert read(picture(measure).text, "fi") == f"{told} 1.12.2026: 38; 8.12.2026: 30,5."


def test_there_is_a_picture_only_of_a_measure_that_has_been_read() -> None:
    unread = [replace(one, value=None) for one in COURSE]
    assert pictured(KEYS, []) is pictured(KEYS, unread) is None
    assert experiment_card(TRIAL, COURSE).picture is None
    assert experiment_card(replace(TRIAL, plan=WHOLE), COURSE).picture is not None


def test_the_facts_tell_every_figure_of_the_picture() -> None:
    card = experiment_card(replace(TRIAL, plan=WHOLE), COURSE)
    told = " ".join(read(fact.value, "fi") for fact in card.facts)
    assert all(figure in told for figure in ("45", "10,5", "1.12.2026: 38", "8.12.2026: 30,5"))


async def test_the_picture_of_a_report_is_drawn_like_that_of_a_card() -> None:
    report = await drawn_out(Report(plain("Viikko 47"), (), picture=picture()), "fi")
    assert isinstance(report, Report)
    assert report.picture is not None
    assert report.picture.png.startswith(b"\x89PNG")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [1, 2, 60, 300])
async def test_a_picture_stays_small_however_long_the_trial(number: int, language: str) -> None:
    shown = await drawn(picture(replace(KEYS, name=words(100), unit=words(100)), weeks(number)), language)
    assert shown.size == (640, 444)


async def test_a_picture_tells_nothing_of_the_time_or_the_machine_and_is_the_same_each_time() -> None:
    first = await drawn(picture())
    assert set(first.info) <= {"transparency"}
    assert first.text == {}
    sys.modules["bot.papers.course"].course.cache_clear()
    assert (await drawn(picture())).tobytes() == first.tobytes()


@pytest.mark.parametrize("name", [MARKUP[:100], EMOJI, RIGHT_TO_LEFT, "$x_1^2$ \\alpha", "日本語", "\x07", " "])
@pytest.mark.parametrize("value", [Decimal(0), Decimal("-1e11"), Decimal("0.000001"), Decimal(999_999_999_999)])
async def test_whatever_people_write_is_drawn_or_left_to_the_words_beside_it(name: str, value: Decimal) -> None:
    await drawn(picture(Measure(name, name, value, value), [replace(COURSE[0], value=-value)]))


def light(colour: str) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-relative-luminance"""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_letters_and_lines_can_be_read_on_a_light_ground_and_on_their_halo() -> None:
    """Whether the halo keeps them from a dark ground: test_grounds.py."""
    await drawn(picture())
    look = sys.modules["bot.papers.course"]
    for ground in ("#ffffff", look.HALO):
        for ink in (look.INK, look.GREY, look.LINE):
            assert (light(ground) + 0.05) / (light(ink) + 0.05) >= 4.5


async def test_the_start_and_the_goal_are_told_apart_by_their_lines_and_names() -> None:
    look = sys.modules["bot.papers.course"]
    assert look.DOTTED != look.DASHED
    one = Level(picture().of.title, Decimal(20))
    alone = picture(replace(KEYS, baseline=None, goal=None))
    assert isinstance(alone.of, Chart)
    start = await drawn(replace(alone, of=replace(alone.of, start=one)))
    goal = await drawn(replace(alone, of=replace(alone.of, goal=one)))
    assert start.tobytes() != goal.tobytes()


async def test_the_figures_in_the_picture_are_written_as_its_language_writes_them() -> None:
    drawings = {(await drawn(picture(), language)).tobytes() for language in LANGUAGES}
    assert len(drawings) == len(LANGUAGES)


async def longest_pause(work: asyncio.Future[Any]) -> float:
    """How long the loop was kept from its other work, in seconds."""
    longest, before = 0.0, time.monotonic()
    while not work.done():
        await asyncio.sleep(0.001)
        now = time.monotonic()
        longest, before = max(longest, now - before), now
    return longest


async def test_everything_else_goes_on_while_pictures_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    draw, gone_on = papers._draw, threading.Event()

    def waits(*asked: Any) -> bytes:
        assert gone_on.wait(60)
        return draw(*asked)

    monkeypatch.setattr(papers, "_draw", waits)
    card = replace(experiment_card(TRIAL, []), picture=picture())
    work = asyncio.ensure_future(drawn_out(card, "fi"))
    asyncio.get_running_loop().call_later(0.05, gone_on.set)
    shown = await work
    assert isinstance(shown, Card)
    assert shown.picture is not None


@pytest.mark.long
async def test_drawing_leaves_time_for_everything_else() -> None:
    """One of ten, since the machine has other work too; drawn on the loop, each would take longer."""
    await drawn(picture())
    for answers in (weeks(number) for number in range(300, 310)):
        card = replace(experiment_card(TRIAL, []), picture=picture(answers=answers))
        work = asyncio.ensure_future(drawn_out(card, "fi"))
        pause = await longest_pause(work)
        shown = await work
        assert isinstance(shown, Card)
        assert shown.picture is not None
        if pause < 0.05:
            break
    assert pause < 0.05


async def test_the_same_values_are_drawn_once() -> None:
    first, again = await drawn(picture()), await drawn(picture())
    assert first.tobytes() == again.tobytes()
    assert sys.modules["bot.papers.course"].course.cache_info().misses == 1


async def test_a_picture_that_cannot_be_drawn_is_left_out_and_its_card_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(papers, "_draw", breaks)
    card = experiment_card(replace(TRIAL, plan=WHOLE), COURSE)
    assert await drawn_out(card, "fi") == replace(card, picture=None)
