// The page's own server: every question and act of the page goes through here.

const REFUSED = 409;

/** What the server holds at `path`. */
export function get(path) {
  return answered(fetch(path, { headers: { accept: "application/json" } }));
}

/** Does something; a refusal is an answer, `{problem: "sentence"}`. */
export function post(path, body) {
  return answered(
    fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  );
}

async function answered(asked) {
  const response = await asked;
  if (!response.ok && response.status !== REFUSED) throw new Error(`${response.status} ${response.url}`);
  return response.json();
}
