// Short messages over the page, and the voice for screen readers; both follow an open dialog into it.

import { el } from "./ui.js";
import { w } from "./words.js";

const SHOWN_FOR = 9000;
const MOST = 3;
const SPOKEN = 5;

const voice = el("div", { class: "visually-hidden", role: "log", "aria-live": "polite" });
const shelf = el("div", { class: "toasts" });

/** Puts both where they can be read: in the topmost open dialog, which no news may lead away from, else in the page. */
export function lodge() {
  const home = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  if (shelf.parentElement !== home) home.append(voice, shelf);
  if (home !== document.body) for (const one of shelf.querySelectorAll(".toast:not(.problem)")) one.remove();
}

/** Says something to screen readers only. */
export function announce(text) {
  voice.append(el("p", { text }));
  while (voice.childElementCount > SPOKEN) voice.firstElementChild.remove();
}

/** What stood in the way of an act; stays until it is closed. */
export function problem(text, chat) {
  show(el("div", { class: `toast problem ${chat ?? ""}`, role: "alert" }, el("p", { text })), `problem ${text}`);
}

/** Something arrived elsewhere; goes by itself unless somebody is looking at it. In a dialog it is only said. */
export function news(text, chat, id, go) {
  announce(text);
  if (shelf.closest("dialog")) return;
  const button = el("button", { type: "button", on: { click: go } }, w("toast.go"));
  const toast = el("div", { class: `toast ${chat}` }, el("p", { text }), button);
  show(toast, id);
  button.addEventListener("click", () => toast.remove());
  setTimeout(() => leave(toast), SHOWN_FOR);
}

/** Takes back the news of a place that somebody has opened. */
export function dismiss(id) {
  for (const one of [...shelf.children].filter((toast) => toast.dataset.id === id)) one.remove();
}

function leave(toast) {
  if (toast.matches(":hover, :focus-within")) setTimeout(() => leave(toast), SHOWN_FOR);
  else toast.remove();
}

function show(toast, id) {
  const close = el("button", { class: "quiet close", type: "button", "aria-label": w("close") });
  close.addEventListener("click", () => toast.remove());
  toast.dataset.id = id;
  toast.append(close);
  dismiss(id);
  shelf.append(toast);
  while (shelf.childElementCount > MOST) shelf.firstElementChild.remove();
}
