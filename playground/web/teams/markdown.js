// The Markdown that cards and messages may have (bold, italic, lists, links), as HTML in which all text is escaped.

import { el } from "../ui.js";
import { emphasised, escaped } from "./emphasis.js";

const ITEM = /^ {0,3}(?:[-+*]|(\d{1,9})[.)])[ \t]+(.*)$/;
// What is finished is put aside, and a number between characters for private use stands in for it.
const [OPEN, SHUT] = ["\ue000", "\ue001"];
const STAND_IN = /\ue000(\d+)\ue001/g;

const BACKSLASH = /\\([!-/:-@[-`{-~])/g;
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi;
const AUTOLINK = /<(https?:\/\/[^\s<>]+)>/gi;
const ADDRESS = String.raw`(?:<([^<>\n]*)>|((?:[^\s()]|\([^\s()]*\))*))`;
const LINK = new RegExp(String.raw`(!?)\[([^[\]]*)\]\(\s*${ADDRESS}(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)`, "g");

/** Markdown as HTML. */
export function html(text) {
  return blocks(text.replace(/[\ue000\ue001]/g, "").split(/\r\n?|\n/))
    .map(written)
    .join("");
}

/** Markdown as an element. */
export function prose(text) {
  const element = el("div", { class: "teams-prose", dir: "auto" });
  element.innerHTML = html(text);
  return element;
}

/** Whether an address may be followed from here. */
export function isWeb(address) {
  return /^https?:\/\/[^\s/]/i.test(address) && URL.canParse(address);
}

/** Paragraphs and lists; each of their items is a list of lines. */
function blocks(lines) {
  const found = [];
  let open = null;
  for (const line of lines) {
    const [, number, words] = ITEM.exec(line) ?? [];
    // Only a list that begins at 1 can follow a line of text without a break.
    const isText = words === undefined || (open?.tag === "p" && (number ?? "1") !== "1");
    const tag = isText ? "p" : number === undefined ? "ul" : "ol";
    const last = found.at(-1);
    if (!line.trim()) open = null;
    else if (tag === "p" && open) open.items.at(-1).push(line);
    else if (tag !== "p" && last?.tag === tag) (open = last).items.push([words]);
    else found.push((open = { tag, number, items: [[isText ? line : words]] }));
  }
  return found;
}

function written({ tag, number, items }) {
  const texts = items.map((lines) => inline(lines.map((line) => line.trim()).join("\n")));
  if (tag === "p") return `<p>${texts[0]}</p>`;
  return `<${tag}${number ? ` start="${Number(number)}"` : ""}>${texts.map((one) => `<li>${one}</li>`).join("")}</${tag}>`;
}

function inline(text) {
  const aside = [];
  const keep = (done) => OPEN + (aside.push(done) - 1) + SHUT;
  const whole = (part) => part.replace(STAND_IN, (_, index) => whole(aside[index]));
  const linked = text
    .replace(BACKSLASH, (_, character) => keep(escaped(character)))
    .replace(ENTITY, (entity) => keep(entity))
    .replace(AUTOLINK, (_, address) => keep(link(address, escaped(address))))
    .replace(LINK, (_, picture, words, bracketed, bare) => {
      const address = plain(whole(escaped(bracketed ?? bare)));
      return keep(picture ? escaped(words) : link(address, emphasised(words)));
    });
  return whole(emphasised(linked)).replaceAll("\n", "<br>");
}

function link(address, label) {
  if (!isWeb(address)) return label;
  const safe = escaped(address);
  return `<a href="${safe}" title="${safe}" target="_blank" rel="noopener noreferrer">${label}</a>`;
}

/** The text that HTML shows. */
function plain(source) {
  return new DOMParser().parseFromString(source, "text/html").body.textContent;
}
