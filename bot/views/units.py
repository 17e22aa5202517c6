"""The words of work communities: how they are offered, and how an admin changes them."""

from collections.abc import Iterable, Sequence

from bot.intents import CloseUnit, ReopenUnit, SaveUnit, SeeUnits, WriteUnit
from bot.model import Unit
from bot.views.kinds import Button, Choice, Form, Item, Line, Notice, Option, Report, Section
from bot.views.text import Text, say, say_in

NAME_LIMIT = 100
PAGE = 20
"""Work communities that are shown at a time."""


def in_tree(unit: Unit) -> Text:
    """Heard one by one, each says what it lies below."""
    return say("{parent}: {unit}", parent=unit.parent, unit=unit) if unit.parent else say("{unit}", unit=unit)


def unit_options(units: Iterable[Unit]) -> tuple[Option, ...]:
    """To choose one of."""
    return tuple(Option(str(unit.id), in_tree(unit)) for unit in units)


def units_button() -> Button:
    return Button(say("Work communities"), SeeUnits())


def units_report(units: Sequence[Unit], first: int = 0) -> Report:
    """A page of the tree, the closed ones last, each with the button that changes it."""
    shown = units[first : first + PAGE]
    open_ones = tuple(_item(one, WriteUnit(one.id)) for one in shown if one.closed_on is None)
    closed = tuple(_item(one, ReopenUnit(one.id)) for one in shown if one.closed_on)
    sections = [Section(say("In use"), open_ones), Section(say("No longer in use"), closed)]
    more = (Button(say_in("button", "Show more"), SeeUnits(first + PAGE)),) if len(units) > first + PAGE else ()
    return Report(
        title=say("Work communities"),
        intro=None if units else say("There are none yet."),
        sections=tuple(one for one in sections if one.items),
        buttons=(*more, Button(say("Add a work community"), WriteUnit())),
    )


def _item(unit: Unit, intent: WriteUnit | ReopenUnit) -> Item:
    if isinstance(intent, ReopenUnit):
        button = Button(say_in("button", "Open again"), intent, name=say("Open again: {unit}", unit=unit))
    else:
        button = Button(say_in("button", "Edit"), intent, name=say("Edit: {unit}", unit=unit))
    return Item(in_tree(unit), button)


def unit_form(intent: SaveUnit, others: Iterable[Unit]) -> Form:
    """`others`: what it may lie below."""
    above, none = unit_options(others), say("Nothing: it is a sector")
    below = (Choice("parent", say("What does it belong to?"), above, few=False, none=none),) if above else ()
    return Form(
        title=say_in("title", "Work community"),
        intro=(say("One name is enough. It is shown where a reader's own language has none."),),
        builds=intent,
        fields=(
            Line("fi", say("Name in Finnish"), limit=NAME_LIMIT),
            Line("sv", say("Name in Swedish"), limit=NAME_LIMIT),
            Line("en", say("Name in English"), limit=NAME_LIMIT),
            *below,
        ),
        submit=say_in("button", "Save"),
        buttons=(Button(say("Close the work community"), CloseUnit(intent.unit)),) if intent.unit else (),
    )


def unit_saved(unit: Unit) -> Notice:
    return Notice(
        say("Saved: {unit}. Cards show a new name when they next change.", unit=unit), "done", (units_button(),)
    )


def unit_closed(unit: Unit) -> Notice:
    again = Button(say_in("button", "Open again"), ReopenUnit(unit.id))
    return Notice(say("Not offered any more: {unit}. Its ideas and trials stay.", unit=unit), "done", (again,))


def unit_reopened(unit: Unit) -> Notice:
    return Notice(say("Offered again: {unit}.", unit=unit), "done", (units_button(),))


def no_name() -> Text:
    return say("Write a name in at least one language.")


def no_semicolon() -> Text:
    return say("Write the name without a semicolon: it stands between several names.")


def name_taken(unit: Unit) -> Text:
    return say("This name is in use already: {unit}.", unit=unit)


def in_a_circle() -> Text:
    return say("It cannot belong to itself or to what lies below it. Choose another one.")


def some_below() -> Text:
    return say("Something still belongs to it. Close or move that first.")
