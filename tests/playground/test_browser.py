"""The pictures and the tests of the page find a Chromium on this machine, or say in one sentence that none starts."""

from pathlib import Path
from typing import Any, cast

import pytest
from playwright.async_api import BrowserType, Error

from playground.browser import NAMES, PLAYWRIGHTS, NoBrowser, _started, browser
from tests.browser.conftest import without

SENTENCE = rf"^No browser starts here: install one of {', '.join(NAMES)}\.$"


class Starting:
    """Of the browsers that are tried one starts, if any does."""

    def __init__(self, starts: str | None) -> None:
        self.starts = starts
        self.tried: list[str | None] = []

    async def launch(self, executable_path: str | None, args: list[str]) -> Any:
        assert "--disable-gpu" in args
        self.tried.append(executable_path and Path(executable_path).name)
        if self.tried[-1] != self.starts:
            raise Error("it does not start")
        return self


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with all programs of a machine."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("starts", "tried"),
    [
        ("chromium", ["chromium"]),
        ("google-chrome", ["chromium", "google-chrome"]),
        (PLAYWRIGHTS, ["chromium", "google-chrome", PLAYWRIGHTS]),
    ],
)
async def test_a_found_browser_that_does_not_start_is_followed_by_playwrights_own(
    starts: str | None, tried: list[str | None], machine: Path
) -> None:
    for name in ("google-chrome", "chromium"):
        (machine / name).touch(0o755)
    chromium = Starting(starts)
    assert cast("Any", await _started(cast("BrowserType", chromium))) is chromium
    assert chromium.tried == tried


async def test_where_none_starts_it_is_one_sentence(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the real Playwright: all of them are on the PATH, and end at once."""
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(machine / "fetched"))
    for name in NAMES:
        (machine / name).write_text("#!/bin/sh\nexit 1\n")
        (machine / name).chmod(0o755)
    with pytest.raises(NoBrowser, match=SENTENCE):
        async with browser():
            pass


@pytest.mark.parametrize(
    ("build", "ends"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)], ids=["at home", "in CI"]
)
def test_without_a_browser_its_tests_are_skipped_but_fail_on_a_build_machine(
    build: str, ends: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", build)
    with pytest.raises(ends, match="No browser"):
        without("No browser starts here.")
