// A theme → how cytoscape draws: species as boxes with their names, reactions as filled squares, arrows from reactants
// to products, dashed lines from catalysts.

import type { StylesheetJson } from "cytoscape";
import type { Theme } from "../shared/theme.js";

export const NODE_HEIGHT = 26;
export const REACTION_SIZE = 14;

/** The whole style sheet. */
export function styleOf(theme: Theme): StylesheetJson {
  return [
    ...nodeStyles(theme),
    ...edgeStyles(theme),
    { selector: ".faded", style: { opacity: theme.isContrasting ? 0.4 : 0.15 } },
    { selector: ".found", style: { "border-width": 4 } },
    { selector: ":active", style: { "overlay-opacity": 0.1 } },
  ] as StylesheetJson;
}

function nodeStyles(theme: Theme): readonly object[] {
  const species = {
    ...textStyle(theme),
    shape: "round-rectangle",
    width: "data(width)",
    height: NODE_HEIGHT,
    label: "data(name)",
    "text-valign": "center",
    "background-color": theme.ground,
    "border-width": 2,
    "border-color": "data(colour)",
  };
  const reaction = {
    width: REACTION_SIZE,
    height: REACTION_SIZE,
    shape: "rectangle",
    "background-color": "data(colour)",
  };
  return [
    { selector: ".species", style: species },
    { selector: ".reaction", style: reaction },
  ];
}

function edgeStyles(theme: Theme): readonly object[] {
  const line = {
    ...textStyle(theme),
    width: 1.4,
    "line-color": theme.ink,
    "line-opacity": 0.55,
    "curve-style": "bezier",
    label: "data(label)",
    "text-background-color": theme.ground,
    "text-background-opacity": 1,
  };
  const bent = {
    "curve-style": "round-segments",
    "segment-radii": 12,
    "segment-weights": "data(weights)",
    "segment-distances": "data(distances)",
    "edge-distances": "node-position",
  };
  const arrow = { "target-arrow-shape": "triangle", "target-arrow-color": theme.ink, "arrow-scale": 0.9 };
  const catalyst = {
    "line-style": "dashed",
    "target-arrow-shape": "circle",
    "target-arrow-color": theme.ink,
    "arrow-scale": 0.7,
  };
  return [
    { selector: "edge", style: line },
    { selector: ".product", style: arrow },
    { selector: ".catalyst", style: catalyst },
    { selector: ".bent", style: bent },
  ];
}

function textStyle(theme: Theme) {
  return { color: theme.ink, "font-size": 12, "font-family": "sans-serif" };
}
