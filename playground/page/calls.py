"""The calls of both chats as one numbered list, newest last."""

from collections import deque
from collections.abc import Callable

from playground.traffic import KEPT, Exchange, Json, Traffic


class Calls:
    """Gathers what has passed and what passes from now on; `changed` is called for each."""

    def __init__(self, chats: dict[str, Traffic], changed: Callable[[], None]) -> None:
        self._kept: deque[tuple[int, str, Exchange]] = deque(maxlen=2 * KEPT)
        self._number = 0
        self._changed = changed
        passed = [(exchange, name) for name, traffic in chats.items() for exchange in traffic]
        for exchange, name in sorted(passed, key=lambda one: one[0].at):
            self._note(name, exchange)
        for name, traffic in chats.items():
            traffic.watch = self._watcher(name, traffic)

    def _note(self, chat: str, exchange: Exchange) -> None:
        self._number += 1
        self._kept.append((self._number, chat, exchange))

    def _watcher(self, chat: str, traffic: Traffic) -> Callable[[], None]:
        def noted() -> None:
            self._note(chat, traffic[-1])
            self._changed()

        return noted

    def after(self, number: int) -> list[Json]:
        """What came after a call."""
        return [row(*one) for one in self._kept if one[0] > number]

    def one(self, number: int) -> Json:
        """A call with all that was said; raises LookupError."""
        for kept in self._kept:
            if kept[0] == number:
                return row(*kept) | {"request": kept[2].request, "answer": kept[2].answer}
        raise LookupError(number)


def row(number: int, chat: str, exchange: Exchange) -> Json:
    """A call in one line."""
    seconds = exchange.seconds
    return {
        "n": number,
        "chat": chat,
        "direction": exchange.direction,
        "at": exchange.at.isoformat(),
        "what": exchange.what,
        "status": exchange.status,
        "ms": None if seconds is None else round(seconds * 1000, 1),
        "signed": exchange.signed,
        "problem": exchange.problem,
        "rule": exchange.rule,
    }
