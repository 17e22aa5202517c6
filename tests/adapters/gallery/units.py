"""Examples of the tree of work communities."""

from datetime import date

from bot.intents import SaveUnit
from bot.model import Unit
from bot.views import units
from tests.adapters.gallery.example import Examples, example, refusal
from tests.adapters.gallery.records import HOME_CARE, MARKUP, words

CARE = Unit(11, "Perusturva", {"fi": "Perusturva", "sv": "Grundtrygghet"})
EAST = Unit(12, "Kotihoito, itäinen", {"fi": "Kotihoito, itäinen", "sv": "Hemvården, öst"}, CARE)
OLD = Unit(13, "Pesula", {}, CARE, date(2026, 10, 1))
HARD = Unit(14, words(100), {}, Unit(15, MARKUP))
MANY = [Unit(number, f"Työyhteisö {number}", {}, CARE) for number in range(20, 50)]

EXAMPLES: Examples = {
    "units_report": example(units.units_report, [CARE, EAST, OLD]),
    "units_report.none": example(units.units_report, []),
    "units_report.hard_words": example(units.units_report, [HARD]),
    "units_report.many": example(units.units_report, MANY),
    "units_report.last": example(units.units_report, MANY, 20),
    "unit_form": example(units.unit_form, SaveUnit(), []),
    "unit_form.known": example(
        units.unit_form, SaveUnit(12, "Kotihoito, itäinen", "Hemvården, öst", "", 11), [CARE, HARD]
    ),
    "unit_form.wrong": example(units.unit_form, SaveUnit(12, "", MARKUP, "", 11), [CARE]).wrong(
        {"fi": units.no_name(), "sv": units.name_taken(HARD), "parent": units.in_a_circle()}
    ),
    "unit_saved": example(units.unit_saved, EAST),
    "unit_closed": example(units.unit_closed, OLD),
    "unit_reopened": example(units.unit_reopened, OLD),
    "no_name": refusal(units.no_name),
    "no_semicolon": refusal(units.no_semicolon),
    "name_taken": refusal(units.name_taken, HOME_CARE),
    "in_a_circle": refusal(units.in_a_circle),
    "some_below": refusal(units.some_below),
}
