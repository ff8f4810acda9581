import { expect, test } from "vitest";
import { lower, lowered, problems, reactionLines } from "../../lower-text.js";

const crn = (body: string, lowering = "polynomialize: true"): string =>
  `crn N {\nlower { ${lowering} }\n${body}\n}`;

function check(body: string, reactions: readonly string[], initial: Readonly<Record<string, number>>): void {
  const network = lowered(crn(body));
  expect(reactionLines(network)).toEqual(reactions);
  const auxiliaries = network.species.filter(({ role }) => role === "auxiliary");
  expect(Object.fromEntries(auxiliaries.map(({ name, initial: value }) => [name, value]))).toEqual(initial);
}

test("exp: v = exp(−x) falls with x, v' = −v·x' = −v²", () => {
  check("signal x >= 0 = 1\nx' = exp(-x)", ["0 ->{1} x by exp_minus_x", "2 exp_minus_x ->{1} exp_minus_x"], {
    "exp(-x)": Math.exp(-1),
  });
});

test("a reaction moves the argument too, also by its law", () => {
  check(
    "species A = 2, B\nsignal y >= 0\nA ->[A / (1 + A)] B\ny' = 1",
    ["A ->[A / (1 + A)] B", "0 ->{1} y"],
    {},
  );
  const { species, reactions } = lowered(crn("species A = 2, B\nsignal y\nA ->{0.5} B\ny' = log(1 + A)"));
  expect(species.map(({ name }) => name)).toEqual([
    "A",
    "B",
    "y.p",
    "y.m",
    "log(1 + A).p",
    "log(1 + A).m",
    "1/(1 + A)",
  ]);
  // r = 1/(1 + A), r' = −r²·A' = r²·A/2
  expect(reactions.map(({ provenance }) => provenance[0]!.rule)).toContain("dynamics of 1/(1 + A)");
});

test("the same function of the same argument is one variable, and functions of −g are those of g", () => {
  const names = (equation: string): readonly string[] =>
    lowered(crn(`signal x = 1\n${equation}`))
      .species.filter(({ role }) => role === "auxiliary")
      .map(({ name }) => name.replace(/\.[pm]$/, ""));
  expect(new Set(names("x' = sin(x + 1) + sin(-1 - x) + cos(-x - 1)"))).toEqual(
    new Set(["sin(x + 1)", "cos(x + 1)"]),
  );
  expect(new Set(names("x' = tanh(x) + sigmoid(-2 * x)"))).toEqual(
    new Set(["sigmoid(-2*x)", "sigmoid(2*x)"]),
  );
  expect(names("x' = max(1 + x^2, 0)")).toEqual([]);
});

test("functions of the time need no clock unless the time itself is read", () => {
  const species = (equation: string) =>
    lowered(crn(`signal x = 0\n${equation}`)).species.map(({ name }) => name);
  expect(species("x' = exp(-time)")).toEqual(["x", "exp(-time)"]);
  expect(species("x' = time * exp(-time)")).toEqual(["x", "time", "exp(-time)"]);
});

test("what a function variable cannot follow is refused, and domains are watched", () => {
  const at = (body: string, lowering = "order: 9; polynomialize: true") => problems(crn(body, lowering));
  expect(at("species A = 1\nsignal y\ny' = exp(A)\nat 2 { A = 3 }")).toEqual([
    'not-available-yet "at 2 { A = 3 }"',
  ]);
  expect(at("rate k = 1\nsignal y\ny' = exp(-k * y)\nat 2 { k = 3 }")).toEqual([
    'not-available-yet "at 2 { k = 3 }"',
  ]);
  expect(at("rate k = 1\nsignal y\ny' = k * exp(-y)\nat 2 { k = 3 }")).toEqual([]);
  expect(at("signal x >= 0 = 1, y\nx' = 1\ny' = log(x)")).toEqual([]);
  expect(at("signal x = 1, y\nx' = 1\ny' = log(x)")).toEqual(['domain-not-proven "log(x)"']);
  expect(at("signal x = -1, y\nx' = 1\ny' = log(x)")).toContain('outside-domain "log(x)"');
  expect(at("signal x = 1\nx' = x^0.5", "order: 9")).toEqual(['not-polynomial "x^0.5"']);
  expect(at("signal x = 1\nx' = x^x")).toEqual(['domain-not-proven "x^x"']);
});

test("the absolute value of a sum is that of a variable of its own, without any setting", () => {
  const { network, diagnostics } = lower(
    crn("signal x = 1, y = 2\nx' = abs(x - y)\ny' = max(y - x, 0)", "order: 2"),
  );
  expect(diagnostics).toEqual([]);
  const made = network!.species.filter(({ role }) => role === "auxiliary");
  expect(made.map(({ name, initial }) => [name, initial])).toEqual([
    ["value(x - y).p", 0],
    ["value(x - y).m", 1],
  ]);
});
