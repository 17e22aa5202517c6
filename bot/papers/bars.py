"""Two counts side by side, week by week, as small bars; told apart by their filling and their names, not by colour."""

from functools import lru_cache

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot.papers.course import GREY, GRID, HALO, HEIGHT, LINE, NOTHING, SMALL, WIDTH, halo, look, png

WIDE, APART = 0.36, 0.2
"""Of the room of a week: each bar, and how far its middle is from the week's."""
HATCHED = "////"

Column = tuple[str, int, int]


@lru_cache(maxsize=64)
def bars(title: str, one: str, other: str, columns: tuple[Column, ...]) -> bytes:
    """The picture as PNG; the same for the same values."""
    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor=NOTHING)
    figure.text(0.03, 1 - 14 / HEIGHT, title, va="top", **look(bold=True))
    axes = figure.add_axes((0.1, 58 / HEIGHT, 0.86, 1 - (58 + 118) / HEIGHT), facecolor=NOTHING)
    places = range(len(columns))
    solid = axes.bar(
        [at - APART for at in places],
        [count for _, count, _ in columns],
        WIDE,
        color=LINE,
        zorder=3,
        path_effects=halo(3),
    )
    hatched = axes.bar(
        [at + APART for at in places],
        [count for *_, count in columns],
        WIDE,
        color=HALO,
        edgecolor=LINE,
        linewidth=2,
        hatch=HATCHED,
        zorder=3,
    )
    _mark(axes, columns)
    names = figure.legend(
        [*solid.patches[:1], *hatched.patches[:1]],
        [one, other],
        loc="upper left",
        bbox_to_anchor=(0.01, 1 - 48 / HEIGHT),
        ncols=2,
        frameon=False,
        prop=look(SMALL)["fontproperties"],
        handlelength=1.2,
        columnspacing=1.2,
    )
    for text in names.get_texts():
        text.set_parse_math(False)
        text.set_path_effects(halo())
    return png(figure)


def _mark(axes: Axes, columns: tuple[Column, ...]) -> None:
    """Whole numbers, and every other week where there are many."""
    most = max(1, *(max(counts) for _, *counts in columns))
    axes.set_ylim(0, most * 1.08)
    axes.set_xlim(-0.7, len(columns) - 0.3)
    ticks = [int(one) for one in MaxNLocator(4, integer=True).tick_values(0, most) if 0 <= one <= most]
    axes.set_yticks(ticks, [str(one) for one in ticks], **look(SMALL, GREY))
    step = 2 if len(columns) > 7 else 1
    shown = range((len(columns) - 1) % step, len(columns), step)
    axes.set_xticks(list(shown), [columns[at][0] for at in shown], **look(SMALL, GREY))
    axes.grid(axis="y", color=GRID, linewidth=1.5)
    axes.tick_params(length=0, pad=8)
    axes.spines[:].set_visible(False)
