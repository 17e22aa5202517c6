// The page: builds its parts, and keeps what they show in line with the server.

import { get } from "./api.js";
import { clock } from "./clock.js";
import { coalesced, follow } from "./fresh.js";
import { inspector } from "./inspector.js";
import { pane } from "./pane.js";
import { slack } from "./slack/index.js";
import { tabs } from "./tabs.js";
import { teams } from "./teams/index.js";
import { lodge } from "./toasts.js";
import { lead } from "./ways.js";
import { fillWords, loadWords, w } from "./words.js";

const WAIT = 2000;
const part = (id) => document.getElementById(id);

await loadWords();
document.title = w("top.name");
fillWords(document);
lodge();

const panes = [slack, teams].map((platform) => pane(platform, (key) => front.show(key)));
part("panes").append(...panes.map((one) => one.element));
const front = tabs(part("tabs"), panes, () => panes.forEach((one) => one.draw()));
const drawClock = clock(part("clock"), changed);
const calls = inspector(part("inspector"), part("inspector-button"), changed);
themeSwitch(part("theme"), () => panes.forEach((one) => one.draw()));
addEventListener("hashchange", () => location.reload());

let town = null;
let connected = true;
let waiting = null;

const lookAtTown = coalesced(async () => {
  town = await get("/api/town");
  lead(town);
  drawClock(town);
  banner();
  await Promise.all(panes.map((one) => one.live(town)));
  clearTimeout(waiting);
  if (town.busy || town.passing) waiting = setTimeout(changed, WAIT);
});

/** Fetches anew all that is shown. */
async function changed() {
  const asked = [lookAtTown, ...panes.map((one) => one.refresh), calls.refresh];
  await Promise.allSettled(asked.map((fetchIt) => fetchIt()));
  front.draw();
}

/** What the banner says of a town. */
function told(town) {
  if (town?.busy) return w("busy.banner");
  return town?.passing ? w("passing.banner") : "";
}

function banner() {
  const text = connected ? told(town) : w("problem.connection");
  const place = part("banner");
  place.classList.toggle("broken", !connected);
  if (place.textContent !== text) place.textContent = text;
}

function themeSwitch(button, turned) {
  const root = document.documentElement;
  const tell = () => button.setAttribute("aria-checked", String(root.dataset.theme === "dark"));
  button.addEventListener("click", () => {
    const theme = root.dataset.theme === "dark" ? "light" : "dark";
    localStorage.setItem("theme", theme);
    root.dataset.theme = theme;
  });
  new MutationObserver(() => {
    tell();
    turned();
  }).observe(root, { attributeFilter: ["data-theme"] });
  tell();
}

follow("/api/changes", changed, (is) => {
  if (is && !connected) calls.forget();
  connected = is;
  banner();
  if (is) changed();
});
await changed();
