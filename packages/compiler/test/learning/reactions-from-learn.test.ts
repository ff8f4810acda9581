import { expect, test } from "vitest";
import { hostDuties } from "../../src/explanation/host-duties.js";
import { expressionText } from "../../src/network/expression-text.js";
import { networkProblems } from "../../src/network/network-invariants.js";
import { reactionOrder } from "../../src/network/stoichiometry.js";
import { lowered, problems, reactionLines } from "../lower-text.js";

const learner = (
  model: string,
  learn = "gradient: adjoint\nphases { forward: 0.5; feedback: 0.5 }\neta: 0.1",
): string => `model M {\n${model}\n}\nlearn M as L {\n${learn}\n}\n`;

function check(text: string, reactions: readonly string[]): void {
  expect(reactionLines(lowered(text))).toEqual(reactions);
}

const linear =
  "input x >= 0\ntarget y >= 0\nweight theta = 0\nstate z = 0\nz' = theta * x\noutput o = z\nloss = (o - y)^2 / 2";

test("a linear model: the output is the state, nothing runs backwards, and the weight changes while the gradient forms", () => {
  check(learner(linear), [
    "forward: 0 ->{1} z_p by x + theta_p",
    "forward: 0 ->{1} z_m by x + theta_m",
    "error: 0 ->{1} adjoint_z_p by z_p",
    "error: 0 ->{1} adjoint_z_m by z_m",
    "error: 0 ->{1} adjoint_z_m by y",
    "feedback: 0 ->{eta} theta_m by x + adjoint_z_p",
    "feedback: 0 ->{eta} theta_p by x + adjoint_z_m",
  ]);
});

test("an accumulated update keeps the gradient in species of its own", () => {
  const lines = reactionLines(
    lowered(learner(linear, "phases { forward: 1; update: 4 }\nupdate: accumulated")),
  );
  expect(lines.slice(-4)).toEqual([
    "feedback: 0 ->{1} gradient_theta_p by x + adjoint_z_p",
    "feedback: 0 ->{1} gradient_theta_m by x + adjoint_z_m",
    "update: 0 ->{0.25 * eta} theta_m by gradient_theta_p",
    "update: 0 ->{0.25 * eta} theta_p by gradient_theta_m",
  ]);
});

test("rails of weights cancel by reactions if asked for", () => {
  const network = lowered(learner(linear, "phases { forward: 1 }\ncancellation: chemistry"));
  expect(reactionLines(network).slice(-1)).toEqual(["theta_p + theta_m ->{100} 0"]);
  expect(hostDuties(network).map(({ kind }) => kind)).not.toContain("cancel-rails");
});

test("states that only enter a sum are pooled, and equal adjoints are one species", () => {
  const model =
    "input x[3] >= 0\ntarget y >= 0\nweight theta[3] >= 0\nfixed h = 0.1\nstate z[3] = x\nz' = theta .* x + h\noutput o = sum(z)\nloss = (o - y)^2 / 2";
  const network = lowered(learner(model));
  expect(network.species.map(({ name }) => name).filter((name) => /z/.test(name))).toEqual([
    "sum z",
    "adjoint sum z.p",
    "adjoint sum z.m",
  ]);
  const quenched = model.replace("+ h", "+ h - z .* abs(z)");
  const firstOrder = lowered(learner(quenched, "gradient: first_order\nphases { forward: 1 }"));
  expect(firstOrder.species.filter(({ role }) => role === "adjoint").map(({ name }) => name)).toEqual([
    "adjoint z.p",
    "adjoint z.m",
  ]);
  expect(lowered(learner(quenched)).species.filter(({ role }) => role === "adjoint")).toHaveLength(6);
});

test("states that decay alike are pooled, states that decay differently are not", () => {
  const states = (rates: string): readonly string[] => {
    const model = `input x[2]\ntarget y\nweight theta[2]\nstate z[2] = 0\n${rates}\noutput o = z[1] + z[2]\nloss = (o - y)^2 / 2`;
    return lowered(learner(model)).learning!.states.map(({ name }) => name);
  };
  expect(states("z' = theta .* x - 2*z")).toEqual(["sum z"]);
  expect(states("z[1]' = theta[1] * x[1] - 2*z[1]\nz[2]' = theta[2] * x[2] - 3*z[2]")).toEqual([
    "z[1]",
    "z[2]",
  ]);
});

test("compact rails leave out products of the two rails of one quantity", () => {
  const cubic = learner(
    linear.replace("z' = theta * x", "z' = theta * x - z^3"),
    "gradient: first_order\nphases { forward: 1 }\nlower { order: 3 }\nrails: compact(annihilate: 1000)",
  );
  const forward = reactionLines(lowered(cubic)).filter((line) => line.startsWith("forward"));
  expect(forward).toEqual([
    "forward: 0 ->{1} z_p by x + theta_p",
    "forward: 0 ->{1} z_m by x + theta_m",
    "forward: 3 z_p ->{1} 2 z_p",
    "forward: 3 z_m ->{1} 2 z_m",
    "forward: z_p + z_m ->{1000} 0",
  ]);
});

test("a weight declared `>= 0` is read on its positive rail, and what it makes has one rail", () => {
  check(learner(linear.replace("weight theta", "weight theta >= 0")), [
    "forward: 0 ->{1} z by x + theta_p",
    "error: 0 ->{1} adjoint_z_p by z",
    "error: 0 ->{1} adjoint_z_m by y",
    "feedback: 0 ->{eta} theta_m by x + adjoint_z_p",
    "feedback: 0 ->{eta} theta_p by x + adjoint_z_m",
  ]);
});

test("what is dropped is no longer named: the loss reads the rails that are left", () => {
  const network = lowered(learner(linear.replace("weight theta", "weight theta >= 0")));
  expect(networkProblems(network)).toEqual([]);
  expect(expressionText(network.learning!.loss)).toBe("(z - y)^2 / 2");
});

test("output weights get their gradient with the error, of order two in the states", () => {
  const text = learner(
    "input x >= 0\ntarget y >= 0\nweight w = 1\nstate z = x\nz' = -z\noutput o = w * z\nloss = (o - y)^2 / 2",
  );
  expect(reactionLines(lowered(text)).filter((line) => line.startsWith("error"))).toEqual([
    "error: 0 ->{1} gradient_w_p by z + o_p",
    "error: 0 ->{1} gradient_w_m by z + o_m",
    "error: 0 ->{1} gradient_w_m by z + y",
  ]);
});

test("a weight in an initial state gets what the adjoint holds when the states are back at their start", () => {
  const text = learner(
    "input x >= 0\ntarget y >= 0\nweight w = 1\nstate z = w * x\nz' = -z\noutput o = z\nloss = (o - y)^2 / 2",
  );
  const lines = reactionLines(lowered(text));
  expect(lines.filter((line) => /^(load|initial)/.test(line))).toEqual([
    "load: 0 ->{1} z_p by x + w_p",
    "load: 0 ->{1} z_m by x + w_m",
    "initial: 0 ->{1} gradient_w_p by x + adjoint_z_p",
    "initial: 0 ->{1} gradient_w_m by x + adjoint_z_m",
  ]);
});

test("first order: no reversal and no adjoint dynamics", () => {
  const quenched =
    "input x >= 0\ntarget y >= 0\nweight theta = 0\nstate z = x\nz' = theta * x - z * abs(z)\noutput o = z\nloss = (o - y)^2 / 2";
  const roles = (gradient: string) =>
    new Set(
      lowered(learner(quenched, `gradient: ${gradient}\nphases { forward: 1 }\neta: 0.1`)).reactions.map(
        ({ role }) => role,
      ),
    );
  expect([...roles("adjoint")]).toEqual([
    "load",
    "forward",
    "error",
    "adjoint",
    "state-reversal",
    "gradient",
    "update",
    "annihilation",
  ]);
  expect([...roles("first_order")]).toEqual(["load", "forward", "error", "gradient", "annihilation"]);
});

test("what cannot be learnt is said at its place", () => {
  const at = (model: string) => problems(learner(model));
  const withDynamics = (dynamics: string) => linear.replace("z' = theta * x", `z' = ${dynamics}`);
  expect(at(withDynamics("theta * x - exp(z)"))).toEqual(['not-polynomial "exp(z)"']);
  expect(at(withDynamics("theta * x - z^2"))).toEqual(['even-power-on-rails "z^2"']);
  expect(at(linear.replace("weight theta = 0", "weight theta = 0, spare = 0"))).toEqual([
    'weight-without-effect "spare"',
  ]);
});

test("a learning circuit is of order two unless the text allows more; order one is out of reach", () => {
  const cubic = linear.replace("z' = theta * x", "z' = theta * x - z^3");
  const settings = "phases { forward: 1 }\neta: 0.1";
  const orderOf = (text: string) => Math.max(...lowered(text).reactions.map(reactionOrder));
  expect(orderOf(learner(cubic, settings))).toBe(2);
  expect(orderOf(learner(cubic, `${settings}\nlower { order: 3 }`))).toBe(3);
  expect(problems(learner(linear, `${settings}\nlower { order: 1 }`))).toEqual([
    'not-available-yet "order: 1"',
  ]);
});

test("what a model asserts is checked on its circuit", () => {
  expect(problems(learner(`${linear}\nassert order <= 2`))).toEqual([]);
  expect(problems(learner(`${linear}\nassert order <= 1`))).toEqual(['assertion-fails "order <= 1"']);
});

test("with an oscillator the network has no phases and is fed", () => {
  const text = learner(linear, "phases { forward: 1 }\neta: 0.1\nclock: oscillator(k: 1, seed: 1e-6)");
  const { phases, clock, learning } = lowered(text);
  expect([phases.length, clock?.kind, learning?.feed?.trigger.kind]).toEqual([0, "oscillator", "when"]);
});
