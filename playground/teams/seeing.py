"""What people see: messages as lines and buttons, and what only one person sees."""

from collections.abc import Mapping, Sequence

from playground.chat import Seen
from playground.teams.cards import is_input
from playground.teams.reading import button_labels, message_lines
from playground.teams.state import Message
from playground.teams.tenancy import Tenancy

# Nobody: the shared version of a card.
EVERYBODY = ""


class Seeing(Tenancy):
    def seen(self, room: str, who: str | None = None) -> list[Seen]:
        """The messages of a channel, oldest first; with `who`, also what only that person sees there."""
        if room not in self.directory.rooms:
            raise LookupError(f"there is no channel {room}")
        return self._seen(room, who or EVERYBODY)

    def seen_privately(self, who: str) -> list[Seen]:
        self.directory.human(who)
        return self._seen(self.directory.chat_id(who), who)

    def _seen(self, conversation: str, who: str) -> list[Seen]:
        return [
            self._read(message, who)
            for message in self.state.messages.values()
            if message.conversation == conversation and not message.deleted and message.only_for in (None, who)
        ]

    def _read(self, message: Message, who: str) -> Seen:
        opened = self.screen(message, who)
        screen, answers = opened or (None, None)
        personal = who in message.views or message.only_for is not None
        return Seen(
            id=message.id,
            room=message.conversation,
            lines=tuple(message_lines(message.activity, screen, answers)),
            buttons=button_labels(message.activity, screen),
            only_for=who if personal else None,
            under=message.root,
        )

    def fill_in(self, who: str, message: Seen, answers: Mapping[str, str | Sequence[str]]) -> None:
        """Types into the inputs of a card that hangs in a chat."""
        opened = self.screen(self.message(message.id), who)
        if opened is None:
            raise LookupError("this message has no card")
        screen, typed = opened
        inputs = {typed.question(node).label: node for node in screen.shown() if is_input(node)}
        for label, said in answers.items():
            if label not in inputs:
                raise LookupError(f"no question {label!r} here, only {list(inputs)}")
            typed.fill(inputs[label], said)

    def delete_message(self, message: Seen) -> None:
        """Somebody with the right to it deletes a message; Teams does not tell the bot."""
        self.message(message.id).deleted = True
        self.keep()
