"""Examples of goals, and of what aims at them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.intents import AimAt, SaveGoal, ShareIdea, StartExperiment
from bot.model import Area, Decision, Earlier, Goal, Measure, Signals
from bot.views import aims, experiments, goals, ideas, refusals
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.ideas import CHATS, TYPED
from tests.adapters.gallery.records import DAY, END, HOME_CARE, IDEA, KITCHENS, MARKUP, TRIAL, UNITS, words

VISITS = Measure("Sovittuun aikaan alkaneet käynnit", "% käynneistä", Decimal("78.5"), Decimal(90))
ON_TIME = Goal(
    1,
    Area.QUALITY,
    "Asiakas saa kotihoidon käynnin sovittuun aikaan",
    HOME_CARE,
    VISITS,
    date(2028, 12, 31),
    ideas=3,
    running=1,
)
WASTE = Goal(2, Area.PRODUCTIVITY, "Ruokahävikki puolittuu", measure=Measure("Hävikki", "kg/viikko"), ideas=1)
REST = Goal(3, Area.WORK, "Jokainen ehtii pitää tauon", running=2, ideas=1204)
CLOSED = replace(ON_TIME, id=4, name="Vanha tavoite", closed_on=END)
HARD = replace(
    ON_TIME,
    id=5,
    name=MARKUP[:150],
    unit=replace(KITCHENS, name=MARKUP),
    measure=Measure(MARKUP[:100], MARKUP[:100], Decimal("-1500.5"), Decimal(1500000)),
)
LONGEST = replace(HARD, name=words(150))
EVERY = [WASTE, REST, ON_TIME, CLOSED]
DECIDED = [replace(TRIAL, decision=one) for one in Decision]
WRITTEN = SaveGoal(
    1, Area.QUALITY, ON_TIME.name, VISITS.name, VISITS.unit, "78,5", "90", unit=HOME_CARE.id, until=ON_TIME.until
)

EXAMPLES: Examples = {
    "goals_report": example(goals.goals_report, EVERY, writes=False),
    "goals_report.writes": example(goals.goals_report, EVERY, writes=True),
    "goals_report.none": example(goals.goals_report, [], writes=True),
    "goals_report.hard_words": example(goals.goals_report, [HARD, LONGEST], writes=False),
    "goal_report": example(goals.goal_report, ON_TIME, [TRIAL, *DECIDED], [], writes=False),
    "goal_report.untried": example(goals.goal_report, WASTE, [], [], writes=True),
    "goal_report.changed": example(
        goals.goal_report,
        replace(ON_TIME, running=0),
        DECIDED[:1],
        [Earlier(END, replace(ON_TIME, name="Kotihoito tulee ajallaan")), Earlier(DAY, replace(ON_TIME, measure=None))],
        writes=True,
    ),
    "goal_report.closed": example(goals.goal_report, CLOSED, [], [], writes=True),
    "goal_report.hard_words": example(
        goals.goal_report, HARD, [replace(TRIAL, title=MARKUP)], [Earlier(DAY, HARD)], writes=False
    ),
    "goal_form": example(goals.goal_form, SaveGoal(), None, UNITS),
    "goal_form.first_of_all": example(goals.goal_form, SaveGoal(), None, []),
    "goal_form.written": example(goals.goal_form, WRITTEN, ON_TIME, UNITS),
    "goal_form.wrong": example(
        goals.goal_form, SaveGoal(baseline="paljon", target="1", until=DAY, unit=2), None, UNITS
    ).wrong(
        {
            "name": refusals.missing(),
            "measure": refusals.missing(),
            "baseline": refusals.no_number(),
            "until": refusals.past(END),
        }
    ),
    "goal_saved": example(goals.goal_saved, ON_TIME),
    "goal_closed": example(goals.goal_closed, ON_TIME),
    "goal_open": example(goals.goal_open, ON_TIME),
    "aims_form": example(aims.aims_form, AimAt(IDEA.id, ("1",)), IDEA, EVERY),
    "aims_form.many": example(
        aims.aims_form, AimAt(IDEA.id, ("1", "2")), IDEA, [replace(LONGEST, id=at) for at in range(1, 121)]
    ),
    "aims_form.wrong": example(aims.aims_form, AimAt(IDEA.id, ("1", "2", "3")), IDEA, EVERY).wrong(
        {"goals": aims.at_most_two()}
    ),
    "aims_chosen": example(aims.aims_chosen, IDEA),
    "share_form.goals": example(ideas.share_form, replace(TYPED, more=True, goals=("2",)), UNITS, [], CHATS, EVERY[:3]),
    "share_form.too_many_goals": example(
        ideas.share_form, ShareIdea(title=IDEA.title, more=True, goals=("1", "2", "3")), UNITS, [], CHATS, EVERY[:3]
    ).wrong({"goals": aims.at_most_two()}),
    "trial_form.goals": example(
        experiments.trial_form, StartExperiment(7, until=END, more=True, goals=("2",)), IDEA, [], goals=EVERY[:3]
    ),
    "idea_card.goals": example(ideas.idea_card, IDEA, None, Signals(goals=(ON_TIME.name, REST.name))),
    "idea_card.goals_hard_words": example(ideas.idea_card, IDEA, None, Signals(goals=(HARD.name, LONGEST.name))),
}
