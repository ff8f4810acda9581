import { expect, test } from "vitest";
import type { Program } from "../../../src/bytecode/bytecode-format.js";
import { implicitMethod } from "../../../src/engine/engine-solver.js";
import { SolveStatus } from "../../../src/engine/solve-kernel.js";
import type { CodeForm } from "../../../src/engine/system-plan.js";
import { structureOf } from "../../../src/engine/system-structure.js";
import { startSystems } from "../../../src/engine/systems-instance.js";
import { webAssembly } from "../../../src/engine/webassembly-global.js";
import { prepareSystem } from "../../../src/equations/prepared-system.js";
import { interpretStretch } from "../../../src/interpreter/interpret-stretch.js";
import { createOdeSolver } from "../../../src/interpreter/ode-solver.js";
import { programFromLines } from "../../program-from-lines.js";

interface Problem {
  readonly program: Program;
  readonly until: number;
}

const lines = (until: number, species: readonly string[], reactions: readonly string[]): Problem => ({
  program: programFromLines({ species, reactions }),
  until,
});

const problems: Readonly<Record<string, Problem>> = {
  "Michaelis–Menten chain": lines(
    30,
    ["A = 5", "B", "C", "D"],
    ["A -> B: 1 A * 0.5 A + /", "B -> C: 2 B * 1 B + /", "C -> D: 0.7 C * 0.1 C + /", "D ->{0.05} A"],
  ),
  "toggle switch (T. S. Gardner, C. R. Cantor, J. J. Collins, Nature 403 (2000) 339)": lines(
    20,
    ["U = 0.2", "V = 1"],
    ["0 -> U: 156.25 1 V 2.5 ^ + /", "0 -> V: 15.6 1 U + /", "U ->{1} 0", "V ->{1} 0"],
  ),
  "repressilator (M. B. Elowitz, S. Leibler, Nature 403 (2000) 335)": lines(
    40,
    ["M0 = 1", "M1", "M2", "P0", "P1 = 2", "P2"],
    [0, 1, 2].flatMap((gene) => [
      `0 -> M${gene}: 0.216 216 1 P${(gene + 2) % 3} 2 ^ + / +`,
      `M${gene} ->{1} 0`,
      `M${gene} ->{5} M${gene} + P${gene}`,
      `P${gene} ->{5} 0`,
    ]),
  ),
  "ultrasensitive switch (A. Goldbeter, D. E. Koshland, PNAS 78 (1981) 6840)": lines(
    200,
    ["W = 1", "X"],
    ["W -> X: 1.1 W * 0.01 W + /", "X -> W: 1 X * 0.01 X + /"],
  ),
  "forced oscillator": lines(
    30,
    ["A = 1", "B", "P"],
    [
      "0 -> A: 1.5 time sin +",
      "A -> B: A time 0.7 * cos 1.2 + * 0.3 A + /",
      "B ->{0.4} 0",
      "B ->{0.1} B + P",
    ],
  ),
  "a division by what starts at 0": lines(
    10,
    ["A", "B = 1"],
    ["0 -> A: 1 A 0.1 + /", "A -> B: A 2 ^ A B + /"],
  ),
  "stiff with laws and integrals": lines(
    20,
    ["A = 1", "B = 0.7", "C", "P", "Q"],
    [
      ...["A -> C: 1e4 A * B * 1 A + /", "C -> A: 1e3 C *", "C -> C + P: C 0.2 C + /"],
      ...["C -> C + Q: C sqrt time *", "B ->{0.01} 0"],
    ],
  ),
  "a switch of the time": lines(
    10,
    ["A = 1", "B"],
    ["A -> B: time 3 > time 6 < && 2 0.1 ? A *", "B -> A: B 0.5 min 0.2 *"],
  ),
};

interface Form {
  readonly form: CodeForm;
  readonly relative: number;
  /** Implicit steps before differentiation formulas take over. */
  readonly multistepAfter?: number;
}

/** Concentrations at the end by generated code, and the steps it took. */
function solve({ program, until }: Problem, { relative, ...form }: Form) {
  const structures = [structureOf(prepareSystem(program, undefined))];
  const tolerances = { relative, absolute: relative * 1e-6 };
  const implicit = implicitMethod(tolerances);
  const instance = startSystems(webAssembly()!, { program, structures, tolerances, implicit, ...form });
  instance.setParameters(Float64Array.from(program.parameters, ({ value }) => value));
  instance.state().set(program.species.map(({ initial }) => initial));
  const [system] = instance.systems;
  let status: number = system!.run(0, until, 1_000_000);
  if (status === SolveStatus.unprepared) {
    expect(system!.prepareImplicit()).toBe(true);
    status = system!.resume(1_000_000);
  }
  expect(status).toBe(SolveStatus.done);
  return { state: instance.state(), steps: system!.steps() };
}

/** The interpreter's solution, by default with tight tolerances. */
function reference({ program, until }: Problem, relative = 1e-12, absolute = 1e-18) {
  const concentrations = Float64Array.from(program.species, ({ initial }) => initial);
  const solver = createOdeSolver(prepareSystem(program, undefined), { relative, absolute });
  const budget = { maxSteps: 1_000_000, shouldStop: undefined, steps: 0, rejectedSteps: 0 };
  const parameters = Float64Array.from(program.parameters, ({ value }) => value);
  const whole = { from: 0, end: until, timeOffset: 0, observe: undefined };
  const { failure } = interpretStretch(solver, { concentrations, parameters, budget, ...whole });
  expect(failure).toBeUndefined();
  return { state: concentrations, steps: budget.steps };
}

const forms: readonly CodeForm[] = ["written-out", "loops"];
const cases = Object.entries(problems).flatMap(([name, problem]) =>
  forms.flatMap((form) => [1e-4, 1e-8].map((relative) => ({ name, problem, form, relative }))),
);

test.each(cases)("$name, $form: as the interpreter at $relative", ({ problem, form, relative }) => {
  const { state: expected } = reference(problem);
  const { state: found, steps } = solve(problem, { form, relative });
  const errors = found.map(
    (value, index) => Math.abs(value - expected[index]!) / (Math.abs(expected[index]!) + 1e-6),
  );
  expect(Math.max(...errors) / relative).toBeLessThan(10);
  expect(steps).toBeLessThan(2 * reference(problem, relative, relative * 1e-6).steps + 20);
});

test.each(forms)("a substrate used up by an enzyme, %s, has its closed form", (form) => {
  const problem = lines(12, ["S = 10", "P"], ["S -> P: 1.5 S * 0.8 S + /"]);
  const [substrate, product] = solve(problem, { form, relative: 1e-10 }).state;
  // S + K·ln S falls linearly in time (V. Henri; L. Michaelis and M. L. Menten, Biochem. Z. 49 (1913) 333).
  const invariant = (s: number, t: number): number => s + 0.8 * Math.log(s) + 1.5 * t;
  expect(invariant(substrate!, 12)).toBeCloseTo(invariant(10, 0), 8);
  expect(substrate! + product!).toBeCloseTo(10, 9);
});

test.each(forms)("a forced decay and its integrals, %s, have their closed forms", (form) => {
  // Y′ = 2 + cos t − Y, G′ = (1.2 + cos t)·Y, N′ = 1 + sin t: a core, an integral of a law that varies, and nothing but the time.
  const problem = lines(
    7,
    ["Y = 1", "G", "N"],
    ["0 -> Y: 2 time cos +", "Y ->{1} 0", "Y -> Y + G: 1.2 time cos + Y *", "0 -> N: 1 time sin +"],
  );
  const [y, g, n] = solve(problem, { form, relative: 1e-10 }).state;
  const [c, s, decay] = [Math.cos(7), Math.sin(7), Math.exp(-7)];
  expect(y).toBeCloseTo(2 + (c + s) / 2 - 1.5 * decay, 8);
  const primitive = (t: number): number =>
    1.2 * (2 * t + (Math.sin(t) - Math.cos(t)) / 2 + 1.5 * Math.exp(-t)) +
    2 * Math.sin(t) +
    (t / 2 + Math.sin(2 * t) / 4) / 2 +
    Math.sin(t) ** 2 / 4 -
    0.75 * Math.exp(-t) * (Math.sin(t) - Math.cos(t));
  expect(g).toBeCloseTo(primitive(7) - primitive(0), 8);
  expect(n).toBeCloseTo(8 - c, 8);
});

test.each(forms)("where nothing but the time is read, %s, steps follow the time", (form) => {
  const problem = lines(20, ["A", "B", "C = 1"], ["0 -> A: 1 time sin +", "0 -> B: time 2 ^", "0 ->{0.5} C"]);
  const { state, steps } = solve(problem, { form, relative: 1e-9 });
  expect(state[0]).toBeCloseTo(21 - Math.cos(20), 7);
  expect(state[1]! / (8000 / 3)).toBeCloseTo(1, 9);
  expect(state[2]).toBeCloseTo(11, 10);
  expect(steps).toBeGreaterThan(20);
});

/** n equal steps from 0 to `until` by one of the methods, without control. */
function fixedSteps(program: Program, { explicit, relative, form }: FixedSteps) {
  const structures = [structureOf(prepareSystem(program, undefined))];
  const tolerances = { relative, absolute: 1 };
  const implicit = implicitMethod(tolerances);
  const rates = explicit ? "rates(Y, K1);" : "rates(Y, K0);";
  const start = "f64[STAGE_TIME] = f64[TIME];";
  const probe = (step: string): string => `
export func probeSteps(count: i32, h: f64) {
  gather();
  f64[TIME] = 0.0;
  for (let k: i32 = 0; k < count; k = k + 1) {
    ${start}
    ${rates}
    let error: f64 = ${step}(h);
    error = quadratureError(h);
    copy(Y, NEXT, CORE_BYTES);
    copy(G, G_NEXT, G_BYTES);
    f64[TIME] = f64[TIME] + h;
  }
  scatter(Y, G);
}`;
  const probes = explicit ? ([probe("explicitStep"), ""] as const) : (["", probe("implicitStep")] as const);
  const instance = startSystems(webAssembly()!, { program, structures, tolerances, implicit, form, probes });
  instance.setParameters(new Float64Array(0));
  if (!explicit) instance.systems[0]!.prepareImplicit();
  return (count: number, until: number): Float64Array => {
    instance.state().set(program.species.map(({ initial }) => initial));
    instance.call("system0_probeSteps", count, until / count);
    return instance.state().slice();
  };
}

interface FixedSteps {
  readonly explicit: boolean;
  readonly relative: number;
  readonly form: CodeForm;
}

const methods = [
  { name: "Tsitouras", explicit: true, relative: 1e-9, order: 5 },
  { name: "Rodas4", explicit: false, relative: 1e-4, order: 4 },
  { name: "Rodas5P", explicit: false, relative: 1e-9, order: 5 },
];

test.each(methods.flatMap((method) => forms.map((form) => ({ ...method, form }))))(
  "$name, $form, keeps its order where rates read the time",
  ({ order, ...method }) => {
    // Y′ = −2tY² with Y = 1/(1 + t²), and G′ = 2t·Y with G = ln(1 + t²).
    const program = programFromLines({
      species: ["Y = 1", "G"],
      reactions: ["Y -> 0: 2 time * Y 2 ^ *", "Y -> Y + G: 2 time * Y *"],
    });
    const steps = fixedSteps(program, method);
    const errorsOf = (count: number): readonly number[] => {
      const [y, g] = steps(count, 1.5);
      return [Math.abs(y! - 1 / 3.25), Math.abs(g! - Math.log(3.25))];
    };
    const coarse = errorsOf(6);
    const fine = errorsOf(24);
    coarse.forEach((error, unknown) => {
      const observed = Math.log2(error / fine[unknown]!) / 2;
      expect(observed, `unknown ${unknown}: ${error} and ${fine[unknown]}`).toBeGreaterThan(order - 0.2);
    });
  },
);

const jumps = [
  // Made at rate 1 until t = 2, afterwards at rate 4; beyond A = 6 at rate 0.5.
  { law: "A 6 >= 0.5 time 2 < 1 4 ? ?", at: (t: number) => 6 + 0.5 * (t - 3) },
  // Whole parts of the time: 0 + 1 + 2 + … up to the last whole number, and a part of the next.
  {
    law: "time floor",
    at: (t: number) => (Math.floor(t) * (Math.floor(t) - 1)) / 2 + Math.floor(t) * (t % 1),
  },
  { law: "1 time 2 % 1 < +", at: (t: number) => t + Math.floor(t / 2) + Math.min(1, t % 2) },
  { law: "time 1.5 * round", at: (t: number) => t * Math.round(1.5 * t) - Math.round(1.5 * t) ** 2 / 3 },
];

test.each(jumps.flatMap((jump) => forms.map((form) => ({ ...jump, form }))))(
  "made by $law, $form: no jump escapes the control of the error",
  ({ law, at, form }) => {
    for (const until of [4.5, 5.1, 5.3, 6.4]) {
      const read = lines(until, ["A", "B"], [`0 -> A: ${law}`, "0 -> B: A 0.3 * B -"]);
      const { state } = solve(read, { form, relative: 1e-9 });
      expect(Math.abs(state[0]! / at(until) - 1), `until ${until}`).toBeLessThan(1e-8);
      if (law.includes("A")) continue;
      const integrated = lines(until, ["A", "B = 1"], [`0 -> A: ${law}`, "B ->{1} 0"]);
      const other = solve(integrated, { form, relative: 1e-9 }).state;
      expect(Math.abs(other[0]! / at(until) - 1), `integrated until ${until}`).toBeLessThan(1e-8);
    }
  },
);

/** Figures by scipy.integrate.solve_ivp, on which DOP853 at rtol 3e-14 and Radau at 1e-12 agree (atol 1e-15). */
const figures: Readonly<Record<string, readonly number[]>> = {
  "toggle switch": [155.763401955, 0.0995130601268],
  repressilator: [8.7243935486, 36.1512773777, 2.38750221672, 6.56219978883, 42.3933081531, 2.90628405633],
  "ultrasensitive switch": [0.0892238857799, 0.91077611422],
  "forced oscillator": [11.640899341, 3.47607478598, 7.93219360579],
};

test.each(Object.keys(figures).flatMap((name) => forms.map((form) => ({ name, form }))))(
  "$name, $form: as other solvers have it",
  ({ name, form }) => {
    const problem = Object.entries(problems).find(([key]) => key.startsWith(name))![1];
    const { state } = solve(problem, { form, relative: 1e-11 });
    figures[name]!.forEach((figure, species) => {
      expect(Math.abs(state[species]! / figure - 1)).toBeLessThan(1e-9);
    });
  },
);

const implicitMethods = [
  { method: "Rodas4", relative: 1e-5, bound: 3e-5 },
  { method: "Rodas5P", relative: 1e-8, bound: 3e-8 },
  { method: "differences", relative: 1e-5, multistepAfter: 3, bound: 1e-4 },
  { method: "differences", relative: 1e-8, multistepAfter: 3, bound: 1e-7 },
];

test.each(implicitMethods.flatMap((method) => forms.map((form) => ({ ...method, form }))))(
  "a fast decay to what changes with time by $method at $relative, $form, has its closed form",
  ({ method: _, bound, ...form }) => {
    // Y′ = −λ(Y − φ) + φ′ with Y = φ = 2 + cos t (A. Prothero and A. Robinson, Math. Comp. 28 (1974) 145), G′ = (1.5 + sin t)·Y.
    const problem = lines(
      10,
      ["Y = 3", "G"],
      ["0 -> Y: 1e5 2 time cos + * time sin -", "Y ->{1e5} 0", "Y -> Y + G: 1.5 time sin + Y *"],
    );
    const { state, steps } = solve(problem, form);
    const primitive = (t: number): number =>
      3 * t - 2 * Math.cos(t) + 1.5 * Math.sin(t) + Math.sin(t) ** 2 / 2;
    expect(Math.abs(state[0]! / (2 + Math.cos(10)) - 1)).toBeLessThan(bound);
    expect(Math.abs(state[1]! / (primitive(10) - primitive(0)) - 1)).toBeLessThan(bound);
    expect(steps).toBeLessThan(5000);
  },
);

test.each(forms)("steps by differentiation formulas, %s, see jumps and laws", (form) => {
  for (const [name, problem] of Object.entries(problems)) {
    const { state: expected } = reference(problem);
    const { state: found } = solve(problem, { form, relative: 1e-7, multistepAfter: 1 });
    found.forEach((value, species) => {
      expect(Math.abs(value - expected[species]!) / (Math.abs(expected[species]!) + 1e-6), name).toBeLessThan(
        1e-5,
      );
    });
  }
});
