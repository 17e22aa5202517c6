"""The icons that are uploaded with the manifests."""

import zlib
from collections.abc import Iterator
from importlib.resources import files

import pytest

import manifests


@pytest.mark.parametrize(
    ("icon", "side"), [("teams/color.png", 192), ("teams/outline.png", 32), ("slack/icon.png", 512)]
)
def test_an_icon_has_the_size_that_the_chat_asks_for(icon: str, side: int) -> None:
    header = (files(manifests) / icon).read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(header[16:20]), int.from_bytes(header[20:24])) == (side, side)


def test_the_outline_icon_is_white_on_nothing() -> None:
    pixels = list(rgba((files(manifests) / "teams/outline.png").read_bytes()))
    assert {pixel[:3] for pixel in pixels} == {b"\xff\xff\xff"}
    assert {pixels[at][3] for at in (0, 31, -32, -1)} == {0}
    assert sum(pixel[3] == 255 for pixel in pixels) > len(pixels) // 10


def rgba(png: bytes) -> Iterator[bytes]:
    """The pixels of a PNG with 8 bits for each of four channels; https://www.w3.org/TR/png-3/#9Filters."""
    assert png[24:29] == b"\x08\x06\x00\x00\x00"
    width, at, data = int.from_bytes(png[16:20]), 8, b""
    while at < len(png):
        size = int.from_bytes(png[at : at + 4])
        data += png[at + 8 : at + 8 + size] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += size + 12
    raw, above = zlib.decompress(data), bytes(width * 4)
    for start in range(0, len(raw), width * 4 + 1):
        line = bytearray()
        for nth, byte in enumerate(raw[start + 1 : start + 1 + width * 4]):
            left, up, corner = (line[nth - 4], above[nth], above[nth - 4]) if nth >= 4 else (0, above[nth], 0)
            nearest = min((left, up, corner), key=lambda near: abs(left + up - corner - near))
            line.append((byte + (0, left, up, (left + up) // 2, nearest)[raw[start]]) % 256)
        above = bytes(line)
        yield from (above[pixel : pixel + 4] for pixel in range(0, width * 4, 4))
