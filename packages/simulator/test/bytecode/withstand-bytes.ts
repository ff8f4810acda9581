// What must come of any bytes: a sentence about what is wrong with them, or a program that runs to an end or a failure.
import type { Program } from "../../src/bytecode/bytecode-format.js";
import { decodeBytecode } from "../../src/bytecode/decode-bytecode.js";
import { encodeBytecode } from "../../src/bytecode/encode-bytecode.js";
import type { RunFailure } from "../../src/interpreter/run-failure.js";
import type { Random } from "../../src/random.js";
import { createContinuousRunner } from "../../src/runs/continuous-runner.js";
import { simulateDeterministic } from "../../src/runs/deterministic.js";
import { createPhaseRunner } from "../../src/runs/phase-runner.js";
import type { Trajectory } from "../../src/runs/trajectory.js";
import type { StochasticMethodName } from "../../src/stochastic/prepare-stochastic-runs.js";
import { simulateLinearNoise } from "../../src/stochastic/simulate-linear-noise.js";
import { simulateStochastic } from "../../src/stochastic/simulate-stochastic.js";
import { type ProgramLines, programFromLines } from "../program-from-lines.js";
import { mutateBytes } from "./mutate-bytes.js";

/** What came of a file. */
export type Outcome = "refused" | "failed" | "completed";

const oscillator: ProgramLines = {
  parameters: { k: 1, slow: 0.01 },
  species: ["A = 1", "B = 0.5", "[E] = 1", "C"],
  reactions: ["A ->{k} 2 A", "A + B ->{k} 2 B", "B + E ->{k 2 /} E + C", "C ->{slow} 0"],
  observables: { sum: "A B + C +" },
};
const phased: ProgramLines = {
  parameters: { k: 2 },
  species: ["A = 10", "B", "C = 0.25"],
  reactions: ["2 A ->{k} B @ one", "B -> A: B 0.1 B + / time sin 2 + * @ two", "C ->{100} B @ one two"],
  phases: { one: 0.1, two: 0.15 },
  events: ["at 0.5: A = B; k = 3", "every 0.25 from 0.1: C = C 2 ^", "when A 5 < B 1 > &&: B = 1"],
  observables: { first: "A B > C 0.5 ?", second: "A exp log tanh" },
};
const stiff: ProgramLines = {
  species: ["A = 1", "B", "C"],
  reactions: ["A ->{0.04} B", "2 B ->{3e7} B + C", "B + C ->{1e4} A + C"],
};

/** Sound programs of different kinds. */
export const samplePrograms: readonly Program[] = [oscillator, phased, stiff].map(programFromLines);

const files = samplePrograms.map(encodeBytecode);

/** A damaged file; two streams of equal state give the same one. */
export function damagedFile(random: Random): Uint8Array {
  const pick = (): Uint8Array => files[random.integerBelow(files.length)]!;
  return mutateBytes(pick(), pick(), random);
}

/** Reads and runs the bytes in every way; throws where something comes of it that should not. */
export function withstand(bytes: Uint8Array): Outcome {
  const decoded = decodeBytecode(bytes);
  if ("problem" in decoded) {
    if (decoded.problem === "") throw new Error("A refusal says nothing.");
    return "refused";
  }
  const { program } = decoded;
  const outcomes = [
    inEngineOrNot(() => deterministic(program)),
    inEngineOrNot(() => stochastic(program, "exact")),
    stochastic(program, "tau-leaping"),
    stochastic(program, "langevin"),
    linearNoise(program),
    phase(program),
    piecewise(program),
  ];
  return outcomes.includes("failed") ? "failed" : "completed";
}

const UNTIL = 1;
const times = [0, 0.3, 0.6, UNTIL];

function deterministic(program: Program): Outcome {
  const limits = { until: UNTIL, times, maxSteps: 300, relativeTolerance: 1e-6, absoluteTolerance: 1e-9 };
  const { trajectory, failure } = simulateDeterministic(program, limits);
  return ended([trajectory], failure);
}

function stochastic(program: Program, method: StochasticMethodName): Outcome {
  const options = { until: UNTIL, times, maxEvents: 300, seed: 1, volume: 1, method };
  const { runs, failure } = simulateStochastic(program, options);
  return ended(runs, failure);
}

function linearNoise(program: Program): Outcome {
  const { mean, failure } = simulateLinearNoise(program, { until: UNTIL, times, maxSteps: 300, volume: 1 });
  return ended([mean], failure);
}

/** In pieces, by a program that drives itself. */
function piecewise(program: Program): Outcome {
  if (program.phases.length > 0) return "refused";
  const runner = createContinuousRunner(program, { maxSteps: 100 });
  const failure = runner.runUntil({ time: 0.4 }) ?? runner.runUntil({ time: UNTIL });
  if (runner.state.some(Number.isNaN)) throw new Error("A state is no number.");
  return failure === undefined ? "completed" : "failed";
}

function phase(program: Program): Outcome {
  const runner = createPhaseRunner(program, { maxSteps: 100 });
  const failure = runner.runPhase(program.phases.length > 0 ? 0 : undefined, UNTIL);
  if (runner.state.some(Number.isNaN)) throw new Error("A state is no number.");
  return failure === undefined ? "completed" : "failed";
}

function ended(trajectories: readonly Trajectory[], failure: RunFailure | undefined): Outcome {
  for (const { species } of trajectories)
    if (species.some(({ values }) => values.some(Number.isNaN)))
      throw new Error("A concentration is no number.");
  if (failure === undefined) return "completed";
  if (failure.message === "" || failure.hint === "") throw new Error("A failure says nothing.");
  return "failed";
}

/** By generated code and without it. */
function inEngineOrNot(run: () => Outcome): Outcome {
  const environment = globalThis as { WebAssembly?: unknown };
  const { WebAssembly } = environment;
  const first = run();
  try {
    environment.WebAssembly = undefined;
    const second = run();
    return first === "failed" ? first : second;
  } finally {
    environment.WebAssembly = WebAssembly;
  }
}
