"""Examples of the public pages, which the chats could show too."""

from bot.model import Organisation
from bot.views import pages
from tests.adapters.gallery.example import Examples, example

ORGANISATION = Organisation("fi", "Europe/Helsinki", ("Slack", "Teams"))

EXAMPLES: Examples = {
    "about_page": example(pages.about_page),
    "privacy_page": example(pages.privacy_page, ORGANISATION, "tietosuoja@mallikunta.example"),
    "privacy_page.no_contact": example(pages.privacy_page, ORGANISATION, None),
    "terms_page": example(pages.terms_page, "tietosuoja@mallikunta.example"),
    "terms_page.no_contact": example(pages.terms_page, None),
}
