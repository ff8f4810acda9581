// Exports of a network with a clock of events: in any form, run by themselves, they learn what training teaches them.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  bytecodeFromReactions,
  compileTo,
  networkProblems,
  programFromReactions,
  type ReactionNetwork,
} from "@ncrn/compiler";
import { decodeBytecode, type Program, simulateDeterministic, simulateStochastic } from "@ncrn/simulator";
import { expect, test } from "vitest";
import { networkFedWithSamples } from "../../src/train/network-at-first-sample.js";
import { prepareTraining } from "../../src/train/prepare-training.js";
import { sampleOrder } from "../../src/train/sample-order.js";
import { trainNetwork } from "../../src/train/train-network.js";
import type { TrainingTask } from "../../src/train/training-types.js";
import { checkedText, subjectOf } from "../checked-text.js";

const SAMPLES = 20;

const TEXT = `
model Bend {
  input x[2]
  target y
  weight theta[2] = 0.3, w = -0.2
  state z[2] = x
  z' = theta .* x + w - 0.5 * z .* abs(z)
  output yhat = sum(z)
  loss = (yhat - y)^2 / 2
}
learn Bend as Learner { clock: events; eta: 0.05; phases { forward: 0.6 } }
data rows { sample 14 { x1 ~ uniform(-1, 1); x2 ~ uniform(-1, 1); y = x1 * x2 } }
train Learner on rows { feed { x: [x1, x2]; y: y }; epochs: 2; rtol: 1e-11; atol: 1e-14 }
`;

function taskOf(text: string): TrainingTask {
  const subject = subjectOf(text, "train");
  const { task, diagnostics } = prepareTraining(checkedText(text), subject, { readText: () => undefined });
  if (task === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return task;
}

/** Weights after the samples, as a run of the exported program from time 0 leaves them when the next sample is due. */
function weightsAfter(program: Program, network: ReactionNetwork): readonly number[] {
  const until = SAMPLES * network.learning!.feed!.period;
  const { trajectory, failure } = simulateDeterministic(program, {
    until,
    times: [until],
    relativeTolerance: 1e-11,
    absoluteTolerance: 1e-14,
  });
  expect(failure).toBeUndefined();
  const concentrationOf = (id: string | undefined) =>
    id === undefined ? 0 : trajectory.species.find(({ name }) => name === id)!.values[0]!;
  return network.learning!.weights.map(
    ({ positive, negative }) => concentrationOf(positive) - concentrationOf(negative),
  );
}

/** Weights of a training that a host drives phase by phase, after the same samples. */
async function trainedOutside(text: string): Promise<readonly number[]> {
  const task = taskOf(text.replace("clock: events", "clock: external"));
  const order = task.data.training.rows;
  const rows = [1, 2]
    .flatMap((epoch) => sampleOrder(task, epoch).map((index) => order[index]!))
    .slice(0, SAMPLES);
  const given = { ...task.record, samples: "as_given" as const };
  const data = { ...task.data, training: { ...task.data.training, rows } };
  const { weights, status } = await trainNetwork({ ...task, record: given, data }, { epochs: 1 });
  expect(status).toBe("completed");
  return Object.values(weights);
}

function expectClose(found: readonly number[], expected: readonly number[], digits: number): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, index) => {
    expect(value).toBeCloseTo(expected[index]!, digits);
  });
}

test("the exported program learns by itself what a host teaches", async () => {
  const expected = await trainedOutside(TEXT);
  expect(Math.abs(expected[0]! - 0.3)).toBeGreaterThan(0.01);
  const network = networkFedWithSamples(taskOf(TEXT), SAMPLES);
  expect(networkProblems(network)).toEqual([]);
  expectClose(weightsAfter(programFromReactions(network), network), expected, 8);
  const decoded = decodeBytecode(bytecodeFromReactions(network).artefact!);
  if (!("program" in decoded)) throw new Error(decoded.problem);
  expectClose(weightsAfter(decoded.program, network), expected, 8);
});

test("so does the lowered text, read again", async () => {
  const network = networkFedWithSamples(taskOf(TEXT), SAMPLES);
  const text = (await compileTo(network, "ncrn", {})).artefact as string;
  const again = subjectOf(text, "network").network;
  expect(again.reactions.length).toBe(network.reactions.length);
  const { learning } = network;
  expectClose(
    weightsAfter(programFromReactions(again), { ...again, learning }),
    await trainedOutside(TEXT),
    8,
  );
  // Written again, it is the same text but for where it comes from.
  const body = (lowered: string) => lowered.slice(lowered.indexOf("crn "));
  const twice = (await compileTo(again, "ncrn", {})).artefact as string;
  expect(body(twice).replaceAll(/^ *\/\/.*\n/gm, "")).toBe(body(text).replaceAll(/^ *\/\/.*\n/gm, ""));
});

test("exact stochastic simulation runs the clock, too", () => {
  const program = programFromReactions(networkFedWithSamples(taskOf(TEXT), 3));
  const { runs, failure } = simulateStochastic(program, {
    until: 12,
    times: [0.5, 1.5, 5.5, 11.5],
    volume: 300,
    seed: 1,
    runs: 1,
  });
  expect(failure).toBeUndefined();
  const inputs = runs[0]!.species.find(({ name }) => name === "x_1_m")!.values;
  expect(inputs[0]).toBe(inputs[1]);
  expect(inputs[2]).not.toBe(inputs[1]);
});

test("Visual CRN says what it cannot do", async () => {
  const { artefact, diagnostics } = await compileTo(networkFedWithSamples(taskOf(TEXT), 3), "crn", {});
  expect(artefact).toBeUndefined();
  expect(diagnostics[0]).toMatchObject({ code: "target-not-supported" });
});

const python = process.env["NCRN_ROADRUNNER_PYTHON"] ?? "python3";
const hasRoadrunner = spawnSync(python, ["-c", "import roadrunner"]).status === 0;
if (!hasRoadrunner)
  console.log("Skipped: learning in another simulator needs libRoadRunner (NCRN_ROADRUNNER_PYTHON).");

test.runIf(hasRoadrunner).each([
  ["", ""],
  ["units", "units { time: s; concentration: nM }\n"],
])(
  "libRoadRunner learns the same from SBML %s",
  async (_, units) => {
    const text = `${units}${TEXT}`;
    const network = networkFedWithSamples(taskOf(text), SAMPLES);
    const folder = mkdtempSync(join(tmpdir(), "ncrn-fed-"));
    try {
      const file = join(folder, "model.xml");
      writeFileSync(file, (await compileTo(network, "sbml", {})).artefact!);
      const end = SAMPLES * network.learning!.feed!.period;
      const script = join(import.meta.dirname, "../../../compiler/test/tools/run-roadrunner.py");
      const { stdout, stderr, status } = spawnSync(python, [script, String(end), "2", file], {
        encoding: "utf8",
      });
      expect(status, stderr).toBe(0);
      const [course] = JSON.parse(stdout) as [Record<string, readonly number[]>];
      const value = (id: string | undefined) => (id === undefined ? 0 : course[id]!.at(-1)!);
      const found = network.learning!.weights.map(
        ({ positive, negative }) => value(positive) - value(negative),
      );
      expectClose(found, await trainedOutside(text), 6);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  120_000,
);
