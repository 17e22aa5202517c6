"""Examples of ideas: the form, the card in each of its stages, and what their people are told."""

from dataclasses import replace

from bot.intents import EditIdea, ShareIdea, WithdrawIdea
from bot.model import Decision, Signals, Stage, Subject
from bot.views import editing, ideas, own_support, refusals, withdrawing
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.permissions import AGAIN, DECLINED, WAITING
from tests.adapters.gallery.records import (
    AINO,
    DAY,
    EMOJI,
    HELD_UP,
    IDEA,
    KITCHENS,
    LINES,
    MARKUP,
    NAMELESS,
    OTTO,
    PLAN,
    RIGHT_TO_LEFT,
    TALK,
    TRIAL,
    UNITS,
    words,
)

EDITED = Subject("edited", IDEA.id)
CHATS = "Slack, Microsoft Teams"
TYPED = ShareIdea(title=IDEA.title, about=IDEA.about, unit=1)
ADOPTED = replace(TRIAL, decision=Decision.ADOPT, latest=HELD_UP)
SENTENCE = "Kotihoidon autojen vara-avaimet pidettäisiin lukitussa laatikossa autossa eikä enää toimiston kaapissa"
LESSON = "Sopikaa ensin, kuka tarkistaa laatikot illalla."
LINK = "https://kunta.slack.com/archives/C0IDEAS0001/p1793088000000100?thread_ts=1793080000.000100&cid=C0IDEAS0001"
TEAMS_LINK = (
    "https://teams.microsoft.com/l/message/19:ideas@thread.tacv2/1767765480003"
    "?tenantId=6f1d2c3b-4a59-4e68-8d7c-9b0a1f2e3d4c&parentMessageId=1767765480003"
)
MESSAGE = replace(TYPED, captured=True, writer="U0OTTO00001", link=LINK)
BARE = replace(IDEA, about="", unit=None, benefits=(), origin="own", author=None, support=0)
LIKE_IT = replace(IDEA, id=8, title="Avainkaappi kotihoidon autoihin", support=1)
STOPPED = replace(IDEA, id=9, title="Avaimet autoihin", stage=Stage.STOPPED, lesson=LESSON)

LONG = replace(
    IDEA,
    title=words(150),
    about=words(3000),
    unit=replace(KITCHENS, name=words(100)),
    benefits=tuple(ideas.BENEFITS),
    author=replace(AINO, name=words(80)),
    lesson=words(1500),
)

FORMS: Examples = {
    "share_form": example(ideas.share_form, ShareIdea(), UNITS, [], CHATS),
    "share_form.first_of_all": example(ideas.share_form, ShareIdea(), [], [], "Slack"),
    "share_form.typed": example(ideas.share_form, TYPED, UNITS, [], CHATS),
    "share_form.unfolded": example(ideas.share_form, replace(TYPED, more=True, benefits=("staff",)), UNITS, [], CHATS),
    "share_form.anonymous": example(ideas.share_form, replace(TYPED, more=True, name="anonymous"), UNITS, [], CHATS),
    "share_form.message": example(ideas.share_form, MESSAGE, UNITS, [], CHATS),
    "share_form.own_message": example(ideas.share_form, replace(TYPED, captured=True, link=LINK), UNITS, [], CHATS),
    "share_form.text_of_a_message": example(ideas.share_form, replace(TYPED, captured=True), UNITS, [], CHATS),
    "share_form.similar": example(ideas.share_form, replace(TYPED, anyway=True), UNITS, [LIKE_IT, IDEA], CHATS),
    "share_form.stopped": example(ideas.share_form, replace(TYPED, anyway=True), UNITS, [LIKE_IT, STOPPED], CHATS),
    "share_form.missing": example(ideas.share_form, ShareIdea(), UNITS, [], CHATS).wrong({"title": refusals.missing()}),
    "share_form.too_long": example(ideas.share_form, ShareIdea(title=words(162)), UNITS, [], CHATS).wrong(
        {"title": refusals.too_long(12)}
    ),
    "share_form.markup": example(
        ideas.share_form,
        ShareIdea(title=MARKUP, about=LINES, anyway=True),
        [replace(KITCHENS, name=MARKUP[:100])],
        [replace(IDEA, title=MARKUP)],
        CHATS,
    ),
    "share_form.longest": example(
        ideas.share_form,
        ShareIdea(title=words(3000), about=words(3000), anyway=True),
        [replace(KITCHENS, name=words(100))],
        [LONG] * 3,
        CHATS,
    ),
}
CARDS: Examples = {
    "idea_card.edited": example(ideas.idea_card, replace(IDEA, edited_on=DAY), None),
    "idea_card": example(ideas.idea_card, IDEA, None),
    "idea_card.need": example(ideas.idea_card, replace(IDEA, stage=Stage.NEED, support=1), None),
    "idea_card.anonymous": example(ideas.idea_card, replace(IDEA, author=None), None),
    "as_supporter": example(own_support.as_supporter, ideas.idea_card(IDEA, None), IDEA.id),
    "as_supporter.stopped": example(
        own_support.as_supporter, ideas.idea_card(replace(IDEA, stage=Stage.STOPPED, lesson=LESSON), TRIAL), IDEA.id
    ),
    "idea_card.asked": example(ideas.idea_card, IDEA, None, permit=WAITING),
    "idea_card.not_now": example(ideas.idea_card, IDEA, None, permit=DECLINED),
    "idea_card.asked_again": example(ideas.idea_card, IDEA, None, permit=AGAIN),
    "idea_card.name_unknown": example(ideas.idea_card, replace(IDEA, author=NAMELESS), None),
    "idea_card.message": example(ideas.idea_card, replace(IDEA, writer=OTTO, link=LINK), None),
    "idea_card.message_in_teams": example(ideas.idea_card, replace(IDEA, writer=NAMELESS, link=TEAMS_LINK), None),
    "idea_card.message_elsewhere": example(ideas.idea_card, replace(IDEA, link="https://a.example/b)|<x>"), None),
    "idea_card.bare": example(ideas.idea_card, BARE, None),
    "idea_card.sentence": example(ideas.idea_card, replace(IDEA, title=SENTENCE), None),
    "idea_card.talk": example(ideas.idea_card, IDEA, None, TALK),
    "idea_card.talk_in_trial": example(
        ideas.idea_card, replace(IDEA, stage=Stage.TRIAL), replace(TRIAL, joined=3), replace(TALK, comments=2)
    ),
    "idea_card.talk_once": example(
        ideas.idea_card,
        replace(IDEA, stage=Stage.STOPPED, lesson=LESSON),
        replace(TRIAL, decision=Decision.STOP, joined=1),
        Signals((KITCHENS,), 1, (replace(TALK.latest[0], author=NAMELESS),)),
    ),
    "idea_card.talk_hard_words": example(
        ideas.idea_card,
        IDEA,
        None,
        Signals(
            tuple(replace(KITCHENS, id=at, name=MARKUP[:100]) for at in range(1, 7)),
            2,
            (replace(TALK.latest[0], text=MARKUP), replace(TALK.latest[1], text="ä" * 1500)),
        ),
    ),
    "idea_card.trial": example(ideas.idea_card, replace(IDEA, stage=Stage.TRIAL), TRIAL),
    "idea_card.trial_needs_help": example(
        ideas.idea_card, replace(IDEA, stage=Stage.TRIAL), replace(TRIAL, latest=HELD_UP)
    ),
    "idea_card.adopted": example(ideas.idea_card, replace(IDEA, stage=Stage.ADOPTED), ADOPTED),
    "idea_card.new_round": example(ideas.idea_card, replace(IDEA, stage=Stage.ADAPTED, lesson=LESSON), TRIAL),
    "idea_card.stopped": example(
        ideas.idea_card, replace(IDEA, stage=Stage.STOPPED, lesson=LESSON), replace(TRIAL, decision=Decision.STOP)
    ),
    "idea_card.withdrawn": example(ideas.idea_card, replace(IDEA, stage=Stage.WITHDRAWN), None),
    "idea_card.markup": example(
        ideas.idea_card,
        replace(
            IDEA,
            title=MARKUP,
            about=LINES,
            unit=replace(KITCHENS, name=MARKUP),
            author=replace(AINO, name=MARKUP),
            lesson=MARKUP,
        ),
        replace(TRIAL, plan=replace(PLAN, what=MARKUP), latest=replace(HELD_UP, observation=LINES)),
    ),
    "idea_card.emoji": example(ideas.idea_card, replace(IDEA, title=EMOJI, about=EMOJI, lesson=EMOJI), None),
    "idea_card.right_to_left": example(
        ideas.idea_card, replace(IDEA, title=RIGHT_TO_LEFT, about=RIGHT_TO_LEFT, author=NAMELESS), None
    ),
    "idea_card.longest": example(
        ideas.idea_card,
        LONG,
        replace(
            TRIAL, plan=replace(PLAN, what=words(1500)), joined=3, latest=replace(HELD_UP, observation=words(1500))
        ),
        replace(TALK, latest=tuple(replace(one, text=words(1500)) for one in TALK.latest)),
    ),
    "idea_card.one_word": example(ideas.idea_card, replace(BARE, title="ä" * 150, about="ö" * 3000), None),
}
ANSWERS: Examples = {
    "supported": example(ideas.supported, IDEA),
    "supported.already": example(ideas.supported, IDEA, already=True),
    "supported.markup": example(ideas.supported, replace(IDEA, title=MARKUP)),
    "took_back": example(ideas.took_back),
    "shared": example(ideas.shared, IDEA, 1),
    "shared.two_channels": example(ideas.shared, IDEA, 2),
    "shared.anonymous": example(ideas.shared, BARE, 2),
    "shared.no_channel": example(ideas.shared, IDEA, 0),
    "shared.no_unit": example(ideas.shared, replace(IDEA, unit=None), 0),
    "shared.anonymous_no_channel": example(ideas.shared, replace(IDEA, author=None), 0),
    "edit_form": example(editing.edit_form, EditIdea(IDEA.id, IDEA.title, IDEA.about)),
    "edited": example(editing.edited),
    "edited_card": example(editing.edited_card, EDITED, IDEA),
    "edited_card.longest": example(editing.edited_card, EDITED, replace(IDEA, title=words(150), about=words(3000))),
    "edited_card.markup": example(editing.edited_card, EDITED, replace(IDEA, title=MARKUP, about=MARKUP, unit=None)),
    "unchanged": example(editing.unchanged),
    "withdraw_form": example(withdrawing.withdraw_form, WithdrawIdea(IDEA.id), IDEA),
    "withdraw_form.quick": example(withdrawing.withdraw_form, WithdrawIdea(IDEA.id), IDEA, quick=True),
    "withdrawn": example(withdrawing.withdrawn),
}
EXAMPLES: Examples = FORMS | CARDS | ANSWERS
