"""People's own words are shown as they were written; nothing in them becomes a link, a mention or a date."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from adapters.teams.text import BREAK, defused, shown, typed, undated
from bot.views.text import plain

MARKUP = st.text("[](){}<>*_`~#-+=.!:|\\&;/ \nab1\t", max_size=40) | st.text(max_size=40)
READERS = [MarkdownIt("commonmark"), MarkdownIt("js-default")]
HARMLESS = {"paragraph_open", "paragraph_close", "inline", "text", "softbreak", "hardbreak"}


def tokens(text: str, reader: MarkdownIt) -> list[Token]:
    found = []
    for block in reader.parse(text):
        found += [block, *(block.children or [])]
    return found


def visible(text: str, reader: MarkdownIt) -> str:
    words = "".join(
        "\n" if one.type.endswith("break") else one.content for one in tokens(text, reader) if not one.children
    )
    return "".join(words.replace(BREAK, "").split())


@given(MARKUP)
@example("[call](https://example.org)")
@example("![x](https://example.org/x.png)")
@example("[x]: https://example.org\n\n[x]")
@example("<https://example.org>")
@example("<at>Everybody</at>")
@example("**bold** _italic_ `code` ~~gone~~")
@example("1. first\n2. second\n- third")
@example("# heading\n===\n> quote\n    code\n| a |\n|---|")
@example("&lt;at&gt; &#42;")
@example("ends with a backslash \\")
@example("a\r# heading\r1. first\x0b- item")
def test_no_words_of_people_become_markdown(text: str) -> None:
    drawn = defused(text)
    for reader in READERS:
        assert {one.type for one in tokens(drawn, reader)} <= HARMLESS
        assert visible(drawn, reader) == "".join(text.replace("\0", "\ufffd").replace(BREAK, "").split())


def test_ordinary_sentences_carry_no_escapes() -> None:
    sentence = "Vara-avaimet (2 kpl) autoihin: A & B, 24.11.2026 klo 8.30 – 5,5 %, a/b #1 + 2?"
    assert defused(sentence) == sentence


@given(st.text("{}DATETIM(2026-11-24T08:00:00Z, SHORT)", max_size=60))
@example("{{DATE(2026-11-24T08:00:00Z, SHORT)}} {{TIME(2026-11-24T08:00:00Z)}}")
def test_no_words_of_people_become_a_date(text: str) -> None:
    drawn = undated(text)
    assert "{{DATE(" not in drawn
    assert "{{TIME(" not in drawn
    assert drawn.replace(BREAK, "") == text


def test_too_long_words_end_with_a_visible_mark() -> None:
    assert shown(plain("a" * 50), "en", 10) == "a" * 9 + "…"


def mention(text: str, who: str = "28:bot") -> dict[str, Any]:
    return {"type": "mention", "text": text, "mentioned": {"id": who, "name": "Latu"}}


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [
        ("<at>Latu</at> help", [mention("<at>Latu</at>")], ("help", True)),
        ("<at>Latu</at>&nbsp;ohje\r\n", [mention("<at>Latu</at>")], ("ohje", True)),
        ("idea <at>Latu</at>  two\nlines", [mention("<at>Latu</at>")], ("idea two\nlines", True)),
        ("<at>Aino</at> said A &amp; B", [mention("<at>Aino</at>", "29:aino")], ("Aino said A & B", False)),
        ("I typed &lt;at&gt;Latu&lt;/at&gt;", [], ("I typed <at>Latu</at>", False)),
        ("3 < 4 and 5 > 4", [], ("3 < 4 and 5 > 4", False)),
        (None, "nothing", ("", False)),
        ({"a": 1}, [None, 7, {"type": "mention", "mentioned": []}], ("", False)),
    ],
)
def test_typed_words_are_read_as_they_looked(text: Any, entities: Any, expected: tuple[str, bool]) -> None:
    assert typed({"text": text, "entities": entities, "recipient": {"id": "28:bot"}}) == expected
