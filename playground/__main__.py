"""`make run`: start a model municipality, let it live, show it in the browser, and stay up until Ctrl-C."""

import argparse
import asyncio
import errno
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from rich.console import Console

from bot import logs
from bot.errors import Misconfigured, Outage
from bot.views.text import Text, read, say
from playground import opening
from playground.living import begin, live_on
from playground.page import Page, page
from playground.story import Story
from playground.telling import Teller
from playground.town import AGO, Ports, Town, town
from storage.embedded import EmbeddedError, forget

DATA = Path("var") / "playground"
PORT = 3978
"""The bot's; the two chats and the page take the next three."""
LAST_PORT = 65535 - 3
BEGUN, LIVED = "begun", "lived"


async def live(language: str, data: Path, port: int, *, stay: bool, browse: bool) -> None:
    """Start the town and its page, until the story ends or somebody stops it."""
    living = asyncio.current_task()
    for signum in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signum, living.cancel if living else sys.exit)
    console, language = Console(), kept(data) or language
    with suppress(asyncio.CancelledError):
        async with town(data, language, Ports(port, port + 1, port + 2), ago=AGO) as place:

            def point() -> None:
                say_line(console, place, say("Open it in a browser: {address}", address=seen.doors.address))

            async with page(place, data, port + 3, point) as seen:
                seen.busy = True
                point()
                if browse:
                    opening.show(seen.doors.address)
                await show(place, data, Teller(console, language), lambda: present(console, place, seen))
                seen.settled()
                say_line(console, place, say("Ctrl-C stops everything and loses nothing. make reset forgets it."))
                if stay:
                    await asyncio.Event().wait()


def kept(data: Path) -> str | None:
    """The language of an earlier run: the ideas and channels of its town speak it."""
    begun = data / BEGUN
    return begun.read_text() if begun.exists() else None


async def show(place: Town, data: Path, teller: Teller, present: Callable[[], None]) -> None:
    """Play the story and the life of the town once; later show where things stand.

    What runs where is told before the town lives on, which can be watched.
    """
    begun, lived = data / BEGUN, data / LIVED
    if lived.exists():
        teller.say(say("The story has been played already. This is where things stand."))
        teller.draw(Story(place, teller.tell, place.language).cards())
        present()
    elif begun.exists():
        teller.say(say("The story was broken off. make reset lets it begin anew."))
        present()
    else:
        begun.write_text(place.language)
        await begin(place, teller.tell)
        present()
        teller.say(say("You can take part on the page now. Meanwhile six weeks of the town's life come in."))
        await live_on(place, teller.progress(say("The town lives on.")))
        lived.touch()


def present(console: Console, place: Town, seen: Page) -> None:
    """What runs where; from now on one may take part."""
    seen.settled(passing=True)
    console.print()
    own = read(say("Page"), place.language)
    for name, address in {**place.addresses, own: seen.doors.address}.items():
        console.print(f"  {name:6} {address}", highlight=False)


def say_line(console: Console, place: Town, sentence: Text) -> None:
    """One sentence of its own, with what can be copied in one piece."""
    console.print("\n" + read(sentence, place.language), markup=False, soft_wrap=True)


def main() -> None:
    """The command line of `make run` and `make reset`."""
    parser = argparse.ArgumentParser(prog="python -m playground", description="Watch an idea live in both local chats.")
    parser.add_argument("--language", default="fi", choices=("fi", "sv", "en"))
    parser.add_argument("--reset", action="store_true", help="forget the data of earlier runs")
    parser.add_argument(
        "--port", type=port, default=PORT, help="of the bot; the chats and the page take the next three"
    )
    parser.add_argument("--once", action="store_true", help="end when the town has been set up")
    arguments = parser.parse_args()
    logs.configure("ERROR")
    try:
        if arguments.reset:
            forget(DATA / "postgres")
            with suppress(FileNotFoundError):
                shutil.rmtree(DATA)
            return
        stay = not arguments.once
        asyncio.run(live(arguments.language, DATA, arguments.port, stay=stay, browse=stay and sys.stdout.isatty()))
    except (EmbeddedError, Misconfigured, Outage, OSError) as error:
        sentence = refused(error, arguments.port)
        if sentence is None:
            raise
        sys.exit(refusal(sentence))


def port(text: str) -> int:
    """The first of four that there are."""
    number = int(text)
    if not 1 <= number <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"choose one from 1 to {LAST_PORT}, for example 4000")
    return number


def refused(error: Exception, first: int) -> str | None:
    """What to do about what this computer does not give; None when nobody knows."""
    cause = error if isinstance(error, OSError) else error.__cause__
    match cause:
        case OSError(errno=errno.EADDRINUSE):
            ports = f"{first} to {first + 3}"
            return f"One of the ports {ports} is in use: stop the other program, or try make run PORT=4000."
        case OSError(errno=errno.EACCES, filename=None):
            return f"Only root may listen on port {first}: try make run PORT=4000."
        case OSError(errno=errno.EACCES | errno.EPERM):
            return f"{DATA} was made by another user: run sudo make reset, then sudo chown $USER {DATA.parent}."
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return f"No room is left for {DATA}: make some and start again, what is there stays."
        case _:
            return None if error is cause else str(error)


def refusal(sentence: str) -> int:
    """One sentence that says what to do, and the exit code."""
    sys.stderr.write(f"{sentence}\n")
    return 2


if __name__ == "__main__":
    main()
