// The environment of a closed network: it feeds samples when the network asks for them, reads, and does nothing else.

import type { ContinuousRunner } from "@ncrn/simulator";
import { createContinuousRunner, simulateDeterministic } from "@ncrn/simulator";
import { programFromReactions } from "../../src/bytecode/program-from-reactions.js";
import type { Integrate } from "../../src/lowering/lowering-services.js";
import type { Rails, ReactionNetwork } from "../../src/network/reaction-network.js";

/** A simulation that keeps the relative accuracy of clock species, which fall to the square of the seed. */
export const integrateTightly: Integrate = (network, times) => {
  const program = programFromReactions(network);
  const { trajectory, failure } = simulateDeterministic(program, {
    until: times.at(-1)!,
    times,
    relativeTolerance: 1e-9,
    absoluteTolerance: 1e-24,
  });
  if (failure !== undefined) return undefined;
  return times.map((_, row) => program.species.map((_, s) => trajectory.species[s]!.values[row]!));
};

/** Values by component, in the order of the inputs and targets of the circuit. */
export interface Sample {
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
}

/** A network that runs, seen from outside. */
export interface Environment {
  readonly runner: ContinuousRunner;
  readonly value: (rails: Rails) => number;
  /** Concentration by identifier. */
  readonly of: (species: string) => number;
  /** Feeds a sample, runs to the time at which outputs are read, and then to the next feed. Returns the outputs. */
  readonly present: (sample: Sample) => readonly number[];
  /** The same, calling `observe` at each of the times after the feed. */
  readonly watch: (sample: Sample, delays: readonly number[], observe: (delay: number) => void) => void;
}

export function createEnvironment(
  network: ReactionNetwork,
  weights: readonly number[],
  tolerance = 1e-7,
): Environment {
  const learning = network.learning!;
  const feed = learning.feed!;
  const first = network.species[0]!.id;
  const program = programFromReactions({
    ...network,
    events: [
      {
        id: "feed",
        trigger: feed.trigger,
        assignments: [{ target: { kind: "species", id: first }, value: { kind: "species", id: first } }],
        provenance: network.provenance,
      },
    ],
  });
  const bySpecies = (clock: number, other: number) =>
    network.species.map(({ role }) => (role === "clock" ? clock : other));
  const runner = createContinuousRunner(program, {
    toleranceBySpecies: {
      relative: bySpecies(Math.min(tolerance, 1e-8), tolerance),
      absolute: bySpecies(1e-20, 1e-3 * tolerance),
    },
  });
  const position = new Map(network.species.map(({ id }, index) => [id, index]));
  const of = (species: string): number => runner.state[position.get(species)!]!;
  const add = ({ positive, negative }: Rails, value: number): void => {
    const rail = value >= 0 ? positive : negative;
    if (rail === undefined) throw new Error(`a negative value for \`${positive}\``);
    runner.state[position.get(rail)!]! += Math.abs(value);
  };
  learning.weights.forEach((rails, index) => {
    add(rails, weights[index]!);
  });
  const run = (end: Parameters<ContinuousRunner["runUntil"]>[0]): void => {
    const failure = runner.runUntil(end);
    if (failure !== undefined) throw new Error(JSON.stringify(failure));
  };
  const value = ({ positive, negative }: Rails): number =>
    of(positive) - (negative === undefined ? 0 : of(negative));
  const watch: Environment["watch"] = (sample, delays, observe) => {
    const start = runner.time();
    learning.inputs.forEach((rails, index) => {
      add(rails, sample.inputs[index]!);
    });
    learning.targets.forEach((rails, index) => {
      add(rails, sample.targets[index]!);
    });
    for (const delay of delays) {
      run({ time: start + delay });
      observe(delay);
    }
    run({ event: 0, latest: start + 1.5 * feed.period });
  };
  return {
    runner,
    value,
    of,
    watch,
    present: (sample) => {
      let outputs: readonly number[] = [];
      watch(sample, [feed.readDelay], () => {
        outputs = learning.outputs.map(value);
      });
      return outputs;
    },
  };
}
