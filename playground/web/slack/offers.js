// What a menu offers, in groups: options of the bot, people or channels.
import { words } from "./text.js";

const ids = (list, sign, held, names) => {
  const missing = [held].flat().filter((id) => id && !list.some((one) => one.id === id));
  const all = [...list, ...missing.map((id) => ({ id, name: names[id] ?? id }))];
  return [{ label: null, choices: all.map(({ id, name }) => ({ key: id, words: `${sign}${name}`, answer: id })) }];
};

export const choice = (option, names) => ({
  key: option.value,
  words: words(option.text, names),
  option,
  answer: option,
});

export function offered(element, held, state) {
  if (element.type.includes("users_select")) return ids(state.people, "", held, state.names);
  if (/channels_select|conversations_select/.test(element.type)) return ids(state.channels, "#", held, state.names);
  const groups = element.option_groups ?? [{ label: null, options: element.options ?? [] }];
  return groups.map(({ label, options }) => ({
    label: label && words(label, state.names),
    choices: options.map((option) => choice(option, state.names)),
  }));
}

export const keysOf = (held) =>
  [held]
    .flat()
    .filter(Boolean)
    .map((one) => one.value ?? one);
