// The frame of one chat's dialogs: a native modal dialog that draws what the platform builds.

import { lodge } from "./toasts.js";
import { during, el, focusIn, focusNow } from "./ui.js";
import { w } from "./words.js";

const CLOSING = { slack: "view/close", teams: "dialog/close" };
const FIELD = "input:not([type='hidden']), select, textarea, [contenteditable='true'], [role='combobox']";

/** `draw(dialog | null)` opens, redraws or closes it; leaving it tells the chat by `act`; `rest` takes a lost focus. */
export function dialogFrame(key, act, rest) {
  const title = el("h2", { id: `${key}-dialog-title` });
  const close = el("button", { class: "quiet close", type: "button", "aria-label": w("close") });
  const body = el("div", { class: "dialog-body" });
  const head = el("header", { class: "dialog-head" }, title, close);
  const frame = el("dialog", { class: `chat-dialog ${key}`, "aria-labelledby": title.id }, head, body);
  let shown = null;
  let giveBack = () => {};

  const leave = () => during(close, () => act(CLOSING[key], {}));
  close.addEventListener("click", leave);
  frame.addEventListener("cancel", (event) => {
    if (event.target !== frame) return;
    event.preventDefault();
    leave();
  });
  // A browser may close it for good on a second Esc, whatever the page says.
  frame.addEventListener("close", () => {
    lodge();
    if (isLost()) giveBack();
    if (isLost()) rest();
    if (shown) {
      shown = null;
      leave();
    }
  });

  // A browser gives the focus back to what had it, but not to what has been drawn anew meanwhile.
  function isLost() {
    return document.activeElement === document.body || frame.contains(document.activeElement);
  }

  function fill(dialog) {
    const same = shown?.id === dialog.id;
    const top = same ? body.scrollTop : 0;
    const restore = same ? focusIn(body) : () => {};
    title.textContent = dialog.title;
    body.replaceChildren();
    dialog.build(body);
    body.scrollTop = top;
    const wrong = body.querySelector("[aria-invalid='true']");
    if (wrong) wrong.focus();
    else if (same) restore(body);
    else (body.querySelector(FIELD) ?? body.querySelector("button") ?? close).focus();
  }

  return function draw(dialog) {
    if (!dialog) {
      shown = null;
      frame.close();
      return;
    }
    if (shown?.id === dialog.id && shown.version === dialog.version) return;
    if (!frame.open) {
      giveBack = focusNow();
      document.body.append(frame);
      frame.showModal();
      lodge();
    }
    fill(dialog);
    shown = dialog;
  };
}
