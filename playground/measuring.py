"""What the people of the model municipality measure in their trials, as they type it."""

from decimal import Decimal

from bot.model import Cadence
from bot.views.experiments import CADENCES, COOPERATION
from bot.views.text import Text, number, read, say, say_in
from playground.seeds import Tried


def measuring(trial: Tried, language: str) -> tuple[tuple[Text, str], ...]:
    """The further questions about the measure, how often it is read, and whether the trial changes work itself."""
    measure = trial.measure
    if measure is None:
        return ()
    changes = say("Does it change the organisation of work or services significantly?")
    return (
        (say("How we notice"), measure.name[language]),
        (say("In which unit"), measure.unit[language]),
        (say_in("label", "At the start"), number(measure.start, language)),
        (say_in("label", "Goal"), number(measure.goal, language)),
        (say("How often should I ask how it is going?"), read(CADENCES[Cadence.WEEKLY], language)),
        (changes, read(COOPERATION["yes" if trial.cooperation else "no"], language)),
    )


def reading(plan: Tried, value: Decimal | None, language: str) -> tuple[tuple[Text, str], ...]:
    """The question about the measure, which names it."""
    if plan.measure is None or value is None:
        return ()
    name, unit = plan.measure.name[language], plan.measure.unit[language]
    asked = say("Value now: {measure} ({unit})", measure=name, unit=unit)
    return ((asked, number(value, language)),)
