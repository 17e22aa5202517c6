"""Examples of the link to an idea, and of the page between."""

from dataclasses import replace

from bot.model import Subject
from bot.views import links
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import DAY, IDEA, MARKUP, words

LONG = replace(IDEA, title=words(150), about=words(3000))
PREVIEW = Subject("preview", 7)
CARD = "https://mallikunta.slack.com/archives/C0IDEAS/p1793088000000100"
ADDRESS = "https://latu.mallikunta.example/i/0123456789abcdef0123456789abcdef"

EXAMPLES: Examples = {
    "link_shown": example(links.link_shown, IDEA, None, ADDRESS),
    "link_shown.card": example(links.link_shown, IDEA, CARD, None),
    "link_shown.longest": example(links.link_shown, replace(IDEA, title=words(150)), CARD, ADDRESS),
    "preview_card": example(links.preview_card, PREVIEW, IDEA, DAY),
    "preview_card.hard_words": example(links.preview_card, PREVIEW, replace(IDEA, title=MARKUP, about=MARKUP), DAY),
    "preview_card.longest": example(links.preview_card, PREVIEW, LONG, DAY),
    "leading_page": example(links.leading_page),
    "nowhere_page": example(links.nowhere_page),
    "missing_page": example(links.missing_page),
}
