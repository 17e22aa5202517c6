// Slack's own text markup as nodes.
import { el } from "../ui.js";
import { withEmoji } from "./emoji.js";
import { link } from "./links.js";

const PREFORMATTED = /\n?```\n?([^]+?)\n?```\n?/;
const QUOTE = /^(?:&gt;|>) ?/;
const LONG_QUOTE = /^(?:&gt;|>){3} ?/;
const TOKEN = /<([^<>\n]+)>/g;
const BESIDE = "[\\p{L}\\p{N}_*~`]";
const EMPHASIS = `(?<!${BESIDE})([*_~\`])(?=\\S)((?:<[^<>\\n]*>|[^<\\n])+?)(?<=\\S)\\2(?!${BESIDE})`;
const ADDRESS = "(?<![\\p{L}\\p{N}])(https?:\\/\\/[^\\s<>|]*[^\\s<>|.,;:!?)\\]\"'”’*_~`])";
const INLINE = new RegExp(`<([^<>\\n]+)>|${EMPHASIS}|${ADDRESS}`, "gu");
const TAGS = { "*": "strong", _: "em", "~": "del" };
const ESCAPES = { lt: "<", gt: ">", amp: "&" };

const unescaped = (text) => text.replace(/&(lt|gt|amp);/g, (_, name) => ESCAPES[name]);

export const mention = (words) => el("span", { class: "slack-mention" }, words);

function read(token, names) {
  const [, target, label] = /^([^|]*)\|?([^]*)$/.exec(token);
  const [sign, id] = [target[0], target.slice(1)];
  if (sign === "@" || sign === "#") return { mention: true, words: sign + (names[id] || label || id) };
  if (sign !== "!") return { url: unescaped(target), words: unescaped(label || target.replace(/^(mailto|tel):/, "")) };
  return { mention: !id.startsWith("date^"), words: unescaped(label) || `@${id.replace(/^subteam\^/, "")}` };
}

export function token(inside, names) {
  const { url, words, mention: named } = read(inside, names);
  if (url) return link(url, withEmoji(words));
  return named ? mention(words) : words;
}

const flat = (text, names) => unescaped(text.replace(TOKEN, (_, inside) => read(inside, names).words));

function inline(text, names, verbatim) {
  const nodes = [];
  let from = 0;
  const say = (to) => to > from && nodes.push(withEmoji(unescaped(text.slice(from, to))));
  for (const found of text.matchAll(INLINE)) {
    const [all, inside, sign, words, address] = found;
    if (address && verbatim) continue;
    say(found.index);
    from = found.index + all.length;
    if (inside) nodes.push(token(inside, names));
    else if (address) nodes.push(link(unescaped(address), unescaped(address)));
    else if (sign === "`") nodes.push(el("code", {}, flat(words, names)));
    else nodes.push(el(TAGS[sign], {}, ...inline(words, names, verbatim)));
  }
  say(text.length);
  return nodes;
}

/** Lines, of which those that begin with > are a quotation; >>> quotes all that follows. */
function paragraphs(text, names, verbatim) {
  const runs = [];
  let toTheEnd = false;
  for (const line of text.split("\n")) {
    const opens = !toTheEnd && LONG_QUOTE.test(line);
    const quote = toTheEnd || opens || QUOTE.test(line);
    const words = toTheEnd || !quote ? line : line.replace(opens ? LONG_QUOTE : QUOTE, "");
    toTheEnd ||= opens;
    if (runs.at(-1)?.quote === quote) runs.at(-1).lines.push(words);
    else runs.push({ quote, lines: [words] });
  }
  return runs.flatMap(({ quote, lines }) => {
    const nodes = inline(lines.join("\n"), names, verbatim);
    return quote ? [el("blockquote", {}, ...nodes)] : nodes;
  });
}

/** verbatim: addresses written without brackets stay text. */
export function mrkdwn(text, names, verbatim = false) {
  return text
    .split(PREFORMATTED)
    .flatMap((part, at) =>
      at % 2 ? [el("pre", {}, flat(part, names))] : part ? paragraphs(part, names, verbatim) : [],
    );
}
