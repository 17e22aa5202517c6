"""A form that was opened before somebody else saved the same comes back once: nobody's answers go unseen."""

from collections.abc import Mapping
from dataclasses import fields, replace
from hashlib import blake2s
from itertools import zip_longest

from bot.intents import Changes
from bot.model import Person
from bot.views.kinds import Form
from bot.views.meanwhile import changed_meanwhile


def overtaken(sent: Changes, now: Changes) -> list[str]:
    """What differs from what the form showed, and from what it was sent with."""
    if not sent.was:
        return []
    marks = zip_longest(answers(now), sent.was.split(), mark(now).split())
    return [name for name, old, new in marks if name and old != new and value(sent, name) != value(now, name)]


def marked(form: Form, sent: Changes, now: Changes, people: Mapping[str, Person] | None = None) -> Form:
    """The form with a mark of what there is now; above its questions, what has changed since it was shown.

    `people`: who the accounts are that it may hold now, by their ids.
    """
    told = changed_meanwhile(form, now, overtaken(sent, now), people or {})
    return replace(form, builds=replace(sent, was=mark(now)), intro=(*told, *form.intro))


def mark(shown: Changes) -> str:
    """A short word for each answer."""
    return " ".join(blake2s(repr(value(shown, one)).encode(), digest_size=3).hexdigest() for one in answers(shown))


def answers(intent: Changes) -> list[str]:
    return [one.name for one in fields(intent) if one.name not in {"more", "was"}]


def value(intent: Changes, name: str) -> object:
    """Of several picked ones, in whatever order."""
    found = getattr(intent, name)
    return sorted(found) if isinstance(found, tuple) else found
