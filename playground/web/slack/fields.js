// Fields that people type into: text, numbers, days and times.
import { announce } from "../toasts.js";
import { el } from "../ui.js";
import { w } from "../words.js";
import { words } from "./text.js";

const LONGEST = 3000;
const NEAR_THE_END = 20;
const PAUSE = 1000;

const INPUTS = {
  plain_text_input: { type: "text" },
  email_text_input: { type: "email", autocomplete: "off" },
  url_text_input: { type: "url", autocomplete: "off" },
  number_input: { type: "text", inputmode: "decimal", autocomplete: "off" },
  datepicker: { type: "date" },
  timepicker: { type: "time" },
};

function lengthWords(length, least, most) {
  if (length > most) return w("slack.length_over", { count: length - most });
  if (most - length <= NEAR_THE_END) return w("slack.length_left", { count: most - length });
  return least > 1 && length < least ? w("slack.length_least", { count: least }) : "";
}

/** How much room is left: at once for the eye, after a pause for the ear. */
function counted(input, element, about) {
  const seen = el("p", { class: "slack-count", id: `${about.id}-count` });
  let timer;
  const count = () => {
    const length = [...input.value].length;
    const most = element.max_length ?? LONGEST;
    seen.textContent = lengthWords(length, element.min_length ?? 0, most);
    seen.classList.toggle("over", length > most);
  };
  count();
  input.addEventListener("input", () => {
    count();
    clearTimeout(timer);
    timer = setTimeout(() => seen.textContent && announce(seen.textContent), PAUSE);
  });
  input.setAttribute("aria-describedby", [about.control["aria-describedby"], seen.id].filter(Boolean).join(" "));
  return el("div", {}, input, seen);
}

export function field(element, held, about, scene) {
  const placeholder = element.placeholder && words(element.placeholder, scene.state.names);
  const props = { ...about.control, class: "slack-field", placeholder, autofocus: element.focus_on_load };
  const input = element.multiline
    ? el("textarea", { ...props, rows: 4 }, held ?? "")
    : el("input", { ...INPUTS[element.type], ...props, value: held ?? "" });
  const read = {
    number_input: () => input.value.trim().replace(",", ".") || null,
  }[element.type];
  const node = element.type === "plain_text_input" ? counted(input, element, about) : input;
  return { node, read: read ?? (() => input.value || null) };
}
