// The open dialog of Teams (a task module): its card, or words in its place, and the buttons at its foot.

import { during, el } from "../ui.js";
import { w } from "../words.js";
import { card } from "./card.js";

let last = { id: null, card: null, frame: null };

/** What the pane shows in its dialog frame, or null. */
export function dialog({ dialog: open, people }, act) {
  if (!open) return null;
  return {
    id: open.id,
    version: open.version,
    title: open.title,
    build(container) {
      const foot = el("footer", { class: "dialog-footer" });
      const leave = () => during(close, () => act("dialog/close", {}));
      const close = el("button", { type: "button", on: { click: leave } }, w("close"));
      const stand = (actions) => foot.replaceChildren(...[close, actions].filter(Boolean));
      stand(null);
      const shown = open.card ? form(open, people, act, stand) : el("p", { class: "teams-words", text: open.words });
      container.append(shown, foot);
    },
  };
}

function form(open, people, act, foot) {
  const text = JSON.stringify(open.card);
  // The same card again, with errors: what was typed and unfolded since stays.
  const before = last.id === open.id && last.card === text ? last.frame.left() : {};
  const frame = card(open.card, {
    ...before,
    id: "teams-dialog",
    level: 3,
    people,
    values: { ...open.values, ...before.values },
    errors: open.errors,
    foot,
    press: (path, inputs) => act("dialog/press", { path, inputs }),
    search: async (input, typed, inputs) => (await act("dialog/search", { input, text: typed, inputs })).choices ?? [],
  });
  last = { id: open.id, card: text, frame };
  return frame;
}
