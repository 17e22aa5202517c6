"""The page on which both chats are seen and used side by side; it knows nothing of the product."""

from playground.page.server import Page, page

__all__ = ["Page", "page"]
