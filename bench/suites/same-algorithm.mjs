// The generated WebAssembly against the same instructions compiled by gcc -O3 -march=native.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createOurs } from "../measure/ours.mjs";
import { summaryOf } from "../measure/statistics.mjs";
import { folderFor } from "../peers/places.mjs";
import { chosenProblems, problemOf } from "../problems/problems.mjs";
import { cFromModule } from "../same-algorithm/c-from-module.mjs";
import { captureModule } from "../same-algorithm/capture-module.mjs";

const DRIVER = path.join(import.meta.dirname, "..", "same-algorithm", "same-algorithm.c");
const PROBLEMS = [
  "relu-forward",
  "relu-feedback",
  "coupled-3",
  "coupled-10",
  "robertson",
  "oregonator",
  "brusselator-64",
];
const QUICK = ["relu-forward", "relu-feedback", "robertson"];
const RELATIVE = 1e-4;

export async function measureSameAlgorithm({ quick, rounds, seconds, say }) {
  const comparisons = [];
  for (const description of chosenProblems({ only: quick ? QUICK : PROBLEMS, quick })) {
    say(`same algorithm: ${description.name}`);
    const problem = problemOf(description);
    comparisons.push({ problem: problem.name, ...measureOne(problem, { rounds, seconds }) });
  }
  return { comparisons };
}

function measureOne(problem, { rounds, seconds }) {
  const tolerances = { relative: RELATIVE, absolute: RELATIVE * problem.absolutePart };
  const captured = captureModule(problem, tolerances);
  if (captured === undefined) return { note: "not solved by generated code, or not by one call a sample" };
  const { program, image, failure } = build(captured, problem);
  if (failure !== undefined) return { note: failure };
  const ours = createOurs(problem, tolerances);
  const own = [];
  const theirs = [];
  let difference = 0;
  for (let round = 0; round < rounds; round++) {
    const before = ours.time(seconds / 2);
    const answer = JSON.parse(spawnSync(program, [image, String(seconds)], { encoding: "utf8" }).stdout);
    own.push(Math.min(before, ours.time(seconds / 2)));
    theirs.push(answer.microseconds);
    difference = answer.difference;
  }
  return {
    oursMicroseconds: summaryOf(own),
    cMicroseconds: summaryOf(theirs),
    timesC: summaryOf(own.map((time, round) => time / theirs[round])),
    greatestDifference: difference,
  };
}

function build(captured, problem) {
  const source = cFromModule(captured.bytes, captured);
  const image = imageOf(captured, problem);
  const folder = folderFor("same-algorithm", source, image, readFileSync(DRIVER));
  const files = { program: path.join(folder, "program"), image: path.join(folder, "image.bin") };
  if (existsSync(files.program)) return files;
  writeFileSync(path.join(folder, "module.h"), source);
  writeFileSync(files.image, image);
  const options = ["-O3", "-march=native", "-w", "-I.", DRIVER, "-o", "program", "-lm"];
  const { status, stderr, error } = spawnSync("gcc", options, { cwd: folder, encoding: "utf8" });
  if (status === 0) return files;
  return { failure: error?.message ?? stderr.slice(0, 1000) };
}

/** The memory before the first sample, and the words that the host writes before each one. */
function imageOf({ calls }, problem) {
  const before = calls.map((call) => new BigUint64Array(call.before.buffer));
  const after = calls.map((call) => new BigUint64Array(call.after.buffer));
  const written = new Set();
  for (const [q, words] of before.entries()) {
    const previous = after[(q + after.length - 1) % after.length];
    for (let w = 0; w < words.length; w++) if (words[w] !== previous[w]) written.add(w);
  }
  const places = [...written].sort((a, b) => a - b);
  const compared = comparedPlaces(calls, problem);
  const [from, to, allowed] = calls[0].parameters;
  return Buffer.concat([
    bytesOf(
      Float64Array.of(calls.length, places.length, compared.length, from, to, allowed, calls[0].status),
    ),
    Buffer.from(calls[0].before),
    bytesOf(BigUint64Array.from(before.flatMap((words) => places.map((place) => words[place])))),
    bytesOf(
      Float64Array.from(
        calls.flatMap(({ after: end }) => compared.map((place) => new Float64Array(end.buffer)[place])),
      ),
    ),
    bytesOf(Uint32Array.from(places)),
    bytesOf(Uint32Array.from(compared)),
  ]);
}

/** Where the state lies: the first place at which all of the first sample stands before the run. */
function comparedPlaces(calls, { samples, species }) {
  const numbers = new Float64Array(calls[0].before.buffer);
  const [sample] = samples;
  const start = numbers.findIndex((_, at) => sample.every((value, i) => numbers[at + i] === value));
  return species.map((i) => start + i);
}

function bytesOf({ buffer, byteOffset, byteLength }) {
  return Buffer.from(buffer, byteOffset, byteLength);
}
