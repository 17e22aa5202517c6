// markdown blocks: headings, lists, quotations, code, rules and what stands inside a line.
import { el } from "../ui.js";
import { withEmoji } from "./emoji.js";
import { link } from "./links.js";
import { token } from "./mrkdwn.js";

const INLINE =
  /\\([\\`*_~[\]()#>!-])|`([^`\n]+)`|!?\[([^\]\n]*)\]\(([^)\s]+)\)|<([^<>\n]+)>|\*\*(?=\S)([^]+?)(?<=\S)\*\*|~~(?=\S)([^]+?)(?<=\S)~~|\*(?=\S)([^*]+?)(?<=\S)\*|(?<![\p{L}\p{N}])_(?=\S)([^_]+?)(?<=\S)_(?![\p{L}\p{N}])|(https?:\/\/[^\s<>)]*[^\s<>).,;:!?])/gu;
const ITEM = /^(\s*)(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const STARTS = [/^```/, /^#{1,6}\s/, /^(?:-{3,}|\*{3,}|_{3,})\s*$/, /^>/, ITEM, /^\s*$/];

function inline(text, names) {
  const nodes = [];
  let from = 0;
  const say = (to) => to > from && nodes.push(withEmoji(text.slice(from, to)));
  for (const found of text.matchAll(INLINE)) {
    const [all, escaped, code, label, url, inside, bold, strike, star, underline, address] = found;
    say(found.index);
    from = found.index + all.length;
    if (escaped) nodes.push(escaped);
    else if (code) nodes.push(el("code", {}, code));
    else if (url) nodes.push(link(url, ...inline(label || url, names)));
    else if (inside) nodes.push(token(inside, names));
    else if (bold) nodes.push(el("strong", {}, ...inline(bold, names)));
    else if (strike) nodes.push(el("del", {}, ...inline(strike, names)));
    else if (address) nodes.push(link(address, address));
    else nodes.push(el("em", {}, ...inline(star || underline, names)));
  }
  say(text.length);
  return nodes;
}

function list(lines, names) {
  const [, , number] = ITEM.exec(lines[0]);
  const items = [];
  const indent = ITEM.exec(lines[0])[1].length;
  for (const line of lines) {
    const [, margin, , words] = ITEM.exec(line);
    if (margin.length > indent && items.length) items.at(-1).under.push(line);
    else items.push({ words, under: [] });
  }
  const made = items.map(({ words, under }) =>
    el("li", { dir: "auto" }, ...inline(words, names), under.length ? list(under, names) : null),
  );
  return el(number ? "ol" : "ul", number && number !== "1" ? { start: number } : {}, made);
}

function taken(lines, fits) {
  const end = lines.findIndex((line) => !fits(line));
  return lines.splice(0, end < 0 ? lines.length : end);
}

function next(lines, names, heading) {
  const [line] = lines;
  if (!line.trim()) return lines.shift() && null;
  if (line.startsWith("```")) {
    lines.shift();
    const code = taken(lines, (one) => !one.startsWith("```"));
    lines.shift();
    return el("pre", {}, code.join("\n"));
  }
  if (STARTS[1].test(line))
    return el(heading, { class: "slack-heading", dir: "auto" }, ...inline(lines.shift().replace(/^#+\s+/, ""), names));
  if (STARTS[2].test(line)) return lines.shift() && el("hr", {});
  if (line.startsWith(">")) {
    const quoted = taken(lines, (one) => one.startsWith(">")).map((one) => one.replace(/^> ?/, ""));
    return el("blockquote", { class: "slack-text", dir: "auto" }, ...inline(quoted.join("\n"), names));
  }
  if (ITEM.test(line))
    return list(
      taken(lines, (one) => ITEM.test(one)),
      names,
    );
  const said = [lines.shift(), ...taken(lines, (one) => !STARTS.some((start) => start.test(one)))];
  return el("p", { class: "slack-text", dir: "auto" }, ...inline(said.join("\n"), names));
}

export function markdown(text, names, heading) {
  const lines = text.split("\n");
  const nodes = [];
  while (lines.length) nodes.push(next(lines, names, heading));
  return nodes;
}
