// Elements made in one call, lists kept in line with data, and buttons that wait for what they started.

const FOCUSABLE = "a[href], button, input, select, textarea, [tabindex]";

/** An element: `el("button", {class: "primary", on: {click: fn}, "aria-label": "…"}, "text", child)`. */
export function el(tag, props, ...children) {
  const element = document.createElement(tag);
  const { value, ...others } = props ?? {};
  for (const [name, given] of Object.entries(others)) set(element, name, given);
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  set(element, "value", value); // a select takes it only once it has its options
  return element;
}

function set(element, name, value) {
  if (value === false || value === null || value === undefined) return;
  if (name === "text") element.textContent = value;
  else if (name === "on") for (const [event, run] of Object.entries(value)) element.addEventListener(event, run);
  else if (name === "data") Object.assign(element.dataset, value);
  else if (name === "value" && "value" in element) element.value = value;
  else element.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : value);
}

/**
 * Brings the children of `parent` in line with `items`: one is built anew only when its version changes, so that
 * focus and typed text stay; where the focused one must be built anew, its successor gets the focus.
 */
export function keyed(parent, items, key, version, build) {
  const old = new Map([...parent.children].map((child) => [child.keyedBy, child]));
  const kept = items.map((item) => current(old, item, String(key(item)), String(version(item)), build));
  for (const child of old.values()) child.remove();
  let next = parent.firstElementChild;
  for (const child of kept) {
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
  }
}

function current(old, item, key, version, build) {
  const before = old.get(key);
  old.delete(key);
  if (before?.keyedVersion === version) return before;
  const element = build(item);
  Object.assign(element, { keyedBy: key, keyedVersion: version });
  if (before) replace(before, element);
  return element;
}

/** Puts `after` in the place of `before`; the focus goes to the same control, as far as it still exists. */
export function replace(before, after) {
  const restore = focusIn(before);
  before.replaceWith(after);
  before.replacedBy = after;
  restore(after);
}

/** Remembers which control inside `container` has the focus; the answer gives it back in a newer container. */
export function focusIn(container) {
  const focused = document.activeElement;
  if (!container.contains(focused)) return () => {};
  const { id, name } = focused;
  const place = focusable(container).indexOf(focused);
  return (after) => {
    const controls = focusable(after);
    const same = controls.find((one) => (id && one.id === id) || (name && one.name === name));
    (same ?? controls[Math.min(place, controls.length - 1)])?.focus({ preventScroll: true });
  };
}

/** Remembers the control that has the focus; the answer gives it back, in whatever stands there by then. */
export function focusNow() {
  const holder = document.activeElement.closest("[data-id]");
  const restore = holder ? focusIn(holder) : () => {};
  return () => {
    let standing = holder;
    while (standing?.replacedBy) standing = standing.replacedBy;
    if (standing?.isConnected) restore(standing);
  };
}

function focusable(container) {
  return [...container.querySelectorAll(FOCUSABLE)].filter((one) => !one.disabled && one.tabIndex >= 0);
}

/** Runs `work` while `button` says that it is busy; it keeps the focus, and a second press does nothing. */
export async function during(button, work) {
  if (button.getAttribute("aria-busy") === "true") return undefined;
  button.setAttribute("aria-busy", "true");
  button.setAttribute("aria-disabled", "true");
  try {
    return await work();
  } finally {
    button.removeAttribute("aria-busy");
    button.removeAttribute("aria-disabled");
  }
}
