// What the composer offers while somebody writes: the app's commands, and the app itself after @.

/** The offers for a text so far: `{label, note, hint, text}`; `text` is what stands in the composer once chosen. */
export function offers(state, room, text) {
  const mention = `@${state.bot.name}`;
  const { typed, spoken } = sorted(state.commands, mention, room.private);
  if (text.startsWith("/")) return matching(typed, text);
  if (room.private) return text ? matching(spoken, text) : [];
  if (text.startsWith(`${mention} `)) return matching(spoken, text);
  return text.startsWith("@") ? matching([{ label: mention, note: "", hint: "", text: `${mention} ` }], text) : [];
}

/** The commands that are spoken and not typed after a slash: shown at hand in the own chat with the app. */
export function spokenOffers(state, room) {
  return room?.private ? sorted(state.commands, "", true).spoken : [];
}

/** How the command at the start of a text goes on; "" when there is none. */
export function hintFor(state, text) {
  return state.commands.find((one) => one.hint && text.startsWith(`${one.name} `))?.hint ?? "";
}

function sorted(commands, mention, alone) {
  const typed = commands.filter((one) => one.name.startsWith("/"));
  const spoken = commands.filter((one) => !one.name.startsWith("/"));
  return {
    typed: typed.map((one) => offer(one, `${one.name} `)),
    spoken: spoken.map((one) => offer(one, alone ? one.name : `${mention} ${one.name}`)),
  };
}

function offer({ name, description = "", hint = "" }, text) {
  return { label: name, note: description, hint, text };
}

function matching(found, text) {
  const start = text.toLowerCase();
  const whole = start.trimEnd();
  return found.filter(({ text: one }) => one.toLowerCase().startsWith(start) && one.trimEnd().toLowerCase() !== whole);
}
