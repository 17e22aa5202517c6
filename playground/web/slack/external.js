// Menus whose options the bot finds while somebody types.
import { el } from "../ui.js";
import { w } from "../words.js";
import { tick } from "./choices.js";
import { choice } from "./offers.js";
import { words } from "./text.js";
import { many } from "./values.js";

const PAUSE = 300;

export function search(block, element, held, about, scene) {
  const { names } = scene.state;
  const several = many(element.type);
  const least = element.min_query_length ?? 3;
  let taken = [held].flat().filter(Boolean);
  let found = [];
  let timer, asked;
  const name = scene.unique();

  const label = element.placeholder ? words(element.placeholder, names) : w("slack.search");
  const invitation = least > 1 ? w("slack.search_from", { count: least }) : "";
  const status = el("p", { id: `${about.id}-status`, class: "slack-hint", role: "status" }, invitation);
  const list = el("div", { class: "slack-choices slack-menu", hidden: true });
  const describedby = [about.control["aria-describedby"], status.id].filter(Boolean).join(" ");
  const input = el("input", {
    type: "search",
    class: "slack-field",
    autocomplete: "off",
    placeholder: label,
    id: about.id,
    "aria-label": label,
    "aria-describedby": describedby,
    "aria-invalid": about.control["aria-invalid"],
  });

  function draw() {
    const rest = found.filter((option) => !taken.some((one) => one.value === option.value));
    const box = (option) => {
      const props = {
        type: several ? "checkbox" : "radio",
        name: several ? null : name,
        checked: taken.includes(option),
      };
      return tick(
        choice(option, names),
        { ...about.box, ...props, id: `${about.id}-${encodeURIComponent(option.value)}` },
        names,
      );
    };
    const shown = [...taken, ...rest];
    list.replaceChildren(...shown.map(box));
    list.hidden = !shown.length;
    return shown;
  }
  let shown = draw();

  async function ask() {
    const text = input.value.trim();
    if (text === asked) return;
    asked = text;
    if (text.length < least) {
      found = [];
      status.textContent = invitation;
    } else {
      status.textContent = w("slack.searching");
      const answer = await scene.search(block, element, text);
      if (asked !== text) return;
      found = answer?.options ?? [];
      status.textContent = found.length ? w("slack.found", { count: found.length }) : w("slack.nothing_found");
    }
    shown = draw();
  }
  const askLater = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  };
  input.addEventListener("input", () => askLater(PAUSE));
  input.addEventListener("change", (event) => event.stopPropagation());
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    askLater(0);
  });
  if (!least) input.addEventListener("focus", () => askLater(0), { once: true });
  list.addEventListener("change", () => {
    const boxes = [...list.querySelectorAll("input")];
    taken = shown.filter((_, at) => boxes[at].checked);
  });
  return { node: el("div", {}, input, status, list), read: () => (several ? taken : (taken[0] ?? null)), group: true };
}
