// table blocks: the first row heads the columns.
import { el } from "../ui.js";
import { w } from "../words.js";
import { richText } from "./rich.js";

function cell(content, at, settings, names, head) {
  const { align = "left", is_wrapped: wrapped = false } = settings[at] ?? {};
  const inside =
    content.type === "rich_text" ? richText(content, names) : [String(content.text ?? content.value ?? "")];
  const props = { class: `align-${align} ${wrapped ? "wrapped" : ""}`.trim(), dir: "auto", scope: head ? "col" : null };
  return el(head ? "th" : "td", props, ...inside);
}

export function table(block, names) {
  const settings = block.column_settings ?? [];
  const row = (cells, head) =>
    el(
      "tr",
      {},
      cells.map((content, at) => cell(content, at, settings, names, head)),
    );
  const [first, ...rest] = block.rows;
  return el(
    "div",
    { class: "slack-table-frame", tabindex: 0, role: "region", "aria-label": w("slack.table") },
    el(
      "table",
      {},
      el("thead", {}, row(first, true)),
      el(
        "tbody",
        {},
        rest.map((cells) => row(cells, false)),
      ),
    ),
  );
}
