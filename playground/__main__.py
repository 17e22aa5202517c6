"""`make run`: start a model municipality, play one idea's life, and stay up until Ctrl-C."""

import argparse
import asyncio
import shutil
import signal
import sys
from contextlib import suppress
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
PORT = 3978
"""The bot's; the two chats take the next two."""
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


async def live(language: str, data: Path, port: int, *, stay: bool) -> None:
    """Start the town and its story, until the story ends or somebody stops it."""
    living = asyncio.current_task()
    for signum in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signum, living.cancel if living else sys.exit)
    with suppress(asyncio.CancelledError):
        async with town(data, language, Ports(port, port + 1, port + 2)) as place:
            console = Console()
            await show(place, data / "played", Teller(console, language))
            present(console, place)
            if stay:
                await asyncio.Event().wait()


async def show(place: Town, played: Path, teller: Teller) -> None:
    """Play the story once, in the language of that run; a later run shows where things stand."""
    if played.exists():
        story = Story(place, teller.tell, played.read_text())
        story.told(say("The story has been played already. This is where things stand."))
    else:
        played.write_text(place.language)
        await Story(place, teller.tell, place.language).play()


def main() -> None:
    """The command line of `make run` and `make reset`."""
    parser = argparse.ArgumentParser(prog="python -m playground", description="Watch an idea live in both local chats.")
    parser.add_argument("--language", default="fi", choices=("fi", "sv", "en"))
    parser.add_argument("--reset", action="store_true", help="forget the data of earlier runs")
    parser.add_argument("--port", type=int, default=PORT, help="of the bot; the two chats take the next two")
    parser.add_argument("--once", action="store_true", help="end when the story has been played")
    arguments = parser.parse_args()
    logs.configure("ERROR")
    try:
        if arguments.reset:
            forget(DATA / "postgres")
            shutil.rmtree(DATA, ignore_errors=True)
            return
        asyncio.run(live(arguments.language, DATA, arguments.port, stay=not arguments.once))
    except EmbeddedError as error:
        sys.exit(refusal(str(error)))
    except (Misconfigured, OSError):
        ports = f"{arguments.port} to {arguments.port + 2}"
        sys.exit(refusal(f"One of the ports {ports} is in use: stop the other program, or try make run PORT=4000."))


def refusal(sentence: str) -> int:
    """One sentence that says what to do, and the exit code."""
    sys.stderr.write(f"{sentence}\n")
    return 2


if __name__ == "__main__":
    main()
