import { simulateDeterministic } from "@ncrn/simulator";
import { expect, test } from "vitest";
import { programFromReactions } from "../../../src/bytecode/program-from-reactions.js";
import { reactionOrder } from "../../../src/network/stoichiometry.js";
import { lower, lowered, problems, reactionLines } from "../../lower-text.js";

const crn = (body: string): string => `crn N {\n${body}\nlower { order: 2 }\n}\n`;

/** Signed values of the named quantities of the reduced network at one time. */
function valuesAt(body: string, time: number, names: readonly string[]): readonly number[] {
  const network = lowered(crn(body));
  expect(Math.max(...network.reactions.map(reactionOrder))).toBeLessThanOrEqual(2);
  const { trajectory, failure } = simulateDeterministic(programFromReactions(network), {
    until: time,
    times: Float64Array.of(time),
    relativeTolerance: 1e-11,
    absoluteTolerance: 1e-14,
  });
  expect(failure).toBeUndefined();
  const value = (name: string): number | undefined => {
    const index = network.species.findIndex((species) => species.name === name);
    return index < 0 ? undefined : trajectory.species[index]!.values[0];
  };
  return names.map((name) => value(name) ?? (value(`${name}.p`) ?? 0) - (value(`${name}.m`) ?? Number.NaN));
}

function check(body: string, time: number, expected: Readonly<Record<string, number>>): void {
  const found = valuesAt(body, time, Object.keys(expected));
  for (const [index, value] of Object.values(expected).entries())
    expect(Math.abs(found[index]! - value)).toBeLessThan(1e-8 * Math.max(1, Math.abs(value)));
}

// h = tⁿ/(1 + tⁿ), i = 1/(1 + tⁿ): h' = n·i²·tⁿ⁻¹.
test.each([2, 3, 4, 5, 6, 7, 8])("the Hill function of n = %i follows its closed form", (n) => {
  const body = `species h = 0, i = 1, t = 0\nh' = ${n} * i^2 * t^${n - 1}\ni' = -${n} * i^2 * t^${n - 1}\nt' = 1`;
  for (const time of [0.5, 1, 2])
    check(body, time, { h: time ** n / (1 + time ** n), i: 1 / (1 + time ** n) });
});

test("a Hill function of signals stays on single rails", () => {
  const body = "signal h = 0, i = 1, t = 0\nh' = 8 * i^2 * t^7\ni' = -8 * i^2 * t^7\nt' = 1";
  const { species } = lowered(crn(body));
  expect(species.map(({ name }) => name)).toEqual(["h", "i", "t", "i*t^7", "t^6", "t^4", "t^2"]);
});

// x' = −c·xⁿ: x = (x₀¹⁻ⁿ + (n − 1)·c·t)^(1/(1−n)).
test("powers follow their closed form from positive and negative values", () => {
  check("signal x = -1\nx' = -x^3", 2, { x: -(5 ** -0.5) });
  check("signal x = 2\nx' = -0.5 * x^4", 1, { x: (1 / 8 + 1.5) ** (-1 / 3) });
  check("species x = 1\nx' = -x^5", 3, { x: 13 ** -0.25 });
});

test("an auxiliary variable starts at the product of the initial values, negative ones on their rail", () => {
  const initial = (body: string) =>
    Object.fromEntries(lowered(crn(body)).species.map(({ name, initial: value }) => [name, value]));
  expect(initial("signal x = -2\nx' = 1 - x^4")).toMatchObject({ "x^3.p": 0, "x^3.m": 8 });
  expect(initial("species x = 2\nx' = 1 - x^3")).toMatchObject({ "x^2": 4 });
});

test("reactions of the text take part in the product rule; x⁺ − x⁻ is the only thing they may not touch", () => {
  const body = "species A = 1, B = 1\nsignal x = 0\nA ->{1} B\nx' = A * B * x - x^3 + A";
  const [reduced] = valuesAt(body, 2, ["x"]);
  const source = lowered(`crn N {\n${body}\n}`);
  const { trajectory } = simulateDeterministic(programFromReactions(source), {
    until: 2,
    times: Float64Array.of(2),
    relativeTolerance: 1e-11,
    absoluteTolerance: 1e-14,
  });
  const index = source.species.findIndex(({ name }) => name === "x");
  expect(Math.abs(reduced! - trajectory.species[index]!.values[0]!)).toBeLessThan(1e-9);
  expect(lowered(crn(body)).species.map(({ name }) => name)).toContain("A*B");
});

test("what events set is in no auxiliary variable: its terms become binding, and that is said", () => {
  const body = "species x = 1\nx' = 0.1 - x^3\nat 1 { x = 2 }";
  expect(problems(crn(body))).toEqual(['order-reduced-by-binding "x^3"']);
});

test("a trimolecular reaction becomes fast binding, with the constants said", () => {
  const text = crn("species A = 1, B = 1, C = 0\nrate k = 0.5\n2 A + B ->{k} 3 C");
  expect(reactionLines(lowered(text))).toEqual([
    "2 A ->{1000 * k} complex_A_A",
    "complex_A_A ->{1000000 * k} 2 A",
    "B + complex_A_A ->{1000 * k} 3 C",
  ]);
  expect(lower(text).diagnostics.map(({ code, severity, message }) => [code, severity, message])).toEqual([
    [
      "order-reduced-by-binding",
      "information",
      "`2 A + B ->{k} 3 C` (order 3) becomes fast reversible binding, two molecules at a time, with the constants 500 and 500000, and a last step with 500; the relative error is of the order of the concentrations divided by 1000.",
    ],
  ]);
});

test("a law of its own is not changed, and refused", () => {
  expect(problems(crn("species A = 1, B = 1\n2 A + B ->[A * B] A"))).toEqual([
    'not-available-yet "order: 2"',
  ]);
});

test("a search that ends at its budget is told of at the first long term, and the equations keep their solution", () => {
  const equations = "x' = y^4 * z^3 - x\ny' = x^3 * z^4 - y\nz' = x^4 * y^3 - z";
  const body = `signal x = 1, y = 0.5, z = 0.2\n${equations}`;
  expect(problems(crn(body))).toEqual(['order-reduction-incomplete "y^4 * z^3"']);
  const { severity, data } = lower(crn(body)).diagnostics[0]!;
  const auxiliaries = lowered(crn(body)).species.length - 3;
  expect([severity, data]).toEqual(["information", { order: 2, auxiliaries }]);
  const { trajectory } = simulateDeterministic(programFromReactions(lowered(`crn N {\n${body}\n}`)), {
    until: 1,
    times: Float64Array.of(1),
    relativeTolerance: 1e-11,
    absoluteTolerance: 1e-14,
  });
  const [x, y, z] = trajectory.species.map(({ values }) => values[0]!);
  check(body, 1, { x: x!, y: y!, z: z! });
});

test("without a limit nothing is reduced", () => {
  const network = lowered("crn N {\nsignal x = 1\nx' = -x^3\n}");
  expect(reactionLines(network)).toEqual(["3 x ->{1} 2 x"]);
});
