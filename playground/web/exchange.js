// One call between the app and a chat in full: its facts, what was asked and what was answered.

import { el } from "./ui.js";
import { w, when } from "./words.js";

/** The page's words for a direction. */
export const KEYS = { "to bot": "to_app", "from bot": "from_app" };

/** The parts of the view; `close` is called by its button. */
export function described(one, close) {
  const facts = [
    w(`chat.${one.chat}_short`),
    w(`inspector.${KEYS[one.direction]}`),
    when("second", one.at),
    one.status,
  ];
  return [
    el(
      "header",
      {},
      el("h3", { text: one.what }),
      el("button", { type: "button", on: { click: close } }, w("inspector.back")),
    ),
    el("p", { class: "facts", text: facts.filter((fact) => fact !== null).join(" · ") }),
    one.problem && el("p", { class: "field-error", text: one.problem }),
    one.rule && el("p", { class: "rule", text: one.rule }),
    ...json(w("inspector.request"), one.request),
    ...json(w("inspector.answer"), one.answer),
  ].filter(Boolean);
}

function json(title, value) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return [el("h4", { text: title }), el("pre", { tabindex: 0, role: "region", "aria-label": title, text })];
}
