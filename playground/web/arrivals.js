// What has arrived since the last look: told aloud in the open room, by a toast from everywhere else.

import { name } from "./rooms.js";
import { announce, dismiss, news } from "./toasts.js";
import { w } from "./words.js";

const SPOKEN = 3;

/** Tells what is new in `after`; `go(room)` leads there, `hidden`: nobody sees this pane now. */
export function tell(platform, before, after, hidden, go) {
  if (before?.who !== after.who) return;
  const { key } = platform;
  if (!hidden) dismiss(`${key} ${after.room}`);
  const counts = new Map(before.rooms.map((one) => [one.id, one.news]));
  for (const room of after.rooms) {
    if (room.id === after.room || room.news <= (counts.get(room.id) ?? 0)) continue;
    const text = w("toast.news", { chat: w(`chat.${key}_short`), room: name(room), count: room.news });
    news(text, key, `${key} ${room.id}`, () => go(room.id));
  }
  if (before.room !== after.room) return;
  const known = new Set(before.messages.map((one) => one.id));
  const arrived = after.messages.filter((one) => !known.has(one.id) && one.author.id !== after.who);
  for (const message of arrived.slice(-SPOKEN)) {
    const written = platform.notification(message, after);
    const text = w("toast.message", { chat: w(`chat.${key}_short`), name: message.author.name, text: written });
    if (hidden) news(text, key, `${key} ${after.room}`, () => go(after.room));
    else announce(text);
  }
}
