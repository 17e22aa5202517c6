// Menus, radio buttons and checkboxes.
import { el } from "../ui.js";
import { w } from "../words.js";
import { keysOf, offered } from "./offers.js";
import { nodes, words } from "./text.js";
import { many } from "./values.js";

export function menu(element, held, about, scene) {
  const groups = offered(element, held, scene.state);
  const [taken] = keysOf(held);
  const option = ({ key, words: label }) => el("option", { value: key, selected: key === taken }, label);
  const empty = element.placeholder ? words(element.placeholder, scene.state.names) : w("slack.choose");
  const node = el(
    "select",
    { ...about.control, class: "slack-field" },
    el("option", { value: "" }, empty),
    groups.map(({ label, choices }) => (label ? el("optgroup", { label }, choices.map(option)) : choices.map(option))),
  );
  const all = groups.flatMap(({ choices }) => choices);
  return { node, read: () => all[node.selectedIndex - 1]?.answer ?? null };
}

export function tick({ key, words: label, option }, props, names) {
  return el(
    "label",
    { class: "slack-choice" },
    el("input", { ...props, value: key }),
    el(
      "span",
      { class: "slack-choice-words", dir: "auto" },
      option ? nodes(option.text, names) : label,
      option?.description && el("span", { class: "slack-description" }, nodes(option.description, names)),
    ),
  );
}

function limit(node, most) {
  const boxes = [...node.querySelectorAll("input")];
  const hold = () => {
    const full = boxes.filter((box) => box.checked).length >= most;
    for (const box of boxes) box.disabled = full && !box.checked;
  };
  node.addEventListener("change", hold);
  hold();
}

/** Radio buttons, checkboxes and menus of many: a group of native boxes. */
export function group(element, held, about, scene) {
  const groups = offered(element, held, scene.state);
  const taken = keysOf(held);
  const type = many(element.type) ? "checkbox" : "radio";
  const name = scene.unique();
  const box = (one) => {
    const id = `${about.id}-${encodeURIComponent(one.key)}`;
    const props = { ...about.box, id, type, name: type === "radio" ? name : null, checked: taken.includes(one.key) };
    return tick(one, props, scene.state.names);
  };
  const sets = groups.map(({ label, choices }) =>
    label
      ? el(
          "div",
          { role: "group", "aria-label": label },
          el("div", { class: "slack-set", "aria-hidden": "true" }, label),
          choices.map(box),
        )
      : choices.map(box),
  );
  const most = element.max_selected_items;
  const list = el(
    "div",
    { class: element.type.startsWith("multi_") ? "slack-choices slack-menu" : "slack-choices" },
    sets,
  );
  const node = el("div", {}, most ? el("p", { class: "slack-hint" }, w("slack.at_most", { count: most })) : null, list);
  if (most) limit(node, most);
  const all = groups.flatMap(({ choices }) => choices);
  const read = () => {
    const boxes = [...list.querySelectorAll("input")];
    const answers = all.filter((_, at) => boxes[at].checked).map(({ answer }) => answer);
    return type === "checkbox" ? answers : (answers[0] ?? null);
  };
  return { node, read, group: true };
}
