"""Two counts side by side, week by week, as small bars; told apart by their filling and their names, not by colour."""

from collections.abc import Sequence
from functools import lru_cache

from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import IdentityTransform

from bot.papers.course import GREY, GRID, HALO, HEIGHT, INK, LINE, NOTHING, SMALL, WIDTH, halo, look, png

LEFT, RIGHT, BELOW, ABOVE = 64, 614, 58, 326
"""Pixels from the left and from below between which the bars stand."""
WIDE, APART = 0.36, 0.2
"""Of the room of a week: each bar, and how far its middle is from the week's."""
NAMES, SIGN, HIGH = HEIGHT - 82, 31, 18
"""How high the names stand, and the size of the sign before each."""
BESIDE = 23
"""Pixels between a sign and its name, and between a name and the next sign."""
HATCHED = "////"

Column = tuple[str, int, int]
Box = tuple[float, float, float, float]
"""Left, below, right and above, in pixels."""


@lru_cache(maxsize=64)
def bars(title: str, one: str, other: str, columns: tuple[Column, ...]) -> bytes:
    """The picture as PNG; the same for the same values.

    Without matplotlib's axes, whose marks cost more than all that is to be seen.
    """
    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor=NOTHING)
    figure.text(0.03, 1 - 14 / HEIGHT, title, va="top", **look(bold=True))
    most = max(1, *(max(counts) for _, *counts in columns))
    room, high = (RIGHT - LEFT) / (len(columns) + 0.4), (ABOVE - BELOW) / (most * 1.08)
    middles = [LEFT + room * (at + 0.7) for at in range(len(columns))]
    _mark(figure, columns, middles, most, high)
    sides = [
        [
            (middle + room * (side - WIDE / 2), BELOW, middle + room * (side + WIDE / 2), BELOW + high * counts[at])
            for middle, (_, *counts) in zip(middles, columns, strict=True)
            if counts[at]
        ]
        for at, side in ((0, -APART), (1, APART))
    ]
    at = 30.0
    for name, boxes, hatched in zip((one, other), sides, (False, True), strict=True):
        _stand(figure, [*boxes, (at, NAMES - HIGH / 2, at + SIGN, NAMES + HIGH / 2)], hatched=hatched)
        words = figure.text(
            (at + SIGN + BESIDE) / WIDTH, NAMES / HEIGHT, name, va="center_baseline", **look(SMALL, INK)
        )
        at = words.get_window_extent().x1 + BESIDE
    return png(figure)


def _mark(figure: Figure, columns: Sequence[Column], middles: Sequence[float], most: int, high: float) -> None:
    """Whole numbers with their lines, and every other week where there are many."""
    ticks = [int(one) for one in MaxNLocator(4, integer=True).tick_values(0, most) if 0 <= one <= most]
    levels = [(tick, BELOW + high * tick) for tick in ticks]
    lines = [((LEFT, level), (RIGHT, level)) for _, level in levels]
    figure.add_artist(LineCollection(lines, colors=GRID, linewidths=1.5, zorder=1, transform=IdentityTransform()))
    for tick, level in levels:
        figure.text((LEFT - 11) / WIDTH, level / HEIGHT, str(tick), ha="right", va="center", **look(SMALL, GREY))
    step = 2 if len(columns) > 7 else 1
    for at in range((len(columns) - 1) % step, len(columns), step):
        below = columns[at][0]
        figure.text(middles[at] / WIDTH, (BELOW - 10) / HEIGHT, below, ha="center", va="top", **look(SMALL, GREY))


def _stand(figure: Figure, boxes: Sequence[Box], *, hatched: bool) -> None:
    """All bars of one filling."""
    corners = [[(left, low), (left, high), (right, high), (right, low)] for left, low, right, high in boxes]
    place = IdentityTransform()
    if hatched:
        stand = PolyCollection(
            corners, facecolors=HALO, edgecolors=LINE, linewidths=2, hatch=HATCHED, zorder=3, transform=place
        )
    else:
        stand = PolyCollection(corners, facecolors=LINE, zorder=3, path_effects=halo(3), transform=place)
    figure.add_artist(stand)
