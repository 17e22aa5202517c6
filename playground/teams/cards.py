"""Walking through an Adaptive Card in reading order, and what is open on one person's screen."""

from collections.abc import Callable, Iterator, Sequence

from playground.traffic import Json

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
_PARTS = ("body", "items", "columns", "rows", "cells", "inlines", "images")
_ACTIONS = ("inlineAction", "selectAction")
Path = Sequence[str | int]
"""Where a node stands in a card: `["actions", 0]`."""


def walk(node: Json, *, enter: Callable[[Json], bool], cards: Callable[[Json], bool]) -> Iterator[Json]:
    """Every element and action. `enter` says which elements count, `cards` whose ShowCard is gone into."""
    if not enter(node):
        return
    yield node
    for part in _PARTS:
        for child in node.get(part) or ():
            if isinstance(child, dict):
                yield from walk(child, enter=enter, cards=cards)
    for name in _ACTIONS:
        if name in node:
            yield node[name]
    actions = list(node.get("actions") or ())
    yield from actions
    for action in actions:
        if action.get("type") == "Action.ShowCard" and "card" in action and cards(action):
            yield from walk(action["card"], enter=enter, cards=cards)


def everything(card: Json) -> Iterator[Json]:
    return walk(card, enter=lambda _: True, cards=lambda _: True)


def is_action(node: Json) -> bool:
    return str(node.get("type", "")).startswith("Action.")


def is_input(node: Json) -> bool:
    return str(node.get("type", "")).startswith("Input.")


def action_at(card: Json, path: Path) -> Json:
    """The action at this place, which must be one that can be pressed; raises LookupError."""
    node: object = card
    for step in path:
        match node, step:
            case dict(), str() if step in node:
                node = node[step]
            case list(), int() if 0 <= step < len(node):
                node = node[step]
            case _:
                raise LookupError(f"there is nothing at {path} in this card")
    if not isinstance(node, dict) or not is_action(node) or not node.get("isEnabled", True):
        raise LookupError(f"there is nothing to press at {path} in this card")
    return node


class Screen:
    """A card as one person has it open: what they have toggled and unfolded."""

    def __init__(self, card: Json) -> None:
        self.card = card
        self._toggled: dict[str, bool] = {}
        self._open: list[Json] = []

    def visible(self, node: Json) -> bool:
        shown: bool = node.get("isVisible", True)
        return self._toggled.get(str(node.get("id", "")), shown)

    def _unfolded(self, action: Json) -> bool:
        return any(action is opened for opened in self._open)

    def shown(self) -> list[Json]:
        return list(walk(self.card, enter=self.visible, cards=self._unfolded))

    def inputs(self) -> list[Json]:
        """Every input of the card, shown or not."""
        return [node for node in everything(self.card) if is_input(node)]

    def buttons(self) -> list[Json]:
        return [node for node in self.shown() if is_action(node) and node.get("title")]

    def button(self, label: str) -> Json:
        for action in self.buttons():
            if action["title"] == label:
                if not action.get("isEnabled", True):
                    raise LookupError(f"the button {label!r} is greyed out")
                return action
        labels = [action["title"] for action in self.buttons()]
        raise LookupError(f"no button {label!r} here, only {labels}")

    def locally(self, action: Json) -> bool:
        """Does what needs no bot: unfolds a card, shows and hides elements. False: this is for the bot."""
        if action["type"] == "Action.ShowCard":
            if self._unfolded(action):
                self._open = [opened for opened in self._open if opened is not action]
            else:
                self._open.append(action)
            return True
        if action["type"] == "Action.ToggleVisibility":
            for target in action["targetElements"]:
                name = target if isinstance(target, str) else target["elementId"]
                element = next((n for n in everything(self.card) if n.get("id") == name), {})
                wanted = None if isinstance(target, str) else target.get("isVisible")
                self._toggled[name] = (not self.visible(element)) if wanted is None else wanted
            return True
        return False

    def inputs_of(self, action: Json) -> list[Json]:
        """The inputs that travel with an action: those of its card and of the cards it is folded in."""
        if action.get("associatedInputs") == "none":
            return []
        return list(self._inputs(self.card, action) or ())

    def _inputs(self, card: Json, action: Json) -> list[Json] | None:
        nodes = list(walk(card, enter=lambda _: True, cards=lambda _: False))
        own = [node for node in nodes if is_input(node)]
        if any(node is action for node in nodes):
            return own
        for fold in (node for node in nodes if node.get("type") == "Action.ShowCard" and "card" in node):
            if (inner := self._inputs(fold["card"], action)) is not None:
                return own + inner
        return None
