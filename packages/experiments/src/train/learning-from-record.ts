// A hand-written network and its `train` record → the learning interface that a compiled learner carries by itself.

import type { LearningCircuit, Rails, ReactionNetwork, WeightRails } from "@ncrn/compiler";
import { type CheckedNetwork, type CheckedTrain, InternalError } from "@ncrn/language";
import { componentNames } from "../scalar/component-names.js";
import { scalarFromRate } from "../scalar/scalar-from-rate.js";
import { feedByComponent } from "./feed.js";

/**
 * The first phase infers, the others learn. A fed quantity is a target if it is fed from the columns of `target` and
 * inference does without it; anything else must be set for inference as well, and is an input. Outputs are listed if
 * the record reads a plain species or signal.
 */
export function learningFromRecord(
  network: ReactionNetwork,
  source: CheckedNetwork,
  record: CheckedTrain,
): LearningCircuit {
  const targetColumns = record.target === undefined ? [] : componentNames([record.target]);
  const needed = neededByInference(network, record);
  const fed = [...feedByComponent(record)].map(([name, { value }]) => {
    const rails = railsByName(network, name);
    const isNeeded = [rails.positive, rails.negative].some((id) => id !== undefined && needed.has(id));
    return { rails, isTarget: !isNeeded && sameNames(componentNames([value]), targetColumns) };
  });
  const railsOf = (wanted: boolean) =>
    fed.filter(({ isTarget }) => isTarget === wanted).map(({ rails }) => rails);
  const [first, ...rest] = network.phases.map(({ name }) => name);
  const output = record.output?.kind === "Component" ? [railsByName(network, record.output.name)] : [];
  return {
    inputs: railsOf(false),
    targets: railsOf(true),
    weights: record.weights.flatMap((name) => weightRails(network, source, name)),
    outputs: output,
    states: [],
    gradients: [],
    cancellation: "host",
    feed: undefined,
    inferencePhases: first === undefined ? [] : [first],
    learningPhases: rest,
    loss: { kind: "number", value: 0 },
  };
}

/** Identifiers of species that reactions of the first phase, or the reading of the output, refer to. */
function neededByInference(network: ReactionNetwork, { output }: CheckedTrain): ReadonlySet<string> {
  const first = network.phases[0]?.name;
  const active = network.reactions.filter(
    ({ phases }) => phases.length === 0 || (first !== undefined && phases.includes(first)),
  );
  const terms = active.flatMap(({ reactants, products }) =>
    [...reactants, ...products].map(({ species }) => species),
  );
  const laws = active.flatMap(({ rate }) =>
    rate.kind === "law" ? [scalarFromRate(rate.flux, network.provenance.origin)] : [],
  );
  const read = output === undefined ? [] : componentNames([output]);
  const readSpecies = network.species
    .filter(({ name }) => read.includes(name.replace(/\.[pm]$/, "")))
    .map(({ id }) => id);
  const readouts = network.observables.flatMap(({ name, value }) =>
    read.includes(name) ? [scalarFromRate(value, network.provenance.origin)] : [],
  );
  return new Set([...terms, ...componentNames([...laws, ...readouts]), ...readSpecies]);
}

/** The rails of a species or signal by its source name. */
function railsByName(network: ReactionNetwork, name: string): Rails {
  const species = (wanted: string) => network.species.find((entry) => entry.name === wanted)?.id;
  const single = species(name);
  if (single !== undefined) return { name, positive: single, negative: undefined };
  const positive = species(`${name}.p`);
  if (positive === undefined) throw new InternalError(`${network.name} has no species or signal ${name}`);
  return { name, positive, negative: species(`${name}.m`) };
}

/** A name in `weights:` may stand for a whole array. */
function weightRails(network: ReactionNetwork, source: CheckedNetwork, name: string): readonly WeightRails[] {
  const components = [...source.species, ...source.signals].filter(
    (entry) => entry.name === name || entry.base === name,
  );
  return components.map((component) => ({
    ...railsByName(network, component.name),
    restricted: "nonNegative" in component && component.nonNegative,
  }));
}

function sameNames(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name) => right.includes(name));
}
