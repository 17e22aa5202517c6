// Messages of both chats, all on one page, and the line in which something begins in each of them.

import { messageList } from "/web/messages.js";
import { slack } from "/web/slack/index.js";
import { teams } from "/web/teams/index.js";
import { loadWords } from "/web/words.js";

const CHATS = { slack, teams };
const BOT = { id: "latu", name: "Latu", bot: true };
const PARTS = ".slack-heading, .slack-text, .ac-textBlock, .ac-richTextBlock, .ac-factset, img, button";

/** Draws the messages of a chat: their blocks or cards, by name. */
function draw(key, drawn) {
  const messages = Object.entries(drawn).map(([id, content]) => {
    return { id, author: BOT, at: "2026-11-24T06:30:00Z", blocks: content, card: content };
  });
  const state = { who: "", names: {}, people: [], menus: { message: [] }, bot: BOT, messages };
  const nothing = () => {};
  const list = messageList(CHATS[key], nothing, nothing);
  list.element.className = key;
  document.body.append(list.element);
  list.draw(state, { id: key, name: key });
}

/** By the name of a message: in which line its first words below the title begin, and its first button; or null. */
function lines(key) {
  return Object.fromEntries(
    [...document.querySelectorAll(`.${key} .message`)].map((message) => {
      const parts = [...message.querySelectorAll(".message-body :is(" + PARTS + ")")];
      const button = parts.findIndex((part) => part.localName === "button");
      const words = parts.findIndex((part, at) => at > 0 && part.localName !== "button");
      return [message.dataset.id, { words: begins(parts, words), button: begins(parts, button) }];
    }),
  );
}

/** Counted as by eye: the lines of all that stands above, whatever their size, without the space between. */
function begins(parts, at) {
  return at < 0 ? null : parts.slice(0, at).reduce((sum, part, index) => sum + height(part, parts[index - 1]), 1);
}

/** In lines; buttons side by side are one row. */
function height(part, before) {
  const { top, height: tall } = part.getBoundingClientRect();
  if (part.localName === "button" && before?.getBoundingClientRect().top === top) return 0;
  const line = parseFloat(getComputedStyle(part.localName === "img" ? document.body : part).lineHeight);
  return Math.round(tall / line);
}

await loadWords();
Object.assign(window, { draw, lines });
document.title = "ready";
