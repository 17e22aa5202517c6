"""Examples of lists of ideas, and of the form that asks for words."""

from dataclasses import replace

from bot.intents import FindIdeas, Order, Search
from bot.model import Stage
from bot.views import finding
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import HOME_CARE, IDEA, MARKUP, words

PAGE = [IDEA, replace(IDEA, id=8, title="Hiljainen tunti aamulla", stage=Stage.ADOPTED, support=1)]
LONG = [replace(IDEA, id=number, title=words(150)) for number in range(1, 9)]

EXAMPLES: Examples = {
    "found": example(finding.found, FindIdeas(), "", PAGE, None, HOME_CARE, more=True),
    "found.supported": example(finding.found, FindIdeas(order=Order.SUPPORTED), "", PAGE, None, None, more=True),
    "found.unit": example(finding.found, FindIdeas(unit=1), "", PAGE, HOME_CARE, HOME_CARE, more=False),
    "found.words": example(finding.found, FindIdeas("avaimet"), "avaimet", PAGE, None, None, more=False),
    "found.mine": example(finding.found, FindIdeas(order=Order.MINE), "", PAGE, None, None, more=False),
    "found.given": example(finding.found, FindIdeas(order=Order.GIVEN), "", PAGE, None, None, more=False),
    "found.none_given": example(finding.found, FindIdeas(order=Order.GIVEN), "", [], None, None, more=False),
    "found.followed": example(finding.found, FindIdeas(order=Order.FOLLOWED), "", PAGE, None, None, more=False),
    "found.none_followed": example(finding.found, FindIdeas(order=Order.FOLLOWED), "", [], None, None, more=False),
    "found.longest": example(finding.found, FindIdeas(MARKUP), MARKUP, LONG, None, HOME_CARE, more=True),
    "found.nothing": example(finding.found, FindIdeas("saippua"), "saippua", [], None, None, more=False),
    "found.none_yet": example(finding.found, FindIdeas(), "", [], None, None, more=False),
    "found.no_more": example(finding.found, FindIdeas(after=3), "", [], None, None, more=False),
    "search_form": example(finding.search_form, Search("avaimet")),
}
