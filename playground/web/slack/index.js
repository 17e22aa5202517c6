// Slack's side of the page: messages as Block Kit, modals as forms.
import { download } from "../files.js";
import { el } from "../ui.js";
import { blocks } from "./blocks.js";
import { home } from "./home.js";
import { mrkdwn } from "./mrkdwn.js";
import { scene } from "./scene.js";
import { words } from "./text.js";
import { collected } from "./values.js";
import { dialog } from "./view.js";

const text = (message) => ({ type: "mrkdwn", text: message.text ?? "" });

function message(message, state, act) {
  if (!message.blocks?.length)
    return el(
      "div",
      { class: "slack-text", dir: "auto" },
      mrkdwn(message.text ?? "", state.names),
      (message.files ?? []).map(({ id, name }) => el("p", {}, download("slack", id, name))),
    );
  const press = (block, element, chosen) =>
    act("press", {
      message: message.id,
      block: block.block_id,
      action: element.action_id,
      chosen,
      values: collected(drawn.fields),
    });
  const drawn = scene({ state, prefix: message.id, heading: "h5", press });
  return blocks(message.blocks, drawn);
}

const notification = (message, state) => words(text(message), state.names);

export const slack = { key: "slack", message, notification, dialog, home };
