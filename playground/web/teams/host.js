// Microsoft's host configuration of Teams for the present theme, with this page's own colours and fonts laid over it.

import dark from "./host-config/dark.json" with { type: "json" };
import light from "./host-config/light.json" with { type: "json" };

const TEXT = both("var(--text)");

// Good, warning and (dark) attention fall short of 4.5:1 in Microsoft's file, and accent is a brand's colour; the
// page's own variables hold it in both themes. Dark and Light stay: a card that fixes a colour shall look as it does.
const COLOURS = {
  default: { default: "var(--text)", subtle: "var(--muted)" },
  accent: both("var(--accent)"),
  good: both("var(--ok)"),
  warning: both("var(--warning)"),
  attention: both("var(--danger)"),
};

const OURS = {
  fontTypes: {
    default: font("inherit"),
    monospace: font("ui-monospace, monospace"),
  },
  separator: { lineColor: "var(--line)" },
  containerStyles: {
    default: { backgroundColor: "transparent", foregroundColors: COLOURS },
    emphasis: { backgroundColor: "var(--raised)", foregroundColors: COLOURS },
    accent: tinted("var(--accent)"),
    good: tinted("var(--ok)"),
    attention: tinted("var(--danger)"),
    warning: tinted("var(--warning)"),
  },
  // Space between buttons is teams.css's: there they wrap on a phone.
  actions: { allowTitleToWrap: true, buttonSpacing: 0 },
  inputs: {
    label: { inputSpacing: "None", requiredInputs: { weight: "Bolder" }, optionalInputs: { weight: "Bolder" } },
    errorMessage: { color: "Attention", weight: "Bolder" },
  },
};

function both(colour) {
  return { default: colour, subtle: colour };
}

function font(fontFamily) {
  return { fontFamily, fontSizes: { small: 13, default: 15, medium: 15, large: 18, extraLarge: 22 } };
}

/** On a coloured ground every text has the text's colour: no other would hold 4.5:1 there. */
function tinted(colour) {
  const texts = { default: TEXT, accent: TEXT, good: TEXT, warning: TEXT, attention: TEXT };
  return {
    backgroundColor: `color-mix(in srgb, ${colour} 14%, var(--surface))`,
    borderColor: colour,
    foregroundColors: texts,
  };
}

function over(base, more) {
  const merged = { ...base };
  for (const [key, value] of Object.entries(more)) {
    merged[key] = typeof value === "object" ? over(base?.[key] ?? {}, value) : value;
  }
  return merged;
}

/** The host configuration of the theme that is on now, for a card whose headings are of a level. */
export function hostConfig(headingLevel) {
  const base = document.documentElement.dataset.theme === "dark" ? dark : light;
  return new AdaptiveCards.HostConfig(over(base, { ...OURS, textBlock: { headingLevel } }));
}

/** Calls `changed` whenever the theme does. */
export function onTheme(changed) {
  new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}
