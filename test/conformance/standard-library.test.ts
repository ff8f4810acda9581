// Every declaration of the standard library in a small network, against a closed form.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createSourceText, parse } from "@ncrn/language";
import { simulateDeterministic, type Trajectory } from "@ncrn/simulator";
import { expect, test } from "vitest";
import { networkOf } from "./network-from-text.js";

const FOLDER = path.join(import.meta.dirname, "../../packages/language/std");
const TOLERANCES = { relativeTolerance: 1e-10, absoluteTolerance: 1e-14 };

/** Values of a species, signal or observable by name. */
type Values = Readonly<Record<string, number>>;

/** A network of one imported declaration: its body, its end, and closed forms there. */
interface Case {
  readonly name: string;
  readonly file: string;
  readonly body: string;
  readonly until: number;
  readonly expected: Values;
}

const { exp, log, sqrt } = Math;
/** What has come of a level that is approached with rate 1, or k, after t. */
const risen = (t: number, k = 1) => 1 - exp(-k * t);

/** Steady smaller one L of two species with L' = B − L − fast·L·(L + D) and their difference at D = A − B. */
function smallerRail(larger: number, smaller: number, fast: number): number {
  const difference = larger - smaller;
  const linear = 1 + fast * difference;
  return (2 * smaller) / (linear + sqrt(linear ** 2 + 4 * fast * smaller));
}

const CASES: readonly Case[] = [
  {
    name: "add",
    file: "arithmetic",
    body: `signal a = 1.5, b = -4, c = 0.25, ab, abc
      use first = add(a, b, ab)
      use second = add(ab, c, abc)`,
    until: 3,
    expected: { ab: -2.5 * risen(3), abc: 0.25 * risen(3) - 2.5 * (risen(3) - 3 * exp(-3)), a: 1.5, b: -4 },
  },
  {
    name: "subtract",
    file: "arithmetic",
    body: `signal a = 1.5, b = -4, c = 2, ab, ca
      use first = subtract(a, b, ab; k: 2)
      use second = subtract(a, c, ca)`,
    until: 1,
    expected: { ab: 5.5 * risen(1, 2), ca: -0.5 * risen(1) },
  },
  {
    name: "multiply",
    file: "arithmetic",
    body: `signal a = 1.5, b = -4, c = -0.5, ab, ac, bc, aa
      use first = multiply(a, b, ab)
      use second = multiply(c, a, ac)
      use third = multiply(b, c, bc; k: 3)
      use fourth = multiply(a, a, aa)`,
    until: 2,
    expected: { ab: -6 * risen(2), ac: -0.75 * risen(2), bc: 2 * risen(2, 3), aa: 2.25 * risen(2) },
  },
  {
    name: "dot_product",
    file: "arithmetic",
    body: `signal v[4], w[4], dotted, a[2] = 3, b[2] = -0.5, short
      init v[1] = 1, v[2] = -2, v[3] = 3, v[4] = 0.5
      init w[1] = 4, w[2] = 0.5, w[3] = -1, w[4] = -6
      use four = dot_product(v, w, dotted; n: 4)
      use two = dot_product(a, b, short)`,
    until: 40,
    expected: { dotted: 4 - 1 - 3 - 3, short: -3 },
  },
  {
    name: "compare",
    file: "arithmetic",
    body: `species A = 3, B = 1, G, L, G2, L2
      use first = compare(A, B, G, L)
      use second = compare(B, A, G2, L2; fast: 1000)`,
    until: 40,
    expected: {
      G: 2 + smallerRail(3, 1, 100),
      L: smallerRail(3, 1, 100),
      G2: smallerRail(3, 1, 1000),
      L2: 2 + smallerRail(3, 1, 1000),
    },
  },
  {
    name: "annihilate",
    file: "arithmetic",
    body: `signal x = 5, y
      0 ->{3} x.p
      0 ->{1} x.m
      0 ->{1} y.p
      0 ->{2.5} y.m
      use first = annihilate(x; fast: 2)
      use second = annihilate(y)
      x.p ->{1} 0
      x.m ->{1} 0
      y.p ->{1} 0
      y.m ->{1} 0`,
    until: 40,
    expected: { x: 2, x_m: smallerRail(3, 1, 2), y: -1.5, y_p: smallerRail(2.5, 1, 100) },
  },
  {
    name: "buffer",
    file: "arithmetic",
    body: `species X, Reserve = 10
      use hold = buffer(X, Reserve; release: 0.5, bind: 2)`,
    until: 0.6,
    expected: { X: 2 * risen(0.6, 2.5), Reserve: 10 - 2 * risen(0.6, 2.5) },
  },
  {
    name: "form_error",
    file: "learning",
    body: `signal prediction = 1.25, goal = -2, e, goal2 = 3, prediction2 = -1, e2
      use first = form_error(prediction, goal, e; fast: 4)
      use second = form_error(prediction2, goal2, e2)`,
    until: 0.5,
    expected: { e: 3.25 * risen(0.5, 4), prediction: 1.25 * exp(-2), goal: -2 * exp(-2), e2: -4 * risen(50) },
  },
  {
    name: "accumulate",
    file: "learning",
    body: `signal e = -2, x = 1.5, w = -0.5, gradient = 1, gradient2
      use first = accumulate(e, x, gradient; k: 0.25)
      use second = accumulate(e, w, gradient2)`,
    until: 2,
    expected: { gradient: 1 - 0.25 * 3 * 2, gradient2: 2, e: -2, x: 1.5 },
  },
  {
    name: "update",
    file: "learning",
    body: `signal weight = 1, gradient = 0.75, weight2 = -1, gradient2 = -3
      use first = update(weight, gradient)
      use second = update(weight2, gradient2; k: 10)`,
    until: 1.5,
    expected: {
      weight: 1 - 0.75 * risen(1.5),
      gradient: 0.75 * exp(-1.5),
      weight2: -1 + 3 * risen(15),
      gradient2: -3 * exp(-15),
    },
  },
  {
    name: "squared_error",
    file: "metrics",
    body: `species A = 3
      A ->{1} 0
      let cost = squared_error(A, 2)`,
    until: 2,
    expected: { cost: (3 * exp(-2) - 2) ** 2 },
  },
  {
    name: "half_squared_error",
    file: "metrics",
    body: `species A = 3
      A ->{1} 0
      let cost = half_squared_error(A, 2)`,
    until: 2,
    expected: { cost: (3 * exp(-2) - 2) ** 2 / 2 },
  },
];

function simulate(
  { name, file, body }: Omit<Case, "until" | "expected">,
  times: readonly number[],
): Trajectory {
  const { program } = networkOf(`import { ${name} } from "std/${file}"\n\ncrn Uses {\n${body}\n}\n`);
  const { trajectory, failure } = simulateDeterministic(program, {
    until: times.at(-1)!,
    times,
    ...TOLERANCES,
  });
  expect(failure).toBeUndefined();
  return trajectory;
}

/** The values of a column at all times. */
function columnOf({ species, observables }: Trajectory, name: string): readonly number[] {
  const column = [...species, ...observables].find((entry) => entry.name === name);
  if (column === undefined) throw new Error(`no column ${name}`);
  return [...column.values];
}

test.each(CASES)("$name", ({ until, expected, ...network }) => {
  const trajectory = simulate(network, [until]);
  for (const [name, value] of Object.entries(expected)) {
    const difference = Math.abs(columnOf(trajectory, name).at(-1)! - value);
    expect(difference, name).toBeLessThan(1e-7 * Math.max(1e-3, Math.abs(value)));
  }
});

/**
 * Period of the ring of three by quadrature. Sum S and product P of the species are kept, so x' = kx(z − y) becomes
 * x'² = k²x·q(x), where q(x) = x(S − x)² − 4P. With x = m − r·cos φ between the two smaller roots of q, the period is
 * (2/k)·∫₀^π dφ/√(x·(x₃ − x)), whose integrand is smooth and periodic: equal steps converge exponentially.
 */
function ringPeriod(sum: number, product: number, k: number): number {
  const q = (x: number) => x * (sum - x) ** 2 - 4 * product;
  const root = (from: number, to: number) => {
    let [low, high] = [from, to];
    for (let step = 0; step < 100; step++) {
      const middle = (low + high) / 2;
      if (Math.sign(q(middle)) === Math.sign(q(from))) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  const [x1, x2, x3] = [root(0, sum / 3), root(sum / 3, sum), root(sum, 2 * sum)];
  const steps = 2000;
  const integrand = Array.from({ length: steps }, (_, index) => {
    const x = (x1 + x2) / 2 - ((x2 - x1) / 2) * Math.cos(((index + 0.5) * Math.PI) / steps);
    return 1 / sqrt(x * (x3 - x));
  });
  return ((2 / k) * Math.PI * integrand.reduce((total, value) => total + value, 0)) / steps;
}

test("ring: after a third of the period each species is where the one before it was; equal areas", () => {
  const start = [1, 0.8, 0.01];
  const k = 1.5;
  const sum = start.reduce((total, value) => total + value, 0);
  const period = ringPeriod(sum, start[0]! * start[1]! * start[2]!, k);
  const trajectory = simulate(
    {
      name: "ring",
      file: "clocks",
      body: `species X[3], Area[3]
        init X[1] = 1, X[2] = 0.8, X[3] = 0.01
        use clock = ring(X; k: ${k})
        for i in 1..3 {
          0 ->{1} Area[i] by X[i]
        }`,
    },
    [period / 3, period],
  );
  for (const index of [0, 1, 2]) {
    const [third, full] = columnOf(trajectory, `X_${index + 1}`);
    expect(third).toBeCloseTo(start[(index + 2) % 3]!, 7);
    expect(full).toBeCloseTo(start[index]!, 7);
    // (ln Xᵢ)' = k(Xᵢ₋₁ − Xᵢ₊₁) has no mean, so all have the same area, a third of that of the sum.
    expect(columnOf(trajectory, `Area_${index + 1}`).at(-1)).toBeCloseTo((sum * period) / 3, 7);
  }
});

test("two_phase: the phases take turns, never overlap, and each pulse has its area", () => {
  const low = 1e-6;
  const times = Array.from({ length: 12_001 }, (_, index) => index / 100);
  const trajectory = simulate(
    {
      name: "two_phase",
      file: "clocks",
      body: `species First = ${low}, Second = ${low}, FirstArea, SecondArea
        use clock = two_phase(First, Second)
        0 ->{1} FirstArea by First
        0 ->{1} SecondArea by Second`,
    },
    times,
  );
  const [first, second] = [columnOf(trajectory, "First"), columnOf(trajectory, "Second")];
  // Every other species of a ring of even length keeps its product: the sums of (ln Xᵢ)' cancel.
  const product = (names: readonly string[]) => {
    const columns = names.map((name) => columnOf(trajectory, name));
    return times.map((_, index) => columns.reduce((found, column) => found * column[index]!, 1));
  };
  for (const members of [
    ["clock_Before", "First", "clock_Waiting"],
    ["clock_Rising", "clock_After", "Second"],
  ]) {
    for (const value of product(members)) expect(value / low ** 2).toBeCloseTo(1, 4);
  }
  const overlap = Math.max(...first.map((value, index) => Math.min(value, second[index]!)));
  expect(overlap).toBeLessThan(3 * low);
  expect(turns(first, second).slice(0, 5)).toEqual(["First", "Second", "First", "Second", "First"]);
  for (const [name, values] of [["First", first] as const, ["Second", second] as const]) {
    const areas = pulseAreas(values, columnOf(trajectory, `${name}Area`));
    expect(areas.length).toBeGreaterThanOrEqual(2);
    // A pulse moves the logarithm of a neighbour from ε to the sum, 2, or from ε/2 to 2.
    for (const area of areas) {
      const expected = [log(2 / low), log(4 / low)];
      expect(Math.min(...expected.map((value) => Math.abs(area - value)))).toBeLessThan(1e-3);
    }
  }
});

/** Which of two signals rises above 1, in order. */
function turns(first: readonly number[], second: readonly number[]): readonly string[] {
  const states = first.map((value, index) => (value > 1 ? "First" : second[index]! > 1 ? "Second" : ""));
  return states.filter((state, index) => state !== "" && state !== states[index - 1]);
}

/** Areas of all complete pulses, from their integral at the times between them. */
function pulseAreas(values: readonly number[], integral: readonly number[]): readonly number[] {
  const ends: number[] = [];
  let startedAt: number | undefined;
  let quietAt = 0;
  for (const [index, value] of values.entries()) {
    if (value > 1) startedAt ??= quietAt;
    else if (value < 1e-4) {
      if (startedAt !== undefined) ends.push(integral[index]! - integral[startedAt]!);
      startedAt = undefined;
      quietAt = index;
    }
  }
  return ends;
}

test("every declaration of the library is tried here", () => {
  const declared = readdirSync(FOLDER).flatMap((file) => {
    const source = createSourceText(file, readFileSync(path.join(FOLDER, file), "utf8"));
    return parse(source).document.declarations.map((declaration) =>
      "name" in declaration && declaration.name !== undefined ? declaration.name.text : "",
    );
  });
  const tried = [...CASES.map(({ name }) => name), "ring", "two_phase"];
  expect(tried.sort()).toEqual(declared.sort());
});
