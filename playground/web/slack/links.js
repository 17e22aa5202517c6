// Links out of a message: only to the web, in a new tab, without telling where from.
import { el } from "../ui.js";

export function safe(url) {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed && ["http:", "https:"].includes(parsed.protocol) ? parsed.href : null;
}

export function link(url, ...words) {
  const href = safe(url);
  return href ? el("a", { href, target: "_blank", rel: "noreferrer" }, ...words) : el("span", {}, ...words);
}
