"""The gallery: every view with its examples, which every adapter draws into its golden files."""

from tests.adapters.gallery import (
    aside,
    challenges,
    channels,
    checkins,
    comments,
    decisions,
    digests,
    experiments,
    following,
    goals,
    ideas,
    joining,
    lessons,
    organisation,
    permissions,
    quick,
    refusals,
    settings,
    steering,
    would_help,
)
from tests.adapters.gallery.example import Examples
from tests.adapters.gallery.overfull import OVERFULL

__all__ = ["EXAMPLES", "OVERFULL"]

EXAMPLES: Examples = {
    name: one
    for noun in (
        ideas,
        quick,
        comments,
        would_help,
        joining,
        aside,
        lessons,
        following,
        experiments,
        checkins,
        decisions,
        permissions,
        goals,
        challenges,
        channels,
        organisation,
        settings,
        digests,
        steering,
        refusals,
    )
    for name, one in noun.EXAMPLES.items()
}
