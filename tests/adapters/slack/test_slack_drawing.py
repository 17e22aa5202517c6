"""Everything that Latu shows, within Slack's limits and harmless whatever people write."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.forms import closing, filled, modal
from adapters.slack.render import blocks, message, subject_of, text
from adapters.slack.text import typed
from bot.intents import MENTION, LinkChannel, ShareIdea, StartExperiment, Support, WriteIdea, decode, encode
from bot.model import Place, Subject
from bot.views.kinds import (
    Button,
    Card,
    Choice,
    Day,
    Fact,
    Field,
    Form,
    Item,
    Line,
    Message,
    Notice,
    Offer,
    Option,
    Paragraph,
    PersonPick,
    Report,
    Section,
)
from bot.views.text import Words, plain, say, say_in
from tests.adapters.slack.workspace import CHANNEL, TEAM, texts, validated, validated_view

IDEAS = Place("slack", TEAM, CHANNEL, CHANNEL, name="ideas")
SUPPORT = Button(say("Support"), Support(7), say("Support: {title}", title="Spare keys " * 20))
NASTY = "<!channel> <@U0BOSS> @here *bold* _i_ ~s~ `c` &lt; > quote :tada: https://a.b <https://a.b|x>"
WRITTEN = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
PEOPLES = WRITTEN | st.sampled_from([NASTY, "", " ", "x" * 9000])


def card(words: Words, **other: Any) -> Card:
    parts: dict[str, Any] = {
        "byline": say("{author}, {unit}. Shared {date}.", author=words, unit=words, date=date(2026, 11, 24)),
        "body": (words, words),
        "facts": (Fact(say_in("label", "Stage"), say("Idea")), Fact(words, words)),
        "buttons": (SUPPORT, Button(words, WriteIdea(getattr(words, "words", "")))),
        "note": words,
    }
    return Card(Subject("idea", 7), words, **{**parts, **other})


def report(words: Words, lines: int = 2) -> Report:
    items = tuple(Item(words, SUPPORT) for _ in range(lines))
    return Report(words, (Section(words, items),), Subject("digest", 3), words, words, (SUPPORT,))


def form(fields: tuple[Field, ...], builds: Any, **other: Any) -> Form:
    return Form(say("Share an idea"), builds, fields, say("Share an idea"), **other)


def check(shown: Message) -> None:
    sent = message(shown, "en")
    validated(sent["blocks"])
    assert 1 <= len(sent["blocks"]) <= 50
    assert 1 <= len(sent["text"]) <= 4000
    assert "<" not in sent["text"]
    identities = [block["block_id"] for block in sent["blocks"] if "block_id" in block]
    assert len(identities) == len(set(identities))
    buttons = [element["action_id"] for block in sent["blocks"] for element in pressable(block)]
    assert len(buttons) == len(set(buttons))
    for one in texts(sent["blocks"]):
        assert one["type"] == "plain_text" or "<" not in one["text"]
    json.dumps(sent).encode()


def pressable(block: dict[str, Any]) -> list[dict[str, Any]]:
    elements = block.get("elements", []) + ([block["accessory"]] if "accessory" in block else [])
    return [element for element in elements if element["type"] == "button"]


@settings(deadline=None)
@given(PEOPLES)
def test_whatever_people_write_is_drawn_within_the_limits_and_pings_nobody(words: str) -> None:
    for shown in (card(plain(words)), report(plain(words)), Notice(plain(words), "info", (SUPPORT,))):
        check(shown)


@settings(deadline=None)
@given(PEOPLES, PEOPLES)
def test_whatever_people_write_fits_the_form(typed_before: str, words: str) -> None:
    fields: tuple[Field, ...] = (
        Line("title", plain(words), plain(words), plain(words)),
        Choice("unit", plain(words), (Option("3", plain(words)),), plain(words)),
    )
    more = (Paragraph("about", plain(words)),)
    offer = Offer(plain(words), Button(plain(words), Support(3)))
    shown = form(
        fields, ShareIdea(typed_before, unit=3), intro=(plain(words),), offers=(offer,), more=more, buttons=(SUPPORT,)
    )
    view = modal(shown, "en", IDEAS)
    validated_view(view)
    if len(typed_before) <= 3000:
        element = next(block["element"] for block in view["blocks"] if block.get("block_id") == "title")
        assert element.get("initial_value", "") == typed_before
        assert element["max_length"] >= len(typed_before)


@pytest.mark.parametrize("shown", [card(plain(NASTY)), report(plain(NASTY)), Notice(plain(NASTY))])
def test_peoples_markup_stays_words(shown: Message) -> None:
    assert any(one["text"] == NASTY for one in texts(blocks(shown, "en")))
    assert not [one for one in texts(blocks(shown, "en")) if one["type"] == "mrkdwn" and "bold" in one["text"]]


def test_a_card_is_read_in_the_order_title_stage_byline_body_facts_note_and_its_buttons_stand_above_the_body() -> None:
    shown = Card(
        Subject("idea", 7),
        plain("Spare keys"),
        say("Anonymous"),
        (plain("We wait at the door."),),
        (
            Fact(say_in("label", "Stage"), say("Idea")),
            Fact(say_in("label", "Support"), plain("4 & more")),
            Fact(say_in("label", "Edited"), say("{date}", date=date(2026, 11, 24))),
        ),
        (SUPPORT,),
        say("This idea is already decided. The reason is on the card."),
    )
    drawn = blocks(shown, "en")
    kinds = ["header", "section", "context", "actions", "section", "section", "context"]
    assert [block["type"] for block in drawn] == kinds
    assert drawn[1]["text"] == {"type": "mrkdwn", "text": "*Stage:* Idea", "verbatim": True}
    assert drawn[3]["block_id"] == "idea:7"
    assert drawn[3]["elements"][0]["style"] == "primary"
    assert len(drawn[3]["elements"][0]["accessibility_label"]) <= 75
    assert drawn[5]["fields"][0]["type"] == "plain_text"
    assert drawn[5]["fields"][1] == {"type": "mrkdwn", "text": "*Edited*\n24 Nov 2026", "verbatim": True}
    assert text(shown, "en").splitlines() == [
        "Spare keys",
        "Stage: Idea",
        "Anonymous",
        "We wait at the door.",
        "Support: 4 &amp; more",
        "Edited: 24 Nov 2026",
        "This idea is already decided. The reason is on the card.",
    ]


def test_of_a_card_without_a_main_button_none_is_coloured() -> None:
    assert "style" not in repr(blocks(card(plain("Keys"), buttons=(SUPPORT,), main=False), "en"))


def test_buttons_for_whoever_has_read_a_card_stand_after_all_of_it_and_know_its_subject() -> None:
    drawn = blocks(card(plain("Keys"), others_last=True, facts=()), "en")
    assert [block["type"] for block in drawn][-2:] == ["actions", "context"]
    rows = [block for block in drawn if block["type"] == "actions"]
    assert [len(row["elements"]) for row in rows] == [1, 1]
    assert [subject_of(row["block_id"]) for row in rows] == [Subject("idea", 7)] * 2
    check(card(plain("Keys"), others_last=True))


def test_the_line_for_a_telephone_comes_first_and_repeats_no_title() -> None:
    shown = Card(Subject("idea", 7), plain("Keys"), notification=say("New idea: {title}", title="Keys"))
    assert text(shown, "en") == "New idea: Keys"
    other = Card(Subject("idea", 7), plain("Keys"), notification=say("New idea"))
    assert text(other, "en") == "New idea\nKeys"


def test_a_very_long_card_or_report_says_that_something_is_left_out_and_keeps_its_buttons() -> None:
    for shown, rest in (
        (card(plain("a"), body=(plain("b"),) * 60, facts=(Fact(plain("c"), plain("d")),) * 60), -2),
        (report(plain("a"), 200), -3),
    ):
        check(shown)
        drawn = blocks(shown, "en")
        assert len(drawn) == 50
        assert drawn[rest]["elements"][0]["text"] == "The rest does not fit here."
        assert "actions" in [block["type"] for block in drawn]


def test_a_long_text_is_cut_with_a_visible_mark() -> None:
    drawn = blocks(Notice(plain("x" * 9000)), "en")
    assert drawn[0]["text"]["text"].endswith("x…")
    assert len(drawn[0]["text"]["text"]) == 3000
    assert text(Notice(plain("&" * 9000)), "en").endswith("&amp;…")


def test_a_text_too_long_for_a_button_is_cut_and_still_an_intent() -> None:
    drawn = blocks(Notice(say("Open the form"), "info", (Button(say("Open the form"), WriteIdea('"' * 4000)),)), "en")
    value = drawn[-1]["elements"][0]["value"]
    assert len(value) <= 2000
    intent = decode(value)
    assert isinstance(intent, WriteIdea)
    assert intent.text.endswith('"…')
    assert len(intent.text) > 900


def test_a_clicked_line_of_a_report_leads_back_to_the_report() -> None:
    drawn = blocks(report(plain("a")), "en")
    assert subject_of(drawn[3]["block_id"]) == Subject("digest", 3)
    assert subject_of("b1") is None


def test_every_kind_of_question_is_drawn_with_its_present_answer_and_read_back() -> None:
    fields: tuple[Field, ...] = (
        Line("title", say("The idea in one sentence"), required=True),
        Choice("unit", say("Work community"), units(40), few=False),
        Choice("benefits", say("Who benefits?"), units(4), many=True),
        Choice("origin", say("Whose observation?"), (Option("own", say("Own")), Option("customer", say("Other")))),
    )
    present = ShareIdea("Keys", unit=3, benefits=("1", "2"), origin="customer", kind="need")
    view = modal(form(fields, present), "en", None)
    validated_view(view)
    elements = [block["element"] for block in view["blocks"]]
    assert [one["type"] for one in elements] == ["plain_text_input", "static_select", "checkboxes", "radio_buttons"]
    assert [block["optional"] for block in view["blocks"]] == [False, True, True, True]
    assert filled(sent(view)) == present


def test_a_day_and_people_are_picked_and_read_back() -> None:
    days = (Day("until", say("Until when"), required=True),)
    trial = StartExperiment(7, until=date(2026, 12, 24))
    people = (PersonPick("supervisor", say("Supervisor")), PersonPick("deputy", say("Deputy")))
    linked = LinkChannel(unit="Home care", supervisor="U0AINO")
    for shown, present in ((form(days, trial), trial), (form(people, linked), linked)):
        view = modal(shown, "en", IDEAS)
        validated_view(view)
        assert filled(sent(view)) == present


def test_hundreds_of_work_communities_are_all_there_in_groups() -> None:
    fields = (Choice("unit", say("Work community"), units(340), few=False),)
    view = modal(form(fields, ShareIdea(unit=339)), "en", None)
    validated_view(view)
    element = view["blocks"][0]["element"]
    assert sum(len(group["options"]) for group in element["option_groups"]) == 340
    assert element["initial_option"]["value"] == "339"


def test_a_choice_without_options_is_not_asked() -> None:
    view = modal(form((Choice("unit", say("Work community"), ()),), ShareIdea()), "en", None)
    validated_view(view)


def test_further_questions_have_a_button_until_they_are_open() -> None:
    more = (Paragraph("about", say("What does not work now, and for whom?")),)
    closed = modal(form((Line("title", say("Title")),), ShareIdea(), more=more), "en", None)
    assert closed["blocks"][-1]["elements"][0]["action_id"] == "latu:more"
    opened = modal(form((Line("title", say("Title")),), ShareIdea(more=True), more=more), "en", None)
    assert [block["block_id"] for block in opened["blocks"]] == ["title", "about"]
    assert decode(opened["private_metadata"]) == ShareIdea(more=True)


def test_an_error_stands_before_its_question() -> None:
    wrong = {"title": say("Write something here first.")}
    view = modal(form((Line("title", say("Title")),), ShareIdea(), errors=wrong), "en", None)
    assert [block["type"] for block in view["blocks"]] == ["section", "input"]


def test_a_closing_modal_has_nothing_to_send() -> None:
    for shown in (Notice(say("Thank you."), "done"), card(plain("a")), report(plain("a"), 90)):
        view = closing(shown, "en", IDEAS)
        validated_view(view)
        assert "submit" not in view


def test_typed_links_and_mentions_read_as_they_looked() -> None:
    assert typed("<@U1> a &amp;amp; <mailto:a@b.c|a@b.c> <#C1|ideas> <!subteam^S1|@crew> <@U2>", "U1") == (
        f"a &amp; a@b.c #ideas @crew {MENTION}",
        ("@U2",),
    )


def units(number: int) -> tuple[Option, ...]:
    return tuple(Option(str(one), plain(f"Work community {one} " + "x" * 80)) for one in range(number))


def sent(view: dict[str, Any]) -> dict[str, Any]:
    """The modal as Slack would send it, nothing changed by the person."""
    values = {block["block_id"]: {"answer": answered(block["element"])} for block in view["blocks"]}
    return {**view, "state": {"values": values}}


def answered(element: dict[str, Any]) -> dict[str, Any]:
    renamed = {
        "initial_value": "value",
        "initial_option": "selected_option",
        "initial_options": "selected_options",
        "initial_user": "selected_user",
        "initial_date": "selected_date",
    }
    chosen = {new: element.get(old) for old, new in renamed.items()}
    return {"type": element["type"], **chosen}


def test_what_a_button_carries_is_the_intent() -> None:
    drawn = blocks(Notice(say("x"), "info", (SUPPORT,)), "en")
    assert drawn[-1]["elements"][0]["value"] == encode(Support(7))
