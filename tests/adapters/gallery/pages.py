"""Examples of the public pages, which the chats could show too."""

from dataclasses import replace

from bot.model import Organisation
from bot.views import about, pages
from tests.adapters.gallery.example import Examples, example

ORGANISATION = Organisation("fi", "Europe/Helsinki", ("Slack", "Teams"))
ASKED = replace(ORGANISATION, contact="tietosuoja@mallikunta.example")

EXAMPLES: Examples = {
    "about_page": example(about.about_page, {"slack": "Slack", "teams": "Teams"}),
    "privacy_page": example(pages.privacy_page, ASKED),
    "privacy_page.no_contact": example(pages.privacy_page, ORGANISATION),
    "terms_page": example(pages.terms_page, ASKED),
    "terms_page.no_contact": example(pages.terms_page, ORGANISATION),
}
