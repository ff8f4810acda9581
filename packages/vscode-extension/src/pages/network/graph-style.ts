// A theme → how cytoscape draws: species as boxes with their names, reactions as filled squares, arrows from reactants
// to products, dashed lines from catalysts.

import type { StylesheetJson } from "cytoscape";
import type { Theme } from "../shared/theme.js";

export const NODE_HEIGHT = 26;
export const REACTION_SIZE = 14;
export const FONT_SIZE = 12;

const LINE_WIDTH = 1.4;
const BORDER_WIDTH = 2;
/** From here on things do not look smaller when the drawing does. */
const FAR_ZOOM = 0.55;

/** How much wider lines are drawn to be seen from afar; in steps, since each means new styles. */
export function coarsenessAt(zoom: number): number {
  return Math.min(8, 1.5 ** Math.max(0, Math.round(Math.log(FAR_ZOOM / zoom) / Math.log(1.5))));
}

/** Styles of lines, of borders and of reactions at this coarseness. */
export function coarseStyles(coarseness: number, lines: number) {
  const side = REACTION_SIZE * Math.min(1.5, coarseness);
  return {
    line: { width: LINE_WIDTH * coarseness, "line-opacity": lines > CROWD_OF_LINES ? 0.45 : LINE_OPACITY },
    border: { "border-width": BORDER_WIDTH * Math.min(3, coarseness) },
    reaction: { width: side, height: side },
  };
}

const LINE_OPACITY = 0.55;
/** So many lines would hide everything else. */
const CROWD_OF_LINES = 700;

/** The whole style sheet. */
export function styleOf(theme: Theme): StylesheetJson {
  return [
    ...nodeStyles(theme),
    ...edgeStyles(theme),
    { selector: ".faded", style: { opacity: theme.isContrasting ? 0.5 : 0.3 } },
    { selector: ".found", style: { "border-width": 4 } },
    { selector: ".current", style: { "border-width": 8 } },
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
    "border-width": BORDER_WIDTH,
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
    width: LINE_WIDTH,
    "line-color": theme.ink,
    "line-opacity": LINE_OPACITY,
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
  return { color: theme.ink, "font-size": FONT_SIZE, "font-family": "sans-serif" };
}
