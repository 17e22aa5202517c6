// What stands in the place of a part that this page cannot draw.
import { el } from "../ui.js";
import { w } from "../words.js";

/** What Slack takes and this page does not draw (tests/playground/test_slack_drawing.py). */
export const BLOCKS_NOT_DRAWN = [
  "alert",
  "auth_provider",
  "card",
  "carousel",
  "container",
  "context_actions",
  "plan",
  "task_card",
  "video",
];
export const ELEMENTS_NOT_DRAWN = ["datetimepicker", "file_input", "rich_text_input", "workflow_button"];
export const PIECES_NOT_DRAWN = ["team"];

export const unknown = (type) => el("p", { class: "slack-unknown" }, w("slack.unknown", { type: String(type) }));
