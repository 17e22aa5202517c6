"""Similar ideas among many: how long somebody who shares one waits for them."""

import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median, quantiles

import yaml
from babel.messages.pofile import read_po
from sqlalchemy import text

from bot.features.ideas import LEAST_SIMILARITY, SIMILAR
from storage.database import Database
from storage.embedded import embedded
from storage.schema import migrate

GOLDEN = yaml.safe_load((Path(__file__).parents[1] / "storage" / "similar" / "golden.yaml").read_text(encoding="utf-8"))
ROUNDS = 10
IDEAS = """
select setseed(0.42);
insert into idea (id, title, about, benefits, origin, stage, shared_on, support, hidden)
overriding system value
select n,
    (select string_agg((cast(:words as text[]))[1 + floor(random() * :many)], ' ') from generate_series(n, n + 4)), '',
    array['staff'], 'own', 'idea', '2026-11-23', 0, false
from generate_series(1, cast(:count as bigint)) n;
analyze idea;
"""


LOCALES = Path(__file__).parents[2] / "bot" / "locales"


def golden() -> list[str]:
    """The words of what is looked for, a few hundred: so all titles look alike, and thousands come near each."""
    return sorted({word for title in GOLDEN["ideas"] for word in title.split()})


def spoken() -> list[str]:
    """Finnish and Swedish words as often as sentences have them: those of Latu's own."""
    words = []
    for language in ("fi", "sv"):
        with (LOCALES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
            for message in read_po(file):
                said = message.string if isinstance(message.string, str) else " ".join(message.string or ())
                words += re.findall(r"[^\W\d_]+", re.sub(r"\{.*?\}", "", said))
    return words


WORDS = {"words as often as sentences have them": spoken, "all of a few hundred words": golden}


@asynccontextmanager
async def board(folder: Path, count: int, words: list[str]) -> AsyncIterator[Database]:
    """Ideas of five words each."""
    async with embedded(folder / "postgres") as url:
        await migrate(url)
        database = Database(url)
        async with database.engine.begin() as connection:
            for statement in filter(str.strip, IDEAS.split(";")):
                values = {"words": words, "many": len(words), "count": count}
                named = {name: value for name, value in values.items() if f":{name}" in statement}
                await connection.execute(text(statement), named)
        yield database
        await database.close()


async def measured(folder: Path, count: int) -> AsyncIterator[str]:
    """What it says of so many ideas."""
    for name, words in WORDS.items():
        took = []
        async with board(folder / words.__name__, count, words()) as database, database.transaction() as store:
            for turn in range(ROUNDS + 1):
                for typed in GOLDEN["typed"]:
                    begun = time.perf_counter()
                    await store.similar(typed["words"], LEAST_SIMILARITY, SIMILAR)
                    if turn:  # the first one warms up
                        took.append((time.perf_counter() - begun) * 1000)
        last = quantiles(took, n=100)[98]
        yield f"{count} ideas, {name}: similar ones p50 {median(took):.1f}, p99 {last:.1f}, best {min(took):.1f} ms"
