// One Adaptive Card, drawn by Microsoft's renderer; presses and answers go to whoever shows it.

import { during, el } from "../ui.js";
import { reached } from "../ways.js";
import { w } from "../words.js";
import { hostConfig, onTheme } from "./host.js";
import { isWeb, prose } from "./markdown.js";
import { withdrawn } from "./parts.js";
import { prepared } from "./prepare.js";
import { isThere, reading } from "./renderer.js";

const NEWEST = [1, 5];
const TALKING = new Set(["Action.Submit", "Action.Execute"]);
const EXPANDED = 1;
const FOCUSABLE = "button, input, select, textarea, a[href]";

/**
 * The card as an element. `options`: `id` (unique on the page, the same whenever the card is drawn), `level` of its
 * headings, `press(path, inputs)`, `search(input, text, inputs)` where one can, `people`, `values` and `errors` by
 * input id, `foot(actions)` that takes the card's own actions, and what `left` says of an earlier drawing of the same
 * card. As in Teams, the renderer holds a press back while one of its inputs is wrong, and says so there.
 */
export function card(json, options) {
  const full = json.msteams?.width?.toLowerCase() === "full";
  const frame = el("div", { class: `teams-card ${full ? "full" : ""}` });
  let drawn = null;
  const draw = (before) => {
    drawn = new Drawn(json, { ...options, ...before }, frame);
    frame.replaceChildren(drawn.element);
    drawn.settle();
  };
  frame.left = () => drawn.left();
  frame.redraw = () => draw(drawn.left());
  draw({});
  return frame;
}

onTheme(() => document.querySelectorAll(".teams-card").forEach((frame) => frame.redraw()));

class Drawn {
  constructor(json, options, frame) {
    Object.assign(this, { options, frame, prefix: `${options.id}-`, busy: false });
    this.element = isThere() ? this.render(json) : el("p", { class: "teams-missing", text: w("teams.missing") });
  }

  render(json) {
    const version = AdaptiveCards.Version.parse(String(json.version), reading());
    if (version.compareTo(new AdaptiveCards.Version(...NEWEST)) > 0)
      return prose(json.fallbackText ?? w("teams.newer"));
    const { foot, level, search } = this.options;
    const tree = new AdaptiveCards.AdaptiveCard();
    tree.hostConfig = hostConfig(level);
    tree.onExecuteAction = (action) => this.execute(action);
    tree.search = (input, text) => search(this.name(input), text, this.typed());
    tree.parse(prepared(json, { ...this.options, prefix: this.prefix }), reading(version));
    const root = tree.render();
    this.tree = tree;
    foot?.(this.fitsFoot() ? withdrawn(root) : null);
    return root;
  }

  /** A card that unfolds under its button needs more room than the foot of a dialog has. */
  fitsFoot() {
    const kinds = Array.from({ length: this.tree.getActionCount() }, (_, at) =>
      this.tree.getActionAt(at).getJsonTypeName(),
    );
    return kinds.length > 0 && !kinds.includes("Action.ShowCard");
  }

  /** What can only be done once all is drawn. */
  settle() {
    if (!this.tree) return;
    const { errors = {}, unfolded = [] } = this.options;
    for (const action of this.tree.getAllActions()) if (unfolded.includes(action.id)) action.execute();
    for (const input of this.inputs()) if (this.name(input) in errors) input.refuse(errors[this.name(input)]);
  }

  inputs() {
    return this.tree.getAllInputs().filter((input) => input.id && input.renderedElement);
  }

  name(element) {
    return element.id.slice(this.prefix.length);
  }

  /** Every answer by its input's id, as text; `""` where there is none. */
  typed() {
    return Object.fromEntries(this.inputs().map((input) => [this.name(input), answer(input.value)]));
  }

  /** What somebody has done to the card so far, for drawing it anew. */
  left() {
    if (!this.tree) return {};
    const named = [...this.frame.querySelectorAll(`[id^="${this.prefix}"]`)].map((one) =>
      this.tree.getElementById(one.id),
    );
    const shown = named.filter(Boolean).map((element) => [this.name(element), element.isVisible]);
    const unfolded = this.tree.getAllActions().filter((action) => action.state === EXPANDED);
    const wrong = this.inputs()
      .filter((input) => input.isRefused)
      .map((input) => [this.name(input), input.errorMessage]);
    return {
      values: this.typed(),
      shown: Object.fromEntries(shown),
      unfolded: unfolded.map((action) => action.id),
      errors: Object.fromEntries(wrong),
    };
  }

  // After it has told of a press, the renderer sets the states of all buttons anew: hence the wait.
  execute(action) {
    const type = action.getJsonTypeName();
    if (TALKING.has(type)) queueMicrotask(() => this.press(action));
    else if (type === "Action.ToggleVisibility") queueMicrotask(() => this.toggled(action));
    else if (type === "Action.OpenUrl" && isWeb(action.url)) window.open(reached(action.url), "_blank", "noopener,noreferrer");
  }

  async press(action) {
    if (this.busy) return;
    this.busy = true;
    const pressed = action.renderedElement ?? action.parent.renderedElement;
    try {
      await during(pressed, () => this.options.press(JSON.parse(action.id), this.typed()));
    } finally {
      this.busy = false;
    }
  }

  /** The focus follows a button that has hidden itself into what it has shown. */
  toggled(action) {
    const targets = Object.keys(action.targetElements)
      .map((id) => this.tree.getElementById(id))
      .filter(Boolean);
    for (const target of targets) target.renderedElement?.removeAttribute("aria-expanded");
    if (action.renderedElement?.checkVisibility()) return;
    targets
      .find((target) => target.isVisible)
      ?.renderedElement?.querySelector(FOCUSABLE)
      ?.focus();
  }
}

function answer(value) {
  return value === undefined || value === null || Number.isNaN(value) ? "" : String(value);
}
