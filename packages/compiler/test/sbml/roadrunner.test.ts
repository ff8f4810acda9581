// Exported models in libRoadRunner, an independent simulator: the same courses as our own and as closed forms.
// Needs a Python with `pip install libroadrunner`, named by NCRN_ROADRUNNER_PYTHON; skipped without it.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simulateDeterministic } from "@ncrn/simulator";
import { expect, test } from "vitest";
import { programFromReactions } from "../../src/bytecode/program-from-reactions.js";
import type { ReactionNetwork } from "../../src/network/reaction-network.js";
import { sbmlFromReactions } from "../../src/sbml/sbml-from-reactions.js";
import { lowered } from "../lower-text.js";
import { number, sampleNetworks } from "../sample-networks.js";

const python = process.env["NCRN_ROADRUNNER_PYTHON"] ?? "python3";
const runner = join(import.meta.dirname, "../tools/run-roadrunner.py");
const hasRoadrunner = spawnSync(python, ["-c", "import roadrunner"]).status === 0;
if (!hasRoadrunner)
  console.log("Skipped: courses in another simulator need libRoadRunner (NCRN_ROADRUNNER_PYTHON).");

test.runIf(hasRoadrunner)("Lotka–Volterra at t = 50", () => {
  const { Prey, Pred } = courseOf(sampleNetworks["lotka-volterra"]!, 50, 2);
  expect(Prey!.at(-1)).toBeCloseTo(5.51681, 5);
  expect(Pred!.at(-1)).toBeCloseTo(5.29145, 5);
});

test.runIf(hasRoadrunner)("2 A ->{0.1} B from 10 leaves 10/(1 + 2t)", () => {
  const { time, A } = courseOf(sampleNetworks["dimerisation"]!, 4, 9);
  for (const [index, t] of time!.entries()) expect(A![index]).toBeCloseTo(10 / (1 + 2 * t), 7);
});

test.runIf(hasRoadrunner)("decay in a phase is exp(−k · duration)", () => {
  const { A, gate_first, gate_third } = courseOf(oneCycle(sampleNetworks["phases"]!), 8, 9);
  expect(A![1]).toBeCloseTo(10 * Math.exp(-1), 6);
  expect(A!.at(-1)).toBeCloseTo(A![2]!, 12);
  expect([gate_first![0], gate_first!.at(-1), gate_third!.at(-1)]).toEqual([1, 0, 0]);
});

test.runIf(hasRoadrunner)("one cycle of a learner is one step of gradient descent", () => {
  const model = readFileSync(
    join(import.meta.dirname, "../../../../test/golden/linear-learner/model.ncrn"),
    "utf8",
  );
  const values: Readonly<Record<string, number>> = { x: 2, y_p: 3, theta_p: 0.5 };
  const network = lowered(model);
  const started = {
    ...network,
    species: network.species.map((one) => ({ ...one, initial: values[one.id] ?? one.initial })),
  };
  const { theta, gradient_theta_p, gradient_theta_m, gate_update } = courseOf(started, 12, 13);
  // yhat = θ·x = 1, ∂L/∂θ = (yhat − y)·x = −4, θ ← 0.5 + 0.1·4
  expect(gradient_theta_p!.at(-1)! - gradient_theta_m!.at(-1)!).toBeCloseTo(-4, 7);
  expect(theta!.at(-1)).toBeCloseTo(0.9, 7);
  expect(gate_update!.at(-1)).toBe(0);
});

test.runIf(hasRoadrunner).each(["lotka-volterra", "events", "phases", "laws"])(
  "%s runs as in our simulator",
  (name) => {
    const network = sampleNetworks[name]!;
    const end = 7.3;
    const points = 30;
    const course = courseOf(network, end, points);
    const times = course["time"]!.map((time) => Math.min(time, end));
    const { trajectory, failure } = simulateDeterministic(programFromReactions(network), {
      until: end,
      times,
    });
    expect(failure).toBeUndefined();
    for (const column of [...trajectory.species, ...trajectory.observables]) {
      const other = course[column.name];
      if (other === undefined) continue;
      for (const [index, value] of other.entries()) {
        const tolerance = 2e-6 * Math.max(1, Math.abs(value));
        expect(
          Math.abs(column.values[index]! - value),
          `${column.name} at ${times[index]}`,
        ).toBeLessThanOrEqual(tolerance);
      }
    }
  },
);

function oneCycle(network: ReactionNetwork): ReactionNetwork {
  const rails = { inputs: [], targets: [], weights: [], outputs: [], states: [], gradients: [] };
  const learning = {
    ...rails,
    cancellation: "host" as const,
    feed: undefined,
    inferencePhases: [],
    learningPhases: [],
    loss: number(0),
  };
  return { ...network, learning, reactions: network.reactions.filter(({ phases }) => phases.length > 0) };
}

/** Columns by name, at evenly spaced times. */
function courseOf(
  network: ReactionNetwork,
  end: number,
  points: number,
): Readonly<Record<string, readonly number[]>> {
  const folder = mkdtempSync(join(tmpdir(), "ncrn-roadrunner-"));
  try {
    const file = join(folder, "model.xml");
    writeFileSync(file, sbmlFromReactions(network).artefact!);
    const { stdout, stderr, status } = spawnSync(python, [runner, String(end), String(points), file], {
      encoding: "utf8",
    });
    expect(status, stderr).toBe(0);
    return JSON.parse(stdout)[0];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
