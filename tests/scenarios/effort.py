"""What an act takes of a person: taps, questions of forms, and characters typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playground.chat import Question

TYPED = {"line", "paragraph", "number"}
CHOOSING = 2
"""Taps: to open the choices, and to take one."""


@dataclass(slots=True)
class Effort:
    """Counted since it was set last; sending a message or moving between fields is no tap beside typing."""

    taps: int = 0
    fields: int = 0
    characters: int = 0

    def fills(self, questions: Sequence[Question], answers: Mapping[str, str | Sequence[str]]) -> None:
        kinds = {one.label: one.kind for one in questions}
        for label, answer in answers.items():
            if kinds[label] in TYPED:
                self.characters += len(answer)
            else:
                self.taps += CHOOSING
