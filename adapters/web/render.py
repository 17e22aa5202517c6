"""Reports as HTML: what people and catalogues say is escaped by markupsafe, and nothing is loaded from elsewhere."""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from markupsafe import Markup, escape

from adapters.web.gallery import ICON, THEMES, hung
from bot.ports import Page
from bot.views.kinds import Figure, Link, Section
from bot.views.pages import LANGUAGES_NAME, NAMES, PAGES_NAME
from bot.views.settings import LANGUAGE_NAMES
from bot.views.text import Words, pieces, read

ADDRESSES = {"about": "/", "privacy": "/privacy", "terms": "/terms"}
OWN = files("adapters.web")
FILES = ("page.html", "other.html", "way.html", "figure.html", "figures.html")
PAGE, OTHER, WAY, FIGURE, FIGURES = (Markup((OWN / name).read_text(encoding="utf-8")) for name in FILES)  # noqa: S704
STYLE = (OWN / "page.css").read_text(encoding="utf-8")
HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
RULES = (
    "default-src 'none'",
    f"style-src 'sha256-{HASH}'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
)
GUARD = {
    "Content-Security-Policy": "; ".join(RULES),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
ASKED_AGAIN = {"Vary": "Accept-Language", "Cache-Control": "no-cache"}
"""For pages: what they say follows the settings."""
UNKEPT = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
"""For addresses that are not meant for everybody."""
CODE = Markup("<code>{}</code>")
HTTPS = "https://"


def page(drawn: Page, path: str) -> str:
    """A whole document, which leads to itself in the other languages and to the other pages in its own."""
    shown, language = drawn.shown, drawn.language
    languages = (_other(path, one, read(name, one), one == language) for one, name in LANGUAGE_NAMES.items())
    pages = (
        _other(address, language, read(NAMES[name], language), address == path) for name, address in ADDRESSES.items()
    )
    return PAGE.format(
        language=language,
        title=read(shown.title, language),
        style=Markup(STYLE),  # noqa: S704 - our own file
        icon=hung()[ICON].address,
        languages_name=read(LANGUAGES_NAME, language),
        languages=Markup("").join(languages),
        pages_name=read(PAGES_NAME, language),
        pages=Markup("").join(pages),
        intro=_paragraph(shown.intro, language) if shown.intro else "",
        ways=Markup("").join(_way(one, language) for one in drawn.ways),
        sections=Markup("").join(_section(one, language) for one in shown.sections),
    )


def _other(path: str, language: str, name: str, here: bool) -> Markup:
    return OTHER.format(path=path, language=language, name=name, here="true" if here else "false")


def _way(link: Link, language: str) -> Markup:
    """Only to where a browser goes by https, whatever an address might say."""
    if not link.url.startswith(HTTPS):
        return Markup("")
    return WAY.format(url=link.url, label=read(link.label, language))


def _section(shown: Section, language: str) -> Markup:
    lines = Markup("").join(_paragraph(one.sentence, language) for one in shown.items)
    figures = Markup("").join(_figure(one, language) for one in shown.figures)
    row = FIGURES.format(figures=figures) if figures else ""
    return Markup("<h2>{}</h2>\n{}{}").format(read(shown.heading, language), lines, row)


def _figure(shown: Figure, language: str) -> Markup:
    """In the language of the page, and light or dark as the browser is."""
    light, dark = (hung()[f"{shown.name}-{language}-{theme}"] for theme in THEMES)
    return FIGURE.format(
        light=light.address,
        dark=dark.address,
        wide=light.wide,
        high=light.high,
        title=read(shown.title, language),
        text=read(shown.text, language),
    )


def _paragraph(words: Words, language: str) -> Markup:
    """What is to be typed stands out."""
    said = (CODE.format(one.text) if one.typed else escape(one.text) for one in pieces(words, language))
    return Markup("<p>{}</p>\n").format(Markup("").join(said))
