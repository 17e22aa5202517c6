"""The pictures beside the public pages: what one holds is in its address, so a browser may keep it for good."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

PLACE = "/pictures/"
ICON = "icon"
THEMES = ("light", "dark")
DENSE = 2
"""Points of a picture for each of the page."""
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Hung:
    """A picture at its address, and its size on the page."""

    address: str
    content: bytes
    wide: int
    high: int


@cache
def hung() -> dict[str, Hung]:
    """All of them by the names of their files; read when a page is first asked for."""
    folder = files("adapters.web") / "pictures"
    return {one.name.removesuffix(".webp"): _hang(one.name, one.read_bytes()) for one in folder.iterdir()}


@cache
def at() -> dict[str, bytes]:
    """The pictures by their addresses."""
    return {one.address: one.content for one in hung().values()}


def _hang(file: str, content: bytes) -> Hung:
    stem, _, kind = file.rpartition(".")
    # Sizes of a lossless picture: https://developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification
    sizes = int.from_bytes(content[21:25], "little")
    wide, high = ((sizes >> bits & 0x3FFF) + 1 for bits in (0, 14))
    digest = sha256(content).hexdigest()[:12]
    return Hung(f"{PLACE}{stem}.{digest}.{kind}", content, wide // DENSE, high // DENSE)
