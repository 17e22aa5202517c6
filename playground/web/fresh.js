// When to fetch: what runs is never run beside itself, and a burst of changes is one fetch.

const PAUSE = 120;
const AGAIN = 3000;

/** `work` as a function that never runs twice at once: calls meanwhile are answered by one more run. */
export function coalesced(work) {
  let running = null;
  let next = null;
  return function run() {
    if (!running) {
      running = work().finally(() => (running = null));
      return running;
    }
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null;
        return run();
      });
    return next;
  };
}

/** Calls `changed` after each burst of changes, and `connected(true | false)` as the stream comes and goes. */
export function follow(path, changed, connected) {
  let timer = null;
  const stream = new EventSource(path);
  stream.onopen = () => connected(true);
  stream.onmessage = () => {
    timer ??= setTimeout(() => {
      timer = null;
      changed();
    }, PAUSE);
  };
  stream.onerror = () => {
    connected(false);
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => follow(path, changed, connected), AGAIN);
  };
}
