import type { CheckedProgram } from "@ncrn/language";
import { expect, test } from "vitest";
import { compiledSubject } from "../../src/subject.js";
import { networkAtFirstSample } from "../../src/train/network-at-first-sample.js";
import { prepareTraining } from "../../src/train/prepare-training.js";
import { column, draw, product } from "../hand-built.js";
import { linearProgram } from "./linear-regression.js";

function prepare(checked: CheckedProgram, seed?: number) {
  const { subject } = compiledSubject(checked, undefined, "train");
  return prepareTraining(checked, subject!, {
    readText: () => undefined,
    ...(seed === undefined ? {} : { seed }),
  });
}

function checkRefused(checked: CheckedProgram, code: string, message: RegExp): void {
  const { task, diagnostics } = prepare(checked);
  expect(task).toBeUndefined();
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
  expect(diagnostics[0]?.message).toMatch(message);
}

test("weights are drawn within their distribution, by seed", () => {
  const weights = (seed: number) => Object.values(prepare(linearProgram(), seed).task?.initialWeights ?? {});
  expect(weights(1)).toHaveLength(2);
  expect(weights(1).every((value) => value >= 0.1 && value < 0.5)).toBe(true);
  expect(weights(1)).toEqual(weights(1));
  expect(weights(1)).not.toEqual(weights(2));
});

test("the seed of a record counts unless another one is given from outside", () => {
  const seeded = linearProgram({}, { seed: 5 }, { seed: 6 });
  expect(prepare(seeded).task?.initialWeights).toEqual(
    prepare(linearProgram({}, { seed: 5 })).task?.initialWeights,
  );
  expect(prepare(seeded).task?.data.training).not.toEqual(prepare(seeded, 5).task?.data.training);
});

test("a negative value cannot be fed to a quantity with one rail", () => {
  const columns = [
    column("x1", draw("uniform", -5, -1)),
    column("x2", draw("uniform", 1, 5)),
    column("y", product(2, "x2")),
  ];
  checkRefused(
    linearProgram({}, {}, { columns }),
    "sign-assumption",
    /`x\[1\]` is declared `>= 0`, but the data column `x1`/,
  );
});

test("what is not realised yet is said, not done wrongly", () => {
  checkRefused(linearProgram({}, { batch: 4 }), "not-available-yet", /batch/);
});

test("the network for export starts with the first sample and the drawn weights", () => {
  const { task } = prepare(linearProgram());
  const network = networkAtFirstSample(task!);
  const initial = (name: string) => network.species.find((species) => species.name === name)?.initial;
  const [x1, x2] = task!.data.training.rows[0]!;
  expect([initial("x[1]"), initial("x[2]")]).toEqual([x1, x2]);
  expect(initial("theta[1].p")).toBe(task!.initialWeights["theta[1]"]);
  expect(initial("theta[1].m")).toBe(0);
});
