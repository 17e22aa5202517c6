"""Forms as Slack's modals, and the answers that come back from them."""

from collections.abc import Iterator
from itertools import count
from typing import Any, assert_never

from adapters.slack.render import ACTIONS, LABEL, actions, blocks, context, pressed, section
from adapters.slack.text import TEXT, Block, line, plain_text, title
from bot.intents import Fills, decode, encode, fill
from bot.model import Place
from bot.views.common import close, cut, done_title, end_left_out, ends, more_questions, plain_title
from bot.views.kinds import Choice, Day, Field, Form, Line, Message, Notice, Option, Paragraph, PersonPick

# https://docs.slack.dev/reference/views: title, submit and close; blocks; private_metadata
TITLE = 24
BLOCKS = 100
# https://docs.slack.dev/reference/block-kit/blocks/input-block: label and hint
QUESTION = 2000
# https://docs.slack.dev/reference/block-kit/block-elements: plain text input, radio buttons, checkboxes, select menus
TYPED = 3000
PLACEHOLDER = 150
SHOWN_AT_ONCE = 10
# https://docs.slack.dev/reference/block-kit/composition-objects: option, option group
CHOICE = 75
GROUP = 100

ANSWER = "answer"
# Stands for choosing nothing: an option's value may not be empty.
NONE = "-"
MORE = "latu:more"
CALLBACK = "latu"
# Stands where the channel stands, in what was opened from the Home tab: no id begins like it.
HOME = "HOME"
# Follows a question's name in its block's id; what comes after it makes the question a new one.
MARK = "#"


def modal(form: Form, language: str, place: Place | None, mark: str = "", *, home: bool = False) -> dict[str, Any]:
    """The form; what is not asked in it travels along, as does the channel where it was opened.

    Slack keeps what was typed where ids stay, even of a form that has been sent: another `mark`, and it is empty.
    """
    ids = count()
    drawn = [section(words, language) for words in form.intro]
    drawn += [section(one.sentence, language, pressed(one.button, language, next(ids))) for one in form.offers]
    for field in questions(form):
        error = form.errors.get(field.name)
        drawn += [] if error is None else [section(error, language)]
        drawn += [context(end_left_out(), language)] if len(str(form.value(field) or "")) > TYPED else []
        drawn += _question(form, field, language, mark)
    if form.more and not form.builds.more:
        words = more_questions() if form.ask_more is None else form.ask_more
        more: Block = {"type": "button", "action_id": MORE, "text": title(words, language, LABEL)}
        drawn.append({"type": "actions", "elements": [more]})
    drawn += actions(form.buttons[:ACTIONS], language, ids=ids)
    return {
        **_frame(title(form.title, language, TITLE), drawn, language),
        "submit": title(form.submit, language, TITLE),
        "private_metadata": kept(form.kept, place, home=home),
    }


def closing(shown: Message, language: str, place: Place | None, *, home: bool = False) -> dict[str, Any]:
    """A message in a modal, with nothing left to submit."""
    done = isinstance(shown, Notice) and shown.tone == "done"
    drawn = blocks(shown, language)
    view = _frame(title(done_title() if done else plain_title(), language, TITLE), drawn, language)
    return {**view, "private_metadata": kept(None, place, home=home)}


def questions(form: Form) -> tuple[Field, ...]:
    """What is asked now."""
    return (*form.fields, *form.more) if form.builds.more else form.fields


def kept(builds: Fills | None, place: Place | None, *, home: bool = False) -> str:
    """What a modal carries unseen: the intent, and on a second line the channel, or that it belongs to the Home tab."""
    intent = "" if builds is None else encode(builds)
    if home:
        return f"{intent}\n{HOME}"
    return intent if place is None else f"{intent}\n{place.id} {place.name or ''}"


def carried(metadata: str) -> tuple[str, str, str | None]:
    """The intent's text, the channel's id and its name, as `kept` wrote them."""
    intent, _, channel = metadata.partition("\n")
    identity, _, name = channel.partition(" ")
    return intent, identity, name or None


def of_home(view: dict[str, Any]) -> bool:
    """Whether a view is the Home tab, or was opened from there."""
    return view.get("type") == "home" or carried(view.get("private_metadata") or "")[1] == HOME


def filled(view: dict[str, Any]) -> Fills:
    """The intent that a modal builds, with what is typed and chosen in it now; raises ValueError."""
    intent = decode(carried(view["private_metadata"])[0])
    if not isinstance(intent, Fills):
        raise ValueError("not a form's intent")
    for name, elements in view["state"]["values"].items():
        answer = _answer(elements[ANSWER])
        try:
            intent = fill(intent, {name.partition(MARK)[0]: answer})
        except ValueError:
            if answer:
                raise
    return intent


def mark_of(view: dict[str, Any]) -> str:
    """The mark of an open form's questions."""
    values = view.get("state", {}).get("values", {})
    return next((MARK + mark for _, found, mark in (name.partition(MARK) for name in values) if found), "")


def _frame(words: Block, drawn: list[Block], language: str) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": words,
        "close": title(close(), language, TITLE),
        "blocks": drawn[:BLOCKS] or [context(plain_title(), language)],
    }


def _question(form: Form, field: Field, language: str, mark: str) -> Iterator[Block]:
    element = _element(form, field, language)
    if element is None:
        return
    question: Block = {
        "type": "input",
        "block_id": field.name + mark,
        "label": title(field.label, language, QUESTION),
        "element": {**element, "action_id": ANSWER},
        "optional": not field.required,
    }
    if field.hint is not None:
        question["hint"] = title(field.hint, language, QUESTION)
    yield question


def _element(form: Form, field: Field, language: str) -> Block | None:
    present = form.value(field)
    match field:
        case Line() | Paragraph():
            return _text_input(field, "" if present is None else str(present), language)
        case Choice():
            return _menu(field, present, language) if field.options else None
        case PersonPick():
            return _people(field, present)
        case Day():
            return {"type": "datepicker", **({"initial_date": str(present)} if present else {})}
        case _:
            assert_never(field)


def _people(field: PersonPick, present: object) -> Block:
    if not field.many:
        return {"type": "users_select", **({"initial_user": str(present)} if present else {})}
    chosen = [str(one) for one in present] if isinstance(present, tuple) else []
    return {"type": "multi_users_select", **({"initial_users": chosen} if chosen else {})}


def _text_input(field: Line | Paragraph, present: str, language: str) -> Block:
    present = cut(present, TYPED)
    # What is already typed may be longer than the answer may be: it stays, and the core says how much is too much.
    limit = min(TYPED, max(field.limit, len(present)))
    element: Block = {"type": "plain_text_input", "multiline": isinstance(field, Paragraph), "max_length": limit}
    if present:
        element["initial_value"] = present
    if field.placeholder is not None:
        element["placeholder"] = title(field.placeholder, language, PLACEHOLDER)
    return element


def _menu(field: Choice, present: object, language: str) -> Block:
    chosen = {str(one) for one in present} if isinstance(present, tuple) else {str(present or NONE)}
    drawn = [_option(one, language) for one in field.options]
    if field.none is not None:
        drawn.insert(0, _option(Option(NONE, field.none), language))
    initial = [one for one in drawn if one["value"] in chosen]
    if field.few and len(drawn) <= SHOWN_AT_ONCE:
        element: Block = {"type": "checkboxes" if field.many else "radio_buttons", "options": drawn}
    else:
        element = {"type": "multi_static_select" if field.many else "static_select", **_grouped(drawn)}
    if initial:
        element |= {"initial_options": initial} if field.many else {"initial_option": initial[0]}
    return element


def _option(option: Option, language: str) -> Block:
    return {"text": plain_text(ends(line(option.label, language, TEXT), CHOICE)), "value": option.value}


def _grouped(drawn: list[Block]) -> Block:
    """A menu holds 100 options, or 100 groups of 100: a long one is cut into groups named by their ends."""
    if len(drawn) <= GROUP:
        return {"options": drawn}
    parts = [drawn[at : at + GROUP] for at in range(0, len(drawn), GROUP)]
    return {"option_groups": [{"label": _ends(part), "options": part} for part in parts]}


def _ends(part: list[Block]) -> Block:
    first, last = (cut(one["text"]["text"], CHOICE // 2 - 1) for one in (part[0], part[-1]))
    return plain_text(f"{first} – {last}", CHOICE)


def _answer(element: dict[str, Any]) -> str | list[str]:
    match element["type"]:
        case "plain_text_input":
            return element.get("value") or ""
        case "users_select":
            return element.get("selected_user") or ""
        case "multi_users_select":
            return list(element.get("selected_users") or ())
        case "datepicker":
            return element.get("selected_date") or ""
        case "radio_buttons" | "static_select":
            option = element.get("selected_option")
            return "" if option is None or option["value"] == NONE else str(option["value"])
        case "checkboxes" | "multi_static_select":
            return [str(option["value"]) for option in element.get("selected_options") or ()]
    raise ValueError("not a question of ours")
