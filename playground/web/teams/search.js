// An input whose choices the bot is asked for while one types, for one answer or several.

import { listbox } from "../listbox.js";
import { el } from "../ui.js";
import { w } from "../words.js";

const PAUSE = 250;
// Titles of what was found, so that an answer still has its name when the card is drawn anew.
const titles = new Map();

/** An input class for the renderer; the card it stands in must have `search(input, text)`. */
export const searchInput = (Input) =>
  class extends Input {
    internalParse(source, context) {
      super.internalParse(source, context);
      this.source = source;
    }

    internalRender() {
      this.box = searchBox(this.id, this.source, {
        search: (text) => this.getRootElement().search(this, text),
        changed: () => this.valueChanged(),
      });
      this._textInput = this.box.field;
      return this.box.element;
    }

    getJsonTypeName() {
      return "Input.Search";
    }

    get value() {
      return this.box?.chosen.join(",");
    }

    isSet() {
      return Boolean(this.value);
    }
  };

function searchBox(id, { choices, value, isMultiSelect: many, placeholder }, { search, changed }) {
  for (const choice of choices) titles.set(choice.value, choice.title);
  const field = el("input", {
    type: "text",
    class: "ac-input",
    autocomplete: "off",
    placeholder: placeholder ?? w("teams.search"),
  });
  const offers = listbox(field, `${id}-offers`, w("teams.search"), (offer) =>
    choose([...(many ? box.chosen : []), offer.value]),
  );
  const said = el("p", { class: "search-said", role: "status" });
  const picked = el("ul", { class: "search-picked" });
  const chosen = String(value ?? "")
    .split(many ? "," : "\0")
    .filter(Boolean);
  const box = { element: el("div", { class: "search" }, picked, field, offers.list, said), field, chosen };
  let timer = null;

  function choose(values) {
    box.chosen = [...new Set(values)];
    settle();
    changed();
    field.focus();
  }

  function settle() {
    tidy();
    picked.replaceChildren(...(many ? box.chosen : []).map(taken));
  }

  function tidy() {
    offers.draw([]);
    field.value = many ? "" : title(box.chosen[0] ?? "");
  }

  function taken(one) {
    const drop = () => choose(box.chosen.filter((other) => other !== one));
    const name = w("teams.remove", { name: title(one) });
    return el("li", {}, el("button", { type: "button", "aria-label": name, on: { click: drop } }, title(one)));
  }

  async function ask(text) {
    const near = choices.filter((choice) => choice.title.toLowerCase().includes(text.toLowerCase()));
    const found = await search(text);
    if (field.value.trim() !== text) return;
    for (const choice of found) titles.set(choice.value, choice.title);
    const all = new Set([...near, ...found].map((choice) => choice.value));
    offers.draw([...all].map((one) => ({ label: title(one), value: one })));
    said.textContent = all.size ? w("teams.found", { count: all.size }) : w("teams.nothing");
  }

  field.addEventListener("input", () => {
    const text = field.value.trim();
    clearTimeout(timer);
    said.textContent = "";
    if (!many && box.chosen.length) {
      box.chosen = [];
      changed();
    }
    if (text) timer = setTimeout(() => ask(text), PAUSE);
    else offers.draw([]);
  });
  field.addEventListener("keydown", (event) => offers.keydown(event));
  // Words that were not chosen from the list are no answer.
  field.addEventListener("blur", tidy);
  settle();
  return box;
}

function title(value) {
  return titles.get(value) ?? value;
}
