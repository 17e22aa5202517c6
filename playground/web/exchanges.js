// The table of calls between the app and the chats, newest first.

import { get } from "./api.js";
import { KEYS, described } from "./exchange.js";
import { problem } from "./toasts.js";
import { el, keyed } from "./ui.js";
import { number, w, when } from "./words.js";

const COLUMNS = ["at", "chat", "direction", "what", "status", "ms", "signed", "problem"];
const MOST = 300;

/** `fetchMore()` adds what is new, `forget()` begins anew; `opened(is)` is called as the details come and go. */
export function exchanges(opened) {
  let rows = [];
  let chosen = null;

  const chat = el(
    "select",
    { name: "chat", on: { change: draw } },
    ["", "slack", "teams"].map((one) => {
      return el("option", { value: one }, w(one ? `chat.${one}_short` : "inspector.both"));
    }),
  );
  const text = el("input", { type: "search", name: "filter", on: { input: draw } });
  const count = el("p", { class: "shown", role: "status" });
  const head = el(
    "tr",
    { role: "row" },
    COLUMNS.map((one) => el("th", { role: "columnheader", scope: "col" }, w(`inspector.${one}`))),
  );
  const body = el("tbody", { role: "rowgroup" });
  const caption = el("caption", { class: "visually-hidden", text: w("inspector.calls") });
  const table = el("table", { role: "table" }, caption, el("thead", { role: "rowgroup" }, head), body);
  const details = el("article", { class: "details", tabindex: -1, hidden: true });
  const filters = el(
    "div",
    { class: "filters" },
    el("label", {}, el("span", { text: w("inspector.chat") }), chat),
    el("label", {}, el("span", { text: w("inspector.filter") }), text),
    count,
  );
  const none = el("p", { class: "empty", text: w("inspector.none") });
  const calls = el(
    "div",
    { class: "calls", role: "region", tabindex: 0, "aria-label": w("inspector.calls") },
    table,
    none,
  );

  async function fetchMore() {
    const { exchanges: more } = await get(`/api/traffic?after=${rows[0]?.n ?? 0}`);
    const known = new Set(rows.map((one) => one.n));
    rows = [...more.filter((one) => !known.has(one.n)), ...rows].sort((a, b) => b.n - a.n).slice(0, MOST);
    draw();
  }

  function forget() {
    rows = [];
    choose(null);
  }

  function draw() {
    const wanted = text.value.trim().toLowerCase();
    const found = rows.filter((one) => (!chat.value || one.chat === chat.value) && searched(one).includes(wanted));
    count.textContent = w("inspector.shown", { count: found.length, all: rows.length });
    none.hidden = found.length > 0;
    keyed(
      body,
      found,
      (one) => one.n,
      (one) => one.n === chosen,
      row,
    );
  }

  function row(one) {
    const current = one.n === chosen;
    const open = el("button", { class: "quiet small", type: "button", "aria-pressed": String(current) }, one.what);
    const cells = {
      at: when("second", one.at),
      chat: w(`chat.${one.chat}_short`),
      direction: w(`inspector.${KEYS[one.direction]}`),
      what: open,
      status: one.status ?? "",
      ms: one.ms === null ? "" : number(one.ms),
      signed: one.signed === "good" ? w("inspector.signed_good") : one.signed,
      problem: [
        one.problem && el("strong", { class: "field-error", text: one.problem }),
        one.rule && el("span", { class: "rule", text: one.rule }),
      ],
    };
    const drawn = COLUMNS.map((name) => el("td", { role: "cell", class: `cell-${name}` }, cells[name]));
    return el(
      "tr",
      {
        role: "row",
        data: { n: one.n },
        class: current ? "chosen" : "",
        on: { click: () => choose(current ? null : one.n) },
      },
      drawn,
    );
  }

  async function choose(n) {
    chosen = n;
    details.hidden = n === null;
    opened(n !== null);
    draw();
    if (n === null) return;
    const one = await get(`/api/traffic/${n}`).catch(() => null);
    if (chosen !== n) return;
    if (!one) return problem(w("problem.network"));
    details.replaceChildren(...described(one, close));
    details.scrollTop = 0;
    details.focus();
  }

  function close() {
    const n = chosen;
    choose(null);
    body.querySelector(`[data-n="${n}"] button`)?.focus();
  }

  return { filters, calls, details, fetchMore, forget };
}

function searched(one) {
  return [one.what, one.status, one.problem, one.rule, one.signed].join(" ").toLowerCase();
}
