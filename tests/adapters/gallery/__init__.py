"""The gallery: every view with its examples, which every adapter draws into its golden files."""

from tests.adapters.gallery import (
    administration,
    answers,
    aside,
    audit,
    challenges,
    channels,
    checkins,
    comments,
    decisions,
    digests,
    experiments,
    finding,
    following,
    goals,
    guidance,
    hiding,
    ideas,
    inserting,
    joining,
    lessons,
    linked,
    links,
    my_data,
    my_page,
    news,
    organisation,
    pack,
    pages,
    permission,
    permissions,
    quick,
    refusals,
    roles,
    settings,
    steering,
    units,
    would_help,
)
from tests.adapters.gallery.example import Examples
from tests.adapters.gallery.overfull import OVERFULL as OF_EVERYBODY
from tests.adapters.gallery.overfull_administration import OVERFULL_ADMINISTRATION

__all__ = ["EXAMPLES", "OVERFULL"]

OVERFULL: Examples = OF_EVERYBODY | OVERFULL_ADMINISTRATION

EXAMPLES: Examples = {
    name: one
    for noun in (
        ideas,
        quick,
        comments,
        would_help,
        joining,
        aside,
        answers,
        lessons,
        links,
        finding,
        inserting,
        following,
        hiding,
        experiments,
        checkins,
        decisions,
        permissions,
        goals,
        challenges,
        channels,
        linked,
        administration,
        permission,
        roles,
        organisation,
        units,
        audit,
        settings,
        guidance,
        my_data,
        my_page,
        news,
        pages,
        digests,
        steering,
        pack,
        refusals,
    )
    for name, one in noun.EXAMPLES.items()
}
