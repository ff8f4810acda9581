// Whatever is thrown at the command line: one clear message with a place, the right exit code, no stack trace, no hanging.

import { chmodSync, mkdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { documentOf, HANGS_SECONDS, ncrn, temporaryFolder } from "./run-ncrn.js";

const DATA_MODEL = `data rows from "rows.csv" {
  seed: 1
  split: 0.5
}

model Line {
  input x
  target y
  weight a = 0.5
  state z = 0

  z' = a * x

  output yhat = z
  loss = (yhat - y)^2
}

learn Line as LineCircuit {
  phases { forward: 1; feedback: 1; update: 1 }
  eta: 0.1
}

train LineCircuit on rows {
  feed { x: x; y: y }
  epochs: 1
}
`;

/** A model, its data file (none: undefined), and what to expect. */
interface Case {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly words: readonly string[];
  readonly exitCode: number;
  readonly message: RegExp;
}

const model = (content: string | Uint8Array): Case["files"] => ({ "model.ncrn": content });
const data = (content: string | Uint8Array): Case["files"] => ({
  "model.ncrn": DATA_MODEL,
  "rows.csv": content,
});
const CHECK = ["check", "model.ncrn"];
const TRAIN = ["train", "model.ncrn"];

const CASES: Readonly<Record<string, Case>> = {
  "an empty file": {
    files: model(""),
    words: CHECK,
    exitCode: 1,
    message: /^model\.ncrn: error\[empty-file\]/,
  },
  "an empty file has nothing to compile": {
    files: model("\n\n"),
    words: ["compile", "model.ncrn", "--to", "sbml"],
    exitCode: 1,
    message: /^model\.ncrn: error\[nothing-to-run\]/,
  },
  "an empty file has nothing to train": {
    files: model(""),
    words: TRAIN,
    exitCode: 1,
    message: /^model\.ncrn: error\[nothing-to-run\]/,
  },
  "a binary file": {
    files: model(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3, 255])),
    words: CHECK,
    exitCode: 1,
    message: /^model\.ncrn:1:1: error\[not-text\]: .*byte 0x00/,
  },
  "text that is not UTF-8": {
    files: model(
      Buffer.concat([Buffer.from("crn A {\n  // "), Buffer.from([0xe9, 0x0a]), Buffer.from("}\n")]),
    ),
    words: CHECK,
    exitCode: 1,
    message: /^model\.ncrn:2:1: error\[not-text\]: .*byte 0xe9/,
  },
  "a line of 5 MB": {
    files: model(`crn A {\n${"x + ".repeat(1_250_000)}\n}\n`),
    words: CHECK,
    exitCode: 1,
    message: /^model\.ncrn:2:1: error\[line-too-long\]/,
  },
  "a line of 5 MB without a blank": {
    files: model("9".repeat(5_000_000)),
    words: ["format", "model.ncrn"],
    exitCode: 1,
    message: /^model\.ncrn:1:1: error\[line-too-long\]/,
  },
  "text that is no model": {
    files: model("999\n"),
    words: CHECK,
    exitCode: 1,
    message: /^model\.ncrn:1:1: error/,
  },
  "100 000 nested brackets": {
    files: model(`const a = ${"(".repeat(100_000)}1${")".repeat(100_000)}\n`),
    words: CHECK,
    exitCode: 1,
    message: /^model\.ncrn:1:\d+: error\[nesting-too-deep\]/,
  },
  "100 000 nested braces": {
    files: model("crn A ".concat("{".repeat(100_000))),
    words: CHECK,
    exitCode: 1,
    message: /^model\.ncrn:1:\d+: error/,
  },
  "no such file": { files: {}, words: CHECK, exitCode: 1, message: /^model\.ncrn: error\[file-not-found\]/ },
  "a misspelt file name": {
    files: { "model.ncrn": DATA_MODEL },
    words: ["check", "modle.ncrn"],
    exitCode: 1,
    message: /^modle\.ncrn: error\[file-not-found\][\s\S]*Did you mean `model\.ncrn`\?/,
  },
  "a forgotten extension": {
    files: model(""),
    words: ["check", "model"],
    exitCode: 1,
    message: /Did you mean `model\.ncrn`\?/,
  },
  "a missing data file": {
    files: model(DATA_MODEL),
    words: TRAIN,
    exitCode: 1,
    message: /^model\.ncrn:1:16: error\[file-not-found\]: .*`rows\.csv`/,
  },
  "a data file that is binary": {
    files: data(Buffer.from([80, 75, 3, 4, 0, 0])),
    words: TRAIN,
    exitCode: 1,
    message: /^rows\.csv:1:1: error\[not-text\]/,
  },
  "an empty data file": {
    files: data(""),
    words: TRAIN,
    exitCode: 1,
    message: /^rows\.csv: error\[empty-data\]/,
  },
  "a row with too few cells": {
    files: data("x,y\n1,2\n3\n4,5\n"),
    words: TRAIN,
    exitCode: 1,
    message: /error\[malformed-data\]: .*rows\.csv.*line 3/,
  },
  "an unfinished quotation": {
    files: data('x,y\n1,"2\n3,4\n'),
    words: TRAIN,
    exitCode: 1,
    message: /error\[malformed-data\]: .*rows\.csv.*line \d/,
  },
  "text where a number is needed": {
    files: data("x,y\n1,2\n3,many\n4,5\n"),
    words: TRAIN,
    exitCode: 1,
    message: /error\[[^\]]+\]: .*many/,
  },
  "NaN in the data": {
    files: data("x,y\n1,2\n3,NaN\n4,5\n"),
    words: TRAIN,
    exitCode: 1,
    message: /error\[value-not-finite\]: .*rows\.csv.*line 3.*`y`/,
  },
  "infinity in the data": {
    files: data("x,y\n1,2\ninf,3\n4,5\n"),
    words: TRAIN,
    exitCode: 1,
    message: /error\[value-not-finite\]: .*line 3.*`x`/,
  },
  "a missing column": {
    files: data("x,z\n1,2\n3,4\n"),
    words: TRAIN,
    exitCode: 1,
    message: /error\[[^\]]+\]: .*`y`/,
  },
  "a header alone": { files: data("x,y\n"), words: TRAIN, exitCode: 1, message: /error\[empty-data\]/ },
  "an output folder that is a file": {
    files: data("x,y\n1,2\n3,4\n"),
    words: [...TRAIN, "--out", "rows.csv"],
    exitCode: 1,
    message: /^rows\.csv: error\[cannot-write\]/,
  },
  "an output file in a folder that does not exist": {
    files: model("crn A {\n  species B = 1\n  B ->{1} 0\n}\n"),
    words: ["compile", "model.ncrn", "--to", "sbml", "-o", "nowhere/a.xml"],
    exitCode: 1,
    message: /^nowhere\/a\.xml: error\[cannot-write\]: .*`nowhere` does not exist/,
  },
  "semicolons between the columns": {
    files: data("x;y\n1,5;2\n3;4\n"),
    words: TRAIN,
    exitCode: 1,
    message: /error\[malformed-data\]: .*rows\.csv.*line 1.*semicolons[\s\S]*hint: .*decimal points/,
  },
  "an empty cell": {
    files: data("x,y\n1,2\n,3\n4,5\n"),
    words: TRAIN,
    exitCode: 1,
    message: /error\[value-not-finite\]: .*line 3: `x` is empty\.[\s\S]*`where: x != ""`/,
  },
  "weights from a distribution that does not exist": {
    files: { ...data("x,y\n1,2\n3,4\n"), "model.ncrn": DATA_MODEL.replace("a = 0.5", "a ~ normal(0, -1)") },
    words: TRAIN,
    exitCode: 1,
    message: /^model\.ncrn:9:14: error\[invalid-value\]: .*standard deviation/,
  },
  "a network where a training is needed": {
    files: model("crn Decay {\n  species A = 1\n  A ->{1} 0\n}\n"),
    words: TRAIN,
    exitCode: 1,
    message: /^model\.ncrn: error\[nothing-to-run\][\s\S]*hint: The file has crn `Decay`\./,
  },
  "a damaged checkpoint": {
    files: { ...data("x,y\n1,2\n3,4\n"), "checkpoint.json": '{"format":' },
    words: [...TRAIN, "--resume", "."],
    exitCode: 1,
    message: /^checkpoint\.json: error\[malformed-file\]/,
  },
};

for (const [title, { files, words, exitCode, message }] of Object.entries(CASES)) {
  test(title, async () => {
    const finished = await ncrn(words, { cwd: temporaryFolder(files) });
    expect(finished).toMatchObject({ exitCode, stdout: "" });
    expect(finished.stderr).toMatch(message);
    expect(finished.stderr).not.toMatch(/\n {4}at |this is a bug/);
    expect(finished.stderr.match(/error\[/g)).toHaveLength(1);
    expect(finished.stderr.length).toBeLessThan(2000);
    expect(finished.seconds).toBeLessThan(HANGS_SECONDS);
  });
}

test("a folder where a file is needed", async () => {
  const folder = temporaryFolder({ "model.ncrn": "" });
  mkdirSync(path.join(folder, "models"));
  const { exitCode, stderr } = await ncrn(["check", "models"], { cwd: folder });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^models: error\[cannot-read\]: This is a folder/i);
});

test.skipIf(process.getuid?.() === 0)("files that may not be read or written", async () => {
  const folder = temporaryFolder({
    "model.ncrn": "crn A {\n  species B = 1\n  B ->{1} 0\n}\n",
    "secret.ncrn": "",
  });
  chmodSync(path.join(folder, "secret.ncrn"), 0);
  const secret = await ncrn(["check", "secret.ncrn"], { cwd: folder });
  expect(secret).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("error[cannot-read]") });
  chmodSync(folder, 0o500);
  const written = await ncrn(["compile", "model.ncrn", "--to", "sbml", "-o", "a.xml"], { cwd: folder });
  chmodSync(folder, 0o700);
  expect(written).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("error[cannot-write]") });
});

test("with --json a failure is one document", async () => {
  const finished = await ncrn(["train", "model.ncrn", "--json"], { cwd: temporaryFolder(model(DATA_MODEL)) });
  expect(finished.exitCode).toBe(1);
  expect(documentOf(finished)).toMatchObject({
    error: { code: "input-has-errors" },
    diagnostics: [{ code: "file-not-found", line: 1, column: 16 }],
  });
});

test("training that diverges says so, and what to do", async () => {
  const content = DATA_MODEL.replace("eta: 0.1", "eta: 100").replace("epochs: 1", "epochs: 50");
  const cwd = temporaryFolder({ ...data("x,y\n1,2\n3,4\n5,6\n7,8\n"), "model.ncrn": content });
  const { exitCode, stderr } = await ncrn([...TRAIN, "--quiet"], { cwd });
  expect({ exitCode, stderr }).toMatchObject({
    exitCode: 3,
    stderr: expect.stringMatching(
      /error\[training-diverges\]: Training diverges: .* in epoch \d+, at sample \d+\.[\s\S]*Lower `eta`/,
    ),
  });
});

test("a learner whose source always escapes is not verified", async () => {
  const content = DATA_MODEL.replace("a * x\n", "a * x + 5 * z^2 + 3\n");
  const cwd = temporaryFolder({ ...data("x,y\n1,2\n"), "model.ncrn": content });
  const { exitCode, stdout, stderr } = await ncrn(["verify", "model.ncrn", "--draws", "2"], { cwd });
  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: "LineCircuit: nothing was compared\n" });
  expect(stderr).toMatch(/All 20 draws were left out: the source escapes/);
});
