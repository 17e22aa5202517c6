// The Teams side of the page: how its messages, notifications and dialogs are drawn.

import { download as link } from "../files.js";
import { during, el } from "../ui.js";
import { w } from "../words.js";
import { card } from "./card.js";
import { dialog } from "./dialog.js";
import { finding } from "./finding.js";
import { isWeb, prose } from "./markdown.js";

const ADDRESS = /(https?:\/\/[^\s<>]*[^\s<>.,;:!?)\]"'”’])/;

export const teams = { key: "teams", message, notification, dialog: opened };

/** A dialog, or the list of what the app finds. */
function opened(state, act) {
  return finding(state, act) ?? dialog(state, act);
}

function message(shown, { people, bot }, act) {
  const press = (path, inputs) => act("press", { message: shown.id, path, inputs });
  const options = { id: `teams-${shown.id}`, level: 5, people, press };
  return el(
    "div",
    { class: "teams-message" },
    shown.text && words(shown),
    shown.card && card(shown.card, options),
    shown.file && file(shown.file, bot, press),
  );
}

function notification({ summary, text, format, card: drawn, file: offered }) {
  if (summary) return summary;
  if (text) return words({ text, format }).textContent;
  return offered?.name ?? (drawn ? w("teams.a_card") : "");
}

function words({ text, format }) {
  if (format === "plain") return el("p", { class: "teams-words", dir: "auto" }, linked(text));
  return prose(format === "xml" ? bare(text) : text.replace(/<\/?at>/g, ""));
}

/** Text as Teams shows what people type: addresses are links. */
function linked(text) {
  const to = { target: "_blank", rel: "noopener noreferrer" };
  return text.split(ADDRESS).map((part, at) => (at % 2 && isWeb(part) ? el("a", { href: part, ...to }, part) : part));
}

/** Text without its tags. */
function bare(text) {
  return text.replace(/<br\s*\/?>/gi, "\n").replace(/<\/?[a-z][^<>]*>/gi, "");
}

function file({ name, id, consent }, bot, press) {
  const decide = (choice) => (event) => during(event.currentTarget, () => press(["file", choice], {}));
  const button = (choice, look) =>
    el("button", { type: "button", class: look, on: { click: decide(choice) } }, w(`teams.${choice}`));
  return el(
    "div",
    { class: "teams-file" },
    el("p", { class: "teams-file-name" }, id ? link("teams", id, name) : name),
    consent && el("p", { class: "teams-file-ask", text: w("teams.file_ask", { name: bot.name }) }),
    consent && el("div", { class: "teams-file-choice" }, button("allow", "primary"), button("decline", "")),
  );
}
