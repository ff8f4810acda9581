// Learning interface of an externally clocked circuit → that of the closed network: what is fed, what can be read where.

import { mapRails } from "../network/rails.js";
import { mapLeaves } from "../network/rate-expression.js";
import type {
  LearningCircuit,
  Observable,
  Rails,
  RateExpression,
  SampleFeed,
  SpeciesId,
} from "../network/reaction-network.js";
import type { CopySpecies } from "./copy-species.js";
import type { Copies } from "./phase-local-copies.js";

/** Where quantities are when outputs are read. */
export interface ReadingContext {
  readonly copies: Copies;
  readonly ids: CopySpecies;
  readonly readWindow: number;
  /** Species that stand still then. */
  readonly reported: ReadonlySet<SpeciesId>;
}

/**
 * Inputs and targets are fed and weights stay under their identifiers; outputs and reported states are read in
 * `readWindow`; other states are those of the forward pass, which are gone by then. No species holds the gradient when anybody could read it.
 */
export function closedLearning(
  learning: LearningCircuit,
  { copies, ids, readWindow, reported }: ReadingContext,
  feed: SampleFeed,
): LearningCircuit {
  const readable = (species: SpeciesId): SpeciesId => {
    const copy = copies.at(species, readWindow);
    return copy === undefined ? species : ids.idOf(copy);
  };
  const readableRails = (rails: Rails): Rails => mapRails(rails, readable);
  return {
    ...learning,
    outputs: learning.outputs.map(readableRails),
    states: learning.states.map((state) => (reported.has(state.positive) ? readableRails(state) : state)),
    gradients: [],
    cancellation: "chemistry",
    feed,
    inferencePhases: [],
    learningPhases: [],
    loss: replaceSpecies(learning.loss, (species) => ({ kind: "species", id: readable(species) })),
  };
}

/** A quantity is what all its copies hold together. */
export function closedObservables(
  observables: readonly Observable[],
  { copies, ids }: { readonly copies: Copies; readonly ids: CopySpecies },
): readonly Observable[] {
  const total = (species: SpeciesId): RateExpression => {
    const [first, ...rest] = copies
      .of(species)
      .map<RateExpression>((copy) => ({ kind: "species", id: ids.idOf(copy) }));
    if (first === undefined) return { kind: "species", id: species };
    return rest.reduce((left, right) => ({ kind: "binary", operator: "+", left, right }), first);
  };
  return observables.map(({ name, value }) => ({ name, value: replaceSpecies(value, total) }));
}

function replaceSpecies(
  expression: RateExpression,
  replacement: (species: SpeciesId) => RateExpression,
): RateExpression {
  return mapLeaves(expression, (leaf) => (leaf.kind === "species" ? replacement(leaf.id) : leaf));
}
