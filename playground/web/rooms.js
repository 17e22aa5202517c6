// The rooms of a pane: a list with what is new in each, and the same as a select where there is little space.

import { el, keyed } from "./ui.js";
import { w } from "./words.js";

/** `draw(state)` shows them; `open(id)` is called with the chosen room. */
export function roomList(key, open) {
  const list = el("ul", {});
  const select = el("select", { id: `${key}-rooms`, name: "room", on: { change: () => open(select.value) } });
  const short = el(
    "label",
    { class: "room-select" },
    el("span", { class: "visually-hidden", text: w("rooms.label") }),
    select,
  );
  const element = el("nav", { class: "rooms", "aria-label": w("rooms.label") }, list, short);

  function draw({ rooms, room, bot }) {
    const version = (one) => `${JSON.stringify(one)} ${one.id === room} ${bot.name}`;
    keyed(
      list,
      rooms,
      (one) => one.id,
      version,
      (one) => el("li", {}, entry(one, one.id === room)),
    );
    keyed(
      select,
      rooms,
      (one) => one.id,
      version,
      (one) => {
        const news = one.news ? ` (${w("rooms.news", { count: one.news })})` : "";
        return el("option", { value: one.id }, one.private ? name(one) : `# ${name(one)}`, news);
      },
    );
    select.value = room;
  }

  function entry(room, current) {
    const props = { type: "button", "aria-current": current && "true", on: { click: () => open(room.id) } };
    const sign = el("span", { class: "sign", "aria-hidden": "true", text: room.private ? "@" : "#" });
    const label = el("span", { class: "room-name", text: name(room) });
    return el(
      "button",
      { class: room.news ? "fresh" : "", ...props },
      sign,
      label,
      room.news > 0 && newsCount(room.news),
    );
  }

  return { element, draw };
}

/** A room's name as people see it. */
export function name(room) {
  return room.private ? w("rooms.own", { name: room.name }) : room.name;
}

/** How many messages are new: a figure for the eye, words for the ear. */
export function newsCount(count) {
  return [
    el("span", { class: "count", "aria-hidden": "true", text: count }),
    el("span", { class: "visually-hidden", text: w("rooms.news", { count }) }),
  ];
}
