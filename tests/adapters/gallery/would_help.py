"""Examples of saying that an idea would help another work community too."""

from dataclasses import replace

from bot.intents import SayWouldHelp
from bot.model import Unit
from bot.views import would_help
from bot.views.common import unanswered
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import IDEA, KITCHENS, MARKUP, UNITS, words

EXAMPLES: Examples = {
    "would_help_form": example(would_help.would_help_form, SayWouldHelp(7), IDEA, UNITS),
    "would_help_form.chosen": example(would_help.would_help_form, SayWouldHelp(7, 2), IDEA, UNITS),
    "would_help_form.missing": example(would_help.would_help_form, SayWouldHelp(7), IDEA, UNITS).wrong(
        {"unit": unanswered()}
    ),
    "would_help_form.longest": example(
        would_help.would_help_form,
        SayWouldHelp(7, 1),
        replace(IDEA, title=words(150)),
        [Unit(at, f"{at} {words(90)}") for at in range(1, 120)],
    ),
    "unit_on_card": example(would_help.unit_on_card, IDEA, KITCHENS),
    "unit_on_card.markup": example(would_help.unit_on_card, IDEA, replace(KITCHENS, name=MARKUP)),
    "unit_taken_back": example(would_help.unit_taken_back, KITCHENS),
}
