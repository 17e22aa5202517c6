// When somebody has finished with a control that tells the app at once.
const CHOICE_PAUSE = 500;
const TYPING_PAUSE = 400;

function soon(wait, work) {
  let timer = null;
  const now = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    work();
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(now, wait);
  };
  return { now, later };
}

const triggers = (element) => element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];

export const waitsForEnter = (element) =>
  element.type.endsWith("_input") && triggers(element).includes("on_enter_pressed");

function whenTyped(node, element, work) {
  if (triggers(element).includes("on_character_entered"))
    node.addEventListener("input", soon(TYPING_PAUSE, work).later);
  if (!waitsForEnter(element)) return;
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    if (!element.multiline) event.preventDefault();
    work();
  });
}

/** Arrow keys and typed dates pass many values by: the last one counts. */
function whenChosen(node, work) {
  const { now, later } = soon(CHOICE_PAUSE, work);
  node.addEventListener("change", later);
  node.addEventListener("focusout", (event) => node.contains(event.relatedTarget) || now());
}

export function whenSettled(node, element, work) {
  if (element.type.endsWith("_input")) whenTyped(node, element, work);
  else whenChosen(node, work);
}
