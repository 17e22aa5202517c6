"""Examples of linking a channel."""

from dataclasses import replace

from bot.intents import LinkChannel
from bot.model import Channel, Language, Person, Place, Shows, Subject, Trouble, Unit, Wishes
from bot.views import channels, refusals
from tests.adapters.gallery.example import Examples, example, refusal
from tests.adapters.gallery.records import HOME_CARE, MARKUP, UNITS, words

LINKED = LinkChannel(
    Language.FINNISH, HOME_CARE.name, ("ideas", "lessons"), opened="yes", supervisor="U0AINO", deputy="U0BO"
)

CHANNEL = Channel(4, Place("slack", "T1", "C1", "C1", name=f"kotihoito {MARKUP}"), Wishes("fi"))

EXAMPLES: Examples = {
    "link_form": example(channels.link_form, LinkChannel(Language.FINNISH), linked=False, admin=True, units=[]),
    "link_form.linked": example(channels.link_form, LINKED, linked=True, admin=True, units=UNITS),
    "link_form.overtaken": example(channels.link_form, LinkChannel(), linked=True, admin=True, units=UNITS).overtaken(
        LinkChannel(Language.SWEDISH, f"{MARKUP}; {words(900)}", ("lessons", "digest"), opened="yes")
    ),
    "link_form.no_unit": example(
        channels.link_form, LinkChannel(Language.SWEDISH, supervisor="U0AINO"), linked=False, admin=True, units=UNITS
    ).wrong({"unit": channels.roles_need_unit()}),
    "link_form.workspace_admin": example(
        channels.link_form, LinkChannel(Language.FINNISH), linked=False, admin=False, units=UNITS
    ),
    "link_form.unknown_unit": example(
        channels.link_form, LinkChannel(Language.FINNISH, MARKUP), linked=False, admin=False, units=UNITS
    ).wrong({"unit": channels.unknown_unit(MARKUP)}),
    "link_form.hard_words": example(
        channels.link_form,
        LinkChannel(unit=words(101)),
        linked=True,
        admin=True,
        units=[Unit(1, MARKUP), Unit(2, words(100))],
    ).wrong({"unit": refusals.too_long(1)}),
    "link_form.elsewhere": example(
        channels.link_form, replace(LINKED, channel=4), linked=True, admin=True, units=UNITS, elsewhere=CHANNEL.place
    ),
    "changed": example(channels.changed, CHANNEL.place),
    "linked": example(channels.linked, [HOME_CARE], "fi", [Shows.IDEAS, Shows.DECISIONS]),
    "linked.organisation": example(channels.linked, [], "sv", [Shows.IDEAS]),
    "linked.markup": example(channels.linked, [Unit(1, MARKUP), HOME_CARE], "en", [Shows.DIGEST]),
    "unlinked": example(channels.unlinked),
    "unlinked.elsewhere": example(channels.unlinked, CHANNEL.place),
    "taken_away": refusal(channels.taken_away),
    "not_a_channel": refusal(channels.not_a_channel),
    "not_linked": refusal(channels.not_linked),
    "unknown_unit": refusal(channels.unknown_unit, MARKUP),
    "only_roles": refusal(channels.only_roles),
    "checking": example(channels.checking),
    "introduction_card": example(channels.introduction_card, Subject("introduction", 3), Person(1, "Aino Esimerkki")),
    "introduction_card.linked": example(
        channels.introduction_card, Subject("introduction", 3), Person(1, "Aino Esimerkki"), linked=True
    ),
    "introduction_card.nobody": example(channels.introduction_card, Subject("introduction", 3), None),
    "introduction_card.markup": example(channels.introduction_card, Subject("introduction", 3), Person(1, MARKUP)),
    "trouble_card": example(channels.trouble_card, CHANNEL),
    "trouble_card.outside": example(channels.trouble_card, replace(CHANNEL, trouble=Trouble.OUTSIDE)),
    "trouble_card.archived": example(channels.trouble_card, replace(CHANNEL, trouble=Trouble.ARCHIVED)),
    "trouble_card.outsiders": example(channels.trouble_card, replace(CHANNEL, trouble=Trouble.OUTSIDERS)),
}
