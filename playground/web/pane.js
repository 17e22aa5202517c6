// One chat as one person sees it: who, which room, its messages, and what the person does.

import { get, post } from "./api.js";
import { tell } from "./arrivals.js";
import { composer } from "./composer.js";
import { dialogFrame } from "./dialog.js";
import { coalesced } from "./fresh.js";
import { messageList } from "./messages.js";
import { place, placed } from "./place.js";
import { name, roomList } from "./rooms.js";
import { problem } from "./toasts.js";
import { el, keyed } from "./ui.js";
import { asWritten } from "./ways.js";
import { w } from "./words.js";

const OTHER = { slack: "teams", teams: "slack" };

/** A pane: `live(town)` takes what the town says of its people, `refresh()` fetches, `draw()` draws what is known. */
export function pane(platform, show) {
  const { key } = platform;
  let [who, room] = placed(key).split(" ");
  let town = { people: [], busy: true };
  let state = null;

  const person = el("select", { id: `${key}-person`, name: "person", on: { change: () => go(person.value, room) } });
  const also = el("p", { class: "chip also", text: w(`pane.also_in_${OTHER[key]}`), hidden: true });
  const rooms = roomList(key, (id) => go(who, id));
  const messages = messageList(platform, act, (message) => writing.answer(message));
  const writing = composer(
    key,
    (payload) => {
      if (!payload.under) messages.follow();
      return act("write", { ...payload, text: asWritten(payload.text) });
    },
    (id) => act("shortcut", { id }),
  );
  const dialog = dialogFrame(key, act, () => messages.scroller.focus({ preventScroll: true }));
  const home = platform.home?.(act);
  const title = el("h3", { class: "room-title" });
  const absent = el("p", { class: "absent", text: w("rooms.without_app"), hidden: true });
  const heading = el("h2", { class: "wide-only", id: `${key}-title`, text: w(`chat.${key}`) });
  const chooser = el("label", { class: "person" }, el("span", { class: "wide-only", text: w("pane.person") }), person);
  const element = el(
    "section",
    { class: `pane ${key}`, id: `pane-${key}`, "aria-labelledby": heading.id },
    el("header", { class: "pane-head" }, heading, also, chooser),
    rooms.element,
    el("div", { class: "room-head" }, title, absent),
    home?.element,
    messages.element,
    writing.element,
  );

  const refresh = coalesced(async () => {
    if (!who) return;
    const asked = `${who} ${room ?? ""}`;
    const query = new URLSearchParams({ who, ...(room && { room }) });
    const answer = await get(`/api/${key}?${query}`);
    if (asked !== `${who} ${room ?? ""}`) return;
    if (!answer.problem) take(answer);
    else if (room) go(who, undefined);
    else problem(answer.problem, key);
  });

  function take(answer) {
    const before = state;
    state = answer;
    room = state.room;
    place({ [key]: `${who} ${room}` });
    draw();
    if (town.busy) return;
    tell(platform, before, state, element.hidden, (id) => {
      show(key);
      go(who, id);
    });
  }

  function go(chosen, opened) {
    who = chosen;
    room = opened;
    return refresh().catch(() => {}); // the page's banner tells of a lost connection
  }

  async function act(act, payload = {}) {
    const answer = town.busy ? { problem: w("busy.wait") } : await sent(act, payload);
    if (answer.problem) problem(answer.problem, key);
    if (!act.endsWith("/search")) await refresh().catch(() => {});
    return answer;
  }

  function sent(act, payload) {
    const from = { who: state.who, room: state.room };
    return post(`/api/${key}/${act}`, { ...from, ...payload }).catch(() => ({ problem: w("problem.network") }));
  }

  function draw() {
    if (!state) return;
    person.value = who;
    also.hidden = !town.people.find((one) => one[key] === state.who)?.[OTHER[key]];
    rooms.draw(state);
    dialog(element.hidden ? null : platform.dialog(state, act));
    const open = state.rooms.find((one) => one.id === state.room);
    if (!open) return;
    title.textContent = name(open);
    title.classList.toggle("channel", !open.private);
    absent.hidden = open.private || open.bot;
    home?.draw(state, open);
    messages.draw(state, open);
    writing.draw(state, open, town.busy);
  }

  function live(now) {
    town = now;
    const here = town.people.filter((one) => one[key]);
    const written = (one) => w("pane.person_job", one);
    keyed(
      person,
      here,
      (one) => one[key],
      written,
      (one) => el("option", { value: one[key] }, written(one)),
    );
    element.classList.toggle("busy", town.busy);
    if (here.length && !here.some((one) => one[key] === who)) return go(here[0][key], undefined);
    person.value = who;
    draw();
    return undefined;
  }

  function unread() {
    return state?.rooms.reduce((sum, one) => sum + one.news, 0) ?? 0;
  }

  return { key, element, refresh, live, draw, unread };
}
