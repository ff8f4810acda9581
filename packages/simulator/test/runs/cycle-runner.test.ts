import { expect, test } from "vitest";
import { type CyclePlan, createCycleRunner } from "../../src/runs/cycle-runner.js";
import type { PhaseRunnerOptions } from "../../src/runs/phase-runner.js";
import { programFromLines } from "../program-from-lines.js";

/** Loads an input, lets it decay by binding, and learns from what is left: quick rates call for the implicit method. */
const program = (rate: number) =>
  programFromLines({
    species: ["X", "Z", "A = 1", "W_p = 0.4", "W_m = 0.1", "E"],
    reactions: [
      "X ->{1} X + Z @ load",
      "W_p ->{1} W_p + Z @ load",
      `2 Z ->{${rate}} A + Z @ forward`,
      `A ->{${rate / 10}} Z @ forward`,
      "Z ->{1} Z + E @ error",
      "E + A ->{0.5} A + W_m @ update",
      "X ->{0.1} X + W_p @ update",
    ],
    phases: { load: 1, forward: 2, error: 1, update: 1.5 },
  });

const samples = Float64Array.from({ length: 12 }, (_, index) => 0.2 + 0.15 * index);
const order = [3, 0, 11, 7, 1, 2, 10, 9, 4, 5, 8, 6];

const plan: CyclePlan = {
  cleared: [
    { species: 1, value: 0 },
    { species: 2, value: 1 },
    { species: 5, value: 0 },
  ],
  cancelled: [{ positive: 3, negative: 4 }],
  given: [0],
  samples,
  before: [0, 1],
  after: [2, 3],
};

/** The states that are kept, and the state at the end. */
function train(rate: number, options: PhaseRunnerOptions, { atOnce }: { atOnce: "one" | "many" }) {
  const runner = createCycleRunner(program(rate), plan, options);
  const kept: number[][] = [];
  for (let done = 0; done < order.length; ) {
    const count = atOnce === "one" ? 1 : runner.samplesAtOnce();
    const result = runner.runCycles(order.slice(done, done + count), true);
    kept.push(...result.kept.map((state) => [...state]));
    done += count;
    if (result.failure !== undefined)
      return { kept, failure: result.failure, end: [...runner.state], runner };
  }
  return { kept, failure: undefined, end: [...runner.state], runner };
}

/** The same by the interpreter, as in an environment without WebAssembly. */
function withoutCode<T>(run: () => T): T {
  const environment = globalThis as { WebAssembly?: unknown };
  const { WebAssembly } = environment;
  delete environment.WebAssembly;
  try {
    return run();
  } finally {
    environment.WebAssembly = WebAssembly;
  }
}

const near = (found: number[], expected: number[]): void => {
  found.forEach((value, index) => {
    expect(Math.abs(value - expected[index]!)).toBeLessThan(1e-7 * (1 + Math.abs(expected[index]!)));
  });
};

test.each([
  { rate: 3, about: "explicit" },
  { rate: 3e4, about: "implicit, prepared in the middle of a cycle" },
])("samples by generated code, $about, are those of the interpreter", ({ rate }) => {
  const expected = withoutCode(() => train(rate, {}, { atOnce: "one" }));
  const found = train(rate, {}, { atOnce: "many" });
  expect(found.failure).toBeUndefined();
  expect(found.kept.length).toBe(samples.length);
  found.kept.forEach((state, index) => {
    near(state, expected.kept[index]!);
  });
  near(found.end, expected.end);
  expect(found.runner.statistics.phases).toBe(expected.runner.statistics.phases);
});

test("how many samples go through at once changes nothing", () => {
  expect(train(3e4, {}, { atOnce: "many" }).kept).toEqual(train(3e4, {}, { atOnce: "one" }).kept);
});

test("a phase that takes more steps than one call allows goes on where it stands", () => {
  const tight = { relativeTolerance: 3e-14, absoluteTolerance: 1e-19 };
  const found = train(20, tight, { atOnce: "many" });
  const expected = withoutCode(() => train(20, tight, { atOnce: "one" }));
  expect(found.failure).toBeUndefined();
  near(found.end, expected.end);
});

test("the limit of steps of a phase holds within a cycle", () => {
  const found = train(3e4, { maxSteps: 5 }, { atOnce: "many" });
  expect(found.failure).toMatchObject({ phase: 1, failure: { kind: "step-limit" } });
  expect(found.kept.length).toBe(0);
});

test("inference leaves out what comes after the reading", () => {
  const runner = createCycleRunner(program(3), plan);
  const weights = [runner.state[3]! - runner.state[4]!];
  const { kept } = runner.runCycles([3], false);
  expect(kept[0]![0]).toBe(samples[3]);
  expect(kept[0]![5]).toBe(0);
  expect(runner.state[3]! - runner.state[4]!).toBeCloseTo(weights[0]!, 15);
  expect(runner.statistics.phases).toBe(2);
});

/** Inference of all samples from weights that were learned before, so many at once. */
function infer(rate: number, options: PhaseRunnerOptions, atOnce: number) {
  const runner = createCycleRunner(program(rate), plan, options);
  runner.runCycles([0], true);
  const kept: number[][] = [];
  for (let done = 0; done < order.length; done += atOnce) {
    const result = runner.runCycles(order.slice(done, done + atOnce), false);
    kept.push(...result.kept.map((state) => [...state]));
    if (result.failure !== undefined) return { kept, failure: result.failure, runner };
  }
  return { kept, failure: undefined, runner };
}

test.each([
  { rate: 3, about: "explicit", relativeTolerance: 1e-9 },
  { rate: 3e4, about: "implicit, order 5", relativeTolerance: 1e-9 },
  { rate: 3e4, about: "implicit, order 4", relativeTolerance: 1e-5 },
])("samples in pairs, $about, are those of single ones", ({ rate, relativeTolerance }) => {
  const options = { relativeTolerance, absoluteTolerance: 1e-3 * relativeTolerance };
  const single = infer(rate, options, 1);
  const pairs = infer(rate, options, 12);
  expect([pairs.failure, pairs.kept.length]).toEqual([undefined, samples.length]);
  pairs.kept.forEach((state, index) => {
    state.forEach((value, species) => {
      const expected = single.kept[index]![species]!;
      expect(Math.abs(value - expected)).toBeLessThan(10 * relativeTolerance * (1 + Math.abs(expected)));
    });
  });
  expect(pairs.kept).not.toEqual(single.kept);
  expect(pairs.runner.state[3]! - pairs.runner.state[4]!).toBeCloseTo(
    single.runner.state[3]! - single.runner.state[4]!,
    12,
  );
  expect(pairs.runner.statistics.phases).toBe(single.runner.statistics.phases);
});

test("how many pairs go through at once changes nothing", () => {
  expect(infer(3e4, {}, 12).kept).toEqual(infer(3e4, {}, 2).kept);
  expect(infer(3, {}, 5).kept.slice(0, 4)).toEqual(infer(3, {}, 2).kept.slice(0, 4));
});

test("the limit of steps holds in pairs as well", () => {
  const { kept, failure } = infer(3e4, { maxSteps: 30 }, 12);
  const single = infer(3e4, { maxSteps: 30 }, 1);
  expect(failure).toEqual(single.failure);
  expect(kept.length).toBe(single.kept.length);
});

/** Every species is eaten by all that come after it: so many terms that a step takes long, and no rest. */
function food(size: number) {
  const names = Array.from({ length: size }, (_, i) => `S${i}`);
  return programFromLines({
    species: names.map((name, i) => `${name} = ${1 + (i % 3)}`),
    reactions: names.flatMap((eaten, i) =>
      names.slice(i + 1).map((eater, k) => {
        const [from, to] = (i + k) % 2 === 0 ? [eaten, eater] : [eater, eaten];
        return `${from} + ${to} ->{${(1 + (k % 5)) / size}} 2 ${to} @ all`;
      }),
    ),
    phases: { all: 4 },
  });
}

test.each([
  { about: "after some thousand short steps", network: program(20), tight: 3e-14 },
  { about: "earlier where steps take long", network: food(260), tight: 1e-12 },
])("within a cycle a host is asked whether to stop, $about", ({ network, tight }) => {
  const whole: CyclePlan = {
    ...plan,
    cleared: [],
    cancelled: [],
    before: [...network.phases.keys()],
    after: [],
  };
  let questions = 0;
  const options = { relativeTolerance: tight, absoluteTolerance: 1e-19, shouldStop: () => ++questions > 0 };
  const runner = createCycleRunner(network, whole, options);
  const { kept, failure } = runner.runCycles([3], false);
  expect([questions, kept.length]).toEqual([1, 0]);
  expect(failure?.failure).toMatchObject({ kind: "stopped" });
  expect(failure!.failure.time).toBeLessThan(network.phases[failure!.phase]!.duration);
});
