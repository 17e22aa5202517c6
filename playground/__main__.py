"""`make run`: start a model municipality, play one idea's life, and stay up until Ctrl-C."""

import argparse
import asyncio
import shutil
import signal
import sys
from pathlib import Path

from rich.columns import Columns
from rich.console import Console
from rich.panel import Panel
from rich.text import Text as Line

from bot import logs
from bot.errors import Misconfigured
from bot.views.text import read, say
from playground.chat import Seen
from playground.story import Step, Story
from playground.town import Ports, Town, town
from storage.embedded import EmbeddedError, forget

DATA = Path("var") / "playground"
PORTS = Ports(bot=3978, slack=3979, teams=3980)
WIDTH = 56


def drawn(chat: str, message: Seen) -> Panel:
    """A card as text, as somebody reads it aloud: lines, then buttons."""
    body = Line("\n".join(message.lines))
    if message.buttons:
        body.append("\n\n" + "  ".join(f"[ {label} ]" for label in message.buttons), style="bold")
    return Panel(body, title=chat, title_align="left", width=WIDTH)


class Teller:
    """Tells each step in the terminal."""

    def __init__(self, console: Console, language: str) -> None:
        self.console = console
        self.language = language
        self.count = 0

    def tell(self, step: Step) -> None:
        self.count += 1
        self.console.print(f"\n[bold]{self.count}.[/bold]", Line(read(step.told, self.language)))
        self.console.print(Columns([drawn(chat, message) for chat, message in step.seen]))


def present(console: Console, place: Town) -> None:
    """What runs where, and how to end it."""
    console.print()
    for name, address in place.addresses.items():
        console.print(f"  {name:6} {address}")
    console.print(
        Line("\n" + read(say("Ctrl-C stops everything and loses nothing. make reset forgets it."), place.language))
    )


async def live(language: str, data: Path, *, stay: bool) -> None:
    """Play the story once; a later run shows where things stand."""
    console = Console()
    stop = asyncio.Event()
    for signum in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signum, stop.set)
    async with town(data, language, PORTS) as place:
        teller = Teller(console, language)
        story = Story(place, teller.tell)
        played = data / "played"
        if played.exists():
            story.told(say("The story has been played already. This is where things stand."))
        else:
            await story.play()
            played.touch()
        present(console, place)
        if stay:
            await stop.wait()


def main() -> None:
    """The command line of `make run` and `make reset`."""
    parser = argparse.ArgumentParser(prog="python -m playground", description="Watch an idea live in both local chats.")
    parser.add_argument("--language", default="fi", choices=("fi", "sv", "en"))
    parser.add_argument("--reset", action="store_true", help="forget the data of earlier runs")
    parser.add_argument("--once", action="store_true", help="end when the story has been played")
    arguments = parser.parse_args()
    logs.configure("ERROR")
    try:
        if arguments.reset:
            forget(DATA / "postgres")
            shutil.rmtree(DATA, ignore_errors=True)
            return
        asyncio.run(live(arguments.language, DATA, stay=not arguments.once))
    except (Misconfigured, EmbeddedError) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    except OSError as error:
        sys.stderr.write(f"A port of {PORTS} is in use: stop the other program. ({error.strerror})\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
