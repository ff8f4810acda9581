// Damaged bytecode in large numbers.
//
// Each file is a sound one with flipped bits, changed counts and numbers, pieces cut out, repeated or taken from another
// file. It is read, and if it is accepted, run in every way with small limits. Whatever throws, gives a number that is
// none, or takes longer than 20 s is reported with the number of its seed. The files are those of the tests in
// packages/simulator/test/bytecode/withstand-bytes.ts.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { build } from "esbuild";
import { scriptArguments, wholeNumber } from "./script-arguments.mjs";

const root = path.dirname(import.meta.dirname);
/** Files of one stream of random numbers; a finding is repeated by its stream alone. */
const FILES_PER_STREAM = 250;
const LONGEST_MILLISECONDS = 20_000;

const USAGE = `Usage: pnpm fuzz:bytecode [FILES] [SEED]

Reads and runs FILES damaged bytecode files (100000), those of the number SEED (1).

  -h, --help  prints this text`;

if (isMainThread) await fuzz();
else await work(workerData);

async function fuzz() {
  const { files, seed } = scriptArguments(USAGE, {
    mostPositionals: 2,
    read: ({ positionals: [files = "100000", seed = "1"] }) => ({
      files: wholeNumber(files, "FILES"),
      seed: wholeNumber(seed, "SEED", 0),
    }),
  });
  const folder = mkdtempSync(path.join(os.tmpdir(), "fuzz-"));
  try {
    const module = await bundle(folder);
    const result = await supervise({ module, files, seed });
    console.log(
      `${result.files} files: ${result.refused} refused, ${result.failed} ran into a failure, ${result.completed} completed; slowest ${result.slowest.toFixed(0)} ms`,
    );
    for (const finding of result.findings) console.log(finding);
    console.log(result.findings.length === 0 ? "no findings" : `${result.findings.length} FINDINGS`);
    process.exitCode = result.findings.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs the streams in a thread that is given up, and begun anew behind the stream, if it hangs or dies. */
async function supervise({ module, files, seed }) {
  const result = { files: 0, refused: 0, failed: 0, completed: 0, slowest: 0, findings: [] };
  const streams = Math.ceil(files / FILES_PER_STREAM);
  let stream = 0;
  while (stream < streams) {
    const end = await runThread({ module, seed, stream, streams }, (report) => {
      stream = report.stream + 1;
      for (const name of ["files", "refused", "failed", "completed"]) result[name] += report[name];
      result.slowest = Math.max(result.slowest, report.slowest);
      result.findings.push(...report.findings);
    });
    if (end === undefined) continue;
    result.findings.push(`stream ${stream} of seed ${seed}: ${end}`);
    stream++;
  }
  return result;
}

/** Why the thread ended before its time; undefined if it did not. */
function runThread(task, onReport) {
  return new Promise((resolve) => {
    const worker = new Worker(new URL(import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
    let current = "nothing yet";
    const giveUp = () => {
      worker.terminate();
      resolve(`hangs at ${current}`);
    };
    let timer = setTimeout(giveUp, LONGEST_MILLISECONDS);
    worker.on("message", (message) => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, LONGEST_MILLISECONDS);
      if (typeof message === "string") current = message;
      else onReport(message);
    });
    worker.on("error", (error) => {
      clearTimeout(timer);
      resolve(`the thread dies at ${current}: ${error.message}`);
    });
    worker.on("exit", () => {
      clearTimeout(timer);
      resolve(undefined);
    });
  });
}

async function work({ module, seed, stream: first, streams }) {
  const { createRandom, damagedFile, withstand } = await import(module);
  for (let stream = first; stream < streams; stream++) {
    const random = createRandom(seed, `stream ${stream}`);
    const report = { stream, files: 0, refused: 0, failed: 0, completed: 0, slowest: 0, findings: [] };
    for (let file = 0; file < FILES_PER_STREAM; file++) {
      const bytes = damagedFile(random);
      if (file % 10 === 0) parentPort.postMessage(`file ${file} or one of the nine after it`);
      const start = performance.now();
      try {
        report[withstand(bytes)]++;
      } catch (error) {
        const text = Buffer.from(bytes).toString("base64");
        report.findings.push(`stream ${stream}, file ${file}: ${error.name}: ${error.message}\n  ${text}`);
      }
      report.slowest = Math.max(report.slowest, performance.now() - start);
      report.files++;
    }
    parentPort.postMessage(report);
  }
}

async function bundle(folder) {
  const outfile = path.join(folder, "fuzz.mjs");
  const contents = `
    export { createRandom } from "./src/random.js";
    export { damagedFile, withstand } from "./test/bytecode/withstand-bytes.js";`;
  const stdin = { contents, resolveDir: path.join(root, "packages/simulator"), loader: "ts" };
  await build({ stdin, bundle: true, format: "esm", platform: "node", outfile, logLevel: "error" });
  return pathToFileURL(outfile).href;
}
