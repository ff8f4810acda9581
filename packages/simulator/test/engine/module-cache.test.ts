import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { webAssembly } from "../../src/engine/webassembly-global.js";
import { createPhaseRunner } from "../../src/runs/phase-runner.js";
import { programFromLines } from "../program-from-lines.js";

interface Variant {
  readonly rate?: number;
  readonly initial?: number;
  readonly product?: string;
  readonly relativeTolerance?: number;
}

let modules = 0;

beforeAll(() => {
  const { Memory, Instance, Module } = webAssembly()!;
  class CountedModule extends Module {
    constructor(bytes: Uint8Array) {
      super(bytes);
      modules++;
    }
  }
  vi.stubGlobal("WebAssembly", { Memory, Instance, Module: CountedModule });
  // The first question whether code can be generated compiles a module, too.
  webAssembly();
});
afterAll(() => vi.unstubAllGlobals());

/** What is left after a run that needs the implicit method, and how many modules were compiled for it. */
function run({ rate = 1, initial = 1, product = "C", relativeTolerance = 1e-8 }: Variant) {
  const program = programFromLines({
    species: [`A = ${initial}`, "B", "C"],
    reactions: [`A + A ->{${rate}} B`, "B ->{5000} A", `A + B ->{700} ${product}`],
  });
  const before = modules;
  const runner = createPhaseRunner(program, { relativeTolerance, absoluteTolerance: 1e-12 });
  expect(runner.runPhase(undefined, 2)).toBeUndefined();
  return { compiled: modules - before, end: [...runner.state] };
}

test("new rates, initial values and tolerances compile nothing; other reactions do", () => {
  const first = run({});
  // One that serves all systems, and one with the implicit method for this one.
  expect(first.compiled).toBe(2);
  expect(run({})).toEqual({ compiled: 0, end: first.end });
  const other = run({ rate: 2, initial: 3, relativeTolerance: 1e-9 });
  expect(other.compiled).toBe(0);
  expect(other.end).not.toEqual(first.end);
  expect(run({ relativeTolerance: 1e-4 }).compiled).toBe(1);
  expect(run({ product: "2 C" }).compiled).toBe(1);
  expect(run({})).toEqual({ compiled: 0, end: first.end });
});

test("a module that was kept computes what a new one does", () => {
  const kept = run({ rate: 7, initial: 0.5 });
  expect(kept.compiled).toBe(0);
  const exact = run({ rate: 7, initial: 0.5, relativeTolerance: 1e-11 });
  kept.end.forEach((value, species) => {
    expect(Math.abs(value - exact.end[species]!)).toBeLessThan(1e-8);
  });
});

test("more structures than are kept: the oldest is compiled anew", () => {
  run({});
  for (let n = 0; n < 40; n++) {
    const species = Array.from({ length: n + 2 }, (_, k) => `S${k}`);
    const program = programFromLines({
      species,
      phases: { only: 0.1 },
      reactions: species.slice(1).map((name, k) => `S${k} ->{1} ${name}`),
    });
    createPhaseRunner(program).runPhase(0);
  }
  expect(run({}).compiled).toBe(1);
});
