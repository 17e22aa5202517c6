// Where blocks are drawn: what they may look up, what they hold, whom they tell.
import { held } from "./values.js";

let count = 0;

/** With state, prefix, heading, press(block, element, chosen?) and, in a view, values, errors, search(block, element, text). */
export const scene = (given) => ({
  errors: {},
  ...given,
  fields: [],
  unique: () => `slack-${(count += 1)}`,
  // The same when drawn anew, so that the focus finds its way back.
  id: (block, element) => [given.prefix, block.block_id, element.action_id].map(encodeURIComponent).join("-"),
  held: (block, element) => held(given.values, block, element),
});
