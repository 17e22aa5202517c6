// Buttons that make trouble in a chat, and the sentence that says what will happen.

import { get, post } from "./api.js";
import { during, el } from "./ui.js";
import { w } from "./words.js";

/** Fetches what trouble can be made, and draws it into `container`. */
export async function faults(container, changed) {
  const offered = await get("/api/faults");
  const told = el("p", { class: "told", role: "status" });
  const groups = Object.entries(offered).map(([chat, list]) => {
    const buttons = list.map((fault) => {
      const button = el("button", { class: "small", type: "button" }, fault.title);
      button.addEventListener("click", () => during(button, () => make(chat, fault.key)));
      return button;
    });
    return el(
      "fieldset",
      { class: chat },
      el("legend", { text: w("inspector.faults", { chat: w(`chat.${chat}_short`) }) }),
      buttons,
    );
  });
  container.replaceChildren(...groups, told);

  async function make(chat, fault) {
    const answer = await post("/api/faults", { chat, fault }).catch(() => ({ problem: w("problem.network") }));
    told.textContent = answer.problem ?? answer.told;
    told.classList.toggle("field-error", Boolean(answer.problem));
    await changed();
  }
}
