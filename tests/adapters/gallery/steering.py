"""Examples of the leadership's overview."""

from dataclasses import replace

from bot.model import Kept, Overview, Practice, Subject, Unit
from bot.views import steering
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.goals import REST, WASTE
from tests.adapters.gallery.records import DAY, HOME_CARE, KITCHENS, MARKUP, TRIAL, words

BUSY = Practice(HOME_CARE, live=2, tried=5, aimed=3, shared=1)
WHOLE = Overview(
    day=DAY,
    practices=(
        BUSY,
        Practice(KITCHENS, live=1, tried=2, undecided=2, aimed=1),
        Practice(Unit(8, "Koulukeskus"), live=1, tried=1),
        Practice(Unit(9, "Kirjasto"), tried=1, aimed=1),
        Practice(Unit(10, "Varhaiskasvatus")),
    ),
    goals=(WASTE, REST),
    waiting=(TRIAL, replace(TRIAL, title="Aamupalaveri seisten", unit=None)),
    answers=Kept(11, 14),
)
HARD = replace(
    WHOLE,
    practices=tuple(replace(BUSY, unit=Unit(number, MARKUP)) for number in range(3)),
    goals=(replace(WASTE, name=MARKUP),) * 12,
    waiting=(replace(TRIAL, title=MARKUP),) * 7,
)
MANY = replace(
    WHOLE,
    practices=tuple(replace(BUSY, unit=Unit(number, words(150))) for number in range(300)),
    goals=(replace(WASTE, name=words(150)),) * 40,
    waiting=(replace(TRIAL, title=words(150)),) * 40,
)

EXAMPLES: Examples = {
    "overview_report": example(steering.overview_report, WHOLE),
    "overview_report.letter": example(steering.overview_report, WHOLE, Subject("overview", 3)),
    "overview_report.first_day": example(
        steering.overview_report, Overview(DAY, (Practice(HOME_CARE), Practice(KITCHENS, 1, 1, 0, 0, 1)), (), ())
    ),
    "overview_report.hard_words": example(steering.overview_report, HARD),
}
