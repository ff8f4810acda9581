// A drawing and a network that was changed a little → places for its nodes: what was there before stays where it is, also
// where the user has put it, and what is new comes to stand beside what it is connected with.

import type { NetworkGraph } from "../../messages/network-messages.js";
import {
  type GraphPlan,
  inReadingOrder,
  linesOf,
  type NodePlace,
  type NodeSize,
  type SizeOf,
} from "./layout-graph.js";
import { sameParts } from "./same-parts.js";

/** A network with places for its nodes. */
export interface PlannedGraph {
  readonly graph: NetworkGraph;
  readonly plan: GraphPlan;
}

/** With fewer of its nodes in their places a drawing is better made anew. */
const LEAST_SHARE_KEPT = 1 / 3;

/** Undefined if so much is new that everything is to be laid out anew. */
export function keptPlan(before: PlannedGraph, graph: NetworkGraph, sizeOf: SizeOf): GraphPlan | undefined {
  const same = sameParts(before.graph, graph);
  if (same.size < LEAST_SHARE_KEPT * (graph.species.length + graph.reactions.length)) return undefined;
  const places = new Map<string, NodePlace>();
  for (const [id, earlier] of same) {
    const place = before.plan.places.get(earlier);
    if (place !== undefined) places.set(id, place);
  }
  placeOthers(graph, places, sizeOf);
  return { places, bends: keptBends(before, graph, same) };
}

/** Ways around other nodes, of lines whose ends have stayed. */
function keptBends(
  before: PlannedGraph,
  graph: NetworkGraph,
  same: ReadonlyMap<string, string>,
): GraphPlan["bends"] {
  const earlier = new Map(
    linesOf(before.graph).map((line) => [keyOf(line.part, line.from, line.to), line.id]),
  );
  const bends = new Map<string, readonly NodePlace[]>();
  for (const { id, part, from, to } of linesOf(graph)) {
    const line = earlier.get(keyOf(part, same.get(from) ?? "", same.get(to) ?? ""));
    const kept = line === undefined ? undefined : before.plan.bends.get(line);
    if (kept !== undefined) bends.set(id, kept);
  }
  return bends;
}

function keyOf(part: string, from: string, to: string): string {
  return JSON.stringify([part, from, to]);
}

/** What is connected with something that has its place comes first. */
function placeOthers(graph: NetworkGraph, places: Map<string, NodePlace>, sizeOf: SizeOf): void {
  const neighbours = neighboursOf(graph);
  const waiting = inReadingOrder(graph).filter((id) => !places.has(id));
  const isPlaced = (id: string): boolean => places.has(id);
  while (waiting.length > 0) {
    const next = waiting.findIndex((id) => neighbours.get(id)?.all.some(isPlaced) ?? false);
    const [id = ""] = waiting.splice(Math.max(0, next), 1);
    const wanted =
      next < 0 ? placeBelow(places, sizeOf) : placeBeside(id, neighbours.get(id), { places, sizeOf });
    places.set(id, freePlace(wanted, sizeOf(id), { places, sizeOf }));
  }
}

interface Neighbours {
  readonly all: readonly string[];
  /** With lines that lead to the node. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function neighboursOf(graph: NetworkGraph): ReadonlyMap<string, Neighbours> {
  const found = new Map<string, { all: string[]; before: string[]; after: string[] }>();
  const of = (id: string) => {
    const one = found.get(id) ?? { all: [], before: [], after: [] };
    found.set(id, one);
    return one;
  };
  for (const { from, to } of linesOf(graph)) {
    of(from).after.push(to);
    of(from).all.push(to);
    of(to).before.push(from);
    of(to).all.push(from);
  }
  return found;
}

interface Ground {
  readonly places: ReadonlyMap<string, NodePlace>;
  readonly sizeOf: SizeOf;
}

const GAP = 36;

/** Between what leads to a node and where it leads; beside it if there is only one of them. */
function placeBeside(
  id: string,
  { before, after }: Neighbours = { all: [], before: [], after: [] },
  { places, sizeOf }: Ground,
): NodePlace {
  const placesOf = (ids: readonly string[]): readonly NodePlace[] =>
    ids.flatMap((one) => places.get(one) ?? []);
  const [from, to] = [placesOf(before), placesOf(after)];
  const { x, y } = middleOf([...from, ...to]);
  if (from.length > 0 && to.length > 0) return { x, y };
  const other = [...before, ...after].find((one) => places.has(one));
  const distance = GAP + (sizeOf(id).width + (other === undefined ? 0 : sizeOf(other).width)) / 2;
  return { x: from.length > 0 ? x + distance : x - distance, y };
}

function middleOf(places: readonly NodePlace[]): NodePlace {
  const sum = places.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / places.length, y: sum.y / places.length };
}

/** Below everything, at the left. */
function placeBelow(places: ReadonlyMap<string, NodePlace>, sizeOf: SizeOf): NodePlace {
  let [x, y] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [id, place] of places) {
    x = Math.min(x, place.x);
    y = Math.max(y, place.y + sizeOf(id).height / 2);
  }
  return places.size === 0 ? { x: 0, y: 0 } : { x, y: y + GAP };
}

const STEP = 20;
const MOST_STEPS = 40;
const MARGIN = 10;

/** The wanted place, or the next one at which nothing else is. */
function freePlace(wanted: NodePlace, size: NodeSize, { places, sizeOf }: Ground): NodePlace {
  const taken = [...places].map(([id, place]) => ({ place, size: sizeOf(id) }));
  const isFree = (place: NodePlace): boolean =>
    !taken.some(
      (other) =>
        Math.abs(other.place.x - place.x) < (other.size.width + size.width) / 2 + MARGIN &&
        Math.abs(other.place.y - place.y) < (other.size.height + size.height) / 2 + MARGIN,
    );
  for (let ring = 0; ring <= MOST_STEPS; ring++) {
    const found = ringAround(wanted, ring).find(isFree);
    if (found !== undefined) return found;
  }
  return wanted;
}

/** Places so many steps away, above and below first: what belongs together stands in one column. */
function ringAround({ x, y }: NodePlace, ring: number): readonly NodePlace[] {
  if (ring === 0) return [{ x, y }];
  const along = Array.from({ length: 2 * ring + 1 }, (_, index) => (index - ring) * STEP);
  const inner = [...along].sort((one, other) => Math.abs(one) - Math.abs(other));
  const far = ring * STEP;
  return [
    ...inner.flatMap((dx) => [far, -far].map((dy) => ({ x: x + dx, y: y + dy }))),
    ...inner.flatMap((dy) => [far, -far].map((dx) => ({ x: x + dx, y: y + dy }))),
  ];
}
