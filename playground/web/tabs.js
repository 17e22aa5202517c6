// Two panes side by side, or one at a time behind tabs where the window is narrow.

import { place, placed } from "./place.js";
import { newsCount } from "./rooms.js";
import { el } from "./ui.js";
import { w } from "./words.js";

const NARROW = matchMedia("(width < 800px)");

/** `show(key)` brings a pane to the front; `draw()` counts what is new in each; `shown` is called after a change. */
export function tabs(bar, panes, shown) {
  let front = placed("tab") || panes[0].key;
  const buttons = panes.map(({ key, element }) => {
    const props = { type: "button", role: "tab", id: `tab-${key}`, class: key, "aria-controls": element.id };
    return el("button", { ...props, data: { key }, on: { click: () => show(key) } });
  });
  bar.append(...buttons);
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = buttons[(panes.findIndex((one) => one.key === front) + step + buttons.length) % buttons.length];
    show(next.dataset.key);
    next.focus();
  });
  NARROW.addEventListener("change", arrange);

  function show(key) {
    front = key;
    place({ tab: key });
    arrange();
  }

  function arrange() {
    bar.setAttribute("role", "tablist");
    bar.hidden = !NARROW.matches;
    panes.forEach(({ key, element }, index) => {
      const current = key === front;
      buttons[index].setAttribute("aria-selected", String(current));
      buttons[index].tabIndex = current ? 0 : -1;
      element.hidden = NARROW.matches && !current;
      if (NARROW.matches) element.setAttribute("role", "tabpanel");
      else element.removeAttribute("role");
    });
    shown();
  }

  function draw() {
    panes.forEach((one, index) => {
      const unread = one.unread();
      const count = unread ? newsCount(unread) : [];
      buttons[index].replaceChildren(w(`tabs.${one.key}`), ...count);
    });
  }

  arrange();
  draw();
  return { show, draw };
}
