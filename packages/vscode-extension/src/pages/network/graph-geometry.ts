// What cytoscape draws → plain shapes: boxes and lines where they are, in the coordinates of the drawing.

import type { Core, EdgeSingular, NodeSingular } from "cytoscape";
import type { NodePlace } from "./layout-graph.js";

/** The parts of a drawing that are in sight. */
export interface GraphGeometry {
  readonly boxes: readonly DrawnBox[];
  readonly lines: readonly DrawnLine[];
}

/** A species or a reaction. */
export interface DrawnBox {
  readonly id: string;
  readonly kind: "species" | "reaction";
  /** The middle. */
  readonly place: NodePlace;
  readonly width: number;
  readonly height: number;
  /** The name of a species; nothing on a reaction. */
  readonly label: string;
  readonly border: number;
  readonly opacity: number;
}

/** A line between a species and a reaction. */
export interface DrawnLine {
  readonly part: "reactant" | "product" | "catalyst";
  readonly from: NodePlace;
  readonly to: NodePlace;
  /** One point that bends the line, points at which it turns, or nothing in between. */
  readonly way: "straight" | "curve" | "turns";
  readonly between: readonly NodePlace[];
  readonly label: string;
  readonly labelPlace: NodePlace;
  readonly width: number;
  readonly opacity: number;
}

/** Everything that is not hidden. */
export function geometryOf(core: Core): GraphGeometry {
  return {
    boxes: core.nodes(":visible").map(boxOf),
    lines: core
      .edges(":visible")
      .map(lineOf)
      .filter((line) => line !== undefined),
  };
}

function boxOf(node: NodeSingular): DrawnBox {
  const isSpecies = node.hasClass("species");
  return {
    id: node.id(),
    kind: isSpecies ? "species" : "reaction",
    place: { ...node.position() },
    width: node.width(),
    height: node.height(),
    label: isSpecies ? node.data("name") : "",
    border: isSpecies ? node.numericStyle("border-width") : 0,
    opacity: node.effectiveOpacity(),
  };
}

/** Undefined for a line between nodes that cover each other: there is nothing to be drawn. */
function lineOf(edge: EdgeSingular): DrawnLine | undefined {
  const [from, to, labelPlace] = [edge.sourceEndpoint(), edge.targetEndpoint(), edge.midpoint()];
  if (![from, to, labelPlace].every((place) => Number.isFinite(place.x) && Number.isFinite(place.y)))
    return undefined;
  const [turns, curve] = [edge.segmentPoints() ?? [], edge.controlPoints() ?? []];
  return {
    part: edge.hasClass("product") ? "product" : edge.hasClass("catalyst") ? "catalyst" : "reactant",
    from,
    to,
    way: turns.length > 0 ? "turns" : curve.length > 0 ? "curve" : "straight",
    between: turns.length > 0 ? turns : curve,
    label: edge.data("label"),
    labelPlace,
    width: edge.numericStyle("width"),
    opacity: edge.effectiveOpacity() * edge.numericStyle("line-opacity"),
  };
}
