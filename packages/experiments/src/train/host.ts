// The only code that touches the running network while it learns; records what kinds of actions it takes.

import type { HostDutyKind } from "@ncrn/compiler";
import { createPhaseRunner, type PhaseRunnerOptions, type RunFailure } from "@ncrn/simulator";
import { type Circuit, type RailPositions, railDifference } from "./circuit.js";

/** One running copy of the network and the few things that may be done to it from outside. */
export interface Host {
  /** Kinds of actions so far, in order of first use. */
  readonly actions: () => readonly HostDutyKind[];
  /** Before the first sample; values in the order of the weights, each put on the rail of its sign. */
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
  readonly readOutputs: () => readonly number[];
  /** Values of the weights. */
  readonly readWeights: () => readonly number[];
  readonly readWeightRails: () => readonly number[];
  readonly readRails: (rails: readonly RailPositions[]) => readonly number[];
}

/** Positions of all species that carry weights. */
export function weightSpecies(circuit: Circuit): readonly number[] {
  return circuit.weights.flatMap(({ positive, negative }) =>
    negative === undefined ? [positive] : [positive, negative],
  );
}

/** Starts a copy of the network. */
export function createHost(circuit: Circuit, options: PhaseRunnerOptions): Host {
  const runner = createPhaseRunner(circuit.program, options);
  const { state } = runner;
  const actions = new Set<HostDutyKind>();
  const weightPositions = weightSpecies(circuit);
  const isWeight = new Set(weightPositions);
  const cleared = circuit.program.species.flatMap(({ initial, clamped }, position) =>
    isWeight.has(position) || clamped ? [] : [{ position, initial }],
  );
  const setRails = (rails: readonly RailPositions[], values: readonly number[]) => {
    for (const [index, { positive, negative }] of rails.entries()) {
      const value = values[index] ?? 0;
      state[positive] = Math.max(value, 0);
      if (negative !== undefined) state[negative] = Math.max(-value, 0);
    }
  };
  const hasRailPairs = circuit.weights.some(({ negative }) => negative !== undefined);
  const difference = (rails: RailPositions) => railDifference(state, rails);
  return {
    actions: () => [...actions],
    setInitialWeights: (values) => {
      actions.add("set-initial-weights");
      setRails(circuit.weights, values);
    },
    restoreWeightRails: (concentrations) => {
      actions.add("set-initial-weights");
      for (const [index, position] of weightPositions.entries()) state[position] = concentrations[index] ?? 0;
    },
    clearSpecies: () => {
      actions.add("clear-species");
      for (const { position, initial } of cleared) state[position] = initial;
    },
    cancelWeightRails: () => {
      if (!hasRailPairs) return;
      actions.add("cancel-rails");
      setRails(circuit.weights, circuit.weights.map(difference));
    },
    setInputs: (values) => {
      actions.add("set-inputs");
      setRails(circuit.inputs, values);
    },
    setTargets: (values) => {
      if (circuit.targets.length === 0) return;
      actions.add("set-targets");
      setRails(circuit.targets, values);
    },
    runPhase: (phase) => {
      actions.add("switch-phases");
      return runner.runPhase(phase);
    },
    readOutputs: () => {
      actions.add("read");
      return circuit.readOutputs(state);
    },
    readWeights: () => {
      actions.add("read");
      return circuit.weights.map(difference);
    },
    readWeightRails: () => weightPositions.map((position) => state[position]!),
    readRails: (rails) => {
      actions.add("read");
      return rails.map(difference);
    },
  };
}
