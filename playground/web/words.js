// The page's own texts, dates and times, in its language.

import { get } from "./api.js";

const LOCALES = { fi: "fi-FI", sv: "sv-FI", en: "en-GB" };
const FIGURES = { day: "numeric", month: "numeric", year: "numeric" };
const DATE = { fi: FIGURES, sv: FIGURES, en: { ...FIGURES, month: "short" } };

let loaded = { language: "en", timeZone: "UTC", words: {} };
let formats = {};

/** Fetches the texts; nothing is drawn before. */
export async function loadWords() {
  loaded = await get("/api/words");
  formats = {
    time: format({ hour: "numeric", minute: "2-digit" }),
    date: format(DATE[loaded.language]),
    weekday: format({ ...DATE[loaded.language], weekday: "short" }),
    day: format({ dateStyle: "full" }),
    second: new Intl.DateTimeFormat(LOCALES[loaded.language], { timeStyle: "medium" }),
  };
  document.documentElement.lang = loaded.language;
}

function format(options) {
  return new Intl.DateTimeFormat(LOCALES[loaded.language], { ...options, timeZone: loaded.timeZone });
}

/** A text by its key; `{name}` is filled from `values`. */
export function w(key, values = {}) {
  const text = loaded.words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
}

/** The texts that index.html asks for, by `data-word` (content) and `data-label` (name for screen readers). */
export function fillWords(root) {
  for (const one of root.querySelectorAll("[data-word]")) one.textContent = w(one.dataset.word);
  for (const one of root.querySelectorAll("[data-label]")) one.setAttribute("aria-label", w(one.dataset.label));
}

/** How a point in time is written: `time`, `date`, `weekday` with a date and `day` in the town, `second` here. */
export function when(kind, iso) {
  return formats[kind].format(new Date(iso));
}

/** A date (`date` or `weekday`) and the time of day. */
export function moment(kind, iso) {
  return w("date.moment", { date: when(kind, iso), time: when("time", iso) });
}

/** A number as people of the language write it. */
export function number(value) {
  return new Intl.NumberFormat(LOCALES[loaded.language], { maximumFractionDigits: 0 }).format(value);
}

export function language() {
  return loaded.language;
}

export function timeZone() {
  return loaded.timeZone;
}
