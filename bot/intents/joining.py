"""Joining a trial, and leaving it."""

from dataclasses import dataclass

from bot.intents.base import Fills, Intent, Opens


@dataclass(frozen=True, slots=True)
class OpenJoining(Opens):
    """Be asked whether one joins the trial of an idea that runs now."""

    idea: int


@dataclass(frozen=True, slots=True)
class JoinTrial(Fills):
    """Join a trial, with one's name."""

    experiment: int


@dataclass(frozen=True, slots=True)
class LeaveTrial(Intent):
    """Be in it no more."""

    experiment: int
