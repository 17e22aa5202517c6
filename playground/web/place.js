// Where the reader is: persons, rooms, tab and inspector, kept in the address so that a reload shows the same.

function read() {
  return new URLSearchParams(location.hash.slice(1));
}

/** What the address says under a name; `""` when nothing. */
export function placed(name) {
  return read().get(name) ?? "";
}

/** Writes names and values into the address, without a step in the browser's history. */
export function place(values) {
  const all = read();
  for (const [name, value] of Object.entries(values)) {
    if (value) all.set(name, value);
    else all.delete(name);
  }
  history.replaceState(null, "", `#${all}`);
}
