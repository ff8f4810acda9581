// Tasks: what a model suggests, what `tasks.json` may say, and where the program is looked for.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { findProgram } from "../../src/tasks/find-program.js";
import { taskDefinition, tasksOfModel, wordsOfTask } from "../../src/tasks/model-tasks.js";

const words = (text: string): string[] =>
  tasksOfModel("a b.ncrn", text).map((task) => wordsOfTask(task).join("|"));

test.each([
  ["", ["check|a b.ncrn"]],
  ["crn A {\n}\n", ["check|a b.ncrn", "compile|a b.ncrn|--to|sbml"]],
  ["crn A {\n}\nsimulate A {}\n", ["check|a b.ncrn", "compile|a b.ncrn|--to|sbml", "simulate|a b.ncrn"]],
  ["crn A {\n}\nscan A {}\n", ["check|a b.ncrn", "compile|a b.ncrn|--to|sbml", "scan|a b.ncrn"]],
  [
    "// train nothing\nlearn M {}\ntrain M on d {}",
    ["check|a b.ncrn", "compile|a b.ncrn|--to|sbml", "train|a b.ncrn"],
  ],
])("%j suggests %j", (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test("what was written by hand is taken as it is, or not at all", () => {
  const written = { type: "ncrn", command: "train", file: "m.ncrn", arguments: ["--epochs", "5", 3] };
  const read = taskDefinition(written);
  expect(read && wordsOfTask(read)).toEqual(["train", "m.ncrn", "--epochs", "5"]);
  expect(taskDefinition({ type: "ncrn", command: "rm", file: "m.ncrn" })).toBeUndefined();
  expect(taskDefinition({ type: "shell", command: "check", file: "m.ncrn" })).toBeUndefined();
  expect(taskDefinition({ type: "ncrn", command: "check" })).toBeUndefined();
});

test("programs are found by path or by name in the folders of PATH, never in the working folder", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "ncrn-program-"));
  try {
    const file = path.join(folder, process.platform === "win32" ? "ncrn.cmd" : "ncrn");
    writeFileSync(file, "");
    chmodSync(file, 0o755);
    expect(findProgram("ncrn", { PATH: ["", ".", folder].join(path.delimiter) })).toBe(file);
    expect(findProgram("ncrn", { PATH: "." })).toBeUndefined();
    expect(findProgram("ncrn", {})).toBeUndefined();
    expect(findProgram(file, {})).toBe(file);
    expect(findProgram(`${file}-other`, {})).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
