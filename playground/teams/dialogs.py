"""The dialog (Teams: task module) that is open for a person."""

from collections.abc import Mapping, Sequence
from itertools import count

from playground.chat import Dialog
from playground.teams import answers as answered
from playground.teams.cards import Path, Screen, action_at, is_action, is_input
from playground.teams.delivery import Undelivered
from playground.teams.inputs import Answers, dataset
from playground.teams.reading import card_lines
from playground.teams.state import Message
from playground.teams.tenancy import Tenancy
from playground.traffic import Json

numbers = count(1)


class OpenDialog:
    """A card in a dialog, or the words that came in its place. `source` is the message it was opened from."""

    def __init__(
        self,
        title: str,
        source: Message,
        screen: Screen,
        answers: Answers,
        words: str = "",
        action: Json | None = None,
    ) -> None:
        self.title, self.source, self.words = title, source, words
        self.action = action
        """What every sending brings along, where an action of the app has opened it."""
        self.number = next(numbers)
        self.screen, self.answers = screen, answers

    def questions(self) -> dict[str, Json]:
        """The visible inputs by their labels."""
        inputs = [node for node in self.screen.shown() if is_input(node)]
        labels = [self.answers.question(node).label for node in inputs]
        if twice := {label for label in labels if labels.count(label) > 1}:
            raise LookupError(f"questions with the same label: {twice}")
        return dict(zip(labels, inputs, strict=True))

    def submit(self) -> Json | None:
        """The button that ends the dialog: the card's own positive, else its first one that sends."""
        sending = [a for a in self.screen.card.get("actions", ()) if a["type"] == "Action.Submit"]
        if not sending:
            sending = [a for a in self.screen.buttons() if a["type"] == "Action.Submit"][-1:]
        positive = [action for action in sending if action.get("style") == "positive"]
        return next(iter(positive or sending), None)

    def shown(self) -> Dialog:
        if self.words:
            return Dialog(self.title, (self.words,), (), ())
        submit = self.submit()
        return Dialog(
            title=self.title,
            lines=tuple(card_lines(self.screen)),
            questions=tuple(self.answers.question(node) for node in self.questions().values()),
            buttons=tuple(a["title"] for a in self.screen.buttons() if is_action(a) and a is not submit),
            submit=submit["title"] if submit else None,
        )


class Dialogs(Tenancy):
    _dialogs: dict[str, OpenDialog]

    def dialog(self, who: str) -> Dialog | None:
        found = self._dialogs.get(who)
        return found.shown() if found else None

    def open_dialog(self, who: str) -> OpenDialog | None:
        """As it stands on the person's screen."""
        return self._dialogs.get(who)

    def _open(self, who: str) -> OpenDialog:
        if who not in self._dialogs:
            raise LookupError("no dialog is open")
        return self._dialogs[who]

    def close(self, who: str) -> None:
        """Close the open dialog; Teams does not tell the bot."""
        self._open(who)
        del self._dialogs[who]

    def fill(self, who: str, answers: Mapping[str, str | Sequence[str]]) -> None:
        """Type and choose by label: text, choice titles, an ISO date, a person's name."""
        dialog = self._open(who)
        questions = dialog.questions()
        for label, said in answers.items():
            if label not in questions:
                raise LookupError(f"no question {label!r} here, only {list(questions)}")
            dialog.answers.fill(questions[label], said)

    async def search(self, who: str, label: str, text: str) -> list[str]:
        """Types into a search of the open dialog and reads what is offered."""
        dialog = self._open(who)
        return [hit["title"] for hit in await self._found(who, dialog, dialog.questions()[label], text)]

    async def _found(self, who: str, dialog: OpenDialog, node: Json, text: str) -> list[Json]:
        value = {"queryText": text, "queryOptions": {"skip": 0, "top": 15}, "dataset": dataset(node)}
        activity = self.from_message("invoke", who, dialog.source, name="application/search", value=value)
        results = answered.search(await self.ask(activity))
        dialog.answers.found(node, results)
        return results

    async def _finish_searches(self, who: str, dialog: OpenDialog) -> None:
        """Words were typed into a search and chosen by title: ask the bot now."""
        for label, node in dialog.questions().items():
            for title in dialog.answers.typed.get(node["id"], ()):
                offered = await self.search(who, label, title)
                if title not in offered:
                    raise LookupError(f"{label}: searching {title!r} offers only {offered}")
            if node["id"] in dialog.answers.typed:
                dialog.answers.fill(node, dialog.answers.typed[node["id"]])

    async def press_in_dialog(self, who: str, label: str) -> None:
        dialog = self._open(who)
        await self._act(who, dialog, dialog.screen.button(label))

    async def press_in_dialog_at(self, who: str, path: Path, inputs: Mapping[str, str]) -> None:
        """Press the action at this place in the dialog's card, with what stands in its inputs."""
        dialog = self._open(who)
        dialog.answers.take(dialog.screen.inputs(), inputs)
        await self._act(who, dialog, action_at(dialog.screen.card, path))

    async def search_at(self, who: str, name: str, text: str, inputs: Mapping[str, str]) -> list[Json]:
        """What the bot offers while somebody types into the search with this id."""
        dialog = self._open(who)
        dialog.answers.take(dialog.screen.inputs(), inputs)
        node = next((one for one in dialog.screen.inputs() if one["id"] == name and dataset(one)), None)
        if node is None:
            raise LookupError(f"there is no search {name!r} here")
        return await self._found(who, dialog, node, text)

    async def submit(self, who: str) -> None:
        dialog = self._open(who)
        action = dialog.submit()
        if action is None:
            raise LookupError("this dialog has no submit button")
        await self._act(who, dialog, action)

    async def _act(self, who: str, dialog: OpenDialog, action: Json) -> None:
        if dialog.screen.locally(action):
            return
        if action["type"] == "Action.OpenUrl":
            self.opened.append(action["url"])
            return
        if action["type"] != "Action.Submit":
            raise Undelivered(f"Teams' dialogs know no {action['type']}")
        await self._finish_searches(who, dialog)
        inputs = dialog.screen.inputs_of(action)
        if not dialog.answers.check(inputs):
            return
        data = dialog.answers.merged(action, inputs)
        if dialog.action is not None:
            sent = self.from_action("composeExtension/submitAction", who, dialog.source, dialog.action | {"data": data})
            answer = await self.ask(sent)
            self.take_task(who, dialog.source, answer, "composeExtension/submitAction", dialog.action)
            return
        value = {"data": data, "context": {"theme": "default"}}
        activity = self.from_message("invoke", who, dialog.source, name="task/submit", value=value)
        self.take_task(who, dialog.source, await self.ask(activity), "task/submit")

    def take_task(self, who: str, source: Message, answer: object, what: str, action: Json | None = None) -> None:
        """The bot's answer opens a dialog, changes it, or closes it."""
        kind, value = answered.task(answer, what)
        self._dialogs.pop(who, None)
        if kind == "close":
            return
        empty, room = Screen({}), source.conversation
        if kind == "message":
            title = self.directory.bot_name
            self._dialogs[who] = OpenDialog(title, source, empty, Answers(self.directory, room), value, action)
            return
        card = value["card"]["content"]
        self.note_card(card, f"{what}: {value['title']}", dialog=True)
        answers = Answers(self.directory, room)
        self._dialogs[who] = OpenDialog(value["title"], source, Screen(card), answers, action=action)

    def from_action(self, name: str, who: str, message: Message, value: Json) -> Json:
        """An activity that comes from an action of the app; `message` is where it was taken."""
        room = self.directory.rooms.get(message.conversation)
        root = (message.root or message.id or None) if room else None
        return self.activities.action(name, who, message.conversation, root, value, room=room.name if room else None)

    def from_message(self, kind: str, who: str, message: Message, **more: object) -> Json:
        """An activity that comes from a card of this message."""
        root = None if message.conversation.startswith("a:") else message.root or message.id
        return self.activities.from_card(kind, who, message.conversation, root, message.id, **more)
