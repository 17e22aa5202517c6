"""The words above a form that was opened before somebody else saved the same."""

from collections.abc import Collection, Mapping

from bot.intents import Changes
from bot.model import Person
from bot.views.kinds import Choice, Field, Form, PersonPick
from bot.views.text import Text, Value, Words, listed, listed_apart, plain, say


def changed_meanwhile(
    form: Form, now: Changes, names: Collection[str], people: Mapping[str, Person]
) -> tuple[Text, ...]:
    """What it says now where that has changed, and that it is replaced when the form is sent."""
    told = [
        say("“{question}”: {answer}", question=one.label, answer=answer(one, getattr(now, one.name), people))
        for one in (*form.fields, *form.more)
        if one.name in names
    ]
    if not told:
        return ()
    return (
        say("This was changed while you had the form open. It says now: {answers}", answers=listed_apart(told)),
        say("Your own answers are below. They replace these when you send the form."),
    )


def answer(question: Field, value: object, people: Mapping[str, Person]) -> Value:
    """As a reader of the form would say it."""
    chosen = [str(one) for one in value] if isinstance(value, tuple) else [] if value in (None, "") else [str(value)]
    if not chosen:
        return question.none if isinstance(question, Choice) and question.none else say("nothing")
    match question:
        case Choice():
            labels: Mapping[str, Words] = {one.value: one.label for one in question.options}
            return listed([labels.get(one, plain(one)) for one in chosen])
        case PersonPick():
            return listed([people[one] for one in chosen])
        case _:
            return listed([plain(one) for one in chosen])
