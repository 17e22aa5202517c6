"""The weekly digest reaches its supervisor in the chat where an admin picked them."""

from playground.people import AINO, MAIJA, PEKKA
from tests.scenarios import words
from tests.scenarios.conftest import Side

BENCH = "Penkki bussipysäkille"


async def test_a_digest_reaches_a_supervisor_who_has_never_written_to_latu(side: Side) -> None:
    await side.person(AINO).links("Kotihoito", supervisor=MAIJA.name)
    await side.person(PEKKA).shares(BENCH)
    await side.later(days=8)
    await side.person(MAIJA).is_told(words.said("Viikkokooste"), words.said(BENCH))
