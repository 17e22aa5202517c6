// Menus of more actions, over everything else.
import { during, el } from "../ui.js";
import { w } from "../words.js";
import { confirmed } from "./confirm.js";
import { safe } from "./links.js";
import { nodes } from "./text.js";

function beside(menu, button) {
  const { right, top, bottom } = button.getBoundingClientRect();
  const below = bottom < innerHeight / 2;
  menu.style.left = `max(0.5rem, min(${right}px - var(--width), 100vw - var(--width) - 0.5rem))`;
  menu.style.top = below ? `${bottom + 4}px` : "auto";
  menu.style.bottom = below ? "auto" : `${innerHeight - top + 4}px`;
}

export function overflow(element, block, scene) {
  const { names } = scene.state;
  const id = scene.id(block, element);
  const open = el("button", { type: "button", id, popovertarget: `${id}-menu`, "aria-label": w("slack.more") }, "⋯");
  const press = (option) => scene.press(block, element, { selected_option: option });
  const item = (option) => {
    const href = option.url && safe(option.url);
    const said = [
      nodes(option.text, names),
      option.description && el("span", { class: "slack-description" }, nodes(option.description, names)),
    ];
    const follow = () => {
      menu.hidePopover();
      press(option);
    };
    if (href)
      return el("a", { href, target: "_blank", rel: "noreferrer", on: { click: follow } }, el("span", {}, said));
    const choose = async () => {
      menu.hidePopover();
      if (await confirmed(element.confirm, open, names)) await during(open, () => press(option));
    };
    return el("button", { type: "button", on: { click: choose } }, el("span", {}, said));
  };
  const menu = el(
    "ul",
    { id: `${id}-menu`, class: "slack-more", popover: true },
    element.options.map((option) => el("li", {}, item(option))),
  );
  const hide = () => menu.hidePopover();
  menu.addEventListener("beforetoggle", ({ newState }) => {
    if (newState === "open") beside(menu, open);
    const change = newState === "open" ? document.addEventListener : document.removeEventListener;
    change.call(document, "scroll", hide, true);
  });
  return el("div", { class: "slack-place" }, open, menu);
}
