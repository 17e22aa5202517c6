"""Examples of why somebody may not do something."""

from bot.intents import ItIsMine, SetUpChannel
from bot.model import Concern
from bot.views import permission
from tests.adapters.gallery.example import Examples, example, refusal
from tests.adapters.gallery.records import IDEA, MARKUP

SOME = Concern(unit=1)
CONTACT = f"latu@mallikunta.example {MARKUP}"

EXAMPLES: Examples = {
    "admins": refusal(permission.admins, SOME, CONTACT),
    "admins.no_contact": refusal(permission.admins, SOME, None),
    "deciders": refusal(permission.deciders, SOME, CONTACT),
    "deciders.admins": refusal(permission.deciders, Concern(), CONTACT),
    "deciders.admins_no_contact": refusal(permission.deciders, Concern(), None),
    "card_writers": refusal(permission.card_writers, SOME, CONTACT),
    "named": refusal(permission.named, SOME, CONTACT),
    "goal_writers": refusal(permission.goal_writers, SOME, CONTACT),
    "overview_readers": refusal(permission.overview_readers, SOME, CONTACT),
    "challenge_askers": refusal(permission.challenge_askers, SOME, CONTACT),
    "own_challenge": refusal(permission.own_challenge, SOME, CONTACT),
    "own": refusal(permission.own, SOME, CONTACT),
    "colleague": refusal(permission.colleague, SOME, CONTACT),
    "being_looked_up": example(permission.being_looked_up, SetUpChannel()),
    "being_looked_up.quick": example(permission.being_looked_up, ItIsMine(IDEA.id)),
}
