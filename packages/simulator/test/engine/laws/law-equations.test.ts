import fc from "fast-check";
import { expect, test } from "vitest";
import { type Code, type Instruction, Opcode, type Program } from "../../../src/bytecode/bytecode-format.js";
import { compileSystems } from "../../../src/engine/compile-systems.js";
import { rodas5p } from "../../../src/engine/methods/rosenbrock-methods.js";
import type { CodeForm } from "../../../src/engine/system-plan.js";
import { systemPrefix } from "../../../src/engine/system-prefix.js";
import { structureOf } from "../../../src/engine/system-structure.js";
import { startSystems } from "../../../src/engine/systems-instance.js";
import { webAssembly } from "../../../src/engine/webassembly-global.js";
import { type PreparedSystem, prepareSystem } from "../../../src/equations/prepared-system.js";
import { bindSystem, evaluateJacobian, evaluateRates } from "../../../src/interpreter/evaluate-system.js";
import { programFromLines } from "../../program-from-lines.js";
import { counted } from "../counted.js";

const SPECIES = 5;
const PARAMETERS = 2;
const START = 0.75;
const STAGE = 1.375;

const just = (opcode: Instruction["opcode"], operand = 0): Code => [{ opcode, operand }];
const UNARY = [
  ...[Opcode.negate, Opcode.not, Opcode.abs, Opcode.exp, Opcode.log, Opcode.sin, Opcode.cos, Opcode.tan],
  ...[Opcode.tanh, Opcode.sqrt, Opcode.floor, Opcode.ceil, Opcode.round],
];
const BINARY = [
  ...[Opcode.add, Opcode.subtract, Opcode.multiply, Opcode.multiply, Opcode.divide, Opcode.divide],
  ...[Opcode.remainder, Opcode.power, Opcode.power, Opcode.min, Opcode.max, Opcode.less, Opcode.lessEqual],
  ...[Opcode.greater, Opcode.greaterEqual, Opcode.equal, Opcode.notEqual, Opcode.and, Opcode.or],
];

/** Random code of every instruction there is. */
const law: fc.Arbitrary<Code> = fc.letrec<{ code: Code }>((tie) => ({
  code: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(
      { weight: 6, arbitrary: fc.nat(SPECIES - 1).map((index) => just(Opcode.species, index)) },
      { weight: 2, arbitrary: fc.nat(PARAMETERS - 1).map((index) => just(Opcode.parameter, index)) },
      {
        weight: 2,
        arbitrary: fc.constantFrom(-2, -1, 0.5, 1, 2, 3, 4, 2.5).map((n) => just(Opcode.number, n)),
      },
      { weight: 1, arbitrary: fc.constant(just(Opcode.time)) },
    ),
    fc.tuple(tie("code"), fc.constantFrom(...UNARY)).map(([a, opcode]) => [...a, ...just(opcode)]),
    fc
      .tuple(tie("code"), tie("code"), fc.constantFrom(...BINARY))
      .map(([a, b, opcode]) => [...a, ...b, ...just(opcode)]),
    fc
      .tuple(tie("code"), tie("code"), tie("code"))
      .map(([condition, a, b]) => [...condition, ...a, ...b, ...just(Opcode.select)]),
  ),
})).code;

const side = fc.array(fc.nat(SPECIES - 1), { maxLength: 2 });
const network: fc.Arbitrary<Program> = fc
  .record({
    clamped: fc.array(fc.boolean(), { minLength: SPECIES, maxLength: SPECIES }),
    reactions: fc.array(fc.record({ reactants: side, products: side, law: fc.option(law, { freq: 5 }) }), {
      minLength: 1,
      maxLength: 7,
    }),
  })
  .map(({ clamped, reactions }) => ({
    name: "random",
    parameters: Array.from({ length: PARAMETERS }, (_, index) => ({ name: `p${index}`, value: 1 })),
    species: clamped.map((isClamped, i) => ({ name: `S${i}`, initial: 1, clamped: isClamped && i > 1 })),
    reactions: reactions.map(({ reactants, products, law: code }, index) => ({
      name: `r${index}`,
      reactants: counted(reactants),
      products: counted(products),
      rate:
        code === null
          ? { kind: "mass-action" as const, code: just(Opcode.parameter, 0) }
          : { kind: "law" as const, code },
      phases: [],
    })),
    events: [],
    phases: [],
    observables: [],
  }));

const numbers = (length: number) =>
  fc.array(fc.double({ min: 0.2, max: 3, noNaN: true }), { minLength: length, maxLength: length });

const PROBES = `
export func probeRates(time: f64) { gather(); f64[STAGE_TIME] = time; rates(Y, B); }`;
const MATRIX_PROBES = `
export func probeFactor(time: f64, diagonal: f64): i32 {
  gather();
  f64[STAGE_TIME] = time;
  factor(Y, diagonal);
  return isSound();
}
export func probeSolve() { solve(B); }
export func probeSums(time: f64, weight: f64, errorWeight: f64, timeWeight: f64) {
  f64[STAGE_TIME] = time;
  accumulateLinear(U, Y, B, weight, errorWeight, timeWeight);
  expand(G_NEXT, ZERO, SUMS, weight);
}`;

function probe(system: PreparedSystem, form: CodeForm) {
  const { program } = system;
  const structures = [structureOf(system)];
  const tolerances = { relative: 1e-6, absolute: 1e-9 };
  const task = { program, structures, tolerances, implicit: rodas5p, form, probes: [PROBES, MATRIX_PROBES] };
  const instance = startSystems(webAssembly()!, { ...task, probes: [PROBES, MATRIX_PROBES] });
  instance.systems[0]!.prepareImplicit();
  const sizes = { species: program.species.length, reactions: program.reactions.length };
  const { systems } = compileSystems(structures, { ...sizes, implicit: rodas5p, form, stiff: [] });
  const { constants } = systems[0]!;
  return {
    instance,
    coreSize: structures[0]!.system.coreSize,
    call: (name: string, ...values: number[]) => instance.call(`${systemPrefix(0)}${name}`, ...values),
    vector: (name: string, length: number) =>
      instance.numbers().subarray(constants[name]! / 8, constants[name]! / 8 + length),
  };
}

const areFinite = (values: Float64Array): boolean => values.every(Number.isFinite);
const largest = (values: Float64Array): number => Math.max(1, ...values.map(Math.abs));

function near(found: ArrayLike<number>, expected: ArrayLike<number>, scale: number): void {
  for (let k = 0; k < expected.length; k++)
    expect(Math.abs(found[k]! - expected[k]!)).toBeLessThanOrEqual(1e-12 * scale);
}

/** Rates, the matrix and what stages of the implicit method need, beside the interpreter's; false where a rate is none. */
function check(
  program: Program,
  form: CodeForm,
  values: readonly number[],
  parameters: Float64Array,
): boolean {
  const system = prepareSystem(program, undefined);
  const { unknowns, jacobian } = system;
  const size = unknowns.length;
  if (size === 0 || (system.coreSize === 0 && !system.dependsOnTime)) return false;
  const state = Float64Array.from(values);
  const y = Float64Array.from(unknowns, (species) => state[species]!);
  const rates = new Float64Array(size);
  const later = new Float64Array(size);
  const forced = new Float64Array(size);
  bindSystem(system, state, parameters);
  evaluateRates(system, START, y, rates);
  evaluateRates(system, STAGE, y, later);
  evaluateJacobian(system, START, y, forced);
  if (!areFinite(rates) || !areFinite(later)) return false;
  const { instance, coreSize, call, vector } = probe(system, form);
  instance.setParameters(parameters);
  instance.state().set(state);
  call("probeRates", START);
  near(vector("B", coreSize), rates.slice(0, coreSize), largest(rates));
  const inCore = [...jacobian.row.keys()].filter((entry) => jacobian.row[entry]! < coreSize);
  const norm = largest(jacobian.values);
  if (!Number.isFinite(norm * 1e12) || !areFinite(forced)) return true;
  const diagonal = 3 * coreSize * norm;
  expect(call("probeFactor", START, diagonal)).toBe(1);
  const right = Float64Array.from({ length: coreSize }, (_, row) => 1 + 0.3 * row);
  vector("B", coreSize).set(right);
  call("probeSolve");
  const x = vector("B", coreSize).slice();
  const product = x.map((value) => diagonal * value);
  for (const entry of inCore)
    product[jacobian.row[entry]!]! -= jacobian.values[entry]! * x[jacobian.column[entry]!]!;
  near(product, right, 3);
  if (system.dependsOnTime) near(vector("TIME_SLOPES", coreSize), forced.slice(0, coreSize), largest(forced));
  if (coreSize < size) {
    vector("U", coreSize).set(y.subarray(0, coreSize));
    vector("B", coreSize).set(right);
    vector("SUMS", size - coreSize).fill(0);
    call("probeSums", STAGE, 1, 0, 0.5);
    const moved = later.map((rate, row) => rate + 0.5 * forced[row]!);
    jacobian.row.forEach((row, entry) => {
      moved[row]! += jacobian.values[entry]! * right[jacobian.column[entry]!]!;
    });
    near(
      vector("G_NEXT", size - coreSize),
      moved.slice(coreSize),
      10 * (largest(later) + norm + largest(forced)),
    );
  }
  return true;
}

const forms: readonly CodeForm[] = ["written-out", "loops"];

test.each(forms)("rates, slopes and integrals of random laws, %s, are those of the interpreter", (form) => {
  let checked = 0;
  fc.assert(
    fc.property(network, numbers(SPECIES), numbers(PARAMETERS), (program, values, parameters) => {
      if (check(program, form, values, Float64Array.from(parameters))) checked++;
    }),
    { numRuns: 250, seed: 11 },
  );
  expect(checked).toBeGreaterThan(90);
});

test.each(forms)("a law at 0, %s: infinite slopes are left out, what stands still adds nothing", (form) => {
  const laws = ["A B * sqrt B +", "A 0.5 ^", "A B - abs", "A B min", "A B max 2 *", "A B A + / B *", "A p ^"];
  for (const text of laws) {
    const program = programFromLines({
      parameters: { p: 0.5 },
      species: ["A", "B = 2", "C"],
      reactions: [`A -> B: ${text}`, `B -> C: ${text} 0.3 *`, "B ->{1} 0"],
    });
    for (const values of [
      [0, 2, 0],
      [0, 0.5, 0],
      [2, 2, 0],
    ])
      expect(check(program, form, values, Float64Array.of(0.5)), text).toBe(true);
  }
});
