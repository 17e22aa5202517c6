// A card made ready for the renderer: a copy whose actions know their path, with people, typed values and safe links.

import { isWeb } from "./markdown.js";

const USERS = "graph.microsoft.com/users";
// What a bot carries in a card for itself is no part of what is drawn.
const CARRIED = new Set(["data", "msteams", "choices.data", "refresh", "authentication"]);

/**
 * The copy. `prefix` keeps the ids of several cards on one page apart; `values` are answers by input id, `shown`
 * whether an element is visible by its id, `people` whom a people picker offers, `search` is there where one can.
 */
export function prepared(card, { prefix, values = {}, shown = {}, people = [], search }) {
  const copy = structuredClone(card);
  const ready = { prefix, values, shown, people, searches: Boolean(search) };
  walk(copy, [], (node, path) =>
    String(node.type).startsWith("Action.") ? action(node, path, ready) : element(node, ready),
  );
  return copy;
}

function walk(node, path, visit) {
  if (node === null || typeof node !== "object") return;
  if (typeof node.type === "string") visit(node, path);
  for (const [key, child] of Object.entries(node)) {
    if (!CARRIED.has(key)) walk(child, [...path, Array.isArray(node) ? Number(key) : key], visit);
  }
}

function action(node, path, { prefix }) {
  node.id = JSON.stringify(path);
  if (node.type === "Action.ToggleVisibility") {
    node.targetElements = (node.targetElements ?? []).map((target) =>
      typeof target === "string" ? prefix + target : { ...target, elementId: prefix + target.elementId },
    );
  }
  if (node.type === "Action.OpenUrl" && !isWeb(node.url)) Object.assign(node, { url: "", isEnabled: false });
}

function element(node, { prefix, values, shown, people, searches }) {
  if (node.selectAction?.type === "Action.OpenUrl" && !isWeb(node.selectAction.url)) delete node.selectAction;
  if (typeof node.id !== "string") return;
  if (node.id in shown) node.isVisible = shown[node.id];
  if (node.type.startsWith("Input.") && node.id in values) node.value = values[node.id];
  if (node.type === "Input.Number" && "value" in node) node.value = parseFloat(node.value);
  if (node.type === "Input.ChoiceSet") choices(node, people, searches);
  node.id = prefix + node.id;
}

function choices(node, people, searches) {
  const source = node["choices.data"]?.dataset ?? "";
  node.choices ??= [];
  if (source.startsWith(USERS)) {
    const known = new Set(people.map((person) => person.id));
    const strangers = answers(node).filter((id) => !known.has(id));
    node.choices.push(
      ...people.map(({ id, name }) => ({ title: name, value: id })),
      ...strangers.map((id) => ({ title: id, value: id })),
    );
    if (!node.isMultiSelect) node.type = "Input.People";
  } else if (source && searches) {
    node.type = "Input.Search";
  } else if (node.style === "filtered") {
    // The renderer writes the value into the text box, where only a title is understood.
    node.value = node.choices.find((choice) => choice.value === node.value)?.title ?? node.value;
  }
}

function answers(node) {
  return String(node.value ?? "")
    .split(",")
    .filter(Boolean);
}
