// What stands in the place of a part that this page cannot draw.
import { el } from "../ui.js";
import { w } from "../words.js";

export const unknown = (type) => el("p", { class: "slack-unknown" }, w("slack.unknown", { type: String(type) }));
