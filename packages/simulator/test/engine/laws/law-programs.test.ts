import { expect, test } from "vitest";
import { Opcode, type Program } from "../../../src/bytecode/bytecode-format.js";
import { compileSystems } from "../../../src/engine/compile-systems.js";
import { createEngineSolver, implicitMethod } from "../../../src/engine/engine-solver.js";
import { createPhaseEngine } from "../../../src/engine/phase-engine.js";
import type { CodeForm } from "../../../src/engine/system-plan.js";
import { structureOf } from "../../../src/engine/system-structure.js";
import { startSystems } from "../../../src/engine/systems-instance.js";
import { type WasmInterface, webAssembly } from "../../../src/engine/webassembly-global.js";
import { prepareSystem } from "../../../src/equations/prepared-system.js";
import { interpretStretch } from "../../../src/interpreter/interpret-stretch.js";
import { createOdeSolver } from "../../../src/interpreter/ode-solver.js";
import type { Stretch } from "../../../src/interpreter/stretch.js";
import { programFromLines } from "../../program-from-lines.js";

const tolerances = { relative: 1e-8, absolute: 1e-12 };

function stretchOf(program: Program, end: number, given: Partial<Stretch> = {}): Stretch {
  return {
    concentrations: Float64Array.from(program.species, ({ initial }) => initial),
    parameters: Float64Array.from(program.parameters, ({ value }) => value),
    from: 0,
    end,
    timeOffset: 0,
    budget: { maxSteps: 100_000, shouldStop: undefined, steps: 0, rejectedSteps: 0 },
    observe: undefined,
    ...given,
  };
}

/** Concentrations and failure by generated code (in `engine`), which may hand over to the interpreter, and by the latter. */
function both(program: Program, end: number, given: Partial<Stretch> = {}) {
  const system = prepareSystem(program, undefined);
  const solver = createOdeSolver(prepareSystem(program, undefined), tolerances);
  const interpret = (stretch: Stretch) => interpretStretch(solver, stretch);
  const engine = createEngineSolver({ system, tolerances }, interpret)!;
  const own = stretchOf(program, end, given);
  const reference = stretchOf(program, end, given);
  const result = engine(own);
  const expected = interpret(reference);
  return { own: own.concentrations, reference: reference.concentrations, result, expected };
}

const chain = (length: number, law: string): Program =>
  programFromLines({
    parameters: { V: 1.2, K: 0.4, n: 3 },
    species: Array.from({ length: length + 1 }, (_, k) => `S${k} = ${1 + (k % 7) * 0.2}`),
    reactions: [
      ...Array.from({ length }, (_, k) => `S${k} -> S${k + 1}: ${law.replaceAll("S", `S${k}`)}`),
      `S${length} ->{0.3} S0`,
    ],
  });

test("other parameters need no other module", () => {
  const wasm = webAssembly()!;
  let modules = 0;
  const counting: WasmInterface = {
    Memory: wasm.Memory,
    Instance: wasm.Instance,
    Module: function module(bytes: Uint8Array) {
      modules++;
      return new wasm.Module(bytes);
    } as unknown as WasmInterface["Module"],
  };
  const program = chain(3, "V S n ^ * K n ^ S n ^ + /");
  const structures = [structureOf(prepareSystem(program, undefined))];
  const implicit = implicitMethod(tolerances);
  const instance = startSystems(counting, { program, structures, tolerances, implicit });
  for (const [maximum, half, exponent] of [
    [1.2, 0.4, 3],
    [0.3, 1.7, 2.5],
  ] as const) {
    const parameters = [maximum, half, exponent].map((value, k) => ({ ...program.parameters[k]!, value }));
    instance.setParameters(Float64Array.of(maximum, half, exponent));
    instance.state().set(program.species.map(({ initial }) => initial));
    instance.systems[0]!.run(0, 5, 100_000);
    const { reference } = both({ ...program, parameters }, 5);
    instance.state().forEach((value, species) => {
      expect(value).toBeCloseTo(reference[species]!, 7);
    });
  }
  expect(modules).toBe(1);
});

test("steps of a forced system are looked at, and a stretch ends within one", () => {
  const program = programFromLines({
    species: ["Y = 1", "G"],
    reactions: ["0 -> Y: 2 time cos +", "Y ->{1} 0", "Y -> Y + G: 1.5 time sin + Y *"],
  });
  const exact = (t: number): number => 2 + (Math.cos(t) + Math.sin(t)) / 2 - 1.5 * Math.exp(-t);
  const within = new Float64Array(2);
  const { own, reference, result } = both(program, 9, {
    observe: ({ from, to, interpolate }) => {
      const middle = 0.3 * from + 0.7 * to;
      interpolate(middle, within);
      expect(within[0]).toBeCloseTo(exact(middle), 6);
      return to > 7.25 ? 7.25 : undefined;
    },
  });
  expect(result.time).toBe(7.25);
  expect(own[0]).toBeCloseTo(exact(7.25), 6);
  expect(own[1]).toBeCloseTo(reference[1]!, 6);
});

test.each([
  ["a rate that is no number", ["A = 1", "B"], "A -> B: A 0.5 - log"],
  ["a rate that is infinite", ["A = 1", "B"], "A -> B: 1 B /"],
  ["a species used up", ["A = 1", "B"], "A -> B: 1 B 0.1 * +"],
  ["a species used up by what varies", ["A = 1", "B = 1"], "A -> B: B"],
  ["growth without bound", ["A = 1", "B"], "A -> 2 A: A 2 ^"],
])("%s is said as the interpreter says it", (_, species, reaction) => {
  const { result, expected } = both(programFromLines({ species, reactions: [reaction] }), 10);
  expect(expected.failure).toBeDefined();
  expect(result.failure?.kind).toBe(expected.failure!.kind);
  expect(result.failure?.species).toEqual(expected.failure!.species);
  expect(result.time).toBeCloseTo(expected.time, 6);
});

test("in every phase laws are steady or vary as that phase has it", () => {
  const program = programFromLines({
    parameters: { k: 0.6 },
    species: ["A = 2", "B = 1", "C", "D"],
    reactions: [
      "A -> C: A k * 1 B + / @ first",
      "0 -> D: B 2 ^ k * @ first",
      "B -> D: B A * time 1 + / @ second",
      "C ->{0.5} A @ second",
    ],
    phases: { first: 1.5, second: 2 },
  });
  const engine = createPhaseEngine({ program, tolerances, cycle: undefined })!;
  const parameters = Float64Array.of(0.6);
  const concentrations = Float64Array.from(program.species, ({ initial }) => initial);
  const reference = concentrations.slice();
  engine.setParameters(parameters);
  for (const phase of [0, 1, 0, 1]) {
    const end = program.phases[phase]!.duration;
    const solver = createOdeSolver(prepareSystem(program, phase), tolerances);
    const interpret = (): never => {
      throw new Error("The engine gave up");
    };
    engine.solve(phase, stretchOf(program, end, { concentrations, parameters }), interpret);
    interpretStretch(solver, stretchOf(program, end, { concentrations: reference, parameters }));
    concentrations.forEach((value, species) => {
      expect(value).toBeCloseTo(reference[species]!, 7);
    });
  }
});

/** Every species meets every other one: rates are written out, while the elimination is left to loops. */
test("laws are shared by rates that are written out and an elimination by loops", () => {
  const list = Array.from({ length: 46 }, (_, k) => k);
  const program = programFromLines({
    species: [...list.map((k) => `S${k} = ${1 + 0.1 * k}`), "P", "Q"],
    reactions: [
      ...list.flatMap((k) => list.slice(0, k).map((other) => `S${k} + S${other} ->{${1 + k}} 0`)),
      ...list.map((k) => `0 -> S${k}: 2 S${k} 1 + / time 3 * sin 1.1 + *`),
      "0 -> P: S0 sqrt time +",
      "S0 ->{1} S0 + Q",
    ],
  });
  const structure = structureOf(prepareSystem(program, undefined));
  expect(structure.elimination().factorCost).toBeGreaterThan(25_000);
  expect(structure.system.terms.slot.length + structure.laws.graph.nodeCount()).toBeLessThan(6000);
  const { own, reference, result } = both(program, 5);
  expect(result.failure).toBeUndefined();
  own.forEach((value, species) => {
    expect(Math.abs(value - reference[species]!)).toBeLessThan(1e-6 * (1 + Math.abs(reference[species]!)));
  });
});

test("code for laws grows with their number, whatever the form", () => {
  const bytesOf = (length: number, form: CodeForm): number => {
    const program = chain(length, "V S n ^ * K n ^ S n ^ + /");
    const structures = [structureOf(prepareSystem(program, undefined))];
    const sizes = { species: program.species.length, reactions: program.reactions.length };
    const implicit = implicitMethod(tolerances);
    return compileSystems(structures, { ...sizes, implicit, form, stiff: [0] }).bytes().length;
  };
  for (const form of ["written-out", "loops"] as const) {
    const [small, middle, large] = [100, 200, 400].map((length) => bytesOf(length, form));
    expect((large! - middle!) / (middle! - small!)).toBeLessThan(2.3);
  }
});

test("many laws are put into loops by themselves, and give what the interpreter gives", () => {
  const program = chain(1200, "V S * K S + /");
  expect(program.reactions.some(({ rate }) => rate.code.some(({ opcode }) => opcode === Opcode.divide))).toBe(
    true,
  );
  const { own, reference, result } = both(program, 3);
  expect(result.failure).toBeUndefined();
  own.forEach((value, species) => {
    expect(value).toBeCloseTo(reference[species]!, 6);
  });
});
