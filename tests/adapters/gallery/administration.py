"""Examples of what admins set up."""

from bot.views import administration
from tests.adapters.gallery.example import Examples, example

EXAMPLES: Examples = {"ways_report": example(administration.ways_report)}
