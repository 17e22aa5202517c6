"""Examples of lessons, searched for and shown while something new is being written."""

from dataclasses import replace

from bot.intents import FindLessons, LogQuickTrial, ShareIdea, StartExperiment
from bot.model import Stage, Subject
from bot.views import experiments, ideas, lessons, quick
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import END, IDEA, MARKUP, UNITS, words

LESSON = "Sopikaa ensin, kuka tarkistaa laatikot illalla."
STOPPED = replace(IDEA, id=9, title="Avaimet autoihin", stage=Stage.STOPPED, lesson=LESSON)
ADOPTED = replace(IDEA, id=8, title="Avainkaappi kotihoidon autoihin", stage=Stage.ADOPTED, lesson=LESSON)
DECLINED = replace(IDEA, id=10, stage=Stage.DECLINED)
TYPED = ShareIdea(title=IDEA.title, about=IDEA.about, unit=1, anyway=True)
NEW = StartExperiment(title=IDEA.title, what="Avainlaatikko autoon.", why="Aikaa säästyy.", until=END, anyway=True)

EXAMPLES: Examples = {
    "lessons": example(lessons.lessons, FindLessons(), "", [ADOPTED, STOPPED], more=True),
    "lessons.words": example(lessons.lessons, FindLessons("avaimet"), "avaimet", [STOPPED], more=False),
    "lessons.none": example(lessons.lessons, FindLessons(), "", [], more=False),
    "lessons.no_match": example(lessons.lessons, FindLessons(MARKUP), MARKUP[:100], [], more=False),
    "lessons.markup": example(
        lessons.lessons,
        FindLessons(MARKUP),
        MARKUP[:100],
        [replace(STOPPED, title=MARKUP, lesson=MARKUP)],
        more=False,
    ),
    "lessons.no_more": example(lessons.lessons, FindLessons(after=9), "", [], more=False),
    "lesson_card": example(lessons.lesson_card, Subject("lesson", 9), STOPPED),
    "lesson_card.hard_words": example(
        lessons.lesson_card, Subject("lesson", 9), replace(STOPPED, unit=None, title=MARKUP, lesson=words(1500))
    ),
    "lessons.longest": example(
        lessons.lessons,
        FindLessons(words(100)),
        words(100),
        [replace(STOPPED, id=number, title=words(150), lesson=words(1500)) for number in range(10)],
        more=True,
    ),
    "share_form.lessons": example(ideas.share_form, TYPED, UNITS, [ADOPTED, STOPPED, DECLINED], "Slack"),
    "trial_form.lessons": example(experiments.trial_form, NEW, None, UNITS, [ADOPTED, STOPPED, DECLINED]),
    "trial_form.of_an_idea_with_lessons": example(
        experiments.trial_form, StartExperiment(7, until=END), IDEA, [], [ADOPTED, STOPPED, DECLINED]
    ),
    "quick_form.lessons": example(
        quick.quick_form, LogQuickTrial(IDEA.title, unit=1, anyway=True), [ADOPTED, STOPPED, DECLINED]
    ),
    "quick_form.lessons_longest": example(
        quick.quick_form,
        LogQuickTrial(words(150), words(3000), anyway=True),
        [replace(STOPPED, title=words(150), lesson=words(1500))] * 3,
    ),
}
