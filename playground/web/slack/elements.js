// Elements inside blocks: what can be pressed, chosen or filled in.
import { el } from "../ui.js";
import { button } from "./buttons.js";
import { group, menu } from "./choices.js";
import { confirmed } from "./confirm.js";
import { search } from "./external.js";
import { field } from "./fields.js";
import { picture } from "./images.js";
import { overflow } from "./overflow.js";
import { whenSettled } from "./settled.js";
import { unknown } from "./unknown.js";
import { chosen, holds } from "./values.js";

const FIELDS = ["plain_text_input", "email_text_input", "url_text_input", "number_input", "datepicker", "timepicker"];
const GROUPS = ["radio_buttons", "checkboxes"];

function maker({ type }, block, scene) {
  if (!holds(type)) return null;
  if (FIELDS.includes(type)) return field;
  if (type.endsWith("external_select")) return scene.search && ((...given) => search(block, ...given));
  return GROUPS.includes(type) || type.startsWith("multi_") ? group : menu;
}

/** A control with an answer; outside of inputs it tells the app when the answer changes. */
export function control(element, block, about, scene) {
  const make = maker(element, block, scene);
  if (!make) return { node: unknown(element.type) };
  const build = (value) => make(element, value, about, scene);
  let made = build(scene.held(block, element));
  scene.fields.push({ block, element, read: () => made.read() });
  if (block.type === "input" && !block.dispatch_action) return made;

  let last = made.read();
  const place = el("div", { class: "slack-place" }, made.node);
  whenSettled(place, element, async () => {
    const value = made.read();
    if (JSON.stringify(value) === JSON.stringify(last)) return;
    if (await confirmed(element.confirm, place, scene.state.names)) {
      last = value;
      await scene.press(block, element, chosen(element.type, value));
    } else {
      made = build(last);
      place.replaceChildren(made.node);
    }
  });
  return { node: place, group: made.group };
}

/** An element of a section or a row of actions, which has no label of its own. */
export function element(element, block, name, scene) {
  if (element.type === "button") return button(element, block, scene);
  if (element.type === "overflow") return overflow(element, block, scene);
  if (element.type === "image") return picture(element, { class: "slack-thumbnail" });
  const id = scene.id(block, element);
  const { node, group: many } = control(element, block, { id, control: { ...name, id }, box: {} }, scene);
  return many ? el("div", { role: element.type === "radio_buttons" ? "radiogroup" : "group", ...name }, node) : node;
}
