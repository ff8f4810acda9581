// Whole training runs: ours through the same function as `ncrn train`, and the same loop with CVODE in C. Both take the
// same phases and samples. CVODE takes the tolerances of the record; ours are compared at the error in the last weights that
// CVODE reached with them.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { trainNetwork } from "@ncrn/experiments";
import { sampleOrder } from "../../packages/experiments/dist/train/sample-order.js";
import { startRun } from "../../packages/experiments/dist/train/training-run.js";
import { taskOf } from "../../scripts/reproduce/tasks.mjs";
import { foldedEquations, unfoldedEquations } from "../equations/equations.mjs";
import { reactionList } from "../equations/reaction-list.mjs";
import { errorOf, timeAtError } from "../measure/error.mjs";
import { cpuSeconds } from "../measure/ours.mjs";
import { summaryOf } from "../measure/statistics.mjs";
import { buildCvode } from "../peers/cvode.mjs";

const EXAMPLES = path.join(import.meta.dirname, "..", "..", "examples");
const TRAININGS = [
  { name: "linear-regression", file: "linear-regression/model.ncrn", quickEpochs: 2 },
  { name: "linear-regression-paper", file: "paper/linear-regression/paper.ncrn", quickEpochs: 2 },
  { name: "xor-cubic", file: "paper/xor/paper-cubic.ncrn", quickEpochs: 1 },
];
const CODES = ["unfolded", "folded"].flatMap((equations) =>
  ["klu", "dense"].map((kind) => ({ name: `cvode-${kind}-${equations}`, equations, kind })),
);
const SEED = 1;
/** Half a decade apart; absolute tolerances are as much smaller as in the record. */
const OUR_TOLERANCES = [1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 3e-6, 1e-6, 3e-7, 1e-7];
const REFERENCE_TOLERANCE = 1e-10;
/** Added to weights, relative to which errors count. */
const FLOOR = 1e-3;
/** Rounding of thousands of updates: no error below is told from another. */
const LEAST_ERROR = 1e-12;

export async function measureTraining(settings) {
  const trainings = [];
  for (const training of TRAININGS) {
    settings.say(`training: ${training.name}`);
    trainings.push(await measureOne(training, settings));
  }
  return { trainings };
}

async function measureOne({ name, file, quickEpochs }, { quick, rounds, found, say }) {
  const task = taskOf(path.join(EXAMPLES, file), { seed: SEED });
  const epochs = quick ? quickEpochs : task.record.epochs;
  const run = startRun(task, {}, {});
  const { relativeTolerance: relative = 1e-9, absoluteTolerance: absolute = 1e-12 } = task.record;
  const codes = found.versions.cvode === undefined ? [] : CODES;
  const programs = codes.map((code) => ({
    ...code,
    program: buildTraining(task, { run, epochs, equations: code.equations }),
  }));
  const measured = programs.map((code) => ({ ...code, seconds: [], ratios: [], result: undefined }));
  const reference = await trainOurs(task, epochs, REFERENCE_TOLERANCE);
  const errorOfWeights = (weights) => weightError(weights, reference.weights);
  const byRecord = [];
  let recordError;
  let curve = [];
  for (let round = 0; round < rounds; round++) {
    say(`training: ${name}, round ${round + 1} of ${rounds}, ours`);
    const before = await ourCurve(task, epochs, errorOfWeights);
    for (const code of measured) {
      say(`training: ${name}, round ${round + 1} of ${rounds}, ${code.name}`);
      code.result = runTraining(code, { relative, absolute });
      code.seconds.push(code.result.seconds);
    }
    const after = await ourCurve(task, epochs, errorOfWeights);
    curve = before.map((point, index) => ({ ...point, time: Math.min(point.time, after[index].time) }));
    const asRecorded = await trainOurs(task, epochs, relative);
    byRecord.push(asRecorded.seconds);
    recordError = errorOfWeights(asRecorded.weights);
    for (const code of measured) {
      const own = timeAtError(curve, errorOfWeights(code.result.weights));
      if (own !== undefined) code.ratios.push(code.seconds.at(-1) / own);
    }
  }
  return {
    name,
    file: `examples/${file}`,
    epochs,
    samples: run.training.length,
    validationSamples: run.validation.length,
    tolerances: { relative, absolute },
    ours: {
      seconds: summaryOf(byRecord),
      error: recordError,
      weights: reference.weights,
      curve,
    },
    comparisons: measured.map((code) => comparisonOf(code, errorOfWeights(code.result.weights))),
  };
}

function comparisonOf({ name, equations, kind, seconds, ratios, result }, error) {
  return {
    peer: name,
    equations,
    kind,
    steps: result.steps,
    failures: result.failures,
    error,
    peerSeconds: summaryOf(seconds),
    ratio: summaryOf(ratios),
  };
}

/** Error and time of ours by tolerance. */
async function ourCurve(task, epochs, errorOfWeights) {
  const points = [];
  for (const tolerance of OUR_TOLERANCES) {
    const { seconds, weights } = await trainOurs(task, epochs, tolerance);
    points.push({ tolerance, error: errorOfWeights(weights), time: seconds });
  }
  return points;
}

function weightError(weights, reference) {
  const species = weights.map((_, index) => index);
  return Math.max(LEAST_ERROR, errorOf([weights], [reference], { species, floor: FLOOR }));
}

/** From the compiled network to the last weights, code generation included. */
async function trainOurs({ record, ...task }, epochs, tolerance) {
  const { relativeTolerance = 1e-9, absoluteTolerance = 1e-12 } = record;
  const absolute = (tolerance * absoluteTolerance) / relativeTolerance;
  const tolerances = { relativeTolerance: tolerance, absoluteTolerance: absolute };
  const start = cpuSeconds();
  const { status, weights, failure } = await trainNetwork(
    { ...task, record: { ...record, ...tolerances } },
    { epochs },
  );
  const seconds = cpuSeconds() - start;
  if (status !== "completed") throw new Error(failure?.message ?? status);
  return { seconds, weights: Object.values(weights) };
}

function runTraining({ program, kind }, { relative, absolute }) {
  const { stdout, stderr, status } = spawnSync(program, [kind, String(relative), String(absolute)], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function buildTraining(task, { run, epochs, equations }) {
  const { program } = run.circuit;
  const make = equations === "folded" ? foldedEquations : unfoldedEquations;
  const systems = program.phases.map((_, phase) =>
    make(reactionList(program, phase), program.species.length),
  );
  return buildCvode("cvode-training.c", systems, { "training.h": trainingHeader(task, { run, epochs }) });
}

/** What the host does, as constants. */
function trainingHeader(task, { run, epochs }) {
  const { circuit, training, validation, host } = run;
  const { program, weights, inputs, targets, inferencePhases, learningPhases } = circuit;
  const isWeight = new Set(weights.flatMap(({ positive, negative }) => [positive, negative]));
  const cleared = program.species.flatMap(({ initial, clamped }, position) =>
    isWeight.has(position) || clamped ? [] : [{ position, initial }],
  );
  const orders = Array.from({ length: epochs }, (_, index) => sampleOrder(task, index + 1));
  return [
    define("CANCELS_RAILS", circuit.hostCancelsRails ? 1 : 0),
    define("EPOCHS", epochs),
    define("TRAINING", training.length),
    define("VALIDATION", validation.length),
    ...rails("WEIGHTS", "weight", weights),
    ...rails("INPUTS", "input", inputs),
    ...rails("TARGETS", "target", targets),
    define("CLEARED", cleared.length),
    array(
      "int",
      "cleared",
      cleared.map(({ position }) => position),
    ),
    array(
      "double",
      "cleared_values",
      cleared.map(({ initial }) => initial),
    ),
    array("double", "initial_state", initialState(program, weights, host.readWeightRails())),
    array(
      "double",
      "durations",
      program.phases.map(({ duration }) => duration),
    ),
    define("INFERENCE_PHASES", inferencePhases.length),
    array("int", "inference_phases", inferencePhases),
    define("LEARNING_PHASES", learningPhases.length),
    array("int", "learning_phases", learningPhases),
    array("int", "orders", orders.flat()),
    array(
      "double",
      "training_inputs",
      training.flatMap((sample) => sample.inputs),
    ),
    array(
      "double",
      "training_targets",
      training.flatMap((sample) => sample.targets),
    ),
    array(
      "double",
      "validation_inputs",
      validation.flatMap((sample) => sample.inputs),
    ),
    "",
  ].join("\n");
}

/** The program's state with the initial weights in it; `values` are those of the rails in the order of the weights. */
function initialState(program, weights, values) {
  const state = program.species.map(({ initial }) => initial);
  const positions = weights.flatMap(({ positive, negative }) =>
    negative === undefined ? [positive] : [positive, negative],
  );
  for (const [index, position] of positions.entries()) state[position] = values[index];
  return state;
}

function rails(count, name, quantities) {
  return [
    define(count, quantities.length),
    array(
      "int",
      `${name}_positive`,
      quantities.map(({ positive }) => positive),
    ),
    array(
      "int",
      `${name}_negative`,
      quantities.map(({ negative }) => negative ?? -1),
    ),
  ];
}

function define(name, value) {
  return `#define ${name} ${value}`;
}

function array(type, name, values) {
  return `static const ${type} ${name}[] = {${values.length === 0 ? 0 : values.join(",")}};`;
}
