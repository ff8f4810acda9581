// Generated code computes the equations of every example as the reference interpreter does, to 1e-12.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { programFromReactions } from "@ncrn/compiler";
import { compiledSubject } from "@ncrn/experiments";
import { analyze, createSourceText } from "@ncrn/language";
import type { Program } from "@ncrn/simulator";
import { expect, test } from "vitest";
import { prepareSystem } from "../../packages/simulator/src/equations/prepared-system.js";
import {
  bindSystem,
  evaluateJacobian,
  evaluateRates,
} from "../../packages/simulator/src/interpreter/evaluate-system.js";
import { probeSystem } from "../../packages/simulator/test/engine/probe-system.js";

const FOLDER = path.join(import.meta.dirname, "../../examples");

const FILES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ncrn"))
  .sort();

/** All networks of a file that can be simulated. */
function programsOf(file: string): readonly Program[] {
  const name = path.join(FOLDER, file);
  const { program } = analyze(createSourceText(name, readFileSync(name, "utf8")), {
    resolve: (requested) => readFileSync(path.join(path.dirname(name), requested), "utf8"),
  });
  return [...program.networks, ...program.learns].map(({ name: declared }) => {
    const { subject } = compiledSubject(program, declared, "network");
    if (subject === undefined) throw new Error(`${declared} is not compiled`);
    return programFromReactions(subject.network);
  });
}

/** A state of no special kind: nothing is 0, nothing equal. */
const stateOf = ({ species }: Program): Float64Array =>
  Float64Array.from(species, ({ initial }, index) => 0.5 * initial + 0.3 + 0.1 * Math.sin(1 + 7 * index));

function check(program: Program, phase: number | undefined): void {
  const system = prepareSystem(program, phase);
  const { coreSize, unknowns, jacobian } = system;
  if (coreSize === 0) return;
  const state = stateOf(program);
  const parameters = Float64Array.from(program.parameters, ({ value }) => value);
  const y = Float64Array.from(unknowns, (species) => state[species]!);
  const rates = new Float64Array(unknowns.length);
  bindSystem(system, state, parameters);
  evaluateRates(system, 0, y, rates);
  evaluateJacobian(system, 0, y, new Float64Array(y.length));
  const code = probeSystem(system, { parameters });
  code.state.set(state);
  code.call("probeRates");
  const found = code.vector("B", coreSize);
  const size = Math.max(1, ...rates.map(Math.abs));
  found.forEach((value, row) => {
    expect(Math.abs(value - rates[row]!)).toBeLessThanOrEqual(1e-12 * size);
  });
  const entries = [...jacobian.row.keys()].filter((entry) => jacobian.row[entry]! < coreSize);
  const diagonal = 3 * entries.reduce((most, entry) => Math.max(most, Math.abs(jacobian.values[entry]!)), 1);
  const right = Float64Array.from({ length: coreSize }, (_, row) => 1 + 0.3 * Math.cos(row));
  code.call("probeFactor", diagonal);
  code.vector("B", coreSize).set(right);
  code.call("probeSolve");
  const solution = code.vector("B", coreSize);
  const residual = right.map((value, row) => value - diagonal * solution[row]!);
  const scale = new Float64Array(coreSize).fill(1);
  for (const entry of entries) {
    const row = jacobian.row[entry]!;
    const product = jacobian.values[entry]! * solution[jacobian.column[entry]!]!;
    residual[row] = residual[row]! + product;
    scale[row] = scale[row]! + Math.abs(product);
  }
  residual.forEach((value, row) => {
    expect(Math.abs(value)).toBeLessThanOrEqual(1e-12 * (scale[row]! + Math.abs(diagonal * solution[row]!)));
  });
}

test.each(FILES)("%s", (file) => {
  const programs = programsOf(file);
  expect(programs.length).toBeGreaterThan(0);
  for (const program of programs) {
    const phases = program.phases.length === 0 ? [undefined] : [...program.phases.keys()];
    for (const phase of phases) check(program, phase);
  }
});
