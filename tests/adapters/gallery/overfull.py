"""Examples of more than any platform shows: checked against every limit, too long for a golden file."""

from dataclasses import replace

from bot.intents import AimAt, ShareIdea
from bot.model import Area, Subject, Unit, Week
from bot.views import aims, challenges, digests, goals, ideas, steering
from bot.views.settings import ways
from tests.adapters.gallery.challenges import OVER
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.goals import ON_TIME
from tests.adapters.gallery.records import IDEA, TRIAL, words
from tests.adapters.gallery.steering import MANY

MANY_IDEAS = [replace(IDEA, id=number, title=words(150)) for number in range(1, 121)]
MANY_TRIALS = tuple(replace(TRIAL, title=words(150)) for _ in range(120))
MANY_GOALS = [replace(ON_TIME, id=number, name=words(150), area=list(Area)[number % 4]) for number in range(1, 101)]

OVERFULL: Examples = {
    "my_page.overfull": example(ideas.my_page, MANY_IDEAS, ways()),
    "digest_report.overfull": example(
        digests.digest_report,
        Subject("digest", 2),
        Week(47, tuple(MANY_IDEAS), tuple(MANY_IDEAS), MANY_TRIALS, MANY_TRIALS, MANY_TRIALS),
    ),
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
