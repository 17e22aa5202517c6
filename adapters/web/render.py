"""Reports as HTML: what people and catalogues say is escaped by markupsafe, and nothing is loaded from elsewhere."""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from markupsafe import Markup

from bot.views.kinds import Report, Section
from bot.views.settings import LANGUAGE_NAMES
from bot.views.text import read

OWN = files("adapters.web")
PAGE, OTHER = (Markup((OWN / name).read_text(encoding="utf-8")) for name in ("page.html", "other.html"))  # noqa: S704
STYLE = (OWN / "page.css").read_text(encoding="utf-8")
HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
GUARD = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{HASH}'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept-Language",
}


def page(shown: Report, language: str, path: str) -> str:
    """A whole document, which leads to itself in the other languages."""
    others = (OTHER.format(path=path, language=one, name=read(name, one)) for one, name in LANGUAGE_NAMES.items())
    return PAGE.format(
        language=language,
        title=read(shown.title, language),
        style=Markup(STYLE),  # noqa: S704 - our own file
        others=Markup("").join(others),
        intro=_paragraph(read(shown.intro, language)) if shown.intro else "",
        sections=Markup("").join(_section(one, language) for one in shown.sections),
    )


def _section(shown: Section, language: str) -> Markup:
    lines = Markup("").join(_paragraph(read(one.sentence, language)) for one in shown.items)
    return Markup("<h2>{}</h2>\n{}").format(read(shown.heading, language), lines)


def _paragraph(text: str) -> Markup:
    return Markup("<p>{}</p>\n").format(text)
