"""Lists of work communities and of roles, brought in on the server: all that they say, or nothing of it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Protocol

from bot.features import roles, units
from bot.lists import Line, Table, quoted
from bot.model import ANSWERING, BETWEEN, LANGUAGES, Account, Role, Unit
from bot.replies import Post
from bot.turn import Turn
from bot.views.roles import ROLES
from bot.views.text import read
from bot.views.units import NAME_LIMIT

COMMUNITIES = frozenset({*(str(one) for one in LANGUAGES), "parent"})
PEOPLE = frozenset({"email", "role", "unit"})
KINDS = {COMMUNITIES: frozenset[str](), PEOPLE: PEOPLE}


class Storage(units.Storage, roles.Storage, Protocol):
    """What bringing in asks of storage."""

    async def accounts_with(self, email_keys: Collection[str]) -> list[Account]: ...


@dataclass(slots=True)
class Outcome:
    """What changes and what stands in the way, a sentence each; and what people are told."""

    changes: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)

    def wrong(self, line: Line, sentence: str) -> None:
        self.errors.append(f"{line.where}: {sentence}")

    def right(self, line: Line, sentence: str) -> None:
        self.changes.append(f"{line.where}: {sentence}")

    def told(self, *, check: bool) -> str:
        """For the operator; the last line says whether anything was stored."""
        if self.errors:
            return "\n".join([*self.errors, "Nothing was changed: mend these lines and try again.\n"])
        if not self.changes:
            return "Everything in the file is so already.\n"
        last = "Nothing was changed: this was a check.\n" if check else "All of this was changed.\n"
        return "\n".join([*self.changes, last])


@dataclass(slots=True, eq=False)
class Community:
    """A work community as it is, if it is there, and as a line of the list wants it; each is equal to itself only."""

    unit: Unit | None
    parent: "Community | None" = None
    line: Line | None = None
    names: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.unit.name if self.unit else next(iter(self.names.values()))

    @property
    def closed(self) -> bool:
        return self.unit is not None and self.unit.closed_on is not None

    def above(self) -> "Iterator[Community]":
        """What it lies below, from the nearest on; each once, also where they lie in a circle."""
        seen: set[Community] = set()
        one = self.parent
        while one and one not in seen:
            seen.add(one)
            yield one
            one = one.parent


Tree = dict[str, Community]
"""By each name in each language."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a line says of a person."""

    line: Line
    community: Community
    role: Role
    account: Account


def folded(name: str) -> str:
    """Upper and lower case are the same, and so is white space."""
    return " ".join(name.lower().split())


async def bring_in(turn: Turn[Storage], tables: Iterable[Table]) -> Outcome:
    """Look at everything first. Whoever opened the transaction rolls it back when something stands in the way."""
    await turn.store.hold_units()
    outcome, tree, tables = Outcome(), planted(await turn.store.all_units()), list(tables)
    for line, sentence in (problem for table in tables for problem in table.problems):
        outcome.wrong(line, sentence)
    lines = [(line, table.columns >= PEOPLE) for table in tables for line in table.lines]
    read_communities(outcome, tree, [line for line, of_people in lines if not of_people])
    tasks = [await read_task(turn, outcome, tree, line) for line, of_people in lines if of_people]
    whole = [task for task in tasks if task]
    only_once(outcome, whole)
    if not outcome.errors:
        await grow(turn, outcome, each_once(tree))
        for task in whole:
            await give(turn, outcome, task)
    return outcome


def planted(there: list[Unit]) -> Tree:
    """The tree as it is; parents come before what lies below them."""
    known: dict[int, Community] = {}
    for unit in there:
        known[unit.id] = Community(unit, known[unit.parent.id] if unit.parent else None)
    return {folded(name): known[unit.id] for unit in there for name in (unit.name, *unit.names.values())}


def read_communities(outcome: Outcome, tree: Tree, lines: list[Line]) -> None:
    """What the tree becomes; a parent may stand below what belongs to it."""
    for line in lines:
        names = {str(one): line.cells[one] for one in LANGUAGES if line.cells.get(one)}
        found = list(dict.fromkeys(tree[name] for name in map(folded, names.values()) if name in tree))
        one = found[0] if found else Community(None)
        if sentence := strange(names, found):
            outcome.wrong(line, sentence)
            continue
        one.line, one.names = line, names
        tree |= {folded(name): one for name in names.values()}
    wanted = [(one, one.line) for one in each_once(tree) if one.line]
    for one, line in wanted:
        place(outcome, tree, one, line)
    for one, line in wanted:
        if one in (circle := list(one.above())):
            way = quoted(each.name for each in circle)
            outcome.wrong(line, f"“{one.name}” would belong to itself. The way up: {way}.")


def each_once(tree: Tree) -> list[Community]:
    """All communities of a tree, in which they stand by several names."""
    return list(dict.fromkeys(tree.values()))


def strange(names: dict[str, str], found: list[Community]) -> str | None:
    """What is wrong with the names of a line."""
    if not names:
        return "Write a name in at least one language: fi, sv or en."
    if longest := [name for name in names.values() if len(name) > NAME_LIMIT]:
        return f"“{longest[0][:40]}…” is longer than {NAME_LIMIT} characters."
    if divided := [name for name in names.values() if BETWEEN in name]:
        return f"“{divided[0]}” has a semicolon: write the name without it."
    if len(found) > 1:
        return f"These are names of several work communities: {quoted(one.name for one in found)}."
    if found and found[0].line:
        return f"“{found[0].name}” stands already on line {found[0].line.number}: leave one of them out."
    if found and found[0].closed:
        return f"“{found[0].name}” is closed: open it again in the chat first."
    return None


def place(outcome: Outcome, tree: Tree, one: Community, line: Line) -> None:
    """Below what the line names; an empty cell leaves it where it is."""
    name = line.cells.get("parent")
    if not name:
        return
    parent = tree.get(folded(name))
    if parent is None:
        outcome.wrong(line, f"The parent “{name}” is neither in Latu nor in this file.")
    elif parent.closed:
        outcome.wrong(line, f"The parent “{name}” is closed: open it again in the chat first.")
    else:
        one.parent = parent


@cache
def called_roles() -> dict[str, Role]:
    """By their names in any language."""
    named = {read(words, language).casefold(): role for role, words in ROLES.items() for language in LANGUAGES}
    return named | {role.value: role for role in Role}


async def read_task(turn: Turn[Storage], outcome: Outcome, tree: Tree, line: Line) -> Task | None:
    """A person whom Latu knows, a role and a work community; each that is not is told."""
    email, called, name = (line.cells[column] for column in ("email", "role", "unit"))
    role, community = called_roles().get(called.casefold()), tree.get(folded(name))
    accounts = await turn.store.accounts_with([turn.keys.address(email)]) if email else []
    before = len(outcome.errors)
    if not accounts:
        who = f"Latu knows no member with the e-mail {email}" if email else "The e-mail is missing"
        outcome.wrong(line, f"{who}. They write to Latu once, then try again." if email else f"{who}.")
    if role is None:
        outcome.wrong(line, f"“{called}” is no role: use {', '.join(Role)}.")
    if community is None:
        outcome.wrong(line, f"The work community “{name}” is neither in Latu nor in this file.")
    elif community.closed:
        outcome.wrong(line, f"“{name}” is closed: open it again in the chat first.")
    if len(outcome.errors) > before or role is None or community is None:
        return None
    return Task(line, community, role, accounts[0])


def only_once(outcome: Outcome, tasks: list[Task]) -> None:
    """Nothing is said twice, and what one person holds is given to one."""
    first: dict[tuple[Community, Role, int | None], Task] = {}
    for task in tasks:
        alone = None if task.role in ANSWERING else task.account.person.id
        before = first.setdefault((task.community, task.role, alone), task)
        if before is task:
            continue
        if before.account.person == task.account.person:
            outcome.wrong(task.line, f"The same stands already on line {before.line.number}: leave one of them out.")
        else:
            told = f"“{task.community.name}” has one {task.role}, and line {before.line.number} names another."
            outcome.wrong(task.line, told)


async def grow(turn: Turn[Storage], outcome: Outcome, communities: Iterable[Community]) -> None:
    """What others belong to comes first."""
    done: set[Community] = set()
    for one in communities:
        for each in (*reversed(list(one.above())), one):
            if each.line and each not in done:
                await store(turn, outcome, each, each.line)
            done.add(each)


async def store(turn: Turn[Storage], outcome: Outcome, one: Community, line: Line) -> None:
    """A new one, or what has changed; names that the line does not have stay."""
    language, parent = turn.organisation.language, one.parent.unit if one.parent else None
    below = f" below “{parent.name}”" if parent else ""
    if one.unit is None:
        name = units.main_name(one.names, language)
        number = await turn.store.add_unit(name, one.names, parent.id if parent else None)
        one.unit = Unit(number, name, one.names, parent)
        await turn.store.note(None, "unit added", {"unit": name}, turn.now)
        outcome.right(line, f"Add “{name}”{below}.")
        return
    before = replace(one.unit, names=one.unit.names or {language: one.unit.name})
    names = {**before.names, **one.names}
    if names == before.names and parent == before.parent:
        return
    one.unit = Unit(before.id, units.main_name(names, language), names, parent)
    await turn.store.change_unit(before.id, one.unit.name, names, parent.id if parent else None)
    await units.note_changes(turn, None, before, one.unit)
    for changed in LANGUAGES:
        if names.get(changed) != before.names.get(changed):
            outcome.right(line, f"Name “{before.name}” in {changed}: “{names[changed]}”.")
    if parent != before.parent:
        outcome.right(line, f"Move “{before.name}”{below}.")


async def give(turn: Turn[Storage], outcome: Outcome, task: Task) -> None:
    """As the form in the chat does: whoever takes a role over hears what is open."""
    unit = task.community.unit
    if unit is None:
        raise LookupError("a role is given before its work community is stored")
    await turn.store.hold_roles(unit.id)
    held = [account for role, account in await turn.store.holders(unit.id) if role is task.role]
    if task.account.person in [account.person for account in held]:
        return
    left = held if task.role in ANSWERING else []
    outcome.posts += await roles.pass_on(turn, None, unit, task.role, left, [task.account])
    instead = f", instead of {', '.join(one.person.name or 'a colleague' for one in left)}" if left else ""
    outcome.right(task.line, f"Role {task.role} of “{unit.name}”: {task.line.cells['email']}{instead}.")
