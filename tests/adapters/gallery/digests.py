"""Examples of the weekly digest."""

from dataclasses import replace
from decimal import Decimal

from bot.model import Measure, Stage, Subject, Week
from bot.views import digests
from bot.views.measures import pictured
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import COURSE, EMOJI, IDEA, MARKUP, RIGHT_TO_LEFT, TRIAL, words

DIGEST = Subject("digest", 2)
MEASURE = Measure("Avainten hakuun kuluva aika", "min", Decimal(45))
HARD = (MARKUP, EMOJI, RIGHT_TO_LEFT, words(150))

EXAMPLES: Examples = {
    "digest_report": example(
        digests.digest_report,
        DIGEST,
        Week(
            number=47,
            new=(replace(IDEA, stage=Stage.NEED), replace(IDEA, id=8, title="Avainkaappi", stage=Stage.STOPPED)),
            supported=(IDEA, replace(IDEA, support=1)),
            running=(TRIAL,),
            ending=(replace(TRIAL, title="Avainkaappi"),),
            waiting=(replace(TRIAL, title="Aamupalaveri seisten"),),
        ),
    ),
    "digest_report.one_section": example(digests.digest_report, DIGEST, Week(47, (), (IDEA,), (), (), ())),
    "digest_report.pictured": example(digests.digest_report, DIGEST, Week(47, (), (IDEA,), (TRIAL,), (), ())).pictured(
        pictured(MEASURE, COURSE)
    ),
    "digest_report.quiet": example(digests.digest_report, DIGEST, Week(1, (), (), (), (), ())),
    "digest_report.hard_words": example(
        digests.digest_report,
        DIGEST,
        Week(
            53,
            tuple(replace(IDEA, title=title) for title in HARD),
            tuple(replace(IDEA, title=title) for title in HARD),
            tuple(replace(TRIAL, title=title) for title in HARD),
            (),
            tuple(replace(TRIAL, title=title) for title in HARD),
        ),
    ),
}
