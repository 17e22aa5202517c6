// Pictures: only from this address, since the page loads nothing from outside; of others their words.
import { el } from "../ui.js";
import { w } from "../words.js";
import { paragraph } from "./text.js";

function near(url) {
  const parsed = URL.canParse(url ?? "", location.href) ? new URL(url, location.href) : null;
  return parsed?.protocol === "data:" || parsed?.origin === location.origin;
}

const address = (image) =>
  image.slack_file?.id ? `/api/slack/files/${encodeURIComponent(image.slack_file.id)}` : image.image_url;

export function picture(image, props = {}) {
  const src = address(image);
  if (near(src)) return el("img", { src, alt: image.alt_text, ...props });
  return el(
    "span",
    { ...props, class: `slack-picture-missing ${props.class ?? ""}`.trim() },
    w("slack.picture", { text: image.alt_text }),
  );
}

export const figure = (block, names) =>
  el("figure", {}, block.title && paragraph(block.title, names, { class: "slack-picture-title" }), picture(block));
