// Buttons; those with an address are links.
import { during, el } from "../ui.js";
import { confirmed } from "./confirm.js";
import { safe } from "./links.js";
import { nodes } from "./text.js";

export function button(element, block, scene) {
  const { names } = scene.state;
  const style = ["primary", "danger"].includes(element.style) ? element.style : "";
  const props = { class: style || null, "aria-label": element.accessibility_label, id: scene.id(block, element) };
  const press = () => scene.press(block, element);
  const href = element.url && safe(element.url);
  // Slack tells the app about a pressed link too.
  if (href)
    return el(
      "a",
      {
        ...props,
        class: `slack-button ${style}`.trim(),
        href,
        target: "_blank",
        rel: "noreferrer",
        on: { click: press },
      },
      nodes(element.text, names),
    );
  const node = el("button", { ...props, type: "button" }, nodes(element.text, names));
  node.addEventListener("click", async () => {
    if (await confirmed(element.confirm, node, names)) await during(node, press);
  });
  return node;
}
