// The host of a network with phases: the only code that touches it while it learns; records what kinds of actions it takes.

import type { HostDutyKind } from "@ncrn/compiler";
import {
  type CyclePlan,
  type CycleResult,
  createCycleRunner,
  type PhaseRunnerOptions,
  type RunFailure,
} from "@ncrn/simulator";
import { type HostedCircuit, type RailPositions, railDifference } from "./circuit.js";
import { type Reader, readersOf } from "./read-network.js";
import { setRails, weightSpecies } from "./set-rails.js";

/** One running copy of a network with phases and the few things that may be done to it from outside. */
export interface PhaseHost extends Reader {
  readonly kind: "phases";
  /** Kinds of actions so far, in order of first use. */
  readonly actions: () => readonly HostDutyKind[];
  /** Before a sample, the first one in a training; values in the order of the weights, each put on the rail of its sign. */
  readonly setInitialWeights: (values: readonly number[]) => void;
  /** Goes on from a checkpoint: concentrations of all rails of the weights, in the order of `weightSpecies`. */
  readonly restoreWeightRails: (concentrations: readonly number[]) => void;
  /** Everything but weights returns to its initial value. */
  readonly clearSpecies: () => void;
  /** w.p, w.m become max(±(w.p − w.m), 0). */
  readonly cancelWeightRails: () => void;
  readonly setInputs: (values: readonly number[]) => void;
  readonly setTargets: (values: readonly number[]) => void;
  /** Lets the chemistry run for the length of the phase. */
  readonly runPhase: (phase: number) => RunFailure | undefined;
  /**
   * All of the above for one sample of the host's after the other, by index: the states in which outputs are read, until
   * the next call. The phases that learn are left out unless `learns`.
   */
  readonly runSamples: (samples: readonly number[], learns: boolean) => CycleResult;
  /** So many samples are best run at once. */
  readonly samplesAtOnce: () => number;
}

/** What is set before a sample; targets that are left out are 0. */
export interface GivenSample {
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
}

/** Starts a copy of a network with phases; `samples` are those of `runSamples`. */
export function createPhaseHost(
  circuit: HostedCircuit,
  options: PhaseRunnerOptions,
  samples: readonly GivenSample[] = [],
): PhaseHost {
  const plan = planOf(circuit, samples);
  const runner = createCycleRunner(circuit.program, plan, options);
  const done = new Set<HostDutyKind>();
  return {
    kind: "phases",
    actions: () => [...done],
    ...writersOf(circuit, runner.state, done),
    runPhase: (phase) => {
      done.add("switch-phases");
      return runner.runPhase(phase);
    },
    runSamples: (chosen, learns) => {
      noteCycle(done, plan, learns && circuit.targets.length > 0);
      return runner.runCycles(chosen, learns);
    },
    samplesAtOnce: runner.samplesAtOnce,
    ...readersOf(circuit, runner.state, () => done.add("read")),
  };
}

/** The duties of `runSamples`. */
function noteCycle(done: Set<HostDutyKind>, { cancelled }: CyclePlan, setsTargets: boolean): void {
  done.add("clear-species");
  if (cancelled.length > 0) done.add("cancel-rails");
  done.add("set-inputs");
  if (setsTargets) done.add("set-targets");
  done.add("switch-phases");
  done.add("read");
}

function planOf(circuit: HostedCircuit, samples: readonly GivenSample[]): CyclePlan {
  const { weights, inputs, targets, hostCancelsRails, inferencePhases, learningPhases } = circuit;
  return {
    cleared: clearedSpecies(circuit, weightSpecies(circuit)).map(({ position, initial }) => ({
      species: position,
      value: initial,
    })),
    cancelled: hostCancelsRails
      ? weights.flatMap(({ positive, negative }) => (negative === undefined ? [] : [{ positive, negative }]))
      : [],
    given: [...inputs, ...targets].flatMap(railPositionsOf),
    samples: Float64Array.from(
      samples.flatMap((sample) => [
        ...railValues(inputs, sample.inputs),
        ...railValues(targets, sample.targets),
      ]),
    ),
    before: inferencePhases,
    after: learningPhases,
  };
}

function railPositionsOf({ positive, negative }: RailPositions): readonly number[] {
  return negative === undefined ? [positive] : [positive, negative];
}

/** As `setRails` puts them, in the order of `railPositionsOf`. */
function railValues(rails: readonly RailPositions[], values: readonly number[]): readonly number[] {
  return rails.flatMap(({ negative }, index) => {
    const value = values[index] ?? 0;
    return negative === undefined ? [Math.max(value, 0)] : [Math.max(value, 0), Math.max(-value, 0)];
  });
}

type Writer =
  | "setInitialWeights"
  | "restoreWeightRails"
  | "clearSpecies"
  | "cancelWeightRails"
  | "setInputs"
  | "setTargets";

function writersOf(
  circuit: HostedCircuit,
  state: Float64Array,
  done: Set<HostDutyKind>,
): Pick<PhaseHost, Writer> {
  const { weights, inputs, targets } = circuit;
  const positions = weightSpecies(circuit);
  const cleared = clearedSpecies(circuit, positions);
  const hasRailPairs = circuit.hostCancelsRails && weights.some(({ negative }) => negative !== undefined);
  return {
    setInitialWeights: (values) => {
      done.add("set-initial-weights");
      setRails(state, weights, values);
    },
    restoreWeightRails: (concentrations) => {
      done.add("set-initial-weights");
      for (const [index, position] of positions.entries()) state[position] = concentrations[index] ?? 0;
    },
    clearSpecies: () => {
      done.add("clear-species");
      for (const { position, initial } of cleared) state[position] = initial;
    },
    cancelWeightRails: () => {
      if (!hasRailPairs) return;
      done.add("cancel-rails");
      for (const weight of weights) setRails(state, [weight], [railDifference(state, weight)]);
    },
    setInputs: (values) => {
      done.add("set-inputs");
      setRails(state, inputs, values);
    },
    setTargets: (values) => {
      if (targets.length === 0) return;
      done.add("set-targets");
      setRails(state, targets, values);
    },
  };
}

/** Everything that is neither a weight nor held fixed, with the value it returns to. */
function clearedSpecies({ program }: HostedCircuit, weights: readonly number[]) {
  const isWeight = new Set(weights);
  return program.species.flatMap(({ initial, clamped }, position) =>
    isWeight.has(position) || clamped ? [] : [{ position, initial }],
  );
}
