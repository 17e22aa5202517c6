"""The rules of the house that no linter knows."""

import ast
import re
import tomllib
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import MISSING, fields
from functools import cache
from importlib import import_module
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy.sql.selectable import ReturnsRows

import bot.features  # noqa: F401 - registers what answers, asks and draws
from bot import intents, visibility
from bot.clock import DUE
from bot.intents import KINDS, Changes, Fills, Intent, Opens, Personal, Say, Unfold, decode, encode, fill
from bot.turn import drawers, forms, handlers
from bot.views.kinds import Card, Choice, Form, Report
from storage.repositories.due import waiting
from storage.repositories.showing import about
from tests.adapters.gallery import EXAMPLES
from tests.each import each
from tests.test_languages import buttons

HOME = Path(__file__).parent.parent
FOLDERS = ("bot", "adapters", "storage", "playground", "manifests")
LONGEST, MEDIAN = 300, 100
FORMS = {name: one.shown for name, one in EXAMPLES.items() if isinstance(one.shown, Form)}

WORDS = re.compile(r"[^\W\d_]+ [^\W\d_]+")
SETTING = re.compile(r"\b[A-Z]+_[A-Z_]+\b")
"""A sentence for the operator names a setting."""
PLATFORM = re.compile(r"slack|teams|adaptive|block.?kit|modal|mrkdwn", re.IGNORECASE)
EXAMPLE = re.compile(r"`[^`]+`")
ANYTHING = re.compile("")
SEEN = re.compile(r"\b(VISIBLE|visible_ideas|visible_trials)\b")
LISTED = re.compile(r"(list|Sequence)\[(Idea|Experiment)\]")
ONE_LINE = re.compile(r'"""[^"\n]+"""$', re.MULTILINE)
SDK = re.compile(r"\b(botbuilder|botframework|msrest)\b")
ADDRESS = re.compile(r"\.address\b")
CLOCK = re.compile(r"(datetime\.(now|utcnow|today)|date\.today|time\.(time|monotonic))\b")
SQL_TIME = re.compile(r"\bnow\(\)|current_(?:date|time)|localtime|(?:clock|statement|transaction)_timestamp", re.I)
SQL = re.compile(r"\b(select|insert|update|delete)\b.*\b(from|into|set)\b", re.IGNORECASE | re.DOTALL)
PRODUCT = re.compile(r"(bot|storage|adapters|sqlalchemy)\b")
NOT_OF_PRODUCT = {"bot.calendar", "bot.views.text"}
"""Working days and languages."""
REAL_TIME = {
    "bot/__main__.py",  # hands the clock in
    "bot/clock.py",  # wakes senders
    "bot/glances.py",  # reads once a second
    "bot/purse.py",  # paces
    "bot/sender.py",  # paces and retries
}


def modules(*folders: str) -> list[str]:
    found = (path for folder in folders for path in (HOME / folder).rglob("*.py"))
    return sorted(path.relative_to(HOME).as_posix() for path in found)


def saying(pattern: re.Pattern[str], *folders: str) -> list[str]:
    """Modules in whose text it occurs at all: to parse the others costs more than most rules."""
    return [one for one in modules(*folders) if pattern.search(source(one))]


def in_each(
    *folders: str, where: re.Pattern[str] = ANYTHING, but: Container[str] = ()
) -> Callable[[Callable[[str], None]], Callable[[], None]]:
    """One test of a rule for all modules that could break it: a test for each of them costs more than the rule."""

    def rule(holds: Callable[[str], None]) -> Callable[[], None]:
        def test() -> None:
            each((one for one in saying(where, *folders) if one not in but), holds)

        test.__name__, test.__doc__ = holds.__name__, holds.__doc__
        return test

    return rule


@cache
def source(module: str) -> str:
    return (HOME / module).read_text(encoding="utf-8")


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(source(module))


@cache
def in_code(module: str) -> tuple[ast.AST, ...]:
    """Everything in a module but docstrings."""
    found: list[ast.AST] = [tree(module)]
    for node in found:
        found += (one for one in ast.iter_child_nodes(node) if not is_docstring(one))
    return tuple(found[1:])


def is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def literals(nodes: Iterable[ast.AST]) -> Iterator[ast.Constant]:
    yield from (one for one in nodes if isinstance(one, ast.Constant) and isinstance(one.value, str))


def name_of(call: ast.Call) -> str:
    return ast.unparse(call.func)


def test_every_intent_can_be_read_back_from_a_button() -> None:
    bases = {Intent, Opens, Fills, Changes, Personal, Unfold}
    declared = {one for one in vars(intents).values() if isinstance(one, type) and issubclass(one, Intent)}
    assert set(KINDS.values()) == declared - bases


def test_every_intent_that_reaches_the_door_has_one_handler() -> None:
    assert set(handlers) == set(KINDS.values()) - {Say}


def test_every_intent_that_is_filled_in_has_one_form_and_the_gallery_shows_it() -> None:
    filled = {one for one in KINDS.values() if issubclass(one, Fills)}
    assert set(forms) == filled
    assert {type(form.builds) for form in FORMS.values()} == filled


def test_a_form_asks_for_fields_of_the_intent_that_it_builds() -> None:
    each(FORMS, lambda name: asks_for_fields(FORMS[name]))


def asks_for_fields(form: Form) -> None:
    known = {one.name: one for one in fields(form.builds)}
    asked = [one.name for one in (*form.fields, *form.more)]
    assert set(asked) <= set(known)
    assert len(asked) == len(set(asked))
    assert set(form.errors) <= set(asked)
    assert all(known[one].default is not MISSING for one in asked)
    assert fill(form.kept, {}) == form.kept == decode(encode(form.kept))


def test_every_option_of_a_form_is_an_answer_to_its_question() -> None:
    each(FORMS, lambda name: offers_answers(FORMS[name]))


def offers_answers(form: Form) -> None:
    for question in (one for one in (*form.fields, *form.more) if isinstance(one, Choice)):
        for option in question.options:
            answered = fill(form.kept, {question.name: [option.value] if question.many else option.value})
            answer = getattr(answered, question.name)
            assert answer == (option.value,) if question.many else str(answer) == option.value


def test_every_button_carries_an_intent_that_is_handled() -> None:
    for one in EXAMPLES.values():
        for button in buttons(one.shown):
            assert type(button.intent) in handlers
            assert decode(encode(button.intent)) == button.intent


FILES = {"pack"}
"""Handed over to one person, and never drawn again."""


def test_every_subject_that_is_shown_can_be_drawn_again() -> None:
    subjects = [one.shown.subject for one in EXAMPLES.values() if isinstance(one.shown, Card | Report)]
    assert {one.kind for one in subjects if one} == set(drawers) - FILES


LISTS = {"digest", "gathered", "channel_digest", "unanswered", "handover", "overview", "pack"}
HEARD = {"vacancy", "reply", "outcome", "introduction", "welcome"}
WITHOUT_AN_IDEA = LISTS | HEARD | {"challenge", "summary", "channel", "hiding", "again"}
"""Drawn without asking whether their idea is hidden: lists ask it of each, the others have no words of one."""
OTHER_NUMBERS = {
    "basket",
    "channel",
    "digest",
    "first",
    "parent",
    "unit",
    "goal",
    "challenge",
    "before",
    "into",
    "card",
    "number",
    "hiding",
    "complaint",
    "after",
    "backed",
    "page",
}
"""Those of intents that lead to no words of an idea, or whose handler asks by itself who may see them."""
BY_NUMBER = {"hold_ideas", "experiments_of"}
"""What is asked for by number: each idea is looked at by whoever asks, as the trials of one are."""


def test_whatever_shows_an_idea_is_known_when_it_is_hidden() -> None:
    """The trap: a new kind of card goes on showing what was hidden."""
    assert set(drawers) == set(about()) | WITHOUT_AN_IDEA


def test_whatever_asks_about_an_idea_is_stopped_at_the_door_when_that_is_hidden() -> None:
    """The trap: a new form shows what was hidden."""
    numbers = {one.name for kind in KINDS.values() for one in fields(kind) if one.type in (int, int | None)}
    assert numbers - OTHER_NUMBERS == set(visibility.ABOUT)


@in_each("storage/repositories", where=LISTED)
def test_every_list_of_ideas_starts_from_those_that_may_be_seen(module: str) -> None:
    """The trap: a new list shows what was hidden or withdrawn."""
    found = set()
    for one in ast.walk(tree(module)):
        if isinstance(one, ast.AsyncFunctionDef) and one.returns and one.name not in BY_NUMBER:
            listed = LISTED.search(ast.unparse(one.returns))
            if listed and not one.name.startswith("_"):
                found.add((one.name, bool(SEEN.search(ast.unparse(one))) or starts_visible(module, one)))
    assert {name for name, visible in found if not visible} == set()


def starts_visible(module: str, function: ast.AsyncFunctionDef) -> bool:
    """Whether it asks a statement that the module builds from what may be seen."""
    named = {one.id for one in ast.walk(function) if isinstance(one, ast.Name)}
    builders = [one for one in tree(module).body if isinstance(one, ast.FunctionDef)]
    return any(one.name in named and SEEN.search(ast.unparse(one)) for one in builders)


@in_each("adapters")
def test_an_adapter_has_no_words_for_people(module: str) -> None:
    """The trap: words drift into adapters in a hurry. Theirs name a setting, describe one, are logged or raised."""
    operators: set[ast.AST] = set()
    for node in in_code(module):
        logged = isinstance(node, ast.Call) and name_of(node).startswith(("log.", "super().__init__"))
        described = isinstance(node, ast.keyword) and node.arg == "description"
        if logged or described or isinstance(node, ast.Raise):
            operators |= set(ast.walk(node))
    for one in literals(in_code(module)):
        assert one in operators or SETTING.search(str(one.value)) or not WORDS.search(str(one.value)), one.value


@in_each("bot", where=PLATFORM, but={"bot/__main__.py"})
def test_the_product_knows_no_platform(module: str) -> None:
    """Neither in its code nor in what it says of itself; only an example in backticks may name one."""
    said = [EXAMPLE.sub("", str(one.value)) for one in literals(ast.walk(tree(module)))]
    for node in in_code(module):
        said += [str(value) for _, value in ast.iter_fields(node) if isinstance(value, str)]
    assert [one for one in said if PLATFORM.search(one)] == []


@in_each("bot", where=ADDRESS)
def test_the_address_of_a_place_is_never_taken_apart(module: str) -> None:
    """The trap: what a chat needs to reach a place is its own, and differs; here it is handed on, at most compared."""
    compared = {id(one) for node in ast.walk(tree(module)) if isinstance(node, ast.Compare) for one in ast.walk(node)}
    called = {id(node.func) for node in ast.walk(tree(module)) if isinstance(node, ast.Call)}
    read = [one for one in in_code(module) if isinstance(one, ast.Attribute) and one.attr == "address"]
    assert [ast.unparse(one) for one in read if id(one) not in compared | called] == []


@in_each("bot", where=CLOCK, but=REAL_TIME)
def test_a_rule_asks_no_clock_but_the_one_it_is_given(module: str) -> None:
    """The trap: rules that ask the time themselves cannot be tested, and disagree in one turn."""
    calls = [name_of(node) for node in in_code(module) if isinstance(node, ast.Call)]
    assert [one for one in calls if CLOCK.search(one)] == []


@in_each("storage", where=SQL_TIME)
def test_the_database_is_never_asked_what_time_it_is(module: str) -> None:
    """The trap: the database has a clock of its own."""
    said = [str(one.value) for one in literals(in_code(module))]
    said += [name_of(node) + "()" for node in in_code(module) if isinstance(node, ast.Call)]
    assert [one for one in said if SQL_TIME.search(one) and not one.endswith("datetime.now()")] == []


@in_each("playground/page")
def test_the_page_knows_nothing_of_the_product(module: str) -> None:
    """Neither its rules nor its tables: what they have to say of it is asked beside the page."""
    nodes = in_code(module)
    named = {one.module or "" for one in nodes if isinstance(one, ast.ImportFrom)}
    named |= {name.name for one in nodes if isinstance(one, ast.Import) for name in one.names}
    assert [one for one in named - NOT_OF_PRODUCT if PRODUCT.match(one)] == []
    assert [one.value for one in literals(nodes) if SQL.search(str(one.value))] == []
    assert [ast.unparse(one) for one in nodes if isinstance(one, ast.Attribute) and one.attr == "database"] == []


@in_each(*FOLDERS, where=SDK, but={"adapters/teams/sdk.py"})
def test_only_one_module_imports_the_teams_sdk(module: str) -> None:
    """The trap: the SDK is at its end: what imports it must be written anew."""
    names = [alias.name for node in in_code(module) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in in_code(module) if isinstance(node, ast.ImportFrom)]
    assert [name for name in names if SDK.match(name)] == []


def test_every_module_of_the_product_has_its_floor_and_knows_nobody_outside() -> None:
    packages = {one.parent.name for one in HOME.glob("bot/*/__init__.py")}
    ours = {f"bot.{one}" for one in packages | {one.stem for one in HOME.glob("bot/*.py")}} - {"bot.__init__"}
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (floors,) = (one["layers"] for one in contracts if one["type"] == "layers")
    (closed,) = (one for one in contracts if "bot.bot" in one.get("source_modules", ()))
    assert sorted(name for floor in floors for name in floor.split(" | ")) == sorted(ours)
    assert sorted(closed["source_modules"]) == sorted(ours - {"bot.__main__"})
    outside = {"adapters", "storage", "playground", "manifests", "aiohttp"}
    chats, database = {"slack_bolt", "slack_sdk", "botbuilder", "botframework", "msrest"}, {"sqlalchemy", "psycopg"}
    assert set(closed["forbidden_modules"]) == outside | chats | database | {"procrastinate", "alembic"}


@in_each(*FOLDERS, "tests")
def test_a_module_says_in_one_line_what_it_is(module: str) -> None:
    empty = not source(module).strip() and module.startswith("tests/")
    assert empty or ONE_LINE.match(source(module))


def test_a_module_is_named_by_what_it_does() -> None:
    names = {Path(module).stem for module in modules(*FOLDERS, "tests")}
    assert not names & {"utils", "util", "helpers", "misc"}


@pytest.mark.parametrize("folder", FOLDERS)
def test_modules_are_short(folder: str) -> None:
    lengths = {module: len(source(module).splitlines()) for module in modules(folder)}
    assert median(lengths.values()) < MEDIAN
    assert {module: lines for module, lines in lengths.items() if lines > LONGEST} == {}


def test_whatever_can_be_due_is_asked_for_in_the_one_statement_that_says_what_is() -> None:
    """What is not in it would never be looked at, and nobody would hear why."""
    assert set(DUE) == set(waiting())


def test_a_statement_is_built_at_its_first_use_by_a_cached_function() -> None:
    """All of them together cost a fifth of a second and eight megabytes, of which most starts use little."""
    found = (Path(module).stem for module in modules("storage/repositories"))
    loaded = {name: vars(import_module(f"storage.repositories.{name}")) for name in found}
    assert [(name, one) for name, held in loaded.items() for one, value in held.items() if is_built(value)] == []


def is_built(value: object) -> bool:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return isinstance(value, ReturnsRows) or any(map(is_built, inside))


def test_no_lock_file_tells_where_packages_were_downloaded() -> None:
    """The trap: uv.lock and pylock.toml name hosts, and are right for one network only."""
    locks = sorted({*HOME.glob("*.lock"), *HOME.glob("pylock*.toml"), HOME / "playground/web/package-lock.json"})
    assert len(locks) > 1
    assert [lock.name for lock in locks if "://" in lock.read_text(encoding="utf-8")] == []


REAL = ("bot/sender.py", "storage/jobs.py", "storage/repositories/departures.py", "adapters/patience.py")


def test_leases_retries_and_paces_keep_real_time_where_the_products_clock_is_moved() -> None:
    """The product's clock answers one question, what is due; the rest would stand still or race with it."""
    assert [module for module in REAL if "clock" in source(module) or "turn.now" in source(module)] == []
