"""Examples of the link to an idea, and of the page between."""

from dataclasses import replace

from bot.views import links
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import IDEA, words

ADDRESS = "https://latu.mallikunta.example/i/0123456789abcdef0123456789abcdef"

EXAMPLES: Examples = {
    "link_shown": example(links.link_shown, IDEA, ADDRESS),
    "link_shown.longest": example(links.link_shown, replace(IDEA, title=words(150)), ADDRESS),
    "leading_page": example(links.leading_page),
    "nowhere_page": example(links.nowhere_page),
    "missing_page": example(links.missing_page),
}
