// The question before something is done.
import { el } from "../ui.js";
import { nodes, paragraph } from "./text.js";

let asked = 0;

/** Ask in a dialog of its own; true if the person goes on. */
export function confirmed(question, near, names) {
  if (!question) return Promise.resolve(true);
  return new Promise((settle) => {
    const id = `slack-question-${(asked += 1)}`;
    const answer = (value) => () => dialog.close(value);
    const style = question.style === "danger" ? "danger" : "primary";
    const dialog = el(
      "dialog",
      { class: "slack-question", "aria-labelledby": id, "aria-describedby": `${id}-text` },
      el("h2", { id }, nodes(question.title, names)),
      paragraph(question.text, names, { id: `${id}-text` }),
      el(
        "div",
        { class: "slack-row" },
        el("button", { type: "button", on: { click: answer("") } }, nodes(question.deny, names)),
        el("button", { type: "button", class: style, on: { click: answer("yes") } }, nodes(question.confirm, names)),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      settle(dialog.returnValue === "yes");
    });
    near.parentElement.append(dialog);
    dialog.showModal();
  });
}
