"""Examples of why somebody may not do something."""

from bot.intents import ItIsMine, SetUpChannel
from bot.model import Concern
from bot.views import permission
from tests.adapters.gallery.example import Examples, example, refusal
from tests.adapters.gallery.records import IDEA

SOME = Concern(unit=1)

EXAMPLES: Examples = {
    "admins": refusal(permission.admins, SOME),
    "deciders": refusal(permission.deciders, SOME),
    "deciders.admins": refusal(permission.deciders, Concern()),
    "card_writers": refusal(permission.card_writers, SOME),
    "named": refusal(permission.named, SOME),
    "goal_writers": refusal(permission.goal_writers, SOME),
    "overview_readers": refusal(permission.overview_readers, SOME),
    "challenge_askers": refusal(permission.challenge_askers, SOME),
    "own_challenge": refusal(permission.own_challenge, SOME),
    "own": refusal(permission.own, SOME),
    "colleague": refusal(permission.colleague, SOME),
    "being_looked_up": example(permission.being_looked_up, SetUpChannel()),
    "being_looked_up.quick": example(permission.being_looked_up, ItIsMine(IDEA.id)),
}
