"""Examples of more than any platform shows: checked against every limit, too long for a golden file."""

from dataclasses import replace

from bot.intents import AimAt, ReadPart, ShareIdea
from bot.model import Answered, Area, Awaited, Decided, OwnTrial, Part, Stage, Subject, TrialState, Unit, Waiting, Week
from bot.views import aims, challenges, digests, goals, ideas, my_page, steering, waiting
from bot.views.settings import ways
from tests.adapters.gallery.challenges import OVER
from tests.adapters.gallery.digests import MOVED, PACE, TRIED
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.goals import ON_TIME
from tests.adapters.gallery.records import DAY, IDEA, words
from tests.adapters.gallery.steering import MANY

MANY_IDEAS = [replace(IDEA, id=number, title=words(150)) for number in range(1, 121)]
MANY_MOVED = tuple(replace(MOVED, id=number, title=words(150)) for number in range(1, 121))
MANY_TRIALS = (replace(TRIED, title=words(150)),) * 120
MANY_OWN = [OwnTrial(number, words(150), TrialState.PERMISSION, DAY) for number in range(1, 14)]
MANY_GOALS = [replace(ON_TIME, id=number, name=words(150), area=list(Area)[number % 4]) for number in range(1, 101)]
MANY_WAITING = [
    Waiting(kind, number, words(150), DAY, passed=True, own=True) for kind in Awaited for number in range(1, 41)
]

OVERFULL: Examples = {
    "my_page.overfull": example(my_page.my_page, MANY_IDEAS, MANY_OWN, MANY_IDEAS, MANY_WAITING, ways(), new=True),
    "waiting_report.overfull": example(waiting.waiting_report, MANY_WAITING),
    "digest_report.overfull": example(
        digests.digest_report,
        Subject("digest", 2),
        Week(
            47,
            waiting=tuple(MANY_WAITING),
            new=MANY_MOVED,
            supported=MANY_MOVED,
            decided=(Decided(7, words(150), 1, Stage.ADOPTED, words(1500)),) * 120,
            running=MANY_TRIALS,
            goals=tuple(MANY_GOALS),
            answered=Answered(MANY_MOVED, MANY_MOVED, MANY_MOVED),
            taking_part=tuple(Unit(number, words(96) + f"{number:04}") for number in range(1, 301)),
        ),
        PACE,
    ).drawn(),
    "part_report.overfull": example(digests.part_report, ReadPart(2, Part.NEW), Week(47, new=MANY_MOVED)),
    "overview_report.overfull": example(steering.overview_report, MANY),
    "goals_report.overfull": example(goals.goals_report, MANY_GOALS, writes=True),
    "aims_form.overfull": example(aims.aims_form, AimAt(IDEA.id, ("1",)), IDEA, MANY_GOALS),
    "unanswered_report.overfull": example(challenges.unanswered_report, Subject("unanswered", 3), OVER, MANY_IDEAS),
    "share_form.overfull": example(
        ideas.share_form,
        ShareIdea(unit=250, more=True),
        [Unit(number, f"Työyhteisö {number}") for number in range(1, 301)],
        [],
        "Slack, Microsoft Teams",
    ),
}
