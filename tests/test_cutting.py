"""A text that is too long for its place is cut between two signs as they are seen."""

import pytest

from bot.views.common import CUT, cut, ends

WOMAN_FIREFIGHTER, WAVE, FINLAND = "👩\u200d🚒", "👋🏽", "🇫🇮"


@pytest.mark.parametrize("sign", [WOMAN_FIREFIGHTER, WAVE, FINLAND, "a\u0308\u0301", "❤\ufe0f"])
def test_no_sign_is_cut_in_half(sign: str) -> None:
    text = sign * 20
    for limit in range(6, len(text)):
        first, _, last = ends(text, limit).partition(CUT)
        for part in (cut(text, limit).removesuffix(CUT), first, last):
            assert part == sign * (len(part) // len(sign))
            assert len(part) < limit


def test_a_heap_of_marks_is_cut_all_the_same() -> None:
    heap = "a" + "\u0301" * 5000
    assert cut(heap, 75) == heap[:74] + CUT
    assert len(ends(heap, 75)) <= 75


def test_what_has_room_stays_as_it_is() -> None:
    assert cut("äiti", 4) == ends("äiti", 4) == "äiti"
