import { expect, test } from "vitest";
import { evaluateRateExpression } from "../../src/network/rate-expression.js";
import { lowered, problems, reactionLines } from "../lower-text.js";

function check(body: string, species: readonly string[], reactions: readonly string[]): void {
  const network = lowered(`crn N {\n${body}\n}`);
  expect(network.species.map(({ id, initial }) => `${id} = ${initial}`)).toEqual(species);
  expect(reactionLines(network)).toEqual(reactions);
}

function checkProblems(body: string, expected: readonly string[]): void {
  expect(problems(`crn N {\n${body}\n}`)).toEqual(expected);
}

test("catalysts with `by` and on both sides are the same reaction, and equal reactions merge", () => {
  check(
    "species P = 1, X = 2, Z = 0\n0 ->{1} Z by P + X\nP + X ->{2} P + X + Z",
    ["P = 1", "X = 2", "Z = 0"],
    ["0 ->{3} Z by P + X"],
  );
});

test("a reversible reaction is two", () => {
  check(
    "species A = 1, B = 0\nrate f = 2, b = 3\nA <->{f, b} B",
    ["A = 1", "B = 0"],
    ["A ->{f} B", "B ->{b} A"],
  );
});

test("combinatoric kinetics divides by the orderings of equal reactants", () => {
  check("kinetics combinatoric\nspecies A = 1\nrate k = 6\n3 A ->{k} A", ["A = 1"], ["3 A ->{k / 6} A"]);
});

test("a signal that stays a concentration keeps one rail (Lotka–Volterra written as equations)", () => {
  check(
    "rate a = 1, b = 0.1, c = 0.8\nsignal x = 10, y = 5\nx' = a * x - b * x * y\ny' = b * x * y - c * y",
    ["x = 10", "y = 5"],
    ["x ->{a} 2 x", "x ->{b} 0 by y", "y ->{b} 2 y by x", "y ->{c} 0"],
  );
});

test("equations of different phases do not cancel: a signal that falls in one of them has two rails", () => {
  check(
    "phases { up: 1; down: 2 }\nsignal z = 0\nphase up { z' = 1 }\nphase down { z' = -1 }",
    ["z_p = 0", "z_m = 0"],
    ["up: 0 ->{1} z_p", "down: 0 ->{1} z_m", "z_p + z_m ->{100} 0"],
  );
});

test("the powers of a two-rail signal are expanded with all cross terms", () => {
  check(
    "signal z = -1\nz' = -z^3\nlower { rails: dual(annihilate: 50) }",
    ["z_p = 0", "z_m = 1"],
    [
      "3 z_p ->{1} 2 z_p",
      "z_m ->{3} 0 by 2 z_p",
      "z_p ->{3} 0 by 2 z_m",
      "3 z_m ->{1} 2 z_m",
      "z_p + z_m ->{50} 0",
    ],
  );
});

test("the quench form comes from an absolute value, never from a square", () => {
  const quench = ["2 z_p ->{0.5} z_p", "2 z_m ->{0.5} z_m", "z_p + z_m ->{100} 0"];
  check("signal z = -1\nz' = -0.5 * z * abs(z)", ["z_p = 0", "z_m = 1"], quench);
  check(
    "signal z = -1\nz' = -0.5 * z^2",
    ["z_p = 0", "z_m = 1"],
    ["2 z_p ->{0.5} z_p", "z_m ->{1} 0 by z_p", "2 z_m ->{0.5} 3 z_m", "z_p + z_m ->{100} 0"],
  );
});

test("events set signals through their rails, and `+=` uses the value before", () => {
  const network = lowered("crn N {\nsignal x = 1\nspecies A = 0\nx' = -x\nat 2 { x = -3; A += 2 }\n}");
  expect(network.events).toMatchObject([
    {
      trigger: { kind: "at", time: 2 },
      assignments: [
        { target: { id: "x_p" }, value: { kind: "number", value: 0 } },
        { target: { id: "x_m" }, value: { kind: "number", value: 3 } },
        { target: { id: "A" }, value: { kind: "binary", operator: "+" } },
      ],
    },
  ]);
});

test("what has no meaning as chemistry is an error at its term", () => {
  checkProblems("species A = 1, B = 1\nA' = B - 2 * B * B", ['not-kinetic "2 * B * B"']);
  checkProblems("signal x = 1\nx' = 1 - exp(x)", ['not-polynomial "exp(x)"']);
  checkProblems("signal x = 1\nx' = sin(x)\nlower { polynomialize: true }", []);
  checkProblems("signal x = 1\nx' = floor(x)\nlower { polynomialize: true }", ['not-polynomial "floor(x)"']);
});

test("an order that is asked for is reached, or refused at the setting; otherwise it is warned of at the term", () => {
  checkProblems("signal x = 1\nx' = -x^3\nlower { order: 2 }", []);
  checkProblems("signal x = 1\nx' = -x^2\nlower { order: 1 }", ['not-available-yet "order: 1"']);
  checkProblems("signal x = 1\nx' = -x^3", ['high-order "x^3"']);
});

test("an even power of a two-rail signal in its own equation is warned of", () => {
  checkProblems("signal x = 1\nx' = 1 - x - 2 * x^2\nx.p + x.m ->{1} 0", ['even-power-on-rails "2 * x^2"']);
});

test("assertions name the reaction that breaks them", () => {
  checkProblems("species A = 1, B = 0\nA ->{1} B\nassert conserved(A + B)\nassert order <= 1", []);
  checkProblems("species A = 1, B = 0\nA ->{1} 2 B\nassert conserved(A + B)", [
    'assertion-fails "conserved(A + B)"',
  ]);
  checkProblems("species A = 1, B = 0\nA + B ->{1} 2 B\nassert order <= 1", ['assertion-fails "order <= 1"']);
});

test("the remainder has the sign of its right operand, in shapes, constants and laws alike", () => {
  const network = lowered("crn N {\nspecies A = (0 - 5) % 3, B = 1\nB ->[(0 - B) % 3] 0\n}");
  expect(network.species[0]).toMatchObject({ id: "A", initial: 1 });
  const { rate } = network.reactions[0]!;
  const flux = rate.kind === "law" ? rate.flux : undefined;
  expect(evaluateRateExpression(flux!, { parameter: () => 0, species: () => 5, time: 0 })).toBe(1);
});
