// input blocks: a label, a control, a hint and what is wrong with the answer.
import { el } from "../ui.js";
import { w } from "../words.js";
import { control } from "./elements.js";
import { waitsForEnter } from "./settled.js";
import { nodes } from "./text.js";

function label(block, names) {
  const mark = block.optional
    ? el("span", { class: "slack-optional" }, w("slack.optional"))
    : el("span", { class: "visually-hidden" }, w("slack.required"));
  return [el("span", { dir: "auto" }, nodes(block.label, names)), " ", mark];
}

function hints(block, names) {
  const hint = block.hint ? nodes(block.hint, names) : [];
  const enter = block.dispatch_action && waitsForEnter(block.element) ? [w("slack.press_enter")] : [];
  return [...hint, hint.length && enter.length ? " " : null, ...enter].filter(Boolean);
}

export function input(block, scene) {
  const { element } = block;
  const { names } = scene.state;
  const id = scene.id(block, element);
  const hint = hints(block, names);
  const error = scene.errors[block.block_id];
  const describedby = [error && `${id}-error`, hint.length && `${id}-hint`].filter(Boolean).join(" ") || null;
  const invalid = error ? "true" : null;
  const about = {
    id,
    control: { id, "aria-describedby": describedby, "aria-invalid": invalid },
    box: { "aria-invalid": element.type === "radio_buttons" ? null : invalid },
  };
  const { node, group } = control(element, block, about, scene);
  const parts = [
    node,
    error && el("p", { class: "slack-error field-error", id: `${id}-error`, dir: "auto" }, error),
    hint.length ? el("p", { class: "slack-hint", id: `${id}-hint`, dir: "auto" }, hint) : null,
  ];
  if (!group)
    return el(
      "div",
      { class: "slack-input" },
      el("label", { class: "slack-label", for: id }, label(block, names)),
      parts,
    );
  const radio =
    element.type === "radio_buttons" ? { role: "radiogroup", "aria-invalid": invalid, tabindex: invalid && -1 } : {};
  return el(
    "fieldset",
    { class: "slack-input", "aria-describedby": describedby, ...radio },
    el("legend", { class: "slack-label" }, label(block, names)),
    parts,
  );
}
