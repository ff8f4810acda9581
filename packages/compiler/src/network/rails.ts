// Rails ↔ their species.

import type {
  LearningCircuit,
  Provenance,
  Rails,
  Species,
  SpeciesId,
  SpeciesRole,
} from "./reaction-network.js";

/** The species of rails, positive before negative. */
export function railIds(rails: readonly Rails[]): readonly SpeciesId[] {
  return rails.flatMap(({ positive, negative }) =>
    negative === undefined ? [positive] : [positive, negative],
  );
}

/** The same rails on other species. */
export function mapRails<Kind extends Rails>(rails: Kind, replace: (id: SpeciesId) => SpeciesId): Kind {
  const { positive, negative } = rails;
  return {
    ...rails,
    positive: replace(positive),
    negative: negative === undefined ? undefined : replace(negative),
  };
}

type RailLists = Pick<LearningCircuit, "inputs" | "targets" | "weights" | "outputs" | "states" | "gradients">;

/** All quantities of a learning circuit with their rails changed. */
export function mapRailsOfLearning(
  { inputs, targets, weights, outputs, states, gradients }: LearningCircuit,
  change: <Kind extends Rails>(rails: Kind) => Kind,
): RailLists {
  return {
    inputs: inputs.map(change),
    targets: targets.map(change),
    weights: weights.map(change),
    outputs: outputs.map(change),
    states: states.map(change),
    gradients: gradients.map(change),
  };
}

/** What the species of one quantity have in common. */
export interface RailSpeciesOptions {
  readonly role: SpeciesRole;
  readonly documentation: string | undefined;
  readonly provenance: Provenance;
}

/** One or two species for a signed value: max(v, 0) on the positive rail, max(−v, 0) on the negative one. */
export function railSpecies(
  { name, positive, negative }: Rails,
  value: number,
  options: RailSpeciesOptions,
): readonly Species[] {
  const common = { clamped: false, ...options };
  if (negative === undefined) return [{ ...common, id: positive, name, initial: value }];
  return [
    { ...common, id: positive, name: `${name}.p`, initial: Math.max(value, 0) },
    { ...common, id: negative, name: `${name}.m`, initial: Math.max(-value, 0) },
  ];
}
