// The messages of the open room: days, messages, and replies beneath the root of their thread.

import { place as settle, placed } from "./place.js";
import { during, el, keyed } from "./ui.js";
import { moment, w, when } from "./words.js";

const NEAR = 48;

/** `draw(state, room)` shows them; `reply(message)` is called when somebody wants to answer. */
export function messageList(platform, act, reply) {
  const list = el("ol", { class: "messages" });
  const empty = el("p", { class: "empty", text: w("messages.empty"), hidden: true });
  const scroller = el("div", { class: "scroller", role: "region", tabindex: 0 }, list, empty);
  const newest = el(
    "button",
    { class: "newest", type: "button", hidden: true, on: { click: toEnd } },
    w("messages.newest"),
  );
  let shown = "";
  let following = true;
  let top = 0;

  // Only somebody who scrolls up leaves the end; a smaller window or a longer message does not.
  scroller.addEventListener("scroll", () => {
    const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    following = atEnd || (following && scroller.scrollTop >= top);
    top = scroller.scrollTop;
    newest.hidden = following;
  });
  const grown = new ResizeObserver(() => following && toEnd());
  for (const one of [list, scroller]) grown.observe(one);

  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight;
  }

  /** What somebody writes themselves they want to see. */
  function follow() {
    following = true;
  }

  function draw(state, room) {
    const place = `${state.who} ${room.id} ${document.documentElement.dataset.theme}`;
    if (!shown.startsWith(`${state.who} ${room.id} `)) following = true;
    shown = place;
    scroller.setAttribute("aria-label", w("messages.label", { name: room.name }));
    empty.hidden = state.messages.length > 0;
    keyed(
      list,
      lines(state.messages),
      (line) => line.key,
      (line) => `${place} ${line.message?.version ?? ""} ${line.day ?? ""}`,
      (line) => (line.message ? drawn(line, state) : divider(line)),
    );
    if (following) toEnd();
    seek();
  }

  /** Once, the message that the page's address leads to. */
  function seek() {
    const name = `${platform.key}-message`;
    const found = placed(name) && list.querySelector(`[data-id="${CSS.escape(placed(name))}"]`);
    if (!found) return;
    settle({ [name]: "" });
    following = false;
    found.tabIndex = -1;
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: "center" });
  }

  function drawn({ message, under, day }, state) {
    const { author } = message;
    const own = author.id === state.who && !message.onlyForYou;
    const head = el(
      "p",
      { class: "message-head" },
      el("strong", { class: "author", text: author.name }),
      author.bot && el("span", { class: "chip", text: w("message.app") }),
      el(
        "time",
        { datetime: message.at, title: moment("date", message.at) },
        day ? when("time", message.at) : moment("date", message.at),
      ),
      message.onlyForYou && el("span", { class: "only-you", text: w("message.only_you") }),
    );
    const tools = el(
      "p",
      { class: "message-tools" },
      !under && !message.onlyForYou && tool("message.reply", "message.reply_to", message, () => reply(message)),
      !message.onlyForYou && state.menus.message.map((one) => entry(one, message)),
      own && tool("message.delete", "message.delete_of", message, () => act("delete", { message: message.id })),
    );
    const body = el("div", { class: "message-body" }, content(message, state));
    const face = el("span", {
      class: `face ${author.bot ? "app" : ""}`,
      "aria-hidden": "true",
      text: initials(author.name),
    });
    const classes = `message ${under ? "under" : ""} ${message.onlyForYou ? "private" : ""}`;
    return el(
      "li",
      { class: classes, data: { id: message.id } },
      face,
      el("div", { class: "message-main" }, head, body, tools),
    );
  }

  /** What the app's manifest adds to the menu of a message. */
  function entry(offered, message) {
    const values = { entry: offered.name, name: message.author.name, time: when("time", message.at) };
    const take = (event) =>
      during(event.currentTarget, () => act("shortcut", { id: offered.id, message: message.id }));
    return el(
      "button",
      {
        class: "quiet small",
        type: "button",
        title: offered.description,
        "aria-label": w("message.entry_of", values),
        on: { click: take },
      },
      offered.name,
    );
  }

  function content(message, state) {
    try {
      return platform.message(message, state, act);
    } catch (error) {
      console.error(error);
      return el("p", { class: "field-error", text: w("messages.undrawn") });
    }
  }

  return { element: el("div", { class: "scroll-frame" }, scroller, newest), scroller, draw, follow };
}

function tool(word, name, message, run) {
  const label = w(name, { name: message.author.name, time: when("time", message.at) });
  return el("button", { class: "quiet small", type: "button", "aria-label": label, on: { click: run } }, w(word));
}

function divider({ at }) {
  return el("li", { class: "day" }, el("h4", { text: when("day", at) }));
}

/** Days, roots and their replies, in the order in which they stand; `day` on a message: its own day stands above it. */
function lines(messages) {
  const ids = new Set(messages.map((one) => one.id));
  const replies = new Map();
  const roots = messages.filter((one) => !one.under || !ids.has(one.under));
  for (const one of messages) {
    if (ids.has(one.under)) replies.set(one.under, [...(replies.get(one.under) ?? []), one]);
  }
  let day = "";
  return roots.flatMap((root) => {
    const own = when("day", root.at);
    const begin = own === day ? [] : [{ key: `day ${own}`, at: root.at, day: own }];
    day = own;
    const below = (replies.get(root.id) ?? []).map((message) => {
      return { key: message.id, message, under: true, day: when("day", message.at) === day ? day : "" };
    });
    return [...begin, { key: root.id, message: root, under: Boolean(root.under), day: own }, ...below];
  });
}

function initials(name) {
  return name
    .split(/\s+/)
    .map((part) => part[0] ?? "")
    .slice(0, 2)
    .join("")
    .toUpperCase();
}
