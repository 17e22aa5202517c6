"""A message's HTML as its readers see it: words and line breaks, never markup."""

from collections.abc import Mapping
from html.parser import HTMLParser

from bot.intents import MENTION

# Each of them stands on lines of its own.
BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "blockquote", "pre", "ul", "ol", "table", "hr"})
UNSEEN = frozenset({"script", "style", "title"})
# A picture whose text is its sign.
EMOJI = "emoji"
# A person of whom no more is known.
NOBODY = "@"


class Reader(HTMLParser):
    """Collects what is seen, and whom it mentions."""

    def __init__(self, known: Mapping[str, str | None]) -> None:
        super().__init__()
        self.known = known
        self.said: list[str] = []
        self.mentioned: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        if tag == "at" and (who := self.known.get(dict(attrs).get("id") or "", NOBODY)):
            self.unseen += 1
            self.mention(who)
        if tag in BLOCKS:
            self.said.append("\n")
        if tag == EMOJI:
            self.said.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN or tag == "at":
            self.unseen = max(0, self.unseen - 1)
        if tag in BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.said.append(" ".join(data.replace(MENTION, "").split("\n")))

    def mention(self, who: str) -> None:
        """Teams mentions a first and a last name each for itself: together they are one."""
        before = next((one for one in reversed(self.said) if one.strip()), "")
        if before != MENTION or self.mentioned[-1] != who:
            self.said.append(MENTION)
            self.mentioned.append(who)


def bare(html: str, known: Mapping[str, str | None]) -> tuple[str, tuple[str, ...]]:
    """Its lines, without empty ones, a MENTION where it has somebody's name; and whom each means.

    `known`: of an `at` by its id, whom it means, None where it is no person's name.
    """
    reader = Reader(known)
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.said).split("\n"))
    return "\n".join(line for line in lines if line), tuple(reader.mentioned)
