"""The gallery: every view with its examples, which every adapter draws into its golden files."""

from tests.adapters.gallery import (
    channels,
    checkins,
    decisions,
    digests,
    experiments,
    following,
    ideas,
    quick,
    refusals,
    settings,
)
from tests.adapters.gallery.example import Examples
from tests.adapters.gallery.overfull import OVERFULL

__all__ = ["EXAMPLES", "OVERFULL"]

EXAMPLES: Examples = {
    name: one
    for noun in (ideas, quick, following, experiments, checkins, decisions, channels, settings, digests, refusals)
    for name, one in noun.EXAMPLES.items()
}
