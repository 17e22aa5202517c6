"""Opens the page in a browser with windows, if there is one, while the town goes on."""

import webbrowser
from threading import Thread


def windowed() -> webbrowser.BaseBrowser | None:
    """The browser of whoever sits here; None for one inside the terminal, which would take it over."""
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return None
    in_terminal = type(found) is webbrowser.GenericBrowser or isinstance(found, webbrowser.Elinks)
    return None if in_terminal else found


def show(address: str) -> None:
    """Nobody waits for it, not even the end of the town: some browsers answer only when they are closed."""
    Thread(target=_open, args=(address,), daemon=True).start()


def _open(address: str) -> None:
    if found := windowed():
        found.open(address)
