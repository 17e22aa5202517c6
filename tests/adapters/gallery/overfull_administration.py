"""Examples of what admins set up among three hundred work communities with the longest names there can be."""

from dataclasses import replace

from bot.intents import (
    AskChallenge,
    ChooseDigest,
    ChooseUnit,
    GiveRoles,
    LinkChannel,
    MergeIdea,
    SaveGoal,
    SaveOrganisation,
    SavePermissionCard,
    SaveUnit,
)
from bot.model import Noted, Place, Role, Shows, Unit, Wishes
from bot.views import (
    aside,
    audit,
    challenges,
    channels,
    goals,
    handovers,
    linked,
    organisation,
    permissions,
    rhythms,
    roles,
    units,
)
from tests.adapters.gallery.audit import AT, ZONE
from tests.adapters.gallery.challenges import BOTH, LONGEST
from tests.adapters.gallery.channels import CHANNEL
from tests.adapters.gallery.digests import HOURS, QUIET
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.goals import ON_TIME
from tests.adapters.gallery.overfull import MANY_IDEAS, MANY_WAITING
from tests.adapters.gallery.records import AINO, IDEA, words
from tests.adapters.gallery.roles import PASSED


def named(number: int) -> str:
    """A hundred characters that tell it apart at their end."""
    return words(96)[:95] + f" {number:04}"


SECTOR = Unit(9000, named(9000))
MANY_UNITS = [Unit(number, named(number), parent=SECTOR) for number in range(1, 301)]
MANY_CHANNELS = [
    replace(CHANNEL, id=number, place=Place("slack", "T1", f"C{number}", f"C{number}", name=words(80)), wishes=wishes)
    for number, wishes in enumerate([Wishes("fi", (unit,)) for unit in MANY_UNITS[:150]], 1)
]
MANY_NAMES = "; ".join(unit.name for unit in MANY_UNITS[:9])
MOVED = {"place": "C1", "name": words(80), "setting": "units", "before": MANY_NAMES, "now": MANY_NAMES[1:]}
LINES = [Noted(number, AT, replace(AINO, name=words(100)), "channel changed", MOVED) for number in range(15)]

OVERFULL_ADMINISTRATION: Examples = {
    "link_form.overfull": example(
        channels.link_form, LinkChannel(unit=MANY_NAMES), linked=True, admin=True, units=MANY_UNITS
    ),
    "channels_report.overfull": example(linked.channels_report, MANY_CHANNELS, {("slack", "T1")}, BOTH),
    "channels_report.overfull_names": example(
        linked.channels_report,
        [replace(one, wishes=Wishes("fi", tuple(MANY_UNITS[:9]), frozenset(Shows))) for one in MANY_CHANNELS],
        (),
        BOTH,
    ),
    "linked.overfull": example(channels.linked, MANY_UNITS[:10], "fi", list(Shows)),
    "which_form.overfull": example(roles.which_form, ChooseUnit(), MANY_UNITS),
    "roles_form.overfull": example(
        roles.roles_form, GiveRoles(1, hr=tuple(f"U{number:010}" for number in range(90))), MANY_UNITS[0]
    ),
    "unit_form.overfull": example(units.unit_form, SaveUnit(1, named(1), named(1), named(1), 7), MANY_UNITS),
    "units_report.overfull": example(units.units_report, MANY_UNITS),
    "goal_form.overfull": example(
        goals.goal_form, SaveGoal(1, name=words(150), measure=words(100), unit=290), ON_TIME, MANY_UNITS
    ),
    "challenge_form.overfull": example(
        challenges.challenge_form,
        AskChallenge(words(150), words(1500), tuple(str(one.id) for one in MANY_CHANNELS)),
        MANY_CHANNELS,
        BOTH,
    ),
    "challenges_report.overfull": example(challenges.challenges_report, [LONGEST] * 30, asks_too=True),
    "rhythm_form.overfull": example(
        rhythms.rhythm_form, ChooseDigest(where="both:150"), MANY_CHANNELS, HOURS, QUIET, stopped=True
    ),
    "merge_form.overfull": example(aside.merge_form, MergeIdea(IDEA.id), IDEA, MANY_IDEAS),
    "cards_report.overfull": example(permissions.cards_report, MANY_UNITS),
    "card_form.overfull": example(
        permissions.card_form, SavePermissionCard(1, words=words(500)), MANY_UNITS[0], written=True
    ),
    "trail_report.overfull": example(
        audit.trail_report, LINES[: audit.together(LINES, ZONE, ZONE, "fi")], ZONE, ZONE, earlier=3
    ),
    "organisation_form.overfull": example(
        organisation.organisation_form, SaveOrganisation(baskets="; ".join(["1000000000000"] * 12), quiet_from="17")
    ),
    "handover_report.overfull": example(
        handovers.handover_report,
        replace(PASSED, unit=MANY_UNITS[0], role=Role.SUPERVISOR),
        MANY_WAITING,
        acting=False,
    ),
}
"""The same as of `overfull`: checked against every limit, too long for a golden file."""
