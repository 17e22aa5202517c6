"""The words on the buttons and questions that people use, as the gallery's examples show them."""

from dataclasses import replace

from bot.intents import (
    AllowTrial,
    AnswerChallenge,
    AskToWithdraw,
    EditPermissionCard,
    EndChallenge,
    EnterCode,
    Intent,
    ItIsMine,
    LeaveTrial,
    MoreOf,
    MyPage,
    OpenAnswer,
    OpenCheckIn,
    OpenComment,
    OpenDecision,
    OpenJoining,
    OpenNotNow,
    OpenSettings,
    OpenWouldHelp,
    Part,
    PlanExperiment,
    SeeChallenge,
    SeeGoal,
    SeeIdea,
    SeeTour,
    SetUpChannel,
    ShowCode,
    Support,
    TakeBack,
    TakeUnitBack,
    UnlinkChannel,
    WriteChallenge,
    WriteGoal,
    WriteIdea,
    WriteQuickTrial,
)
from bot.model import Answer, AnswerKind, Decision, Stage
from bot.views import aims, common, stages
from bot.views.kinds import Card, Choice, Form, Notice, Report
from bot.views.text import Text, Words, plain, say_in
from tests.adapters.gallery import EXAMPLES
from tests.adapters.gallery.records import IDEA


def label(example: str, asks: type[Intent], wanted: object = None) -> Words:
    """What the button says that asks for this."""
    shown = EXAMPLES[example].shown
    buttons = list(shown.buttons)
    if isinstance(shown, Report):
        buttons += [item.button for section in shown.sections for item in section.items if item.button]
    fitting = (one for one in buttons if isinstance(one.intent, asks))
    return next(one.label for one in fitting if wanted is None or wanted in values(one.intent))


def values(intent: Intent) -> list[object]:
    """What the intent holds."""
    return [getattr(intent, name) for name in intent.__dataclass_fields__]


def form(example: str) -> Form:
    """A form of the gallery."""
    shown = EXAMPLES[example].shown
    assert isinstance(shown, Form)
    return shown


def question(example: str, name: str) -> Words:
    """What the question says that fills this field."""
    return next(one.label for one in (*form(example).fields, *form(example).more) if one.name == name)


def choice(example: str, name: str, value: str) -> Words:
    """What one of its choices says."""
    found = next(one for one in (*form(example).fields, *form(example).more) if one.name == name)
    assert isinstance(found, Choice)
    return next(one.label for one in found.options if one.value == value)


def sentence(example: str) -> Words:
    """What a notice says, or the last line of a card."""
    shown = EXAMPLES[example].shown
    assert isinstance(shown, Notice | Card)
    words = shown.text if isinstance(shown, Notice) else shown.note
    assert words
    return words


def title(example: str) -> Words:
    """The heading of a card."""
    shown = EXAMPLES[example].shown
    assert isinstance(shown, Card)
    return shown.title


ABOUT, TITLE, HOW = (question("share_form", name) for name in ("about", "title", "name"))
ANONYMOUSLY = choice("share_form", "name", "anonymous")
KIND, A_NEED = question("share_form", "kind"), choice("share_form", "kind", "need")
MORE = form("share_form").ask_more or common.more_questions()
SHARE_ANYWAY = form("share_form.similar").submit
ANONYMOUS = say_in("card", "Anonymous")

SUPPORT, LET_US_TRY = (label("idea_card", one) for one in (Support, PlanExperiment))
COMMENT, WOULD_HELP = (label("idea_card", one) for one in (OpenComment, OpenWouldHelp))
IM_IN, LEAVE = label("idea_card.trial", OpenJoining), label("joined_trial", LeaveTrial)
COMMENT_TEXT, TAKE_UNIT_BACK = question("comment_form", "text"), label("unit_on_card", TakeUnitBack)
TAKE_BACK = label("supported", TakeBack)
WITHDRAW, WITHDRAW_ONE = (label(example, AskToWithdraw) for example in ("shared", "more.own"))
SHOW = label("my_page", SeeIdea)
WITHDRAWN_BY_AUTHOR, WITHDRAWN_TITLE = sentence("idea_card.withdrawn"), title("idea_card.withdrawn")
NEED, ADOPTED, IN_TRIAL = (stages.STAGES[one] for one in (Stage.NEED, Stage.ADOPTED, Stage.TRIAL))

UNIT, LANGUAGE_OF_CHANNEL = (question("link_form", name) for name in ("unit", "language"))
SUPERVISOR, RENEWER = (question("link_form", name) for name in ("supervisor", "renewer"))
CHANGE_CHANNEL = label("channels_report", SetUpChannel)
UNLINK = label("link_form.linked", UnlinkChannel)
TRY_AGAIN = label("being_looked_up", SetUpChannel)

WHAT, WHY, UNTIL = (question("trial_form", name) for name in ("what", "why", "until"))
ON_TRACK, NEEDS_HELP = (label("checkin_card", OpenCheckIn, one) for one in (Answer.ON_TRACK, Answer.NEEDS_HELP))
OBSERVATION, LESSON = question("checkin_form", "observation"), question("decision_form.adopt", "lesson")
ADOPT = label("checkin_card.ending", OpenDecision, Decision.ADOPT)

DIFFERENTLY, GOOD, WHOSE = (question("quick_form", name) for name in ("what", "good", "whose"))
LOG_QUICK_TRIAL, LOG_ANOTHER = label("help_report", WriteQuickTrial), label("logged.meeting", WriteQuickTrial)
IT_IS_MINE, A_COLLEAGUE = label("idea_card.quick_colleague", ItIsMine), say_in("card", "A colleague")
LOOKED_UP = sentence("being_looked_up.quick")
STAYED, NOT_THEIRS = label("checkin_card.stay", OpenDecision, Decision.ADOPT), sentence("colleague")
WRITE_CARD, CONTINUE = label("card_report.none", EditPermissionCard), label("opening.personal", MyPage)
COST, OWN_WORDS = (question("card_form", name) for name in ("cost", "words"))
PERMISSION, OUTSIDE = (
    question("trial_form.permission", "permission"),
    choice("trial_form.permission", "permission", "outside"),
)
GO_AHEAD, NOT_NOW = (label("question_card", one) for one in (AllowTrial, OpenNotNow))
REASON, REVIEW_ON = (question("not_now_form", name) for name in ("reason", "review_on"))
ANSWER = label("overdue_card", OpenAnswer)
WHICH_ANSWER, LET_US = question("answer_form", "kind"), choice("answer_form", "kind", AnswerKind.TRY)
WRITE_GOAL, SHOW_GOAL = label("goals_report.writes", WriteGoal), label("goals_report", SeeGoal)
GOAL, HOW_NOTICED, MEASURED_IN, TARGET = (
    question("goal_form", name) for name in ("name", "measure", "measure_unit", "target")
)
GOALS, CHOOSE_GOALS = question("share_form.goals", "goals"), aims.choose_button(0).label
ASK_A_CHALLENGE = label("challenges_report.asks", WriteChallenge)
QUESTION, CHALLENGE_CHANNELS = (question("challenge_form", name) for name in ("question", "channels"))
ANSWER_WITH_AN_IDEA, END_CHALLENGE = (label("challenge_card.own", one) for one in (AnswerChallenge, EndChallenge))
SHOW_CHALLENGE = label("challenges_report", SeeChallenge)
MORE_OF, OTHER_QUESTIONS = label("idea_card", MoreOf), form("trial_form").ask_more or common.more_questions()

SHARE, MY_PAGE, SETTINGS = (label("help_report", one) for one in (WriteIdea, MyPage, OpenSettings))
HOW_IT_WORKS, NEXT, BACK = label("help_report", SeeTour), label("tour_report", SeeTour), say_in("button", "Back")
SHOW_CODE, I_HAVE_A_CODE = (label("my_page", one) for one in (ShowCode, EnterCode))
PART = label("joined", Part)
CODE, MY_LANGUAGE = question("code_form", "code"), question("settings_form", "language")
OPEN_THE_FORM = label("opening", WriteIdea)

JOINED, NOT_AN_ADMIN = sentence("joined"), sentence("admins.no_contact")
NOT_YOURS, ALREADY_TRYING, OUTSIDER = (sentence(one) for one in ("own", "already_trying", "outsider"))


def said(text: str) -> Words:
    """Somebody's own words."""
    return plain(text)


def tally(count: int) -> Text:
    """What a card says of its support."""
    return stages.tally(replace(IDEA, support=count))
