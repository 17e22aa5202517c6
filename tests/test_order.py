"""What stands above the first button of a card, and what below."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intents import Help, MyPage
from bot.model import LANGUAGES, Subject
from bot.views.kinds import Button, Card, Fact
from bot.views.order import ABOVE, LINE, TITLE, lines, ordered, told
from bot.views.text import plain, read, say
from tests.adapters.gallery import EXAMPLES

STAGE = Fact(say("Stage"), say("Idea"))
MORE = Fact(say("Support"), plain("3"))
BUTTONS = (Button(say("Yes"), Help()), Button(say("No"), MyPage()))
BYLINE = plain("Aino Ahola, Kotihoito, itäinen. Jaettu 24.11.2026.")
WRITTEN = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def card(title: str, **other: object) -> Card:
    parts: dict[str, object] = {"byline": BYLINE, "facts": (STAGE, MORE), "buttons": BUTTONS} | other
    return Card(Subject("idea", 7), plain(title), **parts)  # type: ignore[arg-type]


def test_a_short_title_has_its_first_fact_and_its_byline_above_the_buttons() -> None:
    order = ordered(card("Vara-avaimet kotihoidon autoihin"), "fi")
    assert (order.lead, order.above, order.below) == (STAGE, BYLINE, None)
    assert order.facts == (MORE,)


def test_of_both_the_first_fact_stays_above_where_there_is_no_room_for_the_byline() -> None:
    order = ordered(card("Vara-avaimet kotihoidon autoihin ja laatikko autoon"[:72] + " joka lukitaan yöksi"), "fi")
    assert (order.lead, order.above, order.below) == (STAGE, None, BYLINE)


def test_a_long_first_fact_stands_below_and_the_byline_takes_its_room() -> None:
    reason = Fact(say("Reason"), plain("Autot vaihtuvat. " * 20))
    order = ordered(card("Vara-avaimet", facts=(reason, MORE)), "fi")
    assert (order.lead, order.above, order.facts) == (None, BYLINE, (reason, MORE))


def test_buttons_that_belong_together_are_never_apart() -> None:
    assert ordered(card("Saako aloittaa?"), "fi").first == BUTTONS
    order = ordered(card("Vara-avaimet", others_last=True), "fi")
    assert (order.first, order.others) == (BUTTONS[:1], BUTTONS[1:])


@given(WRITTEN, WRITTEN, WRITTEN)
def test_whatever_people_write_nothing_is_lost_and_five_lines_stand_above_the_buttons(
    title: str, value: str, byline: str
) -> None:
    shown = card(title, byline=plain(byline), facts=(Fact(say("Lesson"), plain(value)), MORE))
    order = ordered(shown, "en")
    assert tuple(fact for fact in (order.lead, *order.facts) if fact) == shown.facts
    assert [one for one in (order.above, order.below) if one] == [shown.byline]
    between = lines(told(order.lead, "en"), LINE) if order.lead else 0
    between += lines(read(order.above, "en"), LINE) if order.above else 0
    assert between == 0 or lines(title, TITLE) + between <= ABOVE


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_an_idea_stands_is_told_before_what_can_be_done(language: str) -> None:
    for name, one in EXAMPLES.items():
        if (
            name.startswith("idea_card")
            and isinstance(one.shown, Card)
            and lines(read(one.shown.title, language), TITLE) < ABOVE
        ):
            assert ordered(one.shown, language).lead == one.shown.facts[0], name


def test_nothing_becomes_the_main_button_for_whoever_has_pressed_it() -> None:
    for name, main in (("idea_card", True), ("as_supporter", False), ("as_supporter.stopped", True)):
        shown = EXAMPLES[name].shown
        assert isinstance(shown, Card)
        assert shown.main is main, name
