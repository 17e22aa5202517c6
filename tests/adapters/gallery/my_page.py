"""Examples of one's own page, and of the welcome."""

from dataclasses import replace

from bot.model import Awaited, OwnTrial, Stage, Subject, TrialState, Waiting
from bot.views import my_page
from bot.views.settings import join_buttons
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.ideas import LIKE_IT
from tests.adapters.gallery.records import DAY, EMOJI, IDEA, MARKUP, RIGHT_TO_LEFT, words

WAYS = my_page.ways()
WAITS = [
    Waiting(Awaited.PERMISSION, 8, "Sähköpyörä kotikäynneille", DAY, passed=False, own=True),
    *(Waiting(Awaited.ANSWER, number, "Hiljainen tunti", DAY, passed=False, own=True) for number in range(9, 13)),
]

EXAMPLES: Examples = {
    "my_page": example(
        my_page.my_page,
        [IDEA, replace(LIKE_IT, stage=Stage.TRIAL)],
        [OwnTrial(number, "Hiljainen tunti", state, DAY) for number, state in enumerate(TrialState)],
        [replace(LIKE_IT, stage=Stage.ADOPTED)],
        WAITS,
        (*WAYS, *join_buttons(joined=False)),
        new=False,
    ),
    "my_page.more": example(my_page.my_page, [IDEA] * 6, [], [LIKE_IT] * 6, [], WAYS, new=False),
    "welcome_report": example(my_page.welcome_report, Subject("welcome", 7), admin=False),
    "welcome_report.admin": example(my_page.welcome_report, Subject("welcome", 7), admin=True),
    "my_page.first": example(my_page.my_page, [], [], [], [], (*WAYS, *join_buttons(joined=True)), new=True),
    "my_page.first_admin": example(my_page.my_page, [], [], [], [], WAYS, new=True, admin=True),
    "my_page.hard_words": example(
        my_page.my_page,
        [replace(IDEA, title=title) for title in (MARKUP, EMOJI, RIGHT_TO_LEFT, words(150))],
        [OwnTrial(7, MARKUP, TrialState.RUNNING, DAY)],
        [],
        [],
        (),
        new=False,
    ),
}
