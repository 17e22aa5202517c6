// Bold and italic in one run of text, by the delimiter rules of CommonMark 0.31 §6.2.

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
// Private use: the stand-ins for links and escaped characters, which begin and end with punctuation.
const PUNCTUATION = /[\p{P}\p{S}\p{Co}]/u;

/** Text with nothing in it that HTML could read. */
export function escaped(text) {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]);
}

/** The text as escaped HTML with its bold and italic parts. */
export function emphasised(text) {
  const parts = text.split(/(\*+|_+)/);
  const runs = parts.map((part, at) =>
    at % 2 ? run(part, parts[at - 1] || parts[at - 2], parts[at + 1] || parts[at + 2]) : null,
  );
  pair(runs.filter(Boolean));
  return parts.map((part, at) => (runs[at] ? spelled(runs[at]) : escaped(part))).join("");
}

function run(marks, before, after) {
  const [left, right] = [[...(before ?? " ")].at(-1) ?? " ", [...(after ?? " ")][0] ?? " "];
  const [spaceLeft, spaceRight] = [/\s/.test(left), /\s/.test(right)];
  const [signLeft, signRight] = [PUNCTUATION.test(left), PUNCTUATION.test(right)];
  const opens = !spaceRight && (!signRight || spaceLeft || signLeft);
  const closes = !spaceLeft && (!signLeft || spaceRight || signRight);
  const inWord = marks[0] === "_";
  return {
    mark: marks[0],
    length: marks.length,
    left: marks.length,
    opens: opens && (!inWord || !closes || signLeft),
    closes: closes && (!inWord || !opens || signRight),
    ends: "",
    starts: "",
  };
}

function pair(runs) {
  let waiting = [];
  for (const closer of runs) {
    while (closer.closes && closer.left) {
      const at = waiting.findLastIndex((opener) => fits(opener, closer));
      if (at < 0) break;
      const opener = waiting[at];
      const bold = opener.left > 1 && closer.left > 1;
      const tag = bold ? "strong" : "em";
      opener.starts = `<${tag}>${opener.starts}`;
      closer.ends += `</${tag}>`;
      for (const one of [opener, closer]) one.left -= bold ? 2 : 1;
      waiting = waiting.slice(0, opener.left ? at + 1 : at);
    }
    if (closer.left && closer.opens) waiting.push(closer);
  }
}

function fits(opener, closer) {
  const both = (opener.closes || closer.opens) && (opener.length + closer.length) % 3 === 0;
  return opener.mark === closer.mark && (!both || (opener.length % 3 === 0 && closer.length % 3 === 0));
}

function spelled({ mark, left, starts, ends }) {
  return ends + mark.repeat(left) + starts;
}
