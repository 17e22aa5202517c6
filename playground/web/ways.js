// Addresses that lead somewhere in the town: they open here, in a new tab, and nobody outside is asked.

const AT = "/at/";
let hosts = [];

/** Takes from the town whose addresses those are. */
export function lead(town) {
  hosts = town.hosts;
}

/** Where an address is found on this server; itself when it is none of the town's. */
export function reached(address) {
  const { protocol, host, pathname, search } = new URL(address);
  return protocol === "https:" && hosts.includes(host) ? `${AT}${host}${pathname}${search}` : address;
}

/** A text in which addresses copied from this browser are again those that they stand for. */
export function asWritten(text) {
  return text.replaceAll(location.origin + AT, "https://");
}

function follow(event) {
  const { href, target } = event.target.closest?.("a[target]") ?? {};
  if (!href || event.button > 1 || reached(href) === href) return;
  event.preventDefault();
  open(reached(href), target, "noopener,noreferrer");
}

for (const kind of ["click", "auxclick"]) addEventListener(kind, follow, true);
