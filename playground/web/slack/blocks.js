// Block Kit: each block as an element.
import { el } from "../ui.js";
import { element } from "./elements.js";
import { figure, picture } from "./images.js";
import { input } from "./input.js";
import { markdown } from "./markdown.js";
import { richText } from "./rich.js";
import { table } from "./table.js";
import { nodes, paragraph, words } from "./text.js";
import { unknown } from "./unknown.js";

function section(block, scene) {
  const { names } = scene.state;
  const id = scene.unique();
  const said = block.text ? paragraph(block.text, names, { id }) : null;
  const fields = block.fields?.length
    ? el(
        "div",
        { class: "slack-fields" },
        block.fields.map((one) => paragraph(one, names)),
      )
    : null;
  const placed = block.accessory
    ? element(block.accessory, block, said ? { "aria-labelledby": id } : called(block.accessory, names), scene)
    : null;
  return el(
    "div",
    { class: "slack-section" },
    el("div", { class: "slack-section-words" }, said, fields),
    placed && el("div", { class: "slack-accessory" }, placed),
  );
}

const called = (one, names) => ({ "aria-label": one.placeholder ? words(one.placeholder, names) : one.action_id });

const DRAW = {
  header: (block, scene) =>
    el(scene.heading, { class: "slack-heading", dir: "auto" }, nodes(block.text, scene.state.names)),
  section,
  context: (block, scene) =>
    el(
      "div",
      { class: "slack-context" },
      block.elements.map((one) =>
        one.type === "image" ? picture(one, { class: "slack-icon" }) : paragraph(one, scene.state.names),
      ),
    ),
  divider: () => el("hr", {}),
  actions: (block, scene) =>
    el(
      "div",
      { class: "slack-row" },
      block.elements.map((one) => element(one, block, called(one, scene.state.names), scene)),
    ),
  input,
  image: (block, scene) => figure(block, scene.state.names),
  rich_text: (block, scene) => el("div", { class: "slack-rich" }, richText(block, scene.state.names)),
  markdown: (block, scene) =>
    el("div", { class: "slack-rich" }, markdown(block.text, scene.state.names, scene.heading)),
  table: (block, scene) => table(block, scene.state.names),
};

function drawn(block, scene) {
  try {
    return (DRAW[block.type] ?? (() => unknown(block.type)))(block, scene);
  } catch (problem) {
    console.error(problem);
    return unknown(block.type);
  }
}

export const blocks = (list, scene) =>
  el(
    "div",
    { class: "slack-blocks" },
    list.map((block) => drawn(block, scene)),
  );
