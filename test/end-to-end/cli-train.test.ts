// ncrn train and ncrn predict as processes: results, files, resuming, interruption.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { documentOf, ncrn, ncrnWithTimeLimit, temporaryFolder } from "./run-ncrn.js";

const IRIS = "examples/iris/model.ncrn";
const FILES = [
  "boundary.png",
  "boundary.svg",
  "checkpoint.json",
  "history.csv",
  "loss.png",
  "loss.svg",
  "metrics.png",
  "metrics.svg",
  "network.crn",
  "network.ncrn",
  "network.ncrnb",
  "network.xml",
  "options.json",
  "trained-model.json",
  "weights.json",
];

/** Every file of a folder. */
function contents(folder: string): Record<string, Buffer> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name))]));
}

async function train(folder: string, ...more: string[]): Promise<void> {
  const { exitCode, stderr } = await ncrn(["train", IRIS, ...more]);
  expect(exitCode, stderr).toBe(0);
  expect(existsSync(folder)).toBe(true);
}

test("training writes its files and nothing else, and says how it went", async () => {
  const folder = path.join(temporaryFolder(), "run");
  const { exitCode, stdout, stderr } = await ncrn(["train", IRIS, "--epochs", "5", "--out", folder]);
  expect(exitCode, stderr).toBe(0);
  expect(readdirSync(folder)).toEqual(FILES);
  expect(stdout).toMatch(/before +first epoch +last epoch/);
  expect(stdout).toMatch(/training loss, mean over the epoch +[\d.e-]+ +[\d.e-]+\n/);
  expect(stdout).toMatch(/validation loss, after the epoch +[\d.e-]+ +[\d.e-]+ +[\d.e-]+\n/);
  expect(stdout).toMatch(/accuracy.* %/);
  expect(stdout).toMatch(/theta\[1\] +-?[\d.e-]+ +-?[\d.e-]+/);
  expect(stderr).toMatch(/What to try next:/);
});

test("train --json has a number an epoch and the weights", async () => {
  const finished = await ncrn(["train", IRIS, "--epochs", "3", "--json"]);
  const document = documentOf(finished);
  expect(document).toMatchObject({
    status: "completed",
    epochs: 3,
    initialValidationLoss: expect.any(Number),
  });
  expect(document["trainLoss"]).toHaveLength(3);
  expect(document["validationLoss"]).toHaveLength(3);
  expect(Object.keys(document["weights"])).toEqual(["theta[1]", "theta[2]", "bias"]);
  expect(document["metrics"].loss).toBe(document["validationLoss"].at(-1));
});

test("same seed, same bytes; another seed, other bytes", async () => {
  const [a, b, c] = ["a", "b", "c"].map((name) => path.join(temporaryFolder(), name)) as [
    string,
    string,
    string,
  ];
  await train(a, "--epochs", "2", "--seed", "3", "--out", a);
  await train(b, "--epochs", "2", "--seed", "3", "--out", b);
  await train(c, "--epochs", "2", "--seed", "4", "--out", c);
  expect(contents(b)).toEqual(contents(a));
  expect(contents(c)["weights.json"]).not.toEqual(contents(a)["weights.json"]);
});

const PLANE = readFileSync(path.join("examples", "plane-regression", "model.ncrn"), "utf8");
const SEEDED_DATA = /seed: 7\n/;
const SEEDED_SAMPLES = "shuffled(seed: 42)";

test.each([
  ["seeds of data and samples", PLANE, []],
  ["a seed of the data", PLANE.replace(SEEDED_SAMPLES, "shuffled"), []],
  ["a seed of the samples", PLANE.replace(SEEDED_DATA, ""), []],
  ["no seeds", PLANE.replace(SEEDED_DATA, "").replace(SEEDED_SAMPLES, "shuffled"), []],
  ["--seed over all of them", PLANE, ["--seed", "5"]],
  ["--seed as in the file", PLANE, ["--seed", "1"]],
])("resuming changes no byte with %s", async (_title, content, seed) => {
  const cwd = temporaryFolder({ "model.ncrn": content });
  const run = async (...words: string[]) =>
    expect(await ncrn(["train", "model.ncrn", ...words], { cwd })).toMatchObject({ exitCode: 0 });
  await run("--out", "whole", "--epochs", "3", ...seed);
  await run("--out", "parts", "--epochs", "2", ...seed);
  await run("--resume", "parts", "--epochs", "3");
  expect(contents(path.join(cwd, "parts"))).toEqual(contents(path.join(cwd, "whole")));
  await run("--resume", "parts", "--epochs", "3", ...seed);
});

test("a resumed training does not take another seed for its own", async () => {
  const cwd = temporaryFolder({ "model.ncrn": PLANE });
  await ncrn(["train", "model.ncrn", "--out", "run", "--epochs", "1"], { cwd });
  const seeded = await ncrn(["train", "model.ncrn", "--resume", "run", "--epochs", "2", "--seed", "1"], {
    cwd,
  });
  expect(seeded).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("checkpoint-mismatch") });
});

test("a resumed training gives the bytes of an uninterrupted one", async () => {
  const [whole, parts] = ["whole", "parts"].map((name) => path.join(temporaryFolder(), name)) as [
    string,
    string,
  ];
  await train(whole, "--epochs", "5", "--seed", "9", "--out", whole);
  await train(parts, "--epochs", "2", "--seed", "9", "--out", parts);
  await train(parts, "--epochs", "5", "--resume", parts);
  expect(contents(parts)).toEqual(contents(whole));
});

test("resuming something else is refused", async () => {
  const folder = path.join(temporaryFolder(), "run");
  await train(folder, "--epochs", "1", "--out", folder);
  const seed = await ncrn(["train", IRIS, "--resume", folder, "--seed", "99"]);
  expect(seed).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("checkpoint-mismatch") });
  const model = await ncrn(["train", "examples/plane-regression/model.ncrn", "--resume", folder]);
  expect(model).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("checkpoint-mismatch") });
  const nothing = await ncrn(["train", IRIS, "--resume", path.join(folder, "nowhere")]);
  expect(nothing).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("file-not-found") });
});

test("Ctrl-C keeps everything, and the training goes on from there", async () => {
  const parent = temporaryFolder();
  const [stopped, whole] = [path.join(parent, "stopped"), path.join(parent, "whole")];
  let watch: NodeJS.Timeout | undefined;
  const { exitCode, stderr } = await ncrn(["train", IRIS, "--epochs", "1000000", "--out", stopped], {
    onStart: (kill) => {
      watch = setInterval(() => {
        if (!existsSync(path.join(stopped, "checkpoint.json"))) return;
        clearInterval(watch);
        kill("SIGINT");
      }, 50);
    },
  });
  expect(exitCode, stderr).toBe(130);
  expect(stderr).toMatch(/interrupted/);
  expect(readdirSync(stopped)).toEqual(FILES);
  const { epoch } = JSON.parse(readFileSync(path.join(stopped, "weights.json"), "utf8"));
  expect(epoch).toBeGreaterThan(0);
  await train(stopped, "--epochs", String(epoch + 1), "--resume", stopped);
  await train(whole, "--epochs", String(epoch + 1), "--out", whole);
  expect(contents(stopped)).toEqual(contents(whole));
});

test("a time limit stops a run with exit code 3 and keeps results", async () => {
  const folder = path.join(temporaryFolder(), "run");
  const hasBegun = () => existsSync(path.join(folder, "metrics.png"));
  const words = ["train", IRIS, "--epochs", "1000000", "--out", folder];
  const { exitCode, stderr } = await ncrnWithTimeLimit(words, hasBegun);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/error\[time-limit-reached\]/);
  expect(readdirSync(folder)).toEqual(FILES);
});

test("predict tells the flowers apart", async () => {
  const folder = path.join(temporaryFolder(), "run");
  await train(folder, "--out", folder);
  const csv = path.join(folder, "predictions.csv");
  const { exitCode, stderr } = await ncrn([
    "predict",
    folder,
    "--data",
    "examples/iris/iris.csv",
    "--csv",
    csv,
  ]);
  expect(exitCode, stderr).toBe(0);
  const [header = "", ...rows] = readFileSync(csv, "utf8").trimEnd().split("\n");
  const columns = header.split(",");
  expect(columns).toEqual(expect.arrayContaining(["sepal_length", "petal_length", "species", "yhat"]));
  const right = rows.filter((row) => {
    const cells = row.split(",");
    const species = cells[columns.indexOf("species")];
    return (
      species === "versicolor" || Number(cells[columns.indexOf("yhat")]) > 0.5 === (species === "virginica")
    );
  });
  expect(rows).toHaveLength(150);
  expect(right).toHaveLength(150);
  const document = documentOf(await ncrn(["predict", folder, "--data", "examples/iris/iris.csv", "--json"]));
  expect(document["outputs"]).toEqual(["yhat"]);
  expect(document["predictions"]).toHaveLength(150);
});

test("predict says what is missing", async () => {
  const folder = path.join(temporaryFolder({ "rows.csv": "sepal_length\n5\n" }), "run");
  const none = await ncrn(["predict", folder, "--data", "examples/iris/iris.csv"]);
  expect(none).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("trained-model.json") });
  await train(folder, "--epochs", "1", "--out", folder);
  const column = await ncrn(["predict", folder, "--data", path.join(folder, "..", "rows.csv")]);
  expect(column.exitCode).toBe(1);
  expect(column.stderr).toMatch(/rows\.csv:1:1: error\[unknown-column\]: .*petal_length/);
});

test("predict shows the cell that is wrong", async () => {
  const cwd = temporaryFolder({
    "cell.csv": "sepal_length,petal_length\n5,1.5\n6, many\n",
    "row.csv": "sepal_length,petal_length\n5,1.5,2\n",
    "empty.csv": "sepal_length,petal_length\n5,1.5\n,3\n",
  });
  await train(cwd, "--epochs", "1", "--out", path.join(cwd, "run"));
  const cases = [
    [
      "cell.csv",
      /^cell\.csv:3:4: error\[malformed-data\]: .*line 3, column 4: `many`.*\n +3 \| 6, many\n +\| {4}\^{4}\n/,
    ],
    [
      "row.csv",
      /^row\.csv:2:1: error\[malformed-data\]: .*line 2, column 1: 3 cells.*\n +2 \| 5,1\.5,2\n +\| \^{7}\n/,
    ],
    [
      "empty.csv",
      /^empty\.csv:3:1: error\[value-not-finite\]: .*\n.*\n.*\n +=.*hint: Correct the value, or leave the row out\.\n/,
    ],
  ] as const;
  for (const [file, report] of cases) {
    const { exitCode, stderr } = await ncrn(["predict", "run", "--data", file], { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(report);
  }
});

test("hand-written networks are trained too", async () => {
  const finished = await ncrn([
    "train",
    "examples/minimal-linear-regression/model.ncrn",
    "--epochs",
    "3",
    "--json",
  ]);
  expect(finished.exitCode, finished.stderr).toBe(0);
  const { validationLoss, initialValidationLoss } = documentOf(finished);
  expect(validationLoss.at(-1)).toBeLessThan(initialValidationLoss / 5);
});
