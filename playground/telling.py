"""Tells the story in the terminal: each step in a sentence, and the cards as text."""

from collections.abc import Callable, Iterable

from rich.columns import Columns
from rich.console import Console, Group
from rich.panel import Panel
from rich.progress import Progress
from rich.text import Text as Line

from bot.views.text import Text, read
from playground.chat import Seen
from playground.story import Step

WIDTH = 56


def drawn(chat: str, message: Seen) -> Panel:
    """A card as text, as somebody reads it aloud: lines, then buttons; no line ends inside a button."""
    buttons = Columns([Line(f"[ {label} ]", style="bold", no_wrap=True) for label in message.buttons], padding=(0, 2))
    body = Line("\n".join(message.lines))
    return Panel(Group(body, "", buttons) if message.buttons else body, title=chat, title_align="left", width=WIDTH)


class Teller:
    """Tells each step."""

    def __init__(self, console: Console, language: str) -> None:
        self.console = console
        self.language = language
        self.count = 0

    def say(self, sentence: Text) -> None:
        self.console.print("\n" + read(sentence, self.language), markup=False)

    def tell(self, step: Step) -> None:
        self.count += 1
        self.console.print(f"\n[bold]{self.count}.[/bold]", Line(read(step.told, self.language)))
        self.draw(step.seen)

    def draw(self, seen: Iterable[tuple[str, Seen]]) -> None:
        """The cards beside each other."""
        self.console.print(Columns([drawn(chat, message) for chat, message in seen]))

    def progress(self, sentence: Text) -> Callable[[float], None]:
        """A bar that goes from 0 to 1."""
        bar = Progress(console=self.console)
        task = bar.add_task(read(sentence, self.language), total=1.0)

        def show(part: float) -> None:
            bar.start()
            bar.update(task, completed=part)
            if part >= 1:
                bar.stop()

        return show
