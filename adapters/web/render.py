"""Reports as HTML: what people and catalogues say is escaped by markupsafe, and nothing is loaded from elsewhere."""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from markupsafe import Markup

from bot.ports import Page
from bot.views.kinds import Link, Section
from bot.views.settings import LANGUAGE_NAMES
from bot.views.text import read

OWN = files("adapters.web")
FILES = ("page.html", "other.html", "way.html")
PAGE, OTHER, WAY = (Markup((OWN / name).read_text(encoding="utf-8")) for name in FILES)  # noqa: S704
STYLE = (OWN / "page.css").read_text(encoding="utf-8")
HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
GUARD = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{HASH}'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept-Language",
}
UNKEPT = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
"""For addresses that are not meant for everybody."""
HTTPS = "https://"


def page(drawn: Page, path: str) -> str:
    """A whole document, which leads to itself in the other languages."""
    shown, language = drawn.shown, drawn.language
    others = (OTHER.format(path=path, language=one, name=read(name, one)) for one, name in LANGUAGE_NAMES.items())
    return PAGE.format(
        language=language,
        title=read(shown.title, language),
        style=Markup(STYLE),  # noqa: S704 - our own file
        others=Markup("").join(others),
        intro=_paragraph(read(shown.intro, language)) if shown.intro else "",
        ways=Markup("").join(_way(one, language) for one in drawn.ways),
        sections=Markup("").join(_section(one, language) for one in shown.sections),
    )


def _way(link: Link, language: str) -> Markup:
    """Only to where a browser goes by https, whatever an address might say."""
    if not link.url.startswith(HTTPS):
        return Markup("")
    return WAY.format(url=link.url, label=read(link.label, language))


def _section(shown: Section, language: str) -> Markup:
    lines = Markup("").join(_paragraph(read(one.sentence, language)) for one in shown.items)
    return Markup("<h2>{}</h2>\n{}").format(read(shown.heading, language), lines)


def _paragraph(text: str) -> Markup:
    return Markup("<p>{}</p>\n").format(text)
