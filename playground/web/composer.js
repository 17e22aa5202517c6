// Where a person writes: a text field with the app's commands at hand, answers to a thread, and what is not sent yet.

import { listbox } from "./listbox.js";
import { hintFor, offers, spokenOffers } from "./suggest.js";
import { during, el, keyed } from "./ui.js";
import { w } from "./words.js";

/**
 * `send({text, under?})` answers `{problem?}`; what is not sent yet is kept per person and room. `take(id)`: one of what
 * the app's manifest adds to the composer was chosen.
 */
export function composer(key, send, take) {
  const kept = new Map();
  let state = null;
  let room = null;
  let draft = { text: "", under: null };

  const hint = el("p", { class: "composer-hint wide-only", id: `${key}-hint` });
  const field = el("textarea", { rows: 1, id: `${key}-field`, name: "text", "aria-describedby": hint.id });
  const box = listbox(field, `${key}-offers`, w("composer.offers"), (offer) => write(offer.text));
  const chips = el("div", { class: "chips", role: "group", "aria-label": w("composer.offers") });
  const stop = el(
    "button",
    { class: "quiet", type: "button", on: { click: () => answer(null) } },
    w("composer.stop_reply"),
  );
  const answering = el("p", { class: "answering", hidden: true }, el("span"), stop);
  const mention = el("button", { class: "quiet mention", type: "button", on: { click: mentionApp } });
  const menu = el("div", { class: "chips menu", role: "group", "aria-label": w("composer.menu") });
  const submit = el("button", { class: "primary", type: "submit" }, w("composer.send"));
  const row = el("div", { class: "composer-row" }, mention, field, submit);
  const fields = el("fieldset", {}, chips, menu, answering, row, hint);
  const form = el("form", { class: "composer" }, box.list, fields);

  field.addEventListener("input", typed);
  field.addEventListener("blur", () => box.draw([]));
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || box.keydown(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "Escape" && draft.under) answer(null);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (draft.text.trim()) during(submit, deliver);
    else field.focus();
  });

  async function deliver() {
    const sent = draft;
    box.draw([]);
    const { text, under } = sent;
    const { problem } = await send({ text: text.trim(), ...(under && { under: under.id }) });
    if (problem || sent.text !== text) return;
    Object.assign(sent, { text: "", under: null });
    show();
  }

  function typed() {
    draft.text = field.value;
    box.draw(offers(state, room, draft.text));
    explain();
  }

  function write(text) {
    field.value = text;
    field.focus();
    typed();
  }

  function mentionApp() {
    const called = `@${state.bot.name} `;
    write(draft.text.startsWith(called) ? draft.text : called + draft.text);
  }

  function answer(root) {
    draft.under = root && { id: root.id, name: root.author.name };
    show();
    field.focus();
  }

  function explain() {
    const slash = state.commands.some((one) => one.name.startsWith("/"));
    hint.textContent = hintFor(state, draft.text) || w(slash ? "composer.keys_slash" : "composer.keys");
  }

  function show() {
    if (field.value !== draft.text) field.value = draft.text;
    answering.hidden = !draft.under;
    answering.firstChild.textContent = draft.under ? w("composer.replying", draft.under) : "";
    explain();
  }

  function draw(now, open, closed) {
    state = now;
    room = open;
    draft = kept.get(`${state.who} ${room.id}`) ?? { text: "", under: null };
    kept.set(`${state.who} ${room.id}`, draft);
    fields.disabled = closed;
    field.placeholder = w("composer.to", { name: room.name });
    field.setAttribute("aria-label", field.placeholder);
    mention.textContent = `@${state.bot.name}`;
    mention.setAttribute("aria-label", w("composer.mention", { name: state.bot.name }));
    mention.hidden = room.private;
    const commands = spokenOffers(state, room);
    chips.hidden = !commands.length;
    keyed(
      chips,
      commands,
      (one) => one.label,
      (one) => one.note,
      chip,
    );
    menu.hidden = !state.menus.composer.length;
    keyed(
      menu,
      state.menus.composer,
      (one) => one.id,
      (one) => one.name,
      entry,
    );
    show();
  }

  function entry({ id, name, description }) {
    const chosen = (event) => during(event.currentTarget, () => take(id));
    return el("button", { type: "button", title: description, on: { click: chosen } }, name);
  }

  function chip(offer) {
    return el("button", { type: "button", title: offer.note, on: { click: () => write(offer.text) } }, offer.label);
  }

  return { element: form, draw, answer };
}
