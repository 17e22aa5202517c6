"""The words for where an idea stands."""

from bot.model import Decision, Idea, Moved, Stage
from bot.views.text import Text, say_in, say_n

STAGES = {
    Stage.NEED: say_in("stage", "Need"),
    Stage.IDEA: say_in("stage", "Idea"),
    Stage.TRIAL: say_in("stage", "In trial"),
    Stage.ADOPTED: say_in("stage", "Adopted"),
    Stage.ADAPTED: say_in("stage", "New round"),
    Stage.STOPPED: say_in("stage", "Stopped"),
    Stage.PARKED: say_in("stage", "Back later"),
    Stage.DECLINED: say_in("stage", "Not going ahead"),
    Stage.MERGED: say_in("stage", "Merged"),
    Stage.WITHDRAWN: say_in("stage", "Withdrawn"),
}
OUTCOMES = {
    Decision.ADOPT: STAGES[Stage.ADOPTED],
    Decision.ADAPT: STAGES[Stage.ADAPTED],
    Decision.STOP: say_in("label", "Stopped"),
}
"""How a trial ended; in Swedish a trial that was stopped is not written as an idea that was."""


def stage_of(idea: Idea | Moved) -> Text:
    """Where an idea stands, with the day of a parked one."""
    if idea.stage is Stage.PARKED and idea.back_on:
        return say_in("stage", "Back on {date}", date=idea.back_on)
    return STAGES[idea.stage]


def tally(idea: Idea | Moved) -> Text:
    """How many support it: a number, never names."""
    return say_n("{count} person supports this", "{count} people support this", idea.support)
