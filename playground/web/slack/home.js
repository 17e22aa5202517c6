// The app's Home tab: opened above the messages of one's own chat with the app.
import { el } from "../ui.js";
import { w } from "../words.js";
import { blocks } from "./blocks.js";
import { scene } from "./scene.js";

export function home(act) {
  const body = el("div", { class: "slack-home-body" });
  const element = el("details", { class: "slack-home", hidden: true }, el("summary", { text: w("slack.home") }), body);
  let drawn = "";
  // Slack tells the app each time that somebody looks.
  element.addEventListener("toggle", () => element.open && act("home/open"));

  function draw(state, room) {
    element.hidden = !(state.hasHome && room.private);
    const now = `${state.who} ${state.home?.hash ?? ""}`;
    if (now === drawn) return;
    if (!drawn.startsWith(`${state.who} `)) element.open = false;
    drawn = now;
    if (!state.home) return body.replaceChildren(el("p", { class: "empty", text: w("slack.home_empty") }));
    const press = (block, element, chosen) =>
      act("home/press", { block: block.block_id, action: element.action_id, chosen });
    return body.replaceChildren(blocks(state.home.blocks, scene({ state, prefix: "home", heading: "h4", press })));
  }

  return { element, draw };
}
