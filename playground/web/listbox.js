// A list of offers over a text field: chosen by arrows and Enter, Tab or a click, as an ARIA combobox.

import { el } from "./ui.js";

/** `draw(offers)` shows them; `keydown(event)` answers whether it took the key. `choose` gets the chosen offer. */
export function listbox(field, id, name, choose) {
  const list = el("ul", { class: "offers", id, role: "listbox", "aria-label": name, hidden: true });
  let offers = [];
  let active = 0;

  function draw(found) {
    offers = found;
    active = 0;
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    if (found.length) {
      field.setAttribute("role", "combobox");
      field.setAttribute("aria-expanded", "true");
      field.setAttribute("aria-autocomplete", "list");
      field.setAttribute("aria-controls", id);
      mark();
    } else
      for (const one of ["role", "aria-expanded", "aria-autocomplete", "aria-controls", "aria-activedescendant"])
        field.removeAttribute(one);
  }

  function option(offer, index) {
    const hint = offer.hint && el("span", { class: "offer-hint" }, ` ${offer.hint}`);
    const note = offer.note && el("span", { class: "offer-note" }, offer.note);
    const line = el("span", { class: "offer-label" }, offer.label, hint);
    const one = el("li", { id: `${id}-${index}`, role: "option" }, line, note);
    one.addEventListener("pointerdown", (event) => event.preventDefault());
    one.addEventListener("click", () => choose(offer));
    return one;
  }

  function mark() {
    [...list.children].forEach((one, index) => one.setAttribute("aria-selected", String(index === active)));
    list.children[active].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", `${id}-${active}`);
  }

  function keydown(event) {
    if (list.hidden || event.shiftKey) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      active = (active + step + offers.length) % offers.length;
      mark();
    } else if (event.key === "Enter" || event.key === "Tab") choose(offers[active]);
    else if (event.key === "Escape") draw([]);
    else return false;
    event.preventDefault();
    return true;
  }

  return { list, draw, keydown };
}
