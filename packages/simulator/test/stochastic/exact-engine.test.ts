import { log } from "@ncrn/elementary-functions";
import { expect, test } from "vitest";
import {
  Opcode,
  type Program,
  type ProgramReaction,
  type ProgramTerm,
} from "../../src/bytecode/bytecode-format.js";
import { createRandom, type Random } from "../../src/random.js";
import { createExactEngine } from "../../src/stochastic/exact-engine.js";
import { advanceExactly } from "../../src/stochastic/exact-method.js";
import { logarithmStatements } from "../../src/stochastic/logarithm-kernel.js";
import { preparePropensities } from "../../src/stochastic/propensity-system.js";
import { runStochastic } from "../../src/stochastic/stochastic-run.js";
import { programFromLines } from "../program-from-lines.js";
import { moduleFromKernel, run as runModule } from "../webassembly/run-module.js";

interface RunOptions {
  readonly until: number;
  readonly times: readonly number[];
  readonly volume?: number;
  readonly seed?: number;
  readonly maxEvents?: number;
  readonly stopAfter?: number;
  /** So many events are simulated at a time. */
  readonly piece?: number;
}

/** All that one run leaves behind, by the generated code or by the interpreter. */
function outcomeOf(program: Program, options: RunOptions, isGenerated: boolean) {
  const { until, times, volume = 1, seed = 1, maxEvents = 1e9, stopAfter, piece = Infinity } = options;
  const systems = new Map(
    [undefined, ...program.phases.keys()].map((phase) => [phase, preparePropensities(program, phase)]),
  );
  const engines = new Map(
    [...systems].map(([phase, system]) => [
      phase,
      isGenerated ? createExactEngine(system, program.species.length, times) : undefined,
    ]),
  );
  const random = createRandom(seed, "ssa");
  let questions = 0;
  const shouldStop = stopAfter === undefined ? undefined : () => ++questions > stopAfter;
  const budget = { maxEvents, shouldStop, events: 0 };
  const { trajectory, failure } = runStochastic({
    program,
    until,
    times,
    volume,
    random,
    budget,
    counts: Float64Array.from(program.species, ({ initial }) => Math.round(volume * initial)),
    systems: (phase) => systems.get(phase)!,
    engines: (phase) => engines.get(phase),
    method: { advance: (run, end) => advanceExactly(run, end, piece), isDiscrete: true, countedAs: "events" },
  });
  const isSupported = [...systems].every(
    ([phase, { reactions }]) => reactions.length === 0 || engines.get(phase) !== undefined,
  );
  return {
    trajectory,
    failure,
    events: budget.events,
    words: failure === undefined ? [...random.words] : [],
    isSupported,
  };
}

/** Both ways to run give the same bytes, use as many random numbers, and end for the same reason. */
function check(program: Program, options: RunOptions): number {
  const { isSupported, ...generated } = outcomeOf(program, options, true);
  const { isSupported: _, ...interpreted } = outcomeOf(program, options, false);
  expect(isSupported).toBe(true);
  expect(generated).toEqual(interpreted);
  return generated.events;
}

/** A closed network of random reactions of up to `order` molecules, with or without what comes and goes. */
function randomProgram(random: Random, reactions: number, order: number): Program {
  const count = 2 + random.integerBelow(Math.ceil(reactions / 2) + 2);
  const side = (most: number): ProgramTerm[] => {
    const molecules = Array.from({ length: random.integerBelow(most + 1) }, () => random.integerBelow(count));
    return molecules.map((species) => ({ species, coefficient: 1 }));
  };
  const phases =
    random.uniform() < 0.3
      ? [
          { name: "a", duration: 0.21 },
          { name: "b", duration: 0.4 },
        ]
      : [];
  const events: Program["events"] =
    random.uniform() < 0.3
      ? [
          {
            name: "e",
            trigger: { kind: "every", period: 0.13 },
            assignments: [
              { target: { kind: "species", index: 0 }, value: [{ opcode: Opcode.number, operand: 7 }] },
              { target: { kind: "parameter", index: 0 }, value: [{ opcode: Opcode.number, operand: 1.5 }] },
            ],
          },
        ]
      : [];
  return {
    name: "random",
    parameters: [{ name: "k", value: 1 }],
    species: Array.from({ length: count }, (_, i) => ({
      name: `S${i}`,
      initial: random.integerBelow(40),
      clamped: random.uniform() < 0.1,
    })),
    reactions: Array.from({ length: reactions }, (_, r): ProgramReaction => {
      const reactants = side(order);
      const constant = random.uniform() * 3 ** random.normal() * 20 ** -Math.max(0, reactants.length - 1);
      return {
        name: `r${r}`,
        reactants,
        // As many molecules come as go, on average.
        products: side(Math.min(2, order)),
        rate: {
          kind: "mass-action",
          code: [
            { opcode: Opcode.number, operand: constant },
            { opcode: Opcode.parameter, operand: 0 },
            { opcode: Opcode.multiply, operand: 0 },
          ],
        },
        phases: phases.length > 0 && random.uniform() < 0.4 ? [random.integerBelow(2)] : [],
      };
    }),
    events,
    phases,
    observables: [
      {
        name: "o",
        code: [
          { opcode: Opcode.species, operand: 0 },
          { opcode: Opcode.time, operand: 0 },
          { opcode: Opcode.add, operand: 0 },
        ],
      },
    ],
  };
}

test("generated code runs random networks as the interpreter does, byte by byte", () => {
  const random = createRandom(11, "networks");
  let events = 0;
  for (let n = 0; n < 80; n++) {
    const reactions = [1, 3, 16, 17, 40, 256, 257, 300, 700, 4100][n % 10]!;
    const program = randomProgram(random, reactions, 1 + (n % 4));
    const volume = n % 3 === 0 ? 1 : random.uniformBetween(0.5, 5);
    const times = Array.from({ length: 1 + random.integerBelow(60) }, () => random.uniform()).sort(
      (a, b) => a - b,
    );
    events += check(program, { until: 1, times, volume, seed: n, maxEvents: 10_000 });
  }
  expect(events).toBeGreaterThan(100_000);
});

test.each([
  ["nothing happens", { species: ["X"], reactions: ["X ->{1} 0"] }, {}],
  ["all is used up", { species: ["X = 5"], reactions: ["X ->{10} 0", "2 X ->{3} 0"] }, {}],
  ["one molecule too few", { species: ["X = 1"], reactions: ["2 X ->{3} 0", "3 X ->{3} 0"] }, {}],
  ["the limit of events", { species: ["X = 5"], reactions: ["X ->{10} 2 X"] }, { maxEvents: 77 }],
  ["no events allowed", { species: ["X = 5"], reactions: ["X ->{10} 2 X"] }, { maxEvents: 0 }],
  [
    "a limit that is no whole number",
    { species: ["X = 5"], reactions: ["X ->{10} 2 X"] },
    { maxEvents: 3.5 },
  ],
  [
    "a limit that is a multiple of the questions",
    { species: ["X = 5"], reactions: ["0 ->{1e6} X"] },
    { maxEvents: 8192, stopAfter: 9 },
  ],
  ["someone stops it", { species: ["X = 5"], reactions: ["0 ->{1e6} X"] }, { stopAfter: 2 }],
  ["seven events at a time", { species: ["X = 50"], reactions: ["X ->{2} 0", "0 ->{200} X"] }, { piece: 7 }],
  [
    "times asked for twice",
    { species: ["X = 50"], reactions: ["X ->{2} 0"] },
    { times: [0, 0, 0.5, 0.5, 0.5, 1, 1] },
  ],
  ["propensities overflow", { species: ["X = 1"], reactions: ["X ->{1e307} 9 X"] }, {}],
  [
    "a constant is no number",
    { species: ["X = 1"], parameters: { k: Number.NaN }, reactions: ["0 ->{1} X", "X ->{k} 0"] },
    {},
  ],
  [
    "an event makes a constant infinite",
    {
      species: ["X = 1"],
      parameters: { k: 1 },
      reactions: ["0 ->{10} X", "X ->{k} 0"],
      events: ["at 0.5: k = 1 0 /"],
    },
    {},
  ],
] as const)("%s: the same by generated code and by the interpreter", (_, lines, options) => {
  check(programFromLines(lines), { until: 1, times: [0, 0.25, 1], ...options });
});

test("more samples than the module holds are the same", () => {
  const species = Array.from({ length: 300 }, (_, i) => `S${i} = ${i}`);
  const times = Array.from({ length: 700 }, (_, i) => i / 699);
  check(programFromLines({ species, reactions: ["S1 ->{50} S2", "S2 ->{50} S1"] }), { until: 1, times });
});

test("the logarithm in generated code is the one in JavaScript, bit by bit", () => {
  const { call } = runModule(
    moduleFromKernel(
      `export func f(x: f64): f64 { let y: f64 = 0.0; ${logarithmStatements("y", "x", "l")} return y; }`,
    ),
  );
  const random = createRandom(5, "logarithm");
  const values = [
    1,
    0.5,
    Math.SQRT1_2,
    Math.SQRT2,
    2 ** -53,
    1 - 2 ** -53,
    1 + 2 ** -52,
    2 ** -1022,
    2 ** 1023,
  ];
  for (let i = 0; i < 20_000; i++) values.push(1 - random.uniform(), 2 ** random.uniformBetween(-1000, 1000));
  for (const value of values) expect(call["f"]!(value)).toBe(log(value));
});

test("reactions of many molecules, and laws, are left to the interpreter", () => {
  const engine = (reaction: string) =>
    createExactEngine(
      preparePropensities(programFromLines({ species: ["X = 9"], reactions: [reaction] }), undefined),
      1,
      [1],
    );
  expect(engine("4 X ->{1} 0")).toBeDefined();
  expect(engine("5 X ->{1} 0")).toBeUndefined();
  expect(engine("X -> 0: X 2 *")).toBeUndefined();
});

test.each([
  { name: "few samples", times: [0, 1] },
  { name: "many samples", times: Array.from({ length: 3001 }, (_, i) => i / 300) },
])("a run that grows without bound ends at the same event by either, with $name", ({ times }) => {
  const program = programFromLines({ species: ["A = 1"], reactions: ["2 A ->{1} 40 A"] });
  const options = { until: 10, times, volume: 20, seed: 3 };
  check(program, options);
  const { failure } = outcomeOf(program, options, true);
  expect(failure).toMatchObject({ kind: "blow-up", species: ["A"] });
  // Neither who asks whether to stop nor what is sampled changes when it is found out.
  const asked = outcomeOf(program, { ...options, stopAfter: 1e9 }, true);
  expect(asked.failure).toEqual(failure);
  expect(outcomeOf(program, { ...options, times: [0] }, true).failure?.time).toBe(failure?.time);
});
