// Whole training runs: ours through the same function as `ncrn train`, and the same loop with CVODE in C. Both take the
// same phases, samples and tolerances; the weights at the end say whether they computed the same.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { trainNetwork } from "@ncrn/experiments";
import { sampleOrder } from "../../packages/experiments/dist/train/sample-order.js";
import { startRun } from "../../packages/experiments/dist/train/training-run.js";
import { taskOf } from "../../scripts/reproduce/tasks.mjs";
import { foldedEquations, unfoldedEquations } from "../equations/equations.mjs";
import { reactionList } from "../equations/reaction-list.mjs";
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
  const ours = { seconds: [], weights: [] };
  for (let round = 0; round < rounds; round++) {
    for (const code of measured) {
      say(`training: ${name}, round ${round + 1} of ${rounds}, ${code.name}`);
      const before = await trainOurs(task, epochs);
      code.result = runTraining(code, { relative, absolute });
      const after = await trainOurs(task, epochs);
      const own = Math.min(before.seconds, after.seconds);
      code.seconds.push(code.result.seconds);
      code.ratios.push(code.result.seconds / own);
      ours.seconds.push(own);
      ours.weights = after.weights;
    }
  }
  if (measured.length === 0) {
    const alone = await trainOurs(task, epochs);
    ours.seconds.push(alone.seconds);
    ours.weights = alone.weights;
  }
  return {
    name,
    file: `examples/${file}`,
    epochs,
    samples: run.training.length,
    validationSamples: run.validation.length,
    tolerances: { relative, absolute },
    ours: { seconds: summaryOf(ours.seconds), weights: ours.weights },
    comparisons: measured.map((code) => comparisonOf(code, ours.weights)),
  };
}

function comparisonOf({ name, equations, kind, seconds, ratios, result }, weights) {
  return {
    peer: name,
    equations,
    kind,
    steps: result.steps,
    failures: result.failures,
    greatestWeightDifference: Math.max(
      ...weights.map((weight, index) => Math.abs(weight - result.weights[index])),
    ),
    peerSeconds: summaryOf(seconds),
    ratio: summaryOf(ratios),
  };
}

/** From the compiled network to the last weights, code generation included. */
async function trainOurs(task, epochs) {
  const start = cpuSeconds();
  const { status, weights, failure } = await trainNetwork(task, { epochs });
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
