// A run → its training task: compiled with other settings if the perturbation is one of settings, as one long epoch.
import { networkAtFirstSample } from "@ncrn/experiments";
import { createRandom } from "@ncrn/simulator";
import { gridSamplesOf, orderOf } from "../reproduce/samples.mjs";
import { taskOf } from "../reproduce/tasks.mjs";
import { CIRCUITS } from "./circuits.mjs";
import { perturbedNetwork } from "./perturb-network.mjs";

/** The task without any perturbation of its network or its samples, but compiled with the settings of the run. */
export function compiledTask(run) {
  return taskOf(run.file, { seed: run.seed, adapt: (program) => withSettings(program, run) });
}

/** The task of a run. What losses are measured on is always fed exactly. */
export function perturbedTask(run) {
  const task = asOneEpoch(measuredPart(compiledTask(run), run), run);
  const exact = { ...task, network: perturbedNetwork(task.network, run) };
  return run.perturbation === "amounts" ? withOtherAmounts(exact, run) : exact;
}

/** The network as it stands when a row is fed to it, with the given weights. */
export function networkAtSample(task, row, initialWeights) {
  const training = { ...task.data.training, rows: [row] };
  return networkAtFirstSample({ ...task, initialWeights, data: { ...task.data, training } });
}

function withSettings(program, { perturbation, level }) {
  const learns = program.learns.map((learn) => {
    if (perturbation === "annihilation")
      return { ...learn, lowering: { ...learn.lowering, annihilate: level } };
    if (perturbation === "clock-seed") return { ...learn, clock: { ...learn.clock, seed: level } };
    return learn;
  });
  return { ...program, learns };
}

/** What losses are measured on: the validation part, or the grid with its true targets. */
function measuredPart(task, { circuit, samples }) {
  const { validation } = task.data;
  const rows = CIRCUITS[circuit].isMeasuredOnGrid ? gridRows(task) : validation.rows;
  return {
    ...task,
    data: {
      ...task.data,
      validation: { ...validation, rows: rows.slice(0, samples ?? CIRCUITS[circuit].measured) },
    },
  };
}

/** In an order of chance, so that a part of them is spread over the grid. */
function gridRows(task) {
  const { testGrid, validation } = task.data;
  const targets = gridSamplesOf(task).map((sample) => sample.targets);
  const [target] = validation.columns.filter((column) => !testGrid.columns.includes(column));
  const rows = testGrid.rows.map((row, index) =>
    validation.columns.map((column) =>
      column === target ? targets[index][0] : row[testGrid.columns.indexOf(column)],
    ),
  );
  return createRandom(1, "order of the grid").shuffle(rows);
}

/** Only the end is measured, so all epochs are one; what is learned is the same to the last bit. */
function asOneEpoch(task, { epochs, samples }) {
  const { training } = task.data;
  const rows = Array.from({ length: epochs }, (_, index) =>
    orderOf(task, index + 1)
      .slice(0, samples)
      .map((position) => training.rows[position]),
  ).flat();
  const record = { ...task.record, samples: "as_given", epochs: 1 };
  return { ...task, record, data: { ...task.data, training: { ...training, rows } } };
}

/** Each amount of each training sample is multiplied by a factor of its own; what is measured is fed exactly. */
function withOtherAmounts(task, { level, seed }) {
  const random = createRandom(seed, "amounts that are fed");
  const names = [];
  const feed = task.record.feed.map((entry) => {
    const components = entry.value.components.map((left) => {
      const name = `amount ${names.length + 1}`;
      names.push(name);
      return { kind: "Binary", operator: "*", left, right: { kind: "Component", name } };
    });
    return { ...entry, value: { ...entry.value, components } };
  });
  const extended = ({ columns, rows }, factor) => ({
    columns: [...columns, ...names],
    rows: rows.map((row) => [...row, ...names.map(factor)]),
  });
  return {
    ...task,
    record: { ...task.record, feed },
    data: {
      ...task.data,
      training: extended(task.data.training, () => Math.max(0, random.normal(1, level))),
      validation: extended(task.data.validation, () => 1),
    },
  };
}
