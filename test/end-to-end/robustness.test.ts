// `pnpm robustness --quick` as a process, and its perturbations against closed forms.

import { spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { createReferenceLearner } from "../../scripts/reproduce/reference-learner.mjs";
import { samplesOf } from "../../scripts/reproduce/samples.mjs";
import { CIRCUITS } from "../../scripts/robustness/circuits.mjs";
import { outputsOf } from "../../scripts/robustness/measure.mjs";
import { perturbedNetwork } from "../../scripts/robustness/perturb-network.mjs";
import { PERTURBATIONS, UNPERTURBED } from "../../scripts/robustness/perturbations.mjs";
import { compiledTask, networkAtSample, perturbedTask } from "../../scripts/robustness/perturbed-task.mjs";
import { finalStates, inferenceOnly } from "../../scripts/robustness/stochastic.mjs";
import { trainAsUsual } from "../../scripts/robustness/trainings.mjs";
import { type JsonDocument, root, temporaryFolder } from "./run-ncrn.js";

// Sixty short runs; the machine may be busy.
vi.setConfig({ testTimeout: 300_000 });

function study(folder: string, words: readonly string[] = []): Promise<{ exitCode: number; stderr: string }> {
  const where = ["--quick", "--runs", path.join(folder, "runs"), "--out", folder];
  const child = spawn(process.execPath, ["scripts/robustness.mjs", ...where, ...words], { cwd: root });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  child.stdout.resume();
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode: exitCode ?? -1, stderr }));
  });
}

function rowsIn(folder: string): readonly JsonDocument[] {
  return (JSON.parse(readFileSync(path.join(folder, "results.json"), "utf8")) as JsonDocument)["rows"];
}

/** With other durations each sample is measured by itself; otherwise two go through inference by common steps. */
const SAME_BY_SINGLE_SAMPLES = 1e-9;
/** Timed doses are integrated in other steps than samples that a host feeds. */
const SAME_BY_OTHER_STEPS = 1e-3;

test("every perturbation has its rows; of size zero it changes nothing; --resume gives the same bytes", async () => {
  const folder = temporaryFolder();
  const { exitCode, stderr } = await study(folder);
  expect(exitCode, stderr).toBe(0);
  const rows = rowsIn(folder);
  expect([...new Set(rows.map(({ perturbation }) => perturbation))]).toEqual(
    [UNPERTURBED, ...PERTURBATIONS].map(({ name }) => name),
  );
  for (const { perturbation, circuit, level, ratio, failures } of rows) {
    const what = `${perturbation} ${level} of ${circuit}`;
    expect(failures, what).toEqual([]);
    expect(ratio.mean, what).toBeGreaterThan(0);
    const { neutral } = PERTURBATIONS.find(({ name }) => name === perturbation) ?? {};
    if (perturbation === "durations" && level === neutral)
      expect(Math.abs(ratio.mean - 1), what).toBeLessThan(SAME_BY_SINGLE_SAMPLES);
    else if (level === neutral) expect(ratio.mean, what).toBe(1);
    else if (perturbation === "feed-times" && level === 0)
      expect(Math.abs(ratio.mean - 1), what).toBeLessThan(SAME_BY_OTHER_STEPS);
    else if (perturbation === "rates") expect(ratio.mean, what).not.toBe(1);
  }
  expect(readFileSync(path.join(folder, "robustness.png")).subarray(1, 4).toString()).toBe("PNG");

  const before = readFileSync(path.join(folder, "results.json"), "utf8");
  const file = (row: string, name: string) => path.join(folder, "runs", row, `${name}-seed-1.json`);
  const kept = statSync(file("leaks/and", "0.01")).mtimeMs;
  rmSync(file("rates/linear", "0.2"));
  rmSync(file("volume/linear", "10"));
  const again = await study(folder, ["--resume"]);
  expect(again.exitCode, again.stderr).toBe(0);
  expect(statSync(file("leaks/and", "0.01")).mtimeMs).toBe(kept);
  expect(readdirSync(path.join(folder, "runs", "rates", "linear"))).toHaveLength(2);
  expect(readFileSync(path.join(folder, "results.json"), "utf8")).toBe(before);
});

function choiceOf(circuit: keyof typeof CIRCUITS) {
  const file = path.join(root, "examples", "paper", `${CIRCUITS[circuit].model}.ncrn`);
  return { circuit, file, seed: 1 };
}

function taskOf(circuit: keyof typeof CIRCUITS, choice: object = {}): JsonDocument {
  return compiledTask({ ...choiceOf(circuit), ...choice });
}

test("stochastic outputs have the mean of the equations and the variance of their Poisson laws", () => {
  const [inputs, theta, bias, forward] = [[2, 3], [1.2, -0.8], 0.2, 0.5];
  const [volume, runs] = [50, 2000];
  const task = taskOf("linear");
  const weights = { "theta[1]": theta[0], "theta[2]": theta[1] };
  const network: JsonDocument = inferenceOnly(networkAtSample(task, [...inputs, 0], weights));
  const [output] = network["learning"].outputs;
  const outputs = finalStates(network, { volume, runs, seed: 1 }).map((read) => read(output));
  // Nothing that makes the output is used up, so each rail counts the events of a Poisson process.
  const [x1, x2] = inputs as [number, number];
  const positive = x1 + x2 + forward * (theta[0]! * x1 + bias);
  const negative = forward * -theta[1]! * x2;
  const variance = (positive + negative) / volume;
  const mean = outputs.reduce((sum, value) => sum + value, 0) / runs;
  const found = outputs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (runs - 1);
  expect(Math.abs(mean - (positive - negative))).toBeLessThan(4 * Math.sqrt(variance / runs));
  expect(Math.abs(found / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / runs));
});

test("ten times the annihilation leaves a tenth of the error against the equations", async () => {
  const weights = { "theta[1]": 2, "theta[2]": 5, "theta[3]": -0.5 };
  const errorAt = async (level: number) => {
    const whole = taskOf("bilinear", { perturbation: "annihilation", level });
    const { validation } = whole["data"];
    const data = { ...whole["data"], validation: { ...validation, rows: validation.rows.slice(0, 5) } };
    const task = { ...whole, data };
    const learner = createReferenceLearner(whole["source"], weights);
    const outputs = await outputsOf(task, weights);
    const errors = samplesOf(task, "validation").map(
      (sample: JsonDocument, index: number) =>
        (outputs[index] ?? Number.NaN) - learner.infer(sample["inputs"], sample["targets"]).outputs[0],
    );
    return Math.max(...errors.map(Math.abs));
  };
  const [coarse, fine] = [await errorAt(100), await errorAt(1000)];
  expect(coarse / fine).toBeGreaterThan(8);
  expect(coarse / fine).toBeLessThan(12);
});

test("errors that compare unevenly teach other targets at another rate, and nothing else", async () => {
  const run = { ...choiceOf("linear"), perturbation: "parts", level: "error", seed: 2, epochs: 50 };
  const task: JsonDocument = perturbedTask(run);
  const factorOf = (rail: string): number =>
    task["network"].reactions.find(
      ({ role, reactants }: JsonDocument) =>
        role === "error" && reactants.some(({ species }: JsonDocument) => species === rail),
    ).rate.constant.left.value;
  // All weights stay positive, so that of outputs and targets only the positive rails are there:
  // output factor · output − target factor · target = output factor · (output − scale · target).
  const [ofOutput, ofTarget] = [factorOf("sum_z_p"), factorOf("y_p")];
  const scale = ofTarget / ofOutput;
  expect(Math.abs(scale - 1)).toBeGreaterThan(0.1);
  const source = { ...task["source"], eta: task["source"].eta * ofOutput };
  const learner = createReferenceLearner(source, task["initialWeights"]);
  for (const { inputs, targets } of samplesOf(task, "training"))
    learner.descend(
      inputs,
      targets.map((target: number) => scale * target),
    );
  const { weights = {}, measures }: JsonDocument = await trainAsUsual(run, () => {});
  const names = Object.keys(task["initialWeights"]);
  for (const [index, name] of names.entries())
    expect(Math.abs(weights[name] / (learner.weights[index] ?? Number.NaN) - 1), name).toBeLessThan(1e-6);
  expect(measures.validationLoss).toBeGreaterThan(1);
});

test("constants stay within their share, rails that are alike share their factor, leaks spare the clock", () => {
  const { network }: JsonDocument = taskOf("closed");
  const factors = (choice: { perturbation: string; level: number | string }): readonly number[] =>
    perturbedNetwork(network, { seed: 1, ...choice }).reactions.map(
      ({ rate }: JsonDocument) => rate.constant.left?.value ?? 1,
    );
  const all = factors({ perturbation: "rates", level: 0.2 });
  expect(new Set(all).size).toBe(network.reactions.length);
  for (const factor of all) expect(Math.abs(factor - 1)).toBeLessThanOrEqual(0.2);
  const alike = factors({ perturbation: "parts", level: "all, rails alike" });
  const both = network.reactions.findIndex(
    ({ reactants }: JsonDocument) => reactants.at(-1).species === "z_p",
  );
  expect(alike[both]).toBe(alike[both + 1]);
  expect(new Set(alike).size).toBeLessThan(alike.length);

  const leaks = perturbedNetwork(network, { perturbation: "leaks", level: 0.1, seed: 1 }).reactions.slice(
    network.reactions.length,
  );
  const leaking = leaks.map(({ products }: JsonDocument) => products[0].species);
  const expected = network.species.filter(({ role }: JsonDocument) => role !== "clock");
  expect(leaking).toEqual(expected.map(({ id }: JsonDocument) => id));
});
