// The town's time, and the buttons that move it forward.

import { post } from "./api.js";
import { announce, problem } from "./toasts.js";
import { during, el } from "./ui.js";
import { moment, w } from "./words.js";

const STEPS = ["hour", "morning", "monday", "end"];
const TICK = 5000;

/** Draws the clock into `section`; `draw(town)` takes the time from the server, `moved` is called after a step. */
export function clock(section, moved) {
  let known = { at: 0, measured: 0 };
  const time = el("time", { class: "clock-time" });
  const buttons = STEPS.map((to) => {
    const button = el("button", { type: "button", disabled: true }, w(`clock.${to}`));
    button.addEventListener("click", () => during(button, () => move(to)));
    return button;
  });
  const steps = el("div", { class: "clock-steps", id: "clock-steps" }, buttons);
  const toggle = el("button", {
    class: "clock-toggle",
    type: "button",
    "aria-expanded": "false",
    "aria-controls": steps.id,
  });
  toggle.append(w("clock.move"));
  toggle.addEventListener("click", () => open(!opened()));
  section.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !opened()) return;
    open(false);
    toggle.focus();
  });
  // On a telephone the steps lie over the messages: whoever turns to something else wants to read it.
  document.addEventListener("pointerdown", ({ target }) => section.contains(target) || open(false));
  section.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !section.contains(relatedTarget)) open(false);
  });
  section.append(
    el("p", {}, el("span", { class: "clock-label wide-only", text: w("clock.now") }), time),
    toggle,
    steps,
  );
  setInterval(tick, TICK);

  function open(is) {
    toggle.setAttribute("aria-expanded", String(is));
  }

  function opened() {
    return toggle.getAttribute("aria-expanded") === "true";
  }

  async function move(to) {
    section.classList.add("moving");
    const answer = await post("/api/clock", { to }).catch(() => ({ problem: w("problem.network") }));
    section.classList.remove("moving");
    if (answer.problem) problem(answer.problem);
    else announce(w("clock.moved", { time: moment("weekday", answer.now) }));
    await moved();
  }

  function tick() {
    if (!known.at) return;
    const now = new Date(known.at + performance.now() - known.measured);
    const text = moment("weekday", now);
    time.dateTime = now.toISOString();
    if (time.textContent !== text) time.textContent = text;
  }

  return function draw(town) {
    known = { at: Date.parse(town.now), measured: performance.now() };
    for (const one of buttons) one.disabled = town.busy || town.passing;
    tick();
  };
}
