"""Forms as dialogs: questions, answers in place, errors in words, further questions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.reading import filled_in, pressed
from adapters.teams.render import dialog
from bot.intents import Intent, LinkChannel, Part, ShareIdea, StartExperiment, Support, Unfold, decode, encode
from bot.views.kinds import Button, Choice, Day, Form, Line, Offer, Option, Paragraph, PersonPick
from bot.views.text import plain, say
from tests.adapters.teams.product import buttons, dialog_card, elements, inputs, texts

BENEFITS = tuple(Option(one, say(one.title())) for one in ("staff", "customers", "society"))


def share(intent: ShareIdea | None = None, **changes: Any) -> Form:
    form = Form(
        title=say("Share an idea"),
        intro=(say("The same thought may already be here."),),
        builds=intent or ShareIdea(),
        fields=(
            Line(
                "title", say("The idea in one sentence"), placeholder=say("E.g. spare keys"), required=True, limit=150
            ),
            Paragraph(
                "about", say("What does not work now?"), hint=say("Write nothing that could identify a customer.")
            ),
            Choice(
                "unit",
                say("Work community"),
                (Option("1", plain("Home care")), Option("2", plain("[A](b)"))),
                few=False,
            ),
        ),
        more=(
            Choice("benefits", say("Who benefits?"), BENEFITS, many=True),
            Choice(
                "origin",
                say("Whose observation?"),
                (Option("own", say("My own")), Option("customer", plain("*Not* mine"))),
                required=True,
            ),
        ),
        ask_more=say("Show more choices, such as sharing anonymously"),
        submit=say("Share an idea"),
    )
    return replace(form, **changes)


def drawn(form: Form) -> dict[str, Any]:
    return dialog_card(dialog(form, "en"))


def answer(form: Form, button: str | None = None, **typed: str) -> Intent:
    """What reaches the product when a client sends the form: the action's data and every answer that is not empty."""
    card = drawn(form)
    action = buttons(card)[button] if button else card["actions"][0]
    values = {name: one.get("value", "") for name, one in inputs(card).items()} | typed
    sent = {name: value for name, value in values.items() if value}
    data = action["data"] | (sent if action.get("associatedInputs") != "None" else {})
    return pressed({"type": "invoke", "name": "task/submit", "value": {"data": data}}).intent


def test_every_question_has_its_label_and_its_own_input_tm30() -> None:
    card = drawn(share())
    found = inputs(card)
    assert list(found) == ["title", "about", "unit", "benefits", "origin"]
    assert all(one["label"] for one in found.values())
    assert found["title"] | {"isRequired": True, "maxLength": 150, "placeholder": "E.g. spare keys"} == found["title"]
    assert found["title"]["errorMessage"] == "Answer this first."
    assert found["about"]["isMultiline"] is True
    assert found["unit"]["style"] == "compact"
    assert found["benefits"]["style"] == "expanded"
    assert found["benefits"]["isMultiSelect"] is True
    assert "Write nothing that could identify a customer." in texts(card)
    assert [one["title"] for one in card["actions"]] == ["Share an idea"]


def test_a_person_is_picked_by_entra_object_id_and_a_day_by_date() -> None:
    people = Form(
        say("Link this channel"),
        LinkChannel(supervisor="aino-id"),
        (PersonPick("supervisor", say("Supervisor")),),
        say("Link"),
    )
    picker = inputs(drawn(people))["supervisor"]
    assert picker["choices.data"] == {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}
    assert picker["value"] == "aino-id"
    assert answer(people, supervisor="bo-id") == LinkChannel(supervisor="bo-id")
    trial = Form(
        say("Try it"), StartExperiment(7, until=date(2026, 12, 1)), (Day("until", say("Until when")),), say("Start")
    )
    assert inputs(drawn(trial))["until"]["value"] == "2026-12-01"
    assert answer(trial, until="2026-12-24") == StartExperiment(7, until=date(2026, 12, 24))


def test_the_answers_build_the_intent() -> None:
    filled = answer(share(), title="Spare keys", unit="2", benefits="staff,society", origin="customer")
    assert filled == ShareIdea(title="Spare keys", unit=2, benefits=("staff", "society"), origin="customer")


def test_what_is_emptied_is_empty() -> None:
    before = ShareIdea(title="Spare keys", about="We wait.", unit=2, benefits=("staff",), anyway=True)
    emptied: Any = answer(share(before), about="", unit="", benefits="")
    assert emptied == ShareIdea(title="Spare keys", anyway=True, more=emptied.more)


def test_a_form_that_comes_back_keeps_every_word_and_says_its_error_in_words() -> None:
    text = 'first "line"\n[second](x) {{DATE(2026-11-24T08:00:00Z, SHORT)}}'
    form = share(
        ShareIdea(title="x" * 200, about=text), errors={"title": say("{count} characters too many.", count=50)}
    )
    card = drawn(form)
    assert inputs(card)["title"]["value"] == "x" * 200
    assert inputs(card)["about"]["value"] == text
    words = texts(card)
    assert words[words.index("The idea in one sentence") + 1] == "50 characters too many."
    assert answer(form) == form.builds


def test_an_error_of_no_question_stands_above_them() -> None:
    assert (
        texts(drawn(share(errors={"kind": say("This idea is already decided.")})))[1] == "This idea is already decided."
    )


def container(card: dict[str, Any]) -> dict[str, Any]:
    (found,) = [one for one in elements(card) if one["type"] == "Container"]
    return found


def test_further_questions_open_without_asking_the_bot() -> None:
    card = drawn(share())
    assert container(card)["isVisible"] is False
    toggle = buttons(card)["Show more choices, such as sharing anonymously"]
    names = {one["elementId"]: one["isVisible"] for one in toggle["targetElements"]}
    known = {one["id"]: one for one in elements(card) if "id" in one}
    assert {name: known[name].get("isVisible", True) for name in names} == {
        name: not shown for name, shown in names.items()
    }


def test_a_hidden_question_never_holds_a_form_back() -> None:
    card = drawn(share())
    assert not any(one.get("isRequired") for one in inputs(container(card) | {"body": []}).values())
    assert inputs(drawn(share(ShareIdea(more=True))))["origin"]["isRequired"] is True


@pytest.mark.parametrize(
    "form",
    [
        share(ShareIdea(more=True)),
        share(ShareIdea(benefits=("staff",))),
        share(ShareIdea(origin="customer")),
        share(errors={"benefits": say("Answer this first.")}),
    ],
)
def test_further_questions_stay_open_once_they_are_needed(form: Form) -> None:
    card = drawn(form)
    assert container(card)["isVisible"] is True
    assert "Show more choices, such as sharing anonymously" not in buttons(card)


def test_an_offer_brings_the_typed_text_along_so_that_it_is_not_lost() -> None:
    offer = Offer(
        say("“{title}”", title="Keys"), Button(say("Support"), Support(7), name=say("Support: {title}", title="Keys"))
    )
    form = share(ShareIdea(title="Spare keys"), offers=(offer,))
    action = buttons(drawn(form))["Support"]
    assert action["associatedInputs"] == "Auto"
    data = action["data"] | {"title": "Spare keys!", "origin": "own"}
    press = pressed({"type": "invoke", "name": "task/submit", "value": {"data": data}})
    assert press.intent == Support(7)
    assert press.typed == ShareIdea(title="Spare keys!")


def test_the_way_back_asks_for_the_same_form_with_its_text() -> None:
    typed = ShareIdea(title="Spare keys", unit=2)
    data = {"latu": encode(typed), "again": True}
    assert pressed({"type": "invoke", "name": "task/submit", "value": {"data": data}}).intent == Unfold(typed)


def test_a_button_beside_required_questions_works_before_they_are_answered() -> None:
    beside = (Button(say("Separate my accounts"), Part()),)
    assert buttons(drawn(share(buttons=beside)))["Separate my accounts"]["associatedInputs"] == "None"
    assert answer(share(buttons=beside), "Separate my accounts") == Part()


def test_markdown_is_defused_beside_radio_buttons_and_left_alone_in_lists() -> None:
    found = inputs(drawn(share()))
    assert [one["title"] for one in found["origin"]["choices"]] == ["My own", "\\*Not\\* mine"]
    assert [one["title"] for one in found["unit"]["choices"]] == ["Home care", "[A](b)"]


@given(title=st.text(max_size=200), about=st.text(max_size=600))
def test_any_typed_text_survives_a_form_that_comes_back(title: str, about: str) -> None:
    assert answer(share(ShareIdea(title=title, about=about))) == ShareIdea(title=title, about=about)


def broken() -> Iterator[dict[str, Any]]:
    kept = encode(ShareIdea())
    yield {}
    yield {"latu": 7}
    yield {"latu": "[]"}
    yield {"latu": "[" * 900}
    yield {"latu": encode(Support(7)).replace("7", str(2**63))}
    yield {"latu": encode(Support(7)), "submit": True}
    yield {"latu": encode(Support(7)), "again": True}
    yield {"latu": encode(Support(7)), "form": encode(Support(7))}
    yield {"latu": encode(Support(7)), "form": None}
    yield {"latu": kept, "submit": True, "unit": "x"}
    yield {"latu": kept, "submit": True, "unit": {"a": 1}}
    yield {"latu": kept, "submit": True, "origin": "boss"}
    yield {"latu": kept, "submit": True, "unknown": "x"}
    yield {"latu": kept, "submit": True, "__class__": "x"}


@pytest.mark.parametrize("data", list(broken()))
def test_what_is_no_button_of_ours_is_told_apart(data: dict[str, Any]) -> None:
    """The trap: a number that is too large for the database, or a forged value, is a 500."""
    with pytest.raises(ValueError):
        pressed({"type": "invoke", "name": "task/submit", "value": {"data": data}})


def test_several_choices_come_back_as_one_text_with_commas() -> None:
    assert filled_in(ShareIdea(), {"benefits": "staff,customers"}).benefits == ("staff", "customers")  # type: ignore[attr-defined]
    assert decode(encode(ShareIdea(benefits=("staff",)))) == ShareIdea(benefits=("staff",))
