// Files that hang in a chat: links that can be downloaded.

import { el } from "./ui.js";

export const download = (chat, id, name) =>
  el("a", { href: `/api/${chat}/shared/${encodeURIComponent(id)}`, download: name, text: name });
