"""The public pages: read without a person, so they show nothing that people have written."""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager

from bot.features import links
from bot.model import LANGUAGES
from bot.ports import Page
from bot.turn import Scene
from bot.views.about import about_page
from bot.views.links import leading_page, missing_page, nowhere_page, way_in
from bot.views.pages import privacy_page, terms_page


class Pages:
    """What stands at the addresses that the chats' manifests name."""

    def __init__(
        self,
        transaction: Callable[[], AbstractAsyncContextManager[links.Storage]],
        scene: Scene,
        titles: Mapping[str, str],
        known: Mapping[str, str],
    ) -> None:
        """`titles`: the names of the connected chats, by which people know them; `known`: those of all chats."""
        self.transaction = transaction
        self.scene = scene
        self.titles = titles
        self.known = known

    async def read(self, name: str, wishes: tuple[str, ...]) -> Page:
        """A page; its language is the first of the wishes that Latu speaks, else the organisation's."""
        async with self.transaction() as store:
            turn = await self.scene.turn(store)
        language = chosen(wishes, turn.language)
        match name:
            case "privacy":
                return Page(privacy_page(turn.organisation), language)
            case "terms":
                return Page(terms_page(turn.organisation), language)
            case _:
                return Page(about_page(self.known), language)

    async def lead(self, name: str, wishes: tuple[str, ...]) -> Page:
        """Only the ways to an idea; the same answer for what never was, what is hidden and what was withdrawn."""
        async with self.transaction() as store:
            turn = await self.scene.turn(store)
            idea = await links.led_to(turn, name)
            found = await store.permalinks(idea.id) if idea else {}
        language = chosen(wishes, turn.language)
        if idea is None:
            return Page(missing_page(), language, missing=True)
        ways = tuple(way_in(title, found[chat]) for chat, title in self.titles.items() if chat in found)
        return Page(leading_page() if ways else nowhere_page(), language, ways)


def chosen(wishes: tuple[str, ...], usual: str) -> str:
    """The first language of the wishes that Latu speaks."""
    return next((one for one in wishes if one in LANGUAGES), usual)
