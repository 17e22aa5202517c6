"""Every typed word is understood, however it is written."""

import pytest

from bot.commands import MEANINGS, meaning
from bot.intents import Intent


@pytest.mark.parametrize(("word", "intent"), MEANINGS.items())
def test_a_typed_word_means_the_same_however_it_is_written(word: str, intent: Intent) -> None:
    for typed in (word, word.capitalize(), word.upper(), f"  {word} ", f"{word}!", f"{word}?"):
        assert meaning(typed) == intent
