"""A message's HTML as its readers see it: words and line breaks, never markup."""

from html.parser import HTMLParser

# Each of them stands on lines of its own.
BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "blockquote", "pre", "ul", "ol", "table", "hr"})
UNSEEN = frozenset({"script", "style", "title"})
# A picture whose text is its sign.
EMOJI = "emoji"


class Reader(HTMLParser):
    """Collects what is seen."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        if tag in BLOCKS:
            self.said.append("\n")
        if tag == EMOJI:
            self.said.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        if tag in BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.said.append(" ".join(data.split("\n")))


def bare(html: str) -> str:
    """Its lines, without empty ones."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.said).split("\n"))
    return "\n".join(line for line in lines if line)
