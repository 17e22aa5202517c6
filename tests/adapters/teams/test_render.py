"""Cards, reports and notices in messages and dialogs."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from adapters.teams.elements import KEYS, MOST_BYTES, rows
from adapters.teams.render import activity, dialog
from bot.intents import KINDS, Help, MyPage, ShareIdea, Support, TakeBack, decode
from bot.model import Person, Subject, Unit
from bot.views.kinds import Button, Card, Chart, Fact, Form, Item, Line, Message, Notice, Picture, Report, Section
from bot.views.text import plain, say
from tests.adapters.teams.product import buttons, check, dialog_card, elements, sent_card, texts

IDEA = Subject("idea", 7)
EVIL = "[click](https://example.org) **now** <at>Everybody</at> {{DATE(2026-11-24T08:00:00Z, SHORT)}}\n# all"


def idea(title: str = "Spare keys", about: str = "We wait.\n\nOften.", support: int = 3) -> Card:
    return Card(
        IDEA,
        title=plain(title),
        byline=say(
            "{author}, {unit}. Shared {date}.",
            author=Person(1, "Aino"),
            unit=Unit(1, "Home care"),
            date=date(2026, 11, 24),
        ),
        body=(plain(about),),
        facts=(
            Fact(say("Stage"), say("Idea")),
            Fact(say("Support"), say("{count} people", count=support)),
            Fact(say("Lesson"), plain("Two were\nenough")),
            Fact(say("Whose observation?"), plain("Bo's")),
            Fact(say("Until when"), say("{date}", date=date(2026, 12, 1))),
        ),
        buttons=(
            Button(say("Support"), Support(7), name=say("Support: {title}", title=title)),
            Button(say("My page"), MyPage()),
        ),
        note=say("The author has withdrawn this idea."),
        notification=say("Idea: {title}", title=title),
    )


def report(items: int, title: str = "Spare keys") -> Report:
    item = Item(say("“{title}”: {stage}", title=title, stage=say("Idea")), Button(say("Take back"), TakeBack(7)))
    return Report(
        title=say("My page"),
        sections=(Section(say("My ideas"), (item,) * items), Section(say("Trials"), ())),
        subject=Subject("week", 3),
        intro=say("A quiet week: nothing new, nothing waiting for you."),
        note=say("Write this in the channel that you want to link."),
        buttons=(Button(say("Settings"), Help()),),
    )


def notice(buttons: int = 1) -> Notice:
    return Notice(say("You support “{title}”.", title=EVIL), "done", (Button(say("Take back"), TakeBack(7)),) * buttons)


def test_a_card_says_everything_in_its_order() -> None:
    card = sent_card(activity(idea(), "en"))
    assert texts(card) == [
        "Spare keys",
        "Stage: Idea",
        "Aino, Home care. Shared 24 Nov 2026.",
        "We wait.",
        "Often.",
        "Support: 3 people",
        "Lesson: Two were",
        "enough",
        "Whose observation? Bo's",
        "Until when: 1 Dec 2026",
        "The author has withdrawn this idea.",
    ]
    assert list(buttons(card)) == ["Support", "My page"]


def test_a_button_of_a_message_opens_a_dialog_and_carries_its_intent_and_subject() -> None:
    support = buttons(sent_card(activity(idea(), "en")))["Support"]
    assert support["data"]["msteams"] == {"type": "task/fetch"}
    assert decode(support["data"]["latu"]) == Support(7)
    assert support["data"]["subject"] == "idea:7"
    assert support["tooltip"] == "Support: Spare keys"
    assert support["style"] == "positive"


def test_a_button_of_a_dialog_answers_it() -> None:
    answered = dialog(notice(), "en")
    data = buttons(dialog_card(answered))["Take back"]["data"]
    assert data.keys() == {"latu"}
    assert decode(data["latu"]) == TakeBack(7)


def test_a_phone_shows_what_happened_and_the_card_comes_without_text_of_its_own() -> None:
    sent = activity(idea("Spare\nkeys"), "en")
    assert sent["summary"] == "Idea: Spare keys"
    assert "text" not in sent
    assert activity(report(1), "en")["summary"] == "My page"
    assert activity(Notice(plain("a" * 500)), "en")["summary"] == "a" * 199 + "…"


def test_a_client_that_draws_no_cards_gets_all_words_tm30() -> None:
    card = sent_card(activity(idea("Keys *now*"), "en"))
    for line in [*texts(card), *buttons(card)]:
        assert line.replace("*", "\\*") in card["fallbackText"]


def test_the_buttons_stand_above_the_body_and_are_heard_after_the_facts() -> None:
    card = sent_card(activity(idea(), "en"))
    kinds = [one["type"] for one in card["body"]]
    assert kinds.index("ActionSet") == 3
    heard = card["fallbackText"].split("\n\n")
    assert heard[-3:] == ["Support", "My page", "The author has withdrawn this idea."]


def test_buttons_for_whoever_has_read_a_card_stand_after_all_of_it_with_six_on_the_card() -> None:
    many = replace(idea(), buttons=idea().buttons * 4, others_last=True)
    card = sent_card(activity(many, "en"))
    kinds = [one["type"] for one in card["body"]]
    assert (kinds[3], kinds[4], kinds[-2]) == ("ActionSet", "RichTextBlock", "ActionSet")
    actions = [action for one in card["body"] if one["type"] == "ActionSet" for action in one["actions"]]
    assert [one.get("mode", "primary") for one in actions] == ["primary"] * 6 + ["secondary"] * 2
    assert [one.get("style") for one in actions] == ["positive"] + [None] * 7


def test_of_a_card_without_a_main_button_none_is_coloured() -> None:
    drawn = buttons(sent_card(activity(replace(idea(), main=False), "en")))
    assert [one for one in drawn.values() if "style" in one] == []


def test_our_own_titles_are_headings_for_screen_readers() -> None:
    blocks = [one for one in elements(sent_card(activity(report(1), "en"))) if one.get("style") == "heading"]
    assert [one["text"] for one in blocks] == ["My page", "My ideas", "Trials"]


def test_more_buttons_than_fit_stand_in_a_menu() -> None:
    card = sent_card(activity(notice(9), "en"))
    rows = [one["actions"] for one in elements(card) if one["type"] == "ActionSet"]
    actions = [action for row in rows for action in row]
    assert [one.get("mode", "primary") for one in actions] == ["primary"] * 6 + ["secondary"] * 3
    assert len(rows[-1]) > 3


def test_buttons_that_a_phone_would_cut_off_stand_below_each_other() -> None:
    labels = ["Vakiinnutetaan", "Muokataan ja jatketaan", "Lopetetaan"]
    found = rows([{"title": label} for label in labels])
    assert [[one["title"] for one in row] for row in found] == [labels[:1], labels[1:2], labels[2:]]


@pytest.mark.parametrize(
    "message", [idea("x" * 9000, "Rivi\n" * 9000), report(3000, "ä" * 140), Notice(plain("€" * 60000))]
)
@pytest.mark.parametrize("language", ["en"])
def test_a_message_that_is_too_long_is_cut_with_a_mark(message: Message, language: str) -> None:
    """The trap: Teams refuses messages above a size that counts the whole JSON."""
    for card in (sent_card(activity(message, language)), dialog_card(dialog(message, language))):
        assert len(json.dumps(card, ensure_ascii=False).encode()) <= MOST_BYTES
        assert "…" in card["fallbackText"] or "The rest does not fit here." in texts(card)


def test_nothing_is_cut_that_fits() -> None:
    card = sent_card(activity(report(20), "en"))
    assert texts(card).count("“Spare keys”: Idea") == 20
    assert "The rest does not fit here." not in texts(card)


def test_people_s_words_stand_where_no_markdown_is_read() -> None:
    for shown in (idea(EVIL, EVIL), report(2, EVIL), notice()):
        card = sent_card(activity(shown, "en"))
        for one in elements(card):
            read = [one["text"]] if one["type"] == "TextBlock" else []
            read += [fact[part] for fact in one.get("facts", ()) for part in ("title", "value")]
            assert not any("click" in text or "<at>" in text for text in read)
        assert "{{DATE(" not in json.dumps(card["body"])
        assert "entities" not in json.dumps(card)


@settings(max_examples=20)
@given(st.text(max_size=300), st.text('[](){}<>*_`\\"\n\u2028a', max_size=300))
def test_any_words_of_people_make_a_valid_card_and_nothing_else(title: str, about: str) -> None:
    for shown in (idea(title, about), report(2, title), Notice(plain(about), buttons=idea(title).buttons)):
        card = sent_card(activity(shown, "en"))
        check(json.loads(json.dumps(card)))
        kinds = {
            one.type for block in MarkdownIt().parse(card["fallbackText"]) for one in (block, *(block.children or ()))
        }
        assert kinds <= {"paragraph_open", "paragraph_close", "inline", "text", "softbreak", "hardbreak"}


def test_a_notice_is_answered_in_a_titled_dialog() -> None:
    """The trap: a personal view of a shared card is gone with the next redraw; a dialog is not."""
    done, refused = dialog(notice(), "en"), dialog(Notice(say("This is no longer here."), "refused"), "en")
    assert done["task"]["value"]["title"] == "Done"
    assert refused["task"]["value"]["title"] == "Latu"
    assert texts(dialog_card(refused)) == ["This is no longer here."]


def test_a_dialog_beside_a_form_leads_back_to_what_is_typed() -> None:
    typed = ShareIdea(title="Spare keys", about="We wait.")
    back = buttons(dialog_card(dialog(notice(), "en", typed)))["Back to the form"]
    assert decode(back["data"]["latu"]) == typed
    assert back["data"]["again"] is True


def test_a_form_in_a_report_s_language() -> None:
    form = Form(say("Settings"), ShareIdea(), (Line("title", say("Code")),), say("Save"))
    assert dialog(form, "en")["task"]["value"]["title"] == "Settings"


def test_no_field_of_an_intent_is_called_like_a_key_of_ours() -> None:
    assert not KEYS & {name for kind in KINDS.values() for name in kind.__dataclass_fields__}


def pictured(about: int, png: bytes) -> Card:
    """A card with so long a text and such a picture."""
    chart = Chart(plain("Keys"), ((date(2026, 12, 1), Decimal(38)),))
    return replace(idea(about="x" * about), picture=Picture(chart, plain("Line chart: Keys."), png))


def images(card: Card | Report) -> list[dict[str, object]]:
    drawn = sent_card(activity(card, "en"))
    check(drawn)
    return [one for one in elements(drawn) if one["type"] == "Image"]


def test_a_picture_travels_inside_the_card_with_its_alternative_text() -> None:
    image = images(pictured(100, b"\x89PNG"))[0]
    assert image == {"type": "Image", "url": "data:image/png;base64,iVBORw==", "altText": "Line chart: Keys."}
    assert images(pictured(100, b"")) == []


def test_a_report_carries_its_picture_below_its_list() -> None:
    picture = pictured(100, b"\x89PNG").picture
    report = Report(plain("Week 47"), (Section(plain("Trials"), (Item(plain("Keys")),)),), picture=picture)
    assert [one["altText"] for one in images(report)] == ["Line chart: Keys."]
    assert sent_card(activity(report, "en"))["body"][-1]["type"] == "Image"
    assert images(replace(report, picture=None)) == []


def test_a_picture_that_would_make_the_message_too_large_is_left_out_before_any_word() -> None:
    """The trap: Teams refuses the whole message for its size."""
    assert len(images(pictured(100, bytes(15 * 1024)))) == 1
    for about, png in ((3900, 20 * 1024), (3900, 15 * 1024 * 1024)):
        card = pictured(about, bytes(png))
        assert images(card) == []
        told = texts(sent_card(activity(card, "en")))
        assert told == texts(sent_card(activity(replace(card, picture=None), "en")))
        assert "x" * about in told
