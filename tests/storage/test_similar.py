"""Similar ideas are found as people write them, in all three languages on one board."""

from pathlib import Path

import yaml

from bot.features.ideas import LEAST_SIMILARITY, SIMILAR
from bot.intents import ShareIdea
from tests.features.conftest import House
from tests.features.conftest import house as house

GOLDEN = yaml.safe_load((Path(__file__).parent / "similar" / "golden.yaml").read_text(encoding="utf-8"))


async def test_fourteen_of_fifteen_are_found_first(house: House) -> None:
    liisa = house.person("liisa")
    for title in GOLDEN["ideas"]:
        await house.ask(liisa, ShareIdea(title=title, anyway=True))
    first = {}
    async with house.database.transaction() as store:
        for typed in GOLDEN["typed"]:
            found = await store.similar(typed["words"], LEAST_SIMILARITY, SIMILAR)
            first[typed["words"]] = found[0].title if found else None
    missed = [typed for typed in GOLDEN["typed"] if first[typed["words"]] != typed["finds"]]
    assert len(missed) <= 1, [(one["words"], first[one["words"]]) for one in missed]
