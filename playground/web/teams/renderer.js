// Microsoft's renderer, set up for this page: the global AdaptiveCards of static/adaptivecards.min.js.

import { w } from "../words.js";
import { described, people } from "./inputs.js";
import { html } from "./markdown.js";
import { facts, link, overflow } from "./parts.js";
import { searchInput } from "./search.js";

let registries = null;

export function isThere() {
  return typeof AdaptiveCards !== "undefined";
}

/** How cards of one version are read, with this page's parts in place of the renderer's. */
export function reading(version) {
  registries ??= setUp();
  const context = new AdaptiveCards.SerializationContext(version);
  context.setElementRegistry(registries.elements);
  context.setActionRegistry(registries.actions);
  return context;
}

function setUp() {
  const { AdaptiveCard, CardObjectRegistry, GlobalRegistry, GlobalSettings, Strings } = AdaptiveCards;
  GlobalSettings.setTabIndexAtCardRoot = false;
  Strings.defaults.overflowButtonText = () => "…";
  Strings.defaults.overflowButtonTooltip = () => w("teams.more");
  AdaptiveCard.onDisplayOverflowActionMenu = overflow;
  AdaptiveCard.onProcessMarkdown = (text, result) =>
    Object.assign(result, { outputHtml: html(text), didProcess: true });

  const elements = new CardObjectRegistry();
  GlobalRegistry.populateWithDefaultElements(elements);
  for (const name of ["Text", "Number", "Date", "Time", "Toggle"]) {
    elements.register(`Input.${name}`, described(AdaptiveCards[`${name}Input`]));
  }
  const choices = described(AdaptiveCards.ChoiceSetInput);
  elements.register("Input.ChoiceSet", choices);
  elements.register("Input.People", people(choices));
  elements.register("Input.Search", described(searchInput(AdaptiveCards.Input)));
  elements.register("FactSet", facts(AdaptiveCards.FactSet));
  const actions = new CardObjectRegistry();
  GlobalRegistry.populateWithDefaultActions(actions);
  actions.register("Action.OpenUrl", link(AdaptiveCards.OpenUrlAction));
  return { elements, actions };
}
