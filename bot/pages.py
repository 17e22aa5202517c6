"""The public pages: read without a person, so they show nothing that people have written."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from bot.model import LANGUAGES
from bot.turn import People, Scene
from bot.views.kinds import Report
from bot.views.pages import about_page, privacy_page, terms_page


class Pages:
    """What stands at the addresses that the chats' manifests name."""

    def __init__(
        self,
        transaction: Callable[[], AbstractAsyncContextManager[People]],
        scene: Scene,
        contact: str | None,
    ) -> None:
        self.transaction = transaction
        self.scene = scene
        self.contact = contact

    async def read(self, name: str, wishes: tuple[str, ...]) -> tuple[Report, str]:
        """A page and its language: the first of the wishes that Latu speaks, else the organisation's."""
        async with self.transaction() as store:
            turn = await self.scene.turn(store)
        language = next((one for one in wishes if one in LANGUAGES), turn.language)
        match name:
            case "privacy":
                return privacy_page(turn.organisation, self.contact), language
            case "terms":
                return terms_page(self.contact), language
            case _:
                return about_page(), language
