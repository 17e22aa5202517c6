"""The words on the buttons and questions that people use, taken from the product's own views."""

from collections.abc import Iterable
from dataclasses import replace

from bot.intents import (
    AnswerCheckIn,
    Decide,
    EnterCode,
    Intent,
    Join,
    LinkChannel,
    MyPage,
    OpenCheckIn,
    OpenDecision,
    Part,
    PlanExperiment,
    SetLanguage,
    SetUpChannel,
    ShareIdea,
    ShowCode,
    StartExperiment,
    Support,
    TakeBack,
    UnlinkChannel,
    WithdrawIdea,
    WriteIdea,
)
from bot.model import Answer, Decision, Stage
from bot.views import channels, common, experiments, ideas, refusals, settings
from bot.views.kinds import Button, Choice, Form
from bot.views.text import Text, Words, say_in
from tests.adapters.gallery.records import IDEA, LAST_QUESTION, QUESTION, TRIAL


def label(buttons: Iterable[Button], asks: type[Intent], wanted: object = None) -> Words:
    """What the button says that asks for this."""
    found = (one for one in buttons if isinstance(one.intent, asks))
    return next(one.label for one in found if wanted is None or wanted in vars_of(one.intent))


def vars_of(intent: Intent) -> list[object]:
    return [getattr(intent, name) for name in intent.__dataclass_fields__]


def question(form: Form, name: str) -> Words:
    """What the question says that fills this field."""
    return next(one.label for one in (*form.fields, *form.more) if one.name == name)


def choice(form: Form, name: str, value: str) -> Words:
    """What one of its choices says."""
    found = next(one for one in (*form.fields, *form.more) if one.name == name)
    assert isinstance(found, Choice)
    return next(one.label for one in found.options if one.value == value)


SHARING = ideas.share_form(ShareIdea(), [], [], "Slack, Teams")
LINKING = channels.link_form(LinkChannel(), linked=True, units=[])
TRYING = experiments.trial_form(StartExperiment(7), IDEA)
CHECKING_IN = experiments.checkin_form(AnswerCheckIn(5), TRIAL)
DECIDING = experiments.decision_form(Decide(6), TRIAL)
OWN_PAGE = ideas.own_idea(IDEA)
WAYS = (*settings.ways(), *settings.join_buttons(joined=False), *settings.join_buttons(joined=True))

ABOUT, TITLE, HOW = (question(SHARING, name) for name in ("about", "title", "name"))
ANONYMOUSLY = choice(SHARING, "name", "anonymous")
MORE = SHARING.ask_more or common.more_questions()
SHARE_ANYWAY = ideas.share_form(ShareIdea(), [], [IDEA], "").submit
ANONYMOUS = say_in("card", "Anonymous")

SUPPORT, LET_US_TRY = (label(ideas.buttons(IDEA), one) for one in (Support, PlanExperiment))
TAKE_BACK = label(ideas.supported(IDEA).buttons, TakeBack)
WITHDRAW = label(ideas.shared(IDEA, 2).buttons, WithdrawIdea)
assert OWN_PAGE.button
WITHDRAW_ONE = OWN_PAGE.button.label
assert (note := ideas.idea_card(replace(IDEA, stage=Stage.WITHDRAWN), None).note)
WITHDRAWN_BY_AUTHOR = note

UNIT, LANGUAGE_OF_CHANNEL = (question(LINKING, name) for name in ("unit", "language"))
UNLINK = label(LINKING.buttons, UnlinkChannel)
TRY_AGAIN = label(channels.being_looked_up().buttons, SetUpChannel)
NOT_AN_ADMIN = channels.not_admin()

WHAT, UNTIL = (question(TRYING, name) for name in ("what", "until"))
ANSWERS = experiments.questions(QUESTION)
ON_TRACK, NEEDS_HELP = (label(ANSWERS, OpenCheckIn, one) for one in (Answer.ON_TRACK, Answer.NEEDS_HELP))
OBSERVATION, LESSON = question(CHECKING_IN, "observation"), question(DECIDING, "lesson")
ADOPT = label(experiments.questions(LAST_QUESTION), OpenDecision, Decision.ADOPT)

MY_PAGE, SHARE = label(WAYS, MyPage), label(WAYS, WriteIdea)
SHOW_CODE, I_HAVE_A_CODE, PART = (label(WAYS, one) for one in (ShowCode, EnterCode, Part))
CODE, JOINED = question(settings.code_form(Join()), "code"), settings.joined().text
MY_LANGUAGE = question(settings.settings_form(SetLanguage()), "language")
OPEN_THE_FORM = label(settings.opening(WriteIdea()).buttons, WriteIdea)

NOT_YOURS, OUTSIDER = refusals.not_yours(), refusals.outsider()


def tally(count: int) -> Text:
    """What a card says of its support."""
    return ideas.tally(replace(IDEA, support=count))
