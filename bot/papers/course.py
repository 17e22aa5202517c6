"""A measure's values as a small line chart: on whatever ground it lies, and with no meaning in colours alone."""

import io
import textwrap
import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import AbstractPathEffect, withStroke
from matplotlib.ticker import MaxNLocator
from PIL import Image

from bot.views.text import day, number

# A phone shows it about 270 wide, and then these letters as 12 and 11.
WIDTH, HEIGHT, LETTER, SMALL = 640, 444, 28, 26
HALO, GRID, INK, GREY, LINE = "#f7f6f2", "#8a8780", "#1d1c1d", "#4f4d48", "#144b6e"
NOTHING = "none"
DOTTED, DASHED = ":", "--"
POINTS = 72 / 100
COLOURS = (24, 16, 8)
MOST = 15 * 1024
EMPTY = [255] * 128 + [0] * 128
"""Of how much ink there is: less than half of it is none."""
TITLE = 34
"""Letters in a line of the title."""
LATIN = 0x250
SIGNS = {"Pd", "Pi", "Pf", "Sc"}
"""Dashes, quotes and currencies, which are further on."""

mpl.rcdefaults()
FONTS = Path(mpl.get_data_path(), "fonts", "ttf")

Point = tuple[date, Decimal]
Level = tuple[str, Decimal]


@lru_cache(maxsize=256)
def course(title: str, points: tuple[Point, ...], start: Level | None, goal: Level | None, language: str) -> bytes:
    """The picture as PNG; the same for the same values."""
    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor=NOTHING)
    title = " ".join(title.split())
    lines = textwrap.wrap(title, TITLE, max_lines=2, placeholder=" …") if drawable(title) else []
    for at, line in enumerate(lines):
        figure.text(0.03, 1 - (14 + 36 * at) / HEIGHT, line, va="top", **look(bold=True))
    below, above = 58 / HEIGHT, (22 + 36 * len(lines)) / HEIGHT
    axes = figure.add_axes((0, below, 1, 1 - below - above), facecolor=NOTHING)
    _scale(axes, points, [value for _, value in filter(None, (start, goal))])
    _mark(axes, points, language)
    _compare(axes, start, goal)
    _tell(axes, points, language)
    return png(figure)


def drawable(text: str) -> bool:
    """Whether the font has its letters, from left to right; other titles stand only beside the picture."""
    return all(
        (letter.isprintable() and ord(letter) < LATIN) or unicodedata.category(letter) in SIGNS for letter in text
    )


def look(size: int = LETTER, colour: str = INK, *, bold: bool = False) -> dict[str, Any]:
    """Letters with a halo; never read as mathematics, since they are people's own words."""
    font = FontProperties(fname=str(FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")), size=size * POINTS)
    return {"fontproperties": font, "color": colour, "parse_math": False, "path_effects": halo()}


def halo(width: float = 6) -> list[AbstractPathEffect]:
    """What a dark ground needs around dark ink; on a light one nobody sees it."""
    return [withStroke(linewidth=width, foreground=HALO)]


def _scale(axes: Axes, points: tuple[Point, ...], levels: list[Decimal]) -> None:
    """Room for all values, and for names above the highest level and below the lowest."""
    values = [float(value) for value in (*(value for _, value in points), *levels)]
    room = 0.3 * (max(values) - min(values) or max(abs(values[0]), 1))
    axes.set_ylim(min(values) - room, max(values) + room)
    first, last = points[0][0].toordinal(), points[-1][0].toordinal()
    axes.set_xlim(first, last) if first < last else axes.set_xlim(first - 1, last + 1)


def _mark(axes: Axes, points: tuple[Point, ...], language: str) -> None:
    """Little to read by: some values, the first day and the last."""
    low, high = axes.get_ylim()
    ticks = [one for one in MaxNLocator(4, steps=[1, 2, 5, 10]).tick_values(low, high) if low <= one <= high]
    labels = [number(Decimal(f"{one:.6f}"), language) for one in ticks]
    axes.set_yticks(ticks, labels, **look(SMALL, GREY))
    days = dict.fromkeys((points[0][0], points[-1][0]))
    axes.set_xticks([one.toordinal() for one in days], [day(one, language) for one in days], **look(SMALL, GREY))
    if len(days) > 1:
        first, last = axes.get_xticklabels()
        first.set_horizontalalignment("left")
        last.set_horizontalalignment("right")
    axes.grid(axis="y", color=GRID, linewidth=1.5)
    axes.tick_params(length=0, pad=8)
    axes.spines[:].set_visible(False)
    left = 0.05 + max(map(len, labels)) * 16 / WIDTH
    right = 0.05 + len(number(points[-1][1], language)) * 20 / WIDTH
    box = axes.get_position()
    axes.set_position((left, box.y0, 1 - left - right, box.height))


def _compare(axes: Axes, start: Level | None, goal: Level | None) -> None:
    """The start is a dotted line and the goal a dashed one; named outside the band in which the values move."""
    for style, level, other in ((DOTTED, start, goal), (DASHED, goal, start)):
        if level is None:
            continue
        label, value = level
        above = other is None or value > other[1] or (value == other[1] and level is start)
        axes.axhline(float(value), color=GREY, linewidth=3.5, linestyle=style, zorder=2, path_effects=halo(7))
        axes.annotate(
            label,
            (0, float(value)),
            xycoords=("axes fraction", "data"),
            xytext=(0, 5 if above else -5),
            textcoords="offset pixels",
            va="bottom" if above else "top",
            zorder=4,
            **look(SMALL, GREY),
        )


def _tell(axes: Axes, points: tuple[Point, ...], language: str) -> None:
    """The line, a dot for each value, and the last of them in figures."""
    days, values = [one.toordinal() for one, _ in points], [float(value) for _, value in points]
    dot = 12 if len(points) < 20 else 6
    drawn_as: dict[str, Any] = {"color": LINE, "clip_on": False, "zorder": 3, "marker": "o", "markersize": dot}
    if dot > 6:
        axes.plot(days, values, linewidth=4.5, path_effects=halo(8), **drawn_as)
    else:
        # A halo around each of hundreds of dots would be more than can be seen, and than a picture may take.
        axes.plot(days, values, linewidth=7, color=HALO, clip_on=False, zorder=2.9)
        axes.plot(days, values, linewidth=3.5, **drawn_as)
    axes.annotate(
        number(points[-1][1], language),
        (days[-1], values[-1]),
        xytext=(15, 0),
        textcoords="offset pixels",
        va="center",
        annotation_clip=False,
        zorder=5,
        **look(colour=LINE, bold=True),
    )


def png(figure: Figure) -> bytes:
    """As few colours as it needs to be small, one more where nothing is drawn; nothing about the time or machine."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    picture = Image.frombuffer("RGBA", (WIDTH, HEIGHT), canvas.buffer_rgba())
    ground = Image.new("RGBA", picture.size, HALO)
    opaque, empty = Image.alpha_composite(ground, picture).convert("RGB"), picture.getchannel("A").point(EMPTY, "1")
    drawn = b""
    for colours in COLOURS:
        out = io.BytesIO()
        small = opaque.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        small.putpalette([*(small.getpalette() or [])[: 3 * colours], 0, 0, 0])
        small.paste(colours, mask=empty)
        small.save(out, "PNG", optimize=True, transparency=colours)
        drawn = out.getvalue()
        if len(drawn) <= MOST:
            break
    return drawn
