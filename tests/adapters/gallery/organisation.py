"""Examples of the organisation's settings."""

from datetime import time

from bot.intents import SaveOrganisation
from bot.model import Language, Organisation
from bot.views import organisation, refusals
from tests.adapters.gallery.example import Examples, example, refusal
from tests.adapters.gallery.records import MARKUP, words

USUAL = Organisation("fi", "Europe/Helsinki", ("Slack", "Teams"))
WRONG = SaveOrganisation(Language.SWEDISH, MARKUP, "FI", "ilta", "12.01", "0", words(201), "iäti", "2,5")

EXAMPLES: Examples = {
    "organisation_form": example(organisation.organisation_form, organisation.filled(USUAL, "fi")),
    "organisation_form.overtaken": example(organisation.organisation_form, WRONG).overtaken(
        organisation.filled(USUAL, "en")
    ),
    "organisation_form.wrong": example(organisation.organisation_form, WRONG).wrong(
        {
            "time_zone": organisation.no_such_zone(),
            "country": organisation.no_such_country(),
            "quiet_from": refusals.no_time(),
            "quiet_until": organisation.hour_between(time(0, 0), time(12, 0)),
            "answer_days": refusals.whole_number(1, 60),
            "baskets": organisation.no_ladder(),
            "audit_years": refusals.whole_number(1, 50),
        }
    ),
    "organisation_saved": example(organisation.organisation_saved),
    "nothing_changed": example(organisation.nothing_changed),
    "no_such_zone": refusal(organisation.no_such_zone),
    "no_such_country": refusal(organisation.no_such_country),
    "hour_between": refusal(organisation.hour_between, time(13, 0), time(23, 59)),
    "no_ladder": refusal(organisation.no_ladder),
}
