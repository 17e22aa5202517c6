"""Sentences with typed holes: translated here, escaped by the adapter that draws them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter

from babel.dates import format_date, format_datetime, format_time, get_timezone_name
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from bot.model import LANGUAGES, Person, Unit

LOCALES = {"fi": "fi", "sv": "sv", "en": "en_GB"}
# Babel's own Swedish patterns are 2026-11-24 and 08:30; a no-break space stands after klo and kl.
DAYS = {"fi": "d.M.y", "sv": "d.M.y", "en": "d MMM y"}
HOURS = {"fi": "H.mm", "sv": "H.mm", "en": "H:mm"}
MOMENTS = {"fi": "d.M.y 'klo\xa0'H.mm", "sv": "d.M.y 'kl.\xa0'H.mm", "en": "d MMM y, H:mm"}


@dataclass(frozen=True, slots=True)
class Plain:
    """People's own words: never translated, never markup."""

    words: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody types as it stands, such as a command."""

    words: "Words"


@dataclass(frozen=True, slots=True)
class Text:
    """An English sentence, the key of its translations, and the values of its holes."""

    msgid: str
    values: "dict[str, Value]" = field(default_factory=dict)
    context: str | None = None
    plural: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Zoned:
    """A moment in a zone that its reader might not expect, so it is named."""

    moment: datetime


Words = Text | Plain
Moment = datetime | Zoned
Value = str | int | Decimal | date | datetime | time | Zoned | Person | Unit | Plain | Typed | Text


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a drawn sentence: the product's own words, or somebody's, which no markup may touch."""

    text: str
    own: bool
    typed: bool = False


def say(sentence: str, /, **values: Value) -> Text:
    """A sentence with holes: `say("Shared by {author}", author=person)`. A str is somebody's own words."""
    return Text(sentence, values)


def say_n(one: str, many: str, count: int, /, **values: Value) -> Text:
    """A sentence that counts; both forms keep {count}."""
    return Text(one, {"count": count, **values}, None, many, count)


def say_in(context: str, sentence: str, /, **values: Value) -> Text:
    """A sentence whose English has two meanings, told apart by button, label, stage, title or error."""
    return Text(sentence, values, context)


def listed(values: Sequence[Value]) -> Text:
    """At least one value, in one line with commas between them."""
    return _joined(values, lambda first, rest: say("{first}, {rest}", first=first, rest=rest))


def listed_apart(values: Sequence[Value]) -> Text:
    """At least one value, in one line with semicolons between them, as they may have commas themselves."""
    return _joined(values, lambda first, rest: say("{first}; {rest}", first=first, rest=rest))


def in_lines(values: Sequence[Value]) -> Text:
    """At least one value, each on a line of its own."""
    return _joined(values, lambda before, line: say("{before}\n{line}", before=before, line=line))


def _joined(values: Sequence[Value], join: Callable[[Text, Text], Text]) -> Text:
    """Halved again and again, so that hundreds of values do not lie in each other."""
    if len(values) == 1:
        return say("{first}", first=values[0])
    half = len(values) // 2
    return join(_joined(values[:half], join), _joined(values[half:], join))


def plain(words: str) -> Plain:
    """People's own words."""
    return Plain(words)


def pieces(words: Words, language: str) -> list[Piece]:
    """The sentence in a language, cut where an adapter must tell our words from people's."""
    found: list[Piece] = []
    _say(words, language, found)
    return found


def read(words: Words, language: str) -> str:
    """The sentence as plain text without any markup."""
    return "".join(piece.text for piece in pieces(words, language))


def template(words: Text, language: str) -> str:
    """The translated sentence with its holes; the English itself where the language is English."""
    singular = words.count in (None, 1)
    if language == "en":
        return words.msgid if singular or words.plural is None else words.plural
    found = _translation(language, words.msgid, words.context)
    # Finnish, Swedish and English each have two forms: one, and all others (also none).
    return found if isinstance(found, str) else found[0 if singular else 1]


def number(value: int | Decimal, language: str) -> str:
    """`1 500,5` or `1,500.5`."""
    return format_decimal(value, locale=LOCALES[language])


def day(value: date, language: str) -> str:
    """`24.11.2026` or `24 Nov 2026`."""
    return format_date(value, DAYS[language], locale=LOCALES[language])


def hour(value: time, language: str) -> str:
    """`8.30` or `8:30`."""
    return format_time(value, HOURS[language], locale=LOCALES[language])


def moment(value: datetime, language: str) -> str:
    """`24.11.2026 klo 8.30` or `24 Nov 2026, 8:30`."""
    return format_datetime(value, MOMENTS[language], locale=LOCALES[language])


def local(value: datetime, zone: tzinfo, usual: tzinfo) -> Moment:
    """As its reader's clock tells it; where that differs from the organisation's, with the name of the zone."""
    told = value.astimezone(zone)
    return told if told.utcoffset() == value.astimezone(usual).utcoffset() else Zoned(told)


def _say(words: Words, language: str, said: list[Piece]) -> None:
    if isinstance(words, Plain):
        said.append(Piece(words.words, own=False))
        return
    for literal, name in _cut(template(words, language)):
        if literal:
            said.append(Piece(literal, own=True))
        if name is not None:
            _fill(words.values[name], language, said)


def _fill(value: Value, language: str, said: list[Piece]) -> None:
    match value:
        case Text() | Plain():
            _say(value, language, said)
        case Typed():
            said.append(Piece(read(value.words, language), own=False, typed=True))
        case str():
            said.append(Piece(value, own=False))
        case int() | Decimal():
            said.append(Piece(number(value, language), own=True))
        case datetime():
            said.append(Piece(moment(value, language), own=True))
        case Zoned():
            zone = get_timezone_name(value.moment, locale=LOCALES[language])
            said.append(Piece(f"{moment(value.moment, language)} ({zone})", own=True))
        case date():
            said.append(Piece(day(value, language), own=True))
        case time():
            said.append(Piece(hour(value, language), own=True))
        case Person():
            if value.name is None:
                _say(say_in("card", "A colleague") if _begins(said) else say_in("card", "a colleague"), language, said)
            else:
                said.append(Piece(value.name, own=False))
        case Unit():
            said.append(Piece(value.called(language), own=False))


def _begins(said: Sequence[Piece]) -> bool:
    """Whether a sentence or a value starts here."""
    before = said[-1].text.rstrip(" \N{NO-BREAK SPACE}") if said else ""
    return not before or before.endswith((".", ":", "?", "\n"))


# Sentences come from the code only, so there are not more of them than it has.
@cache
def _cut(sentence: str) -> tuple[tuple[str, str | None], ...]:
    """The words before each hole, and its name."""
    return tuple((literal, name) for literal, name, _, _ in Formatter().parse(sentence))


def _translation(language: str, msgid: str, context: str | None) -> str | Sequence[str]:
    """One sentence, or its forms; the English itself where it is not translated."""
    return _catalogue(language).get((msgid, context)) or msgid


@cache
def _catalogue(language: str) -> dict[tuple[str, str | None], str | Sequence[str]]:
    """Read at the first sentence in that language; of what Babel makes of it only the sentences stay."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    path = Path(__file__).parent.parent / "locales" / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    return {(one.id if isinstance(one.id, str) else one.id[0], one.context): one.string or "" for one in catalogue}
