"""Forms as dialogs: every input by its field's name, the answers in place, errors in words beneath."""

from collections.abc import Iterator
from datetime import date

from adapters.teams.elements import INTENT, SUBMIT, Json, Sheet, card
from adapters.teams.text import defused
from bot.intents import encode
from bot.views import common
from bot.views.kinds import Choice, Day, Field, Form, Line, Paragraph, PersonPick

ASK, MORE = "latu-ask-more", "latu-more"
# Teams searches the whole organisation in dialogs too; the answer is the Entra object id.
# https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker
PEOPLE = {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}


def form(sheet: Sheet, asked: Form) -> Json:
    """The questions; on this sheet every button brings the typed answers along."""
    body: list[Json] = [part for words in asked.intro for part in sheet.lines(words)]
    known = {field.name for field in (*asked.fields, *asked.more)}
    for name, words in asked.errors.items():
        if name not in known:
            body += sheet.lines(words, color="Attention")
    for offer in asked.offers:
        body += [*sheet.lines(offer.sentence), *sheet.buttons((offer.button,), inputs="Auto")]
    for field in asked.fields:
        body += _question(sheet, asked, field)
    if asked.more:
        body += _further(sheet, asked)
    # A client checks the required inputs of whatever takes them along; an action beside the questions must not wait.
    required = any(field.required for field in (*asked.fields, *asked.more))
    body += sheet.buttons(asked.buttons, inputs="None" if required else "Auto")
    submit: Json = {
        "type": "Action.Submit",
        "title": sheet.text(asked.submit),
        "style": "positive",
        "associatedInputs": "Auto",
        "data": {INTENT: encode(asked.kept), SUBMIT: True},
    }
    return card(body, [submit])


def _further(sheet: Sheet, asked: Form) -> Iterator[Json]:
    """The questions that are asked on demand; open once one of them has an answer or an error."""
    kept = asked.kept
    opened = (
        asked.ask_more is None
        or asked.builds.more
        or any(asked.value(field) != getattr(kept, field.name) or field.name in asked.errors for field in asked.more)
    )
    if not opened:
        targets = [{"elementId": MORE, "isVisible": True}, {"elementId": ASK, "isVisible": False}]
        title = sheet.text(asked.ask_more or common.more_questions())
        toggle = {"type": "Action.ToggleVisibility", "title": title, "targetElements": targets}
        yield {"type": "ActionSet", "id": ASK, "actions": [toggle]}
    items = [part for field in asked.more for part in _question(sheet, asked, field, hidden=not opened)]
    yield {"type": "Container", "id": MORE, "isVisible": opened, "items": items}


def _question(sheet: Sheet, asked: Form, field: Field, *, hidden: bool = False) -> Iterator[Json]:
    common_part: Json = {"id": field.name, "label": sheet.text(field.label)}
    # Nobody could see why a hidden question holds the form back: the product itself checks its answer.
    if field.required and not hidden:
        common_part |= {"isRequired": True, "errorMessage": sheet.text(common.unanswered())}
    drawn = _input(sheet, field, value := asked.value(field))
    yield {**drawn, **common_part}
    if isinstance(field, Line | Paragraph) and len(str(value or "")) > len(drawn.get("value", "")):
        yield from sheet.lines(common.end_left_out(), isSubtle=True, size="Small", spacing="Small")
    if field.hint:
        yield from sheet.lines(field.hint, isSubtle=True, size="Small", spacing="Small")
    if field.name in asked.errors:
        yield from sheet.lines(asked.errors[field.name], color="Attention", spacing="Small")


def _input(sheet: Sheet, field: Field, value: object) -> Json:
    """The input of a question, with the present answer as it was given."""
    match field:
        case Line() | Paragraph():
            value = common.cut(_answer(value), sheet.typed)
            # What is typed already may be longer than the answer may be: it stays, and the core says how much too long.
            most = max(field.limit, len(value))
            drawn: Json = {"type": "Input.Text", "maxLength": most, "isMultiline": isinstance(field, Paragraph)}
            if field.placeholder:
                drawn["placeholder"] = sheet.text(field.placeholder)
        case Choice():
            drawn = _choices(sheet, field)
        case PersonPick():
            drawn = {"type": "Input.ChoiceSet", "choices": [], "choices.data": PEOPLE, "style": "compact"}
            drawn |= {"isMultiSelect": True} if field.many else {}
        case Day():
            drawn = {"type": "Input.Date"}
    return {**drawn, "value": answer} if (answer := _answer(value)) else drawn


def _choices(sheet: Sheet, field: Choice) -> Json:
    titles = [common.ends(sheet.text(option.label), sheet.choices) for option in field.options]
    if field.few:
        # Clients read Markdown beside radio buttons and check boxes (adaptivecards, GlobalSettings), not in a list.
        titles = [defused(title) for title in titles]
    choices = [{"title": title, "value": option.value} for title, option in zip(titles, field.options, strict=True)]
    if field.none is not None:
        choices.insert(0, {"title": sheet.text(field.none), "value": ""})
    return {
        "type": "Input.ChoiceSet",
        "style": "expanded" if field.few else "compact",
        "isMultiSelect": field.many,
        "wrap": True,
        "choices": choices,
    }


def _answer(value: object) -> str:
    """Several choices are one text with commas, both ways."""
    match value:
        case None:
            return ""
        case tuple():
            return ",".join(value)
        case date():
            return value.isoformat()
    return str(value)
