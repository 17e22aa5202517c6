// Text objects: plain_text and mrkdwn.
import { el } from "../ui.js";
import { withEmoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";

export function nodes(text, names) {
  if (text.type === "mrkdwn") return mrkdwn(text.text, names, text.verbatim);
  return [text.emoji === false ? text.text : withEmoji(text.text)];
}

/** The text alone, for names of controls and notifications. */
export const words = (text, names) => el("span", {}, ...nodes(text, names)).textContent;

export const paragraph = (text, names, props = {}) =>
  el("div", { dir: "auto", ...props, class: `slack-text ${props.class ?? ""}`.trim() }, ...nodes(text, names));
