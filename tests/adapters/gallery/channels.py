"""Examples of linking a channel."""

from bot.intents import LinkChannel
from bot.model import Language, Unit
from bot.views import channels, refusals
from tests.adapters.gallery.example import Examples, example, refusal
from tests.adapters.gallery.records import HOME_CARE, MARKUP, UNITS, words

LINKED = LinkChannel(Language.FINNISH, HOME_CARE.name, "U0AINO", "U0BO", "")

EXAMPLES: Examples = {
    "link_form": example(channels.link_form, LinkChannel(Language.FINNISH), linked=False, roles=True, units=[]),
    "link_form.linked": example(channels.link_form, LINKED, linked=True, roles=True, units=UNITS),
    "link_form.no_unit": example(
        channels.link_form, LinkChannel(Language.SWEDISH, supervisor="U0AINO"), linked=False, roles=True, units=UNITS
    ).wrong({"unit": channels.roles_need_unit()}),
    "link_form.workspace_admin": example(
        channels.link_form, LinkChannel(Language.FINNISH), linked=False, roles=False, units=UNITS
    ),
    "link_form.hard_words": example(
        channels.link_form,
        LinkChannel(unit=words(101)),
        linked=True,
        roles=True,
        units=[Unit(1, MARKUP), Unit(2, words(100))],
    ).wrong({"unit": refusals.too_long(1)}),
    "linked": example(channels.linked, HOME_CARE, "fi"),
    "linked.organisation": example(channels.linked, None, "sv"),
    "linked.markup": example(channels.linked, Unit(1, MARKUP), "en"),
    "unlinked": example(channels.unlinked),
    "not_a_channel": refusal(channels.not_a_channel),
}
