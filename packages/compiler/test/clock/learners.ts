// Learners of the closed-network tests: their text, and what they compute, written down independently of the compiler.

import { analyze, createSourceText } from "@ncrn/language";
import type { LoweringServices } from "../../src/lowering/lowering-services.js";
import type { ReactionNetwork } from "../../src/network/reaction-network.js";
import type { Lowered } from "../../src/reactions/lowered.js";
import { reactionsFromLearn } from "../../src/reactions/reactions-from-learn.js";
import { integrateTightly } from "./environment.js";

/** Settings of a learn record that tests vary. */
export interface LearnSettings {
  readonly gradient?: "adjoint" | "first_order";
  readonly time?: number;
  readonly eta?: number;
  readonly clock?: string;
  readonly update?: "direct" | "accumulated";
  readonly annihilate?: number;
}

export const CLOCK = "oscillator(k: 10, seed: 1e-6)";

export function learnerText(model: string, settings: LearnSettings = {}): string {
  const { gradient = "first_order", time = 1, eta = 0.1, clock = CLOCK, update = "direct" } = settings;
  return `model M {\n${model}\n}\nlearn M as L {\ngradient: ${gradient}\nphases { forward: ${time} }\neta: ${eta}
rails: dual(annihilate: ${settings.annihilate ?? 100})\nclock: ${clock}\nupdate: ${update}\n}\n`;
}

export function lowerLearner(text: string, services: LoweringServices = {}): Lowered {
  const { program, diagnostics } = analyze(createSourceText("test.ncrn", text), {});
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return reactionsFromLearn(program.learns[0]!, services);
}

/** The closed network of a model with a clock calibrated by simulation. */
export function closed(
  model: string,
  settings: LearnSettings = {},
  readSingly: ReadonlySet<string> = new Set(),
): ReactionNetwork {
  const { network, diagnostics } = lowerLearner(learnerText(model, settings), {
    integrate: integrateTightly,
    readSingly,
  });
  if (network === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return network;
}

export const SQUARED = "loss = (o - y)^2 / 2";

/** x₁ + x₂ + T·(θ·x + 2h) with h = 0.1: the linear regression of the Neural CRN paper. */
export const LINEAR = `input x[2] >= 0\ntarget y >= 0\nweight theta[2] >= 0\nstate z >= 0 = x[1] + x[2]
z' = theta[1] * x[1] + theta[2] * x[2] + 0.2\noutput o = z\n${SQUARED}`;

/** z' = θ⊙x − ½ z|z|, z(0) = x, ŷ = Σ z. */
export const quenched = (d: number): string =>
  `input x[${d}] >= 0\ntarget y >= 0\nweight theta[${d}] = 0\nstate z[${d}] = x
z' = theta .* x - 0.5 * z .* abs(z)\noutput o = sum(z)\n${SQUARED}`;

/** The end of ż = f(z) after a time, by 1000 steps of the classical Runge–Kutta method. */
export function integrated(
  start: readonly number[],
  time: number,
  derivative: (z: readonly number[]) => readonly number[],
): readonly number[] {
  const steps = 1000;
  const h = time / steps;
  const along = (z: readonly number[], slope: readonly number[], length: number): readonly number[] =>
    z.map((value, index) => value + length * slope[index]!);
  let z = start;
  for (let step = 0; step < steps; step++) {
    const k1 = derivative(z);
    const k2 = derivative(along(z, k1, h / 2));
    const k3 = derivative(along(z, k2, h / 2));
    const k4 = derivative(along(z, k3, h));
    z = z.map((value, i) => value + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!));
  }
  return z;
}

/** ∂/∂w of a function by central differences. */
export function finiteDifferences(
  value: (weights: readonly number[]) => number,
  weights: readonly number[],
): readonly number[] {
  const h = 1e-5;
  return weights.map((_, index) => {
    const shifted = (by: number) => weights.map((weight, other) => (other === index ? weight + by : weight));
    return (value(shifted(h)) - value(shifted(-h))) / (2 * h);
  });
}
