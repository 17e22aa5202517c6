"""The contents page of the product: importing it registers every feature; `Storage` is all that they ask of storage."""

from typing import Protocol

from bot.features import (
    accounts,
    administration,
    aside,
    channels,
    checkins,
    comments,
    decisions,
    digests,
    experiments,
    following,
    guidance,
    helping,
    history,
    ideas,
    joining,
    lessons,
    permissions,
    permits,
    quick,
    reviews,
    settings,
    support,
    verdicts,
    would_help,
)
from bot.turn import People


class Storage(
    accounts.Storage,
    administration.Storage,
    channels.Storage,
    digests.Storage,
    decisions.Storage,
    verdicts.Storage,
    checkins.Storage,
    comments.Storage,
    quick.Storage,
    experiments.Storage,
    following.Storage,
    reviews.Storage,
    aside.Storage,
    guidance.Storage,
    helping.Storage,
    history.Storage,
    ideas.Storage,
    joining.Storage,
    permissions.Storage,
    permits.Storage,
    lessons.Storage,
    settings.Storage,
    support.Storage,
    would_help.Storage,
    People,
    Protocol,
):
    """What the features ask, together."""
