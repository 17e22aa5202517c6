"""Pictures on a light ground and on a dark one: they bring none of their own, and dark ink never touches it."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops

from bot.papers import drawn_out
from bot.views.kinds import Card, Picture, Report
from tests.adapters.gallery import EXAMPLES
from tests.adapters.test_gallery import GOLDEN

DARK = 110
"""Of 255: what is darker needs a halo on the dark grounds of both chats."""
ENDS = 0.05
"""Of the dark ink: where a dash ends; without halos it is ten times as much."""
WORD = re.compile(r"[^\W\d_]")


def pictures() -> list[Picture]:
    """Each that the gallery shows, as it comes from its view."""
    shown = [one.shown for one in EXAMPLES.values() if isinstance(one.shown, Card | Report) and one.shown.picture]
    return list({repr(one.picture.of): one.picture for one in shown if one.picture}.values())


async def drawn(picture: Picture) -> Image.Image:
    report = await drawn_out(Report(picture.text, (), picture=replace(picture, png=b"")), "fi")
    assert isinstance(report, Report)
    assert report.picture
    return Image.open(BytesIO(report.picture.png)).convert("RGBA")


async def test_no_picture_has_a_ground_of_its_own_and_each_is_read_in_dark_mode_sl35() -> None:
    found = pictures()
    assert len(found) > 1
    for picture in found:
        image = await drawn(picture)
        corners = [image.getpixel((x, y)) for x in (0, image.width - 1) for y in (0, image.height - 1)]
        assert all(isinstance(one, tuple) and one[3] == 0 for one in corners)
        assert touching(image) < ENDS, picture.text


def touching(image: Image.Image) -> float:
    """How much of the dark ink lies beside nothing at all, of all dark ink."""
    alpha = image.getchannel("A").point(lambda value: 255 if value > 127 else 0)
    dark = ImageChops.multiply(image.convert("L").point(lambda value: 255 if value < DARK else 0), alpha)
    empty, beside = ImageChops.invert(alpha), Image.new("L", image.size)
    for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        beside = ImageChops.lighter(beside, ImageChops.multiply(dark, ImageChops.offset(empty, x, y)))
    return beside.histogram()[255] / dark.histogram()[255]


CARRIES = {"Attention", "Good", "Warning", "Accent"}


def test_no_state_is_told_by_colour_alone_sl35() -> None:
    """What is coloured is a text that says it; lights, buttons and errors have words in every drawing."""
    coloured = 0
    for path in sorted((GOLDEN / "teams").iterdir()):
        for one in parts(json.loads(path.read_text(encoding="utf-8"))):
            assert one.get("style") not in CARRIES | {"attention", "good", "warning", "accent"}, path.name
            if one.get("color") in CARRIES:
                coloured += 1
                assert WORD.search(str(one.get("text"))), path.name
            if one.get("type", "").startswith("Action."):
                assert WORD.search(one.get("title", "")) or one.get("iconUrl") is None
    for path in sorted((GOLDEN / "slack").iterdir()):
        for one in parts(json.loads(path.read_text(encoding="utf-8"))):
            if one.get("type") == "button":
                assert WORD.search(one["text"]["text"]), path.name
    assert coloured


def parts(drawn: Any) -> Iterator[dict[str, Any]]:
    """Everything in it that has a kind."""
    if isinstance(drawn, dict):
        yield drawn
    for one in drawn.values() if isinstance(drawn, dict) else drawn if isinstance(drawn, list) else ():
        yield from parts(one)
