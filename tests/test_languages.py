"""Finnish and Swedish say all that the English source says, by the rules of the house's voice."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.model import LANGUAGES, Decision, Person, Stage
from bot.views import authors, common, quick, settings
from bot.views.kinds import Button, Card, Choice, Form, Notice, Report
from bot.views.stages import OUTCOMES, STAGES
from bot.views.text import Piece, Text, Words, local, pieces, read, say, template
from tests.adapters.gallery import EXAMPLES
from tests.adapters.gallery.quick import FOR_SOMEBODY
from tests.each import each

HOME = Path(__file__).parent.parent
SOURCES = ("bot", "adapters", "playground")
SPEAKING = ("say", "say_n", "say_in")
KEYWORDS = {"say": None, "say_n": (1, 2), "say_in": ((1, "c"), 2)}
TRANSLATED = ("fi", "sv")
CONTEXTS = {"button", "label", "stage", "title", "error", "card", "command"}

DIALOG_TITLE = 24
"""Characters of a dialog's title and buttons (https://docs.slack.dev/reference/views)."""
BUTTON = 75
"""Characters of a button (https://docs.slack.dev/reference/block-kit/block-elements/button-element)."""
GLUED = re.compile(r"\}(?:\w|[-’']|:(?!\s))|\w-?\{")
"""An ending, a hyphen or a colon on a hole: names would have to be inflected."""
NEVER = {
    "fi": (
        "kehittämisidea|ehdotu|aloite|ongelma|valitu[ks]|ääni|ääne|tykkä|sama täällä|osallistu|pilot|hanke|hankke|"
        "testi|testaa|seuranta|raportoin|tarkistuspiste|epäonnistu|pisteet|pisteyt|levity|esimie|pomo|tiimi|agent|"
        "käyttäjä|resurss|muista |vain \\{count|hylä|virhe"
    ),
    "sv": (
        "initiativ|brist|röst|delta\\b|experiment|uppfölj|misslyck|poäng|tillståndskort|lovkort|korgsättning|spridning|"
        "förman|arbetslag|team|agent|användare|resurs|kom ihåg|bara \\{count|ogiltig|vänligen"
    ),
    "en": "vote|voting|\\buser|resource|remember to|only \\{count|invalid|please(?! answer by)|failed|\\+1\\b|pilot",
}

Key = tuple[str | None, str, str | None]
"""Context, singular and plural."""


@cache
def catalogue(language: str) -> Catalog:
    with (HOME / "bot" / "locales" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def key(context: str | None, said: object) -> Key:
    one, *many = forms(said)
    return context, one, many[0] if many else None


def forms(said: object) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(str(one) for one in said) if isinstance(said, tuple) else ()


def messages(language: str) -> list[Message]:
    return [one for one in catalogue(language) if one.id]


@cache
def said_in_the_code() -> set[Key]:
    found = (extract_from_dir(HOME / folder, [("**.py", "python")], {}, KEYWORDS) for folder in SOURCES)
    return {key(context, message) for one in found for _, _, message, _, context in one}


def kept_in(language: str) -> set[Key]:
    return {key(one.context, one.id) for one in messages(language)}


def every_text() -> Iterator[tuple[str, str]]:
    """Each sentence in each language, plural forms apart."""
    for _, one, many in said_in_the_code():
        yield from (("en", text) for text in (one, many) if text)
    for language in TRANSLATED:
        yield from ((language, text) for message in messages(language) for text in forms(message.string))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_holds_exactly_what_the_code_says(language: str) -> None:
    """The trap: what is not extracted is shown in English, without a word."""
    said, kept = said_in_the_code(), kept_in(language)
    assert said - kept == set(), "say it in bot/locales too"
    assert kept - said == set(), "nobody says this any more"


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_left_empty_unsure_or_obsolete_sl32(language: str) -> None:
    found = catalogue(language)
    assert not found.obsolete
    for message in messages(language):
        assert not message.fuzzy, message.id
        assert all(one.strip() for one in forms(message.string)), message.id
        assert len(forms(message.string)) == len(forms(message.id)), message.id


def test_english_with_two_meanings_is_told_apart_by_a_known_context() -> None:
    assert {context for context, _, _ in said_in_the_code()} <= {None} | CONTEXTS


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_form_of_a_sentence_has_the_same_holes_in_every_language(language: str) -> None:
    """The trap: Babel's own check does not see holes in braces."""
    for message in messages(language):
        first, *others = (*forms(message.id), *forms(message.string))
        assert all(holes(one) == holes(first) for one in others), message.id


@cache
def spoken() -> list[tuple[str, ast.Call]]:
    """Every call that says something, and where."""
    return [
        (f"{path.relative_to(HOME)}:{node.lineno}", node)
        for folder in SOURCES
        for path in sorted((HOME / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAKING
    ]


def sentences(call: ast.Call) -> list[ast.expr]:
    """The sentence and its context, or both of its plural forms."""
    assert isinstance(call.func, ast.Name)
    return call.args[: 1 if call.func.id == "say" else 2]


def test_only_whole_sentences_are_said_so_that_they_can_be_translated() -> None:
    """The trap: extraction passes over f-strings in silence; joined parts cannot be translated."""
    for place, call in spoken():
        for one in sentences(call):
            assert isinstance(one, ast.Constant), place
            assert isinstance(one.value, str), place


def test_every_hole_is_filled_and_nothing_else_is_handed_over() -> None:
    for place, call in spoken():
        sentence = sentences(call)[-1]
        assert isinstance(sentence, ast.Constant)
        filled = {keyword.arg for keyword in call.keywords}
        counts = {"count"} if len(call.args) == 3 else set()
        assert filled | counts == holes(str(sentence.value)), place


def test_a_text_keeps_the_rules_of_the_voice_sl29() -> None:
    each(sorted(set(every_text())), lambda one: keeps_the_rules(*one))


def keeps_the_rules(language: str, text: str) -> None:
    assert not GLUED.search(text) or language == "en"
    assert text == text.strip()
    assert not re.search(f"\\b(?:{NEVER[language]})", re.sub("Teams|{teams}", "", text), re.IGNORECASE)
    assert "!" not in text.removeprefix("Hei!").removeprefix("Hej!").removeprefix("Hello!")
    assert not re.search("[\"«»]|  |\\.\\.\\.|(?<=\\w)'(?=\\W|$)(?<!s')", text)
    if language == "en":
        assert text.count("“") == text.count("”")
        assert "„" not in text
    else:
        assert not re.search("[“„']", text)
        assert text.count("”") % 2 == 0


def deck() -> Iterator[tuple[str | None, tuple[str, ...], dict[str, tuple[str, ...]]]]:
    """The agreed texts: context, English and the translations, each with its plural forms."""
    lines = (Path(__file__).parent / "copy_deck.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ")][2:]
    for row in rows:
        context, english, finnish, swedish = (cell.strip() for cell in row.strip("|").split("|"))
        translated = {"fi": tuple(finnish.split("; ")), "sv": tuple(swedish.split("; "))}
        yield context or None, tuple(english.split("; ")), translated


def test_the_agreed_texts_are_word_for_word() -> None:
    each(deck(), lambda row: agrees(*row))


def agrees(context: str | None, english: tuple[str, ...], translated: dict[str, tuple[str, ...]]) -> None:
    agreed = key(context, english)
    assert agreed in said_in_the_code()
    _, one, many = agreed
    for language, texts in translated.items():
        for count, text in zip((1, 2), texts, strict=False):
            assert template(Text(one, {}, context, many, count if many else None), language) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_titles_and_buttons_of_dialogs_are_short_enough(language: str) -> None:
    shown = [one.shown for one in EXAMPLES.values()]
    titles: list[Words] = [common.close(), common.done_title(), common.plain_title()]
    titles += [words for one in shown if isinstance(one, Form) for words in (one.title, one.submit)]
    assert {text for text in (read(words, language) for words in titles) if len(text) > DIALOG_TITLE} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labels_of_buttons_are_short_enough(language: str) -> None:
    labels: list[Words] = [common.more_questions(), common.back_to_form(), common.open_again()]
    for one in (example.shown for example in EXAMPLES.values()):
        labels += [button.label for button in buttons(one)]
        labels += [one.ask_more] if isinstance(one, Form) and one.ask_more else []
    assert {text for text in (read(words, language) for words in labels) if len(text) > BUTTON} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_aloud_of_a_button_begins_with_what_can_be_seen(language: str) -> None:
    """Who speaks to the screen says what is seen there (WCAG 2.5.3, label in name)."""
    for one in (example.shown for example in EXAMPLES.values()):
        for button in buttons(one):
            if button.name:
                assert read(button.name, language).startswith(read(button.label, language))


def buttons(shown: Card | Form | Report | Notice) -> list[Button]:
    found = list(shown.buttons)
    match shown:
        case Form():
            found += [one.button for one in shown.offers]
        case Report():
            found += [item.button for part in shown.sections for item in part.items if item.button]
    return found


@pytest.mark.parametrize(
    ("language", "day", "moment", "number"),
    [
        ("fi", "24.11.2026", "24.11.2026 klo\u00a08.30", "1\u00a0500,5"),
        ("sv", "24.11.2026", "24.11.2026 kl.\u00a08.30", "1\u00a0500,5"),
        ("en", "24 Nov 2026", "24 Nov 2026, 8:30", "1,500.5"),
    ],
)
def test_days_moments_and_numbers_are_written_as_people_of_that_language_do_sl33(
    language: str, day: str, moment: str, number: str
) -> None:
    """The trap: a pattern of one language is wrong in another."""
    at = datetime(2026, 11, 24, 8, 30)  # noqa: DTZ001 - only its digits are written
    assert read(say("{date}", date=date(2026, 11, 24)), language) == day
    assert read(say("{time}", time=at), language) == moment
    assert read(say("{number}", number=Decimal("1500.5")), language) == number


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fi", "24.11.2026 klo\u00a08.30 (Keski-Euroopan normaaliaika)"),
        ("sv", "24.11.2026 kl.\u00a08.30 (centraleuropeisk normaltid)"),
        ("en", "24 Nov 2026, 8:30 (Central European Standard Time)"),
    ],
)
def test_a_clock_time_names_its_zone_only_where_the_readers_differs_from_the_organisations_sl33(
    language: str, told: str
) -> None:
    at, usual = datetime(2026, 11, 24, 7, 30, tzinfo=UTC), ZoneInfo("Europe/Helsinki")
    elsewhere, alike = ZoneInfo("Europe/Stockholm"), ZoneInfo("Europe/Mariehamn")
    assert read(say("{time}", time=local(at, elsewhere, usual)), language) == told
    assert [local(at, zone, usual) for zone in (usual, alike)] == [at, at]


@pytest.mark.parametrize(("language", "end"), [("fi", " kannatusta"), ("sv", " personer stöder idén")])
def test_none_is_counted_as_many(language: str, end: str) -> None:
    tally = Text("{count} person supports this", {"count": 0}, None, "{count} people support this", 0)
    assert pieces(tally, language) == [Piece("0", own=True), Piece(end, own=True)]


@pytest.mark.parametrize(
    ("language", "first", "within"),
    [("fi", "Työkaveri", "työkaveri"), ("sv", "En kollega", "en kollega"), ("en", "A colleague", "a colleague")],
)
def test_somebody_without_a_name_has_a_capital_only_where_a_sentence_begins(
    language: str, first: str, within: str
) -> None:
    """Until the chat has told what a new account is called."""
    somebody = Person(2, None)
    assert read(say("{person}", person=somebody), language) == first
    told = say("Thank you. Your answer is on its way: {person}.", person=somebody)
    assert f": {first}." in read(told, language)
    told = say("This reminder comes only once. Without an answer, {person} is told and can help.", person=somebody)
    assert f" {within} " in read(told, language)


def test_what_was_stopped_is_written_in_swedish_as_its_noun_asks() -> None:
    """En idé är avslutad, ett försök är avslutat."""
    assert (read(STAGES[Stage.STOPPED], "sv"), read(OUTCOMES[Decision.STOP], "sv")) == ("Avslutad", "Avslutat")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_offered_by_its_own_name(language: str) -> None:
    """Whoever cannot read the present language finds the way to another."""
    offered = [one for form in ("settings_form", "link_form") for one in asked(form) if one.name == "language"]
    assert len(offered) == 2
    for one in offered:
        assert [read(option.label, language) for option in one.options] == ["suomi", "svenska", "English"]


def asked(name: str) -> list[Choice]:
    form = EXAMPLES[name].shown
    assert isinstance(form, Form)
    return [one for one in form.fields if isinstance(one, Choice)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_one_is_told_to_press_is_what_the_button_says(language: str) -> None:
    form, (show_code, _) = EXAMPLES["code_form"].shown, settings.join_buttons(joined=False)
    assert isinstance(form, Form)
    quotes = "“{}”" if language == "en" else "”{}”"
    assert quotes.format(read(show_code.label, language)) in read(form.intro[0], language)
    mine = authors.mine_buttons(FOR_SOMEBODY)[0].label
    told = (authors.whose_note(FOR_SOMEBODY), quick.whose(meeting=False).hint)
    assert all(quotes.format(read(mine, language)) in read(one, language) for one in told if one)
