"""Examples of help, and of the tour."""

from bot.views import guidance, tour
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import LINES, MARKUP, RIGHT_TO_LEFT, words

EXAMPLES: Examples = {
    "help_report": example(guidance.help_report, "", "kehittaminen@mallikunta.example", admin=False),
    "help_report.admin": example(guidance.help_report, "", None, admin=True),
    "help_report.new": example(guidance.help_report, "", None, admin=False, new=True),
    "help_report.unknown": example(guidance.help_report, "missä avaimet on", None, admin=False),
    "help_report.markup": example(guidance.help_report, MARKUP, MARKUP, admin=False),
    "help_report.lines": example(guidance.help_report, LINES, None, admin=False),
    "help_report.right_to_left": example(guidance.help_report, RIGHT_TO_LEFT, None, admin=False),
    "help_report.longest": example(guidance.help_report, words(4000), words(200), admin=False),
    "tour_report": example(tour.tour_report, 1),
    "tour_report.middle": example(tour.tour_report, 3),
    "tour_report.last": example(tour.tour_report, 4),
}
