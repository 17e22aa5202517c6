"""An example: a view and what it shows, drawn from records that could be real."""

from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import ParamSpec

from bot.intents import Changes
from bot.model import Person
from bot.views.kinds import Card, Form, Notice, Picture, Report, Shown
from bot.views.meanwhile import changed_meanwhile
from bot.views.text import Text, Words

P = ParamSpec("P")
SMALLEST = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsVVQ2gAAAABJRU5ErkJggg==")


@dataclass(frozen=True, slots=True)
class Example:
    """What a view shows."""

    view: Callable[..., object]
    shown: Shown

    def wrong(self, errors: Mapping[str, Words]) -> "Example":
        """The form when it comes back with a no at some of its questions."""
        assert isinstance(self.shown, Form)
        return replace(self, shown=replace(self.shown, errors=errors))

    def overtaken(self, now: Changes, people: Mapping[str, Person] | None = None) -> "Example":
        """The form when it comes back because somebody has saved other answers meanwhile."""
        form = self.shown
        assert isinstance(form, Form)
        names = [one.name for one in form.fields if getattr(form.builds, one.name) != getattr(now, one.name)]
        told = changed_meanwhile(form, now, names, people or {})
        return replace(self, shown=replace(form, intro=(*told, *form.intro)))

    def drawn(self) -> "Example":
        """The message with its picture, here the smallest there is: a drawn one is not the same on every machine."""
        assert isinstance(self.shown, Card | Report)
        assert self.shown.picture is not None
        return replace(self, shown=replace(self.shown, picture=replace(self.shown.picture, png=SMALLEST)))

    def pictured(self, picture: Picture | None) -> "Example":
        """The report with a picture that its view does not give it."""
        assert isinstance(self.shown, Report)
        return replace(self, shown=replace(self.shown, picture=picture)).drawn()


Examples = dict[str, Example]


def example(view: Callable[P, Shown], /, *args: P.args, **kwargs: P.kwargs) -> Example:
    """What the view shows of these records."""
    return Example(view, view(*args, **kwargs))


def refusal(view: Callable[P, Text], /, *args: P.args, **kwargs: P.kwargs) -> Example:
    """A no in one sentence, as the door shows it."""
    return Example(view, Notice(view(*args, **kwargs), "refused"))
