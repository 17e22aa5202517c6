// Parts of a card that this page draws in its own way: facts, and links out of it.

import { el } from "../ui.js";
import { w } from "../words.js";

/** Facts as a list of terms, which screen readers read in pairs; the renderer draws a table that is none. */
export const facts = (FactSet) =>
  class extends FactSet {
    internalRender() {
      const { title, value } = this.hostConfig.factSet;
      const pairs = this.facts.map((fact) =>
        el("div", {}, el("dt", {}, this.line(fact.name, title)), el("dd", {}, this.line(fact.value, value))),
      );
      return pairs.length ? el("dl", { class: "ac-factset" }, pairs) : undefined;
    }

    line(text, { size, color, isSubtle, weight }) {
      const block = new AdaptiveCards.TextBlock(text);
      block.setParent(this);
      Object.assign(block, { size, color, isSubtle, weight, wrap: true });
      return block.render();
    }
  };

/** A link that says where it goes; the renderer draws a button. */
export const link = (OpenUrlAction) =>
  class extends OpenUrlAction {
    render() {
      super.render();
      if (!this.isEnabled) return;
      const { className, childNodes } = this._renderedElement;
      const name = w("teams.opens", { title: this.title ?? "", place: new URL(this.url).host });
      const to = { href: this.url, title: this.url, target: "_blank", rel: "noopener noreferrer", "aria-label": name };
      this._renderedElement = el("a", { class: className, ...to }, [...childNodes]);
      this._renderedElement.addEventListener("click", (event) => event.stopPropagation());
    }
  };

/** Unfolds beneath their row the actions that have no room in it, or folds them again. */
export function overflow(actions, button) {
  const row = button.parentElement;
  const open = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!open));
  if (open) row.nextElementSibling.remove();
  else row.after(el("div", { class: "ac-actionSet overflow" }, actions.map(folded)));
  return true;
}

function folded(action) {
  const look = { type: "button", class: "ac-pushButton", disabled: !action.isEnabled, title: action.tooltip };
  const button = el("button", { ...look, on: { click: () => action.execute() } }, action.title);
  action._renderedElement = button;
  return button;
}

/** The card's own actions, taken out of it with the space above them. */
export function withdrawn(root) {
  const actions = root.lastElementChild;
  actions.previousElementSibling?.remove();
  actions.remove();
  return actions;
}
