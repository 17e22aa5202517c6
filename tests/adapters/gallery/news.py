"""Examples of news that is told together."""

from dataclasses import replace

from bot.model import AnswerKind, Change, Stage, Subject
from bot.views import news
from tests.adapters.gallery.decisions import STARTED, STOPPED
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import AINO, IDEA, MARKUP, words

GATHERED = Subject("gathered", 3)
TRIED = replace(IDEA, stage=Stage.TRIAL)
HOMELESS = replace(IDEA, id=8, unit=None, title="Kävelykokous", stage=Stage.MERGED)
GONE = replace(IDEA, id=9, stage=Stage.WITHDRAWN)
THANKED = Change(3, 7, Stage.IDEA, "Otamme tämän mukaan.", AINO, AnswerKind.THANKS)
MERGED = Change(6, 8, Stage.MERGED, words(1500), AINO)
WITHDRAWN = Change(7, 9, Stage.WITHDRAWN, "", None)

EXAMPLES: Examples = {
    "news_report": example(
        news.news_report,
        GATHERED,
        [(THANKED, TRIED, None), (MERGED, HOMELESS, IDEA), (STARTED, TRIED, None), (WITHDRAWN, GONE, None)],
    ),
    "news_report.edited": example(news.news_report, GATHERED, [(THANKED, IDEA, None), (None, IDEA, None)]),
    "news_report.longest": example(
        news.news_report,
        GATHERED,
        [
            (replace(STOPPED, id=number, reason=words(1500)), replace(IDEA, id=number, title=words(150)), None)
            for number in range(40)
        ],
    ),
    "news_report.markup": example(
        news.news_report,
        GATHERED,
        [(replace(STOPPED, reason=MARKUP), replace(IDEA, title=MARKUP), None), (STARTED, IDEA, None)],
    ),
    "no_news": example(news.no_news, GATHERED),
}
