// rich_text blocks: what people's own editor makes, and bots too.
import { el } from "../ui.js";
import { when } from "../words.js";
import { emoji } from "./emoji.js";
import { link } from "./links.js";
import { mention } from "./mrkdwn.js";

const STYLES = [
  ["code", "code"],
  ["bold", "strong"],
  ["italic", "em"],
  ["strike", "del"],
  ["underline", "u"],
];

const fromCodePoints = (hex) => String.fromCodePoint(...hex.split("-").map((point) => parseInt(point, 16)));

function bare(part, names) {
  switch (part.type) {
    case "text":
      return part.text;
    case "link":
      return link(part.url, part.text || part.url);
    case "user":
      return mention(`@${names[part.user_id] ?? part.user_id}`);
    case "usergroup":
      return mention(`@${names[part.usergroup_id] ?? part.usergroup_id}`);
    case "channel":
      return mention(`#${names[part.channel_id] ?? part.channel_id}`);
    case "broadcast":
      return mention(`@${part.range}`);
    case "emoji":
      return part.unicode ? fromCodePoints(part.unicode) : emoji(part.name);
    case "date":
      return part.fallback ?? when("moment", part.timestamp * 1000);
    case "color":
      return el("code", {}, part.value);
    default:
      return `[${part.type}]`;
  }
}

const styled = (part, names) =>
  STYLES.reduce((node, [style, tag]) => (part.style?.[style] ? el(tag, {}, node) : node), bare(part, names));

const inline = (elements, names) => elements.map((part) => styled(part, names));

function list(part, names) {
  const indent = part.indent ?? 0;
  const props = { data: { indent }, class: part.border ? "slack-bordered" : null, style: `--indent: ${indent}` };
  const ordered = part.style === "ordered";
  if (ordered && part.offset) props.start = part.offset + 1;
  return el(
    ordered ? "ol" : "ul",
    props,
    part.elements.map((item) => el("li", { dir: "auto" }, inline(item.elements, names))),
  );
}

function piece(part, names) {
  switch (part.type) {
    case "rich_text_section":
      return el("div", { class: "slack-text", dir: "auto" }, inline(part.elements, names));
    case "rich_text_list":
      return list(part, names);
    case "rich_text_quote":
      return el("blockquote", { class: "slack-text", dir: "auto" }, inline(part.elements, names));
    case "rich_text_preformatted":
      return el("pre", {}, inline(part.elements, names));
    default:
      return `[${part.type}]`;
  }
}

export const richText = (block, names) => block.elements.map((part) => piece(part, names));
