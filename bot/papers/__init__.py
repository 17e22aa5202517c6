"""Pictures of messages, and sheets: drawn after the transaction and off the event loop; imported at first use."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal

import structlog

from bot.views.kinds import Bars, Chart, File, Level, Message, Notice, Table
from bot.views.text import read

log = structlog.get_logger()
# matplotlib is made for one thread at a time.
drawing = ThreadPoolExecutor(1, "drawing")


async def drawn_out(message: Message, language: str) -> Message:
    """The message with its picture; without it where that cannot be drawn, since the words say the same."""
    if isinstance(message, Notice) or message.picture is None:
        return message
    try:
        png = await asyncio.get_running_loop().run_in_executor(drawing, _draw, message.picture.of, language)
    except Exception as error:  # noqa: BLE001 - a picture that fails must not hold up its message
        log.error("picture_not_drawn", subject=message.subject and message.subject.kind, error=type(error).__name__)
        return replace(message, picture=None)
    return replace(message, picture=replace(message.picture, png=png))


async def written(file: File, language: str) -> File:
    """The file with its content; what goes wrong is the caller's: without its content there is no file."""
    content = await asyncio.get_running_loop().run_in_executor(drawing, _write, file.of, language)
    return replace(file, content=content)


def _write(tables: tuple[Table, ...], language: str) -> bytes:
    from bot.papers.sheets import workbook

    return workbook(tables, language)


def _draw(chart: Chart | Bars, language: str) -> bytes:
    if isinstance(chart, Bars):
        from bot.papers.bars import bars

        one, other = (read(name, language) for name in chart.names)
        columns = tuple((read(below, language), *counts) for below, *counts in chart.columns)
        return bars(read(chart.title, language), one, other, columns)
    from bot.papers.course import course

    start, goal = (_named(level, language) for level in (chart.start, chart.goal))
    return course(read(chart.title, language), chart.points, start, goal, language)


def _named(level: Level | None, language: str) -> tuple[str, Decimal] | None:
    return None if level is None else (read(level.label, language), level.value)
