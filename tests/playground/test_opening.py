"""`make run` shows its page in a browser with windows, and waits for none."""

import sys
import webbrowser
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from playground import opening
from playground.waiting import until

ADDRESS = "http://127.0.0.1:3981/?token=x"
TEXT = ("www-browser", "links", "elinks", "lynx", "w3m")
"""What Python opens in the terminal where there is no screen."""

BARE = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen and a browser")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with all programs of a machine, whose browsers Python looks for anew; it has no screen."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(webbrowser, "_browsers", {})
    monkeypatch.setattr(webbrowser, "_tryorder", None)
    return tmp_path


@BARE
@pytest.mark.parametrize("name", TEXT)
def test_a_browser_inside_the_terminal_is_left_alone(name: str, machine: Path) -> None:
    (machine / name).touch(0o755)
    assert webbrowser.get()
    assert opening.windowed() is None


@BARE
def test_a_machine_without_a_browser_shows_nothing(machine: Path) -> None:
    with pytest.raises(webbrowser.Error):
        webbrowser.get()
    assert opening.windowed() is None


async def test_nobody_waits_for_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    closed, left = Event(), Event()

    class Window(webbrowser.BaseBrowser):
        def open(self, url: str, *_: Any, **__: Any) -> bool:
            shown.append(url)
            closed.wait(5)
            left.set()
            return True

    monkeypatch.setattr(webbrowser, "get", Window)
    opening.show(ADDRESS)
    assert await until(lambda: shown) == [ADDRESS]
    assert not left.is_set()
    closed.set()
    await until(left.is_set)
