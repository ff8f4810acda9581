// The linear regression circuit of the Neural CRN paper (arXiv 2409.00034, version 2: "13 reactions and 15 species") out of
// a model declaration.

import { expect, test } from "vitest";
import { explain } from "../../src/explanation/explain.js";
import { lowered, reactionLines } from "../lower-text.js";

const circuit = (learn: string) =>
  lowered(`model Regression {
  input x[2] >= 0
  target y >= 0
  weight theta[2] >= 0 = [0.33, 0.35]
  fixed h = 0.1
  state z[2] = x
  z' = theta .* x + h
  output yhat = sum(z)
  loss = (yhat - y)^2 / 2
}
learn Regression as L { gradient: adjoint; phases { forward: 0.5 }; eta: 0.1; ${learn} }`);

const sizeOf = (learn: string): readonly number[] => {
  const { reactions, species, maxOrder } = explain(circuit(learn));
  return [reactions, species, maxOrder];
};

// Published: 13 reactions and 15 species. There the host sets Z(0) = x1 + x2, which are two reactions here; a species H holds
// the bias, which is a number here; and four reactions with four species hold the gradient, which goes straight to the
// weights here.
test("host cancellation: 11 reactions and 10 species instead of 13 and 15", () => {
  expect(sizeOf("")).toEqual([13 + 2 - 4, 15 - 1 - 4, 2]);
  expect(reactionLines(circuit(""))).toEqual([
    "load: 0 ->{1} sum_z by x_1",
    "load: 0 ->{1} sum_z by x_2",
    "forward: 0 ->{1} sum_z by x_1 + theta_1_p",
    "forward: 0 ->{0.2} sum_z",
    "forward: 0 ->{1} sum_z by x_2 + theta_2_p",
    "error: 0 ->{1} adjoint_sum_z_p by sum_z",
    "error: 0 ->{1} adjoint_sum_z_m by y",
    "feedback: 0 ->{eta} theta_1_m by x_1 + adjoint_sum_z_p",
    "feedback: 0 ->{eta} theta_1_p by x_1 + adjoint_sum_z_m",
    "feedback: 0 ->{eta} theta_2_m by x_2 + adjoint_sum_z_p",
    "feedback: 0 ->{eta} theta_2_p by x_2 + adjoint_sum_z_m",
  ]);
});

test("cancellation in chemistry: 13 reactions instead of 15", () => {
  expect(sizeOf("cancellation: chemistry")).toEqual([13, 10, 2]);
});

test("with species for the gradient: the published list and the two reactions that load the states", () => {
  expect(sizeOf("update: accumulated")).toEqual([13 + 2, 15 - 1, 2]);
});
