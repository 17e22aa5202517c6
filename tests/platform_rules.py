"""Which rules of the platforms are held by which tests: `python -m tests.platform_rules` writes it into docs."""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "platform-rules-status.md"
TEST = re.compile(r"^(?:async )?def (test_\w+?)((?:_(?:sl|tm)\d{2})+)\(", re.MULTILINE)
HEAD = """# The platforms' rules

What Slack (SL) and Teams (TM) demand of an app, and the tests that hold it. Written by `make rules` from the names of
the tests and from tests/platform_rules.toml.

"""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and what holds it."""

    id: str
    rule: str
    tests: tuple[str, ...]
    exempt: str | None = None
    missing: str | None = None

    @property
    def state(self) -> str:
        """In words; a rule that is half done is not done."""
        if self.exempt:
            return f"exempt: {self.exempt}"
        if self.missing:
            return f"not yet: {self.missing}"
        return "done" if self.tests else "not yet"


def rules() -> list[Rule]:
    """All of them, in their order."""
    by = held()
    declared = tomllib.loads((HERE / "platform_rules.toml").read_text(encoding="utf-8"))
    return [Rule(name, tests=tuple(sorted(by[name])), **said) for name, said in declared.items()]


def held() -> dict[str, list[str]]:
    """The tests of each rule, by its id."""
    found = defaultdict(list)
    for path in HERE.rglob("test_*.py"):
        for name, ids in TEST.findall(path.read_text(encoding="utf-8")):
            for one in re.findall(r"(sl|tm)(\d{2})", ids):
                found["-".join(one).upper()].append(f"{path.relative_to(HERE).as_posix()}::{name}{ids}")
    return found


def page() -> str:
    """The whole document."""
    every = rules()
    counted = ((kind, sum(one.state.startswith(kind) for one in every)) for kind in ("done", "exempt", "not yet"))
    parts = [f"{count} {kind}" for kind, count in counted]
    lines = [HEAD, f"Of {len(every)} rules: {', '.join(parts)}.\n"]
    for one in every:
        lines += [f"\n## {one.id}: {one.rule}\n", f"\n{one.state[0].upper()}{one.state[1:].removesuffix('.')}.\n"]
        lines += ["\n", *(f"- `{test}`\n" for test in one.tests)] if one.tests else []
    return "".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
