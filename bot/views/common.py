"""What the adapters themselves must say: marks, the frame of a dialog, what did not open."""

import unicodedata
from collections.abc import Sequence

from bot.views.text import Text, Words, plain, say, say_in

CUT = "…"
"""Stands where a text was too long for its place."""
JOINER = "\u200d"
TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
FLAGS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
"""Two of them are the flag of a country."""


def cut(text: str, limit: int) -> str:
    """At most `limit` characters of a text, with a visible mark at the end where it was longer."""
    return text if len(text) <= limit else text[: whole(text, limit - len(CUT))] + CUT


def ends(text: str, limit: int) -> str:
    """Its beginning and its end, which tells it from others that begin alike, with a visible mark between them."""
    half = (limit - len(CUT)) // 2
    if len(text) <= limit:
        return text
    last = next((at for at in range(len(text) - half, len(text)) if not together(text, at)), len(text))
    return text[: whole(text, limit - len(CUT) - half)] + CUT + text[last:]


def whole(text: str, length: int) -> int:
    """As much of a length as ends between two signs; all of it where nothing but one sign is there."""
    return next((at for at in range(length, 0, -1) if not together(text, at)), length)


def together(text: str, at: int) -> bool:
    """Whether what stands before a place and behind it is drawn as one: a letter and its mark, or parts of an emoji."""
    if at <= 0 or at >= len(text):
        return False
    before, behind = text[at - 1], text[at]
    if JOINER in (before, behind) or behind in TONES or unicodedata.category(behind)[0] == "M":
        return True
    flags = 0
    while flags < at and text[at - 1 - flags] in FLAGS:
        flags += 1
    return behind in FLAGS and flags % 2 == 1


NAME_NO_CUSTOMER = say("Write nothing that could identify a customer or pupil.")
"""The hint below questions whose answers everybody reads."""


def beginning(text: str, limit: int) -> str:
    """A text in one line, cut between two words where that is possible."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    whole, _, _ = line[:limit].rpartition(" ")
    return (whole or line[: limit - 1]).rstrip(".,:;") + CUT


def rest_left_out() -> Text:
    return say("The rest does not fit here.")


def end_left_out() -> Text:
    return say("The end of your text does not fit here.")


def end_in_message() -> Text:
    return say("The end of your text does not fit in the form. It is still in your message: copy it from there.")


def more_questions() -> Text:
    return say_in("button", "Show more questions")


def close() -> Text:
    """At most 24 characters in every language."""
    return say_in("button", "Close")


def done_title() -> Text:
    """At most 24 characters in every language."""
    return say_in("title", "Done")


def plain_title() -> Words:
    """The title of a dialog that only says something: the product's name."""
    return plain("Latu")


def not_opened() -> Text:
    return say("The form did not open. Open it again here.")


def open_again() -> Text:
    return say_in("button", "Open the form")


def outdated() -> Text:
    return say("This button is no longer in use. Write “help” to see what you can do.")


def unanswered() -> Text:
    """Told by the client itself at a question that must be answered."""
    return say("Answer this first.")


def own_words(typed: Sequence[str]) -> tuple[Words, ...]:
    """Below a no that no form can show: what was typed is not lost."""
    return (say("Your own words, so that you can copy them:"), *(plain(one) for one in typed)) if typed else ()


def back_to_form() -> Text:
    """Leads from an answer to the form where something is typed already."""
    return say_in("button", "Back to the form")
