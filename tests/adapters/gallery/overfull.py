"""Examples of more than any platform shows: checked against every limit, too long for a golden file."""

from dataclasses import replace

from bot.intents import ShareIdea
from bot.model import Subject, Unit, Week
from bot.views import digests, ideas, steering
from bot.views.settings import ways
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import IDEA, TRIAL, words
from tests.adapters.gallery.steering import MANY

MANY_IDEAS = [replace(IDEA, id=number, title=words(150)) for number in range(1, 121)]
MANY_TRIALS = tuple(replace(TRIAL, title=words(150)) for _ in range(120))

OVERFULL: Examples = {
    "my_page.overfull": example(ideas.my_page, MANY_IDEAS, ways()),
    "digest_report.overfull": example(
        digests.digest_report,
        Subject("digest", 2),
        Week(47, tuple(MANY_IDEAS), tuple(MANY_IDEAS), MANY_TRIALS, MANY_TRIALS, MANY_TRIALS),
    ),
    "overview_report.overfull": example(steering.overview_report, MANY),
    "share_form.overfull": example(
        ideas.share_form,
        ShareIdea(unit=250, more=True),
        [Unit(number, f"Työyhteisö {number}") for number in range(1, 301)],
        [],
        "Slack, Microsoft Teams",
    ),
}
