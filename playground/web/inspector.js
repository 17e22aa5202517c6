// The panel for the curious: every call between the app and the chats, and trouble made on purpose.

import { exchanges } from "./exchanges.js";
import { faults } from "./faults.js";
import { coalesced } from "./fresh.js";
import { place, placed } from "./place.js";
import { el } from "./ui.js";
import { w } from "./words.js";

const NARROW = matchMedia("(width < 800px)");

/** `refresh()` fetches what is new if the panel is open, `forget()` after the server has begun anew. */
export function inspector(section, button, changed) {
  const table = exchanges((detailed) => section.classList.toggle("detailed", detailed));
  const trouble = el("div", { class: "trouble" });
  const close = el("button", {
    class: "quiet close",
    type: "button",
    "aria-label": w("inspector.close"),
    on: { click: () => open(false) },
  });
  section.append(
    el("header", { class: "inspector-head" }, el("h2", { text: w("inspector.title") }), table.filters, close),
    trouble,
    el("div", { class: "inspector-body" }, table.calls, table.details),
  );
  button.addEventListener("click", () => {
    open(section.hidden);
    if (!section.hidden) close.focus();
  });
  section.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !(event.target.type === "search" && event.target.value)) open(false);
  });
  NARROW.addEventListener("change", cover);

  const refresh = coalesced(async () => {
    if (!section.hidden) await table.fetchMore();
  });

  async function open(wanted) {
    section.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
    place({ inspector: wanted ? "open" : "" });
    cover();
    if (!wanted) {
      button.focus();
      return;
    }
    if (!trouble.childElementCount) faults(trouble, changed).catch(() => {});
    await refresh().catch(() => {});
  }

  /** On a narrow window the panel covers the page, which then takes no focus. */
  function cover() {
    const covered = NARROW.matches && !section.hidden;
    for (const one of document.querySelectorAll("body > header, body > main, #clock, #tabs")) one.inert = covered;
  }

  button.setAttribute("aria-expanded", "false");
  if (placed("inspector")) open(true);
  return { refresh, forget: table.forget };
}
