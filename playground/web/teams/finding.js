// What the app finds beside the composer: a field, the list of what is found, and each result a press away.

import { during, el } from "../ui.js";
import { w } from "../words.js";

const PAUSE = 250;

/** What the pane shows in its dialog frame while somebody looks for something, or null. */
export function finding({ finding: open }, act) {
  if (!open) return null;
  return {
    id: open.id,
    version: open.id,
    title: open.title,
    build(container) {
      const guide = el("p", { class: "search-said", id: "teams-finding-guide", text: open.guide });
      const field = el("input", {
        type: "search",
        class: "ac-input ac-textInput",
        id: "teams-finding-field",
        autocomplete: "off",
        "aria-describedby": guide.id,
      });
      const label = el("label", { class: "search-asks", for: field.id, text: open.asks });
      const said = el("p", { class: "search-said", role: "status" });
      const list = el("ul", { class: "teams-found" });
      const more = el("button", { type: "button", text: w("teams.more_found") });
      const close = el("button", { type: "button", text: w("close") });
      let timer = null;

      function show({ results, said: words, more: further }) {
        list.replaceChildren(...results.map(line));
        said.textContent = words || w("teams.found", { count: results.length });
        more.hidden = !further;
      }

      function line({ title, text }, number) {
        const put = (event) => during(event.currentTarget, () => act("found/put", { number }));
        const name = el("span", { class: "offer-label", dir: "auto" }, title);
        const note = text && el("span", { class: "offer-note" }, text);
        return el("li", {}, el("button", { type: "button", on: { click: put } }, name, note));
      }

      async function ask(asked) {
        const answer = await act("found/search", asked);
        if (!answer.problem && (asked.text === undefined || field.value.trim() === asked.text)) show(answer);
      }

      field.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => ask({ text: field.value.trim() }), PAUSE);
      });
      more.addEventListener("click", () => during(more, () => ask({})));
      close.addEventListener("click", () => during(close, () => act("dialog/close", {})));
      show(open);
      container.append(label, field, guide, said, list, more, el("footer", { class: "dialog-footer" }, close));
    },
  };
}
