// A thread that carries out one run after the other. The first thread says which; results and progress go back to it.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { taskOf } from "./tasks.mjs";
import { trainChemistry } from "./train-chemistry.mjs";
import { trainReference } from "./train-reference.mjs";

const RULES = { descent: "descend", ideal: "learnIdeally" };

/** A run that is interrupted loses at most this much. */
const SAVE_MILLISECONDS = 5000;
const REPORT_MILLISECONDS = 500;

parentPort.on("message", async (run) => {
  try {
    parentPort.postMessage({ kind: "done", result: await carryOut(run) });
  } catch (error) {
    parentPort.postMessage({
      kind: "failed",
      message: error instanceof Error ? error.message : String(error),
    });
  }
});

async function carryOut(run) {
  const start = performance.now();
  const task = startingTask(run);
  const report = throttled((share) => parentPort.postMessage({ kind: "progress", share }));
  const outcome =
    run.method === "chemistry"
      ? await chemistry(run, task, report)
      : trainReference(task, RULES[run.method], run.epochs, report);
  const seconds = (performance.now() - start) / 1000;
  const steps = run.epochs * task.data.training.rows.length;
  return { ...outcome, steps, seconds };
}

/** A network written by hand starts with the weights that a model draws. */
function startingTask(run) {
  const task = taskOf(run.file, run);
  if (task.source.kind === "learn") return task;
  return { ...task, initialWeights: taskOf(run.start, run).initialWeights };
}

async function chemistry(run, task, report) {
  const checkpoint = `${run.output}.checkpoint`;
  const resumeFrom = savedState(checkpoint, run.fingerprint);
  const save = throttled(
    (state) => writeWhole(checkpoint, { fingerprint: run.fingerprint, state }),
    SAVE_MILLISECONDS,
  );
  const result = await trainChemistry(
    task,
    {
      epochs: run.epochs,
      threshold: run.threshold,
      onCheckpoint: save,
      ...(resumeFrom === undefined ? {} : { resumeFrom }),
    },
    {
      onProgress: ({ activity, done, total }) => (activity === "training" ? report(done / total) : undefined),
    },
  );
  rmSync(checkpoint, { force: true });
  return result;
}

function savedState(file, fingerprint) {
  if (!existsSync(file)) return undefined;
  const saved = JSON.parse(readFileSync(file, "utf8"));
  return saved.fingerprint === fingerprint ? saved.state : undefined;
}

/** A reader never sees half a file. */
function writeWhole(file, content) {
  writeFileSync(`${file}.part`, JSON.stringify(content));
  renameSync(`${file}.part`, file);
}

function throttled(act, milliseconds = REPORT_MILLISECONDS) {
  let next = performance.now() + milliseconds;
  return (value) => {
    if (performance.now() < next) return;
    act(value);
    next = performance.now() + milliseconds;
  };
}
