"""What every intent is, and what its kinds have in common."""

from dataclasses import dataclass, field, fields

PICKED = frozenset(
    {"at", "country", "deputy", "link", "renewer", "sort", "supervisor", "was", "weekday", "where", "whose", "writer"}
)
"""Texts of a form that are chosen or carried, not typed."""


MENTION = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a text that people typed where it mentions somebody or something by an id.

What each stands for comes beside the text, as `mentioned`: `@` with an account's id, `#` with a channel's, `&` for a
group; perhaps no id.
"""


@dataclass(frozen=True, slots=True)
class Intent:
    """Something a person asks of Latu."""

    @property
    def anonymous(self) -> bool:
        """Whether the person is dropped before any rule sees the request."""
        return False


@dataclass(frozen=True, slots=True)
class Opens(Intent):
    """Reads, and answers in a dialog: with a form, or a page to read."""


@dataclass(frozen=True, slots=True)
class Personal(Intent):
    """Its answer is for the asker's eyes only: typed in a channel, it is answered with a button."""


@dataclass(frozen=True, slots=True)
class Fills(Intent):
    """Built by a form. `more`: its further questions are open."""

    more: bool = field(default=False, kw_only=True)

    @property
    def typed(self) -> tuple[str, ...]:
        """What people wrote themselves."""
        texts = (getattr(self, one.name) for one in fields(self) if one.type is str and one.name not in PICKED)
        return tuple(text for text in texts if text.strip())


@dataclass(frozen=True, slots=True)
class Changes(Fills):
    """Changes what is there already. `was`: a mark of what its form showed; no answer of anybody's."""

    was: str = field(default="", kw_only=True, compare=False)


@dataclass(frozen=True, slots=True)
class Unfold(Intent):
    """The same form again, with its further questions open. Made by adapters only, never encoded."""

    form: Fills
