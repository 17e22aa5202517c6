// A modal: its blocks, what is typed into them, and the buttons below.
import { during, el } from "../ui.js";
import { w } from "../words.js";
import { blocks } from "./blocks.js";
import { scene } from "./scene.js";
import { collected } from "./values.js";

/** The view as it stands on the page: the same one drawn anew takes over what was typed in it since. */
let shown = null;

function typedSince(view) {
  if (shown?.view !== view.id) return view.values ?? {};
  const values = structuredClone(view.values ?? {});
  for (const [block, answers] of Object.entries(collected(shown.fields))) {
    for (const [action, answer] of Object.entries(answers)) {
      if (JSON.stringify(answer) !== JSON.stringify(shown.started[block][action]))
        (values[block] ??= {})[action] = answer;
    }
  }
  return values;
}

function build(container, state, act) {
  const { view } = state;
  const values = () => collected(drawn.fields);
  const drawn = scene({
    state,
    prefix: "view",
    heading: "h3",
    values: typedSince(view),
    errors: view.errors ?? {},
    press: (block, element, chosen) =>
      act("view/press", { block: block.block_id, action: element.action_id, chosen, values: values() }),
    search: (block, element, text) =>
      act("view/search", { block: block.block_id, action: element.action_id, text, values: values() }),
  });
  const submit = view.submit ? el("button", { type: "submit", class: "primary" }, view.submit) : null;
  const close = el("button", { type: "button" }, view.close ?? w("slack.close"));
  close.addEventListener("click", () => during(close, () => act("view/close", {})));
  const form = el(
    "form",
    { class: "slack-view", novalidate: true },
    blocks(view.blocks, drawn),
    el("div", { class: "dialog-footer" }, close, submit),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!submit) return;
    await during(submit, () => act("view/submit", { values: values() }));
    if (form.isConnected) form.querySelector('[aria-invalid="true"]')?.focus();
  });
  shown = { view: view.id, fields: drawn.fields, started: structuredClone(values()) };
  container.append(form);
}

export function dialog(state, act) {
  const { view } = state;
  if (!view) return null;
  return {
    id: view.id,
    version: `${view.hash} ${JSON.stringify(view.errors ?? {})}`,
    title: view.title,
    build: (container) => build(container, state, act),
  };
}
