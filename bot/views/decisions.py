"""The words of decisions: three choices, and the lesson."""

from collections.abc import Sequence

from bot.intents import Decide
from bot.model import Decision, Effect, Experiment, PermissionCard
from bot.views.checkins import STAYED, decided_words, thanks
from bot.views.common import NAME_NO_CUSTOMER
from bot.views.kinds import Choice, Day, Fact, Form, Notice, Option, Paragraph
from bot.views.permissions import question
from bot.views.text import Text, plain, say, say_in

GAINS = {"money": say("Money"), "time": say("Time freed")}
WORSE = say("Did service or work get worse?")


def decision_form(
    intent: Decide, experiment: Experiment, ladder: Sequence[int], card: PermissionCard | None = None
) -> Form:
    """One dialog for each choice; going on asks what changes and until when, a stop asks for the lesson.

    Where there is a permission `card`, a new round is on it, or permission is asked for, as for the first one.

    What is adopted can be put into a basket: the order of magnitude of its effect.
    """
    quick, adapting = experiment.plan.quick, intent.decision is Decision.ADAPT
    lesson = Paragraph(
        "lesson",
        asked(intent),
        hint=NAME_NO_CUSTOMER,
        required=intent.changed or intent.decision is Decision.STOP,
    )
    again = (
        Paragraph("what", say("What we try next"), required=True),
        Day("until", say("Until when"), required=True),
        *((question(card),) if card else ()),
    )
    return Form(
        title=say_in("title", "Quick trial") if quick else say_in("title", "Decision"),
        intro=(
            plain(experiment.title),
            STAYED[Decision.ADAPT] if intent.changed else decided_words(experiment, intent.decision),
            say("Your answer and name appear with the trial.")
            if quick
            else say("The decision and your name appear with the trial."),
        ),
        builds=intent,
        fields=(*(again if adapting else ()), lesson),
        more=basketing(ladder) if intent.decision is Decision.ADOPT and not quick else (),
        ask_more=say("How large is the effect?"),
        submit=say("Send") if quick else say_in("button", "Decide"),
    )


def basketing(ladder: Sequence[int]) -> tuple[Choice, ...]:
    """The organisation's ladder, and the guard beside it: euros do not count when something else got worse."""
    gains = tuple(Option(one, words) for one, words in GAINS.items())
    rungs = (Option(str(one), basket(Effect(one, one == ladder[-1]))) for one in (0, *ladder))
    return (
        Choice(
            "basket",
            say("Order of magnitude in a year"),
            tuple(rungs),
            hint=say("Judge it together. Many good trials bring no money."),
            few=False,
            none=say("Not judged"),
        ),
        Choice("gain", say("Is it money or time?"), gains, required=True),
        Choice("worse", WORSE, (Option("no", say("No")), Option("yes", say("Yes, I'll explain")))),
    )


def basket(effect: Effect) -> Text:
    if effect.amount == 0:
        return say("Benefit other than money")
    if effect.or_more:
        return say("€{amount} or more", amount=effect.amount)
    return say("About €{amount}", amount=effect.amount)


def effect_facts(effect: Effect | None) -> tuple[Fact, ...]:
    """Freed time is told as such, and never as money."""
    if effect is None:
        return ()
    size = Fact(say_in("label", "Effect in a year"), basket(effect))
    if effect.amount == 0:
        return (size,)
    kind = GAINS["time" if effect.time else "money"]
    worse = say("Yes. The lesson says how.") if effect.worse else say("No")
    return (size, Fact(say_in("label", "Kind"), kind), Fact(WORSE, worse))


def no_such_basket() -> Text:
    return say("Choose one of the baskets in the list.")


def asked(intent: Decide) -> Text:
    """What others learn from it."""
    if intent.changed:
        return say("What changed?")
    if intent.decision is Decision.STOP:
        return say("This too is a result. What would you tell the next to try?")
    return say("What would you tell the next to try?")


def decided(experiment: Experiment) -> Notice:
    if experiment.plan.quick:
        return thanks(experiment, called=False)
    return Notice(say("Thank you. The decision is on the card of “{title}”.", title=experiment.title), "done")
