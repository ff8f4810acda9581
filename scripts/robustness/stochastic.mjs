// Inference and training molecule by molecule: exact stochastic simulation of the network at a volume.
import { programFromReactions } from "@ncrn/compiler";
import { createRandom, simulateStochastic } from "@ncrn/simulator";
import { mean, measure, outputsOf, scoresOf } from "./measure.mjs";
import { networkAtSample, perturbedTask } from "./perturbed-task.mjs";

const REPEATS = 4;
/** Fewer where each takes 10⁵ reaction events and scatters little. */
const samplesAt = (volume) => (volume > 1000 ? 20 : 50);
const SEEDS = 2 ** 32;

/** Inference of a trained circuit, several times a sample, and how its outputs scatter about those of the equations. */
export async function inferStochastically(run, report) {
  const whole = perturbedTask(run);
  const rows = whole.data.validation.rows.slice(0, samplesAt(run.level));
  const task = { ...whole, data: { ...whole.data, validation: { ...whole.data.validation, rows } } };
  const expected = await outputsOf(task, run.weights);
  const random = createRandom(run.seed, `stochastic inference at ${run.level}`);
  const outputs = rows.map((row, index) => {
    report(index / rows.length);
    const network = inferenceOnly(networkAtSample(task, row, run.weights));
    const options = { volume: run.level, seed: random.integerBelow(SEEDS), runs: REPEATS };
    return finalStates(network, options).map((read) => read(network.learning.outputs[0]));
  });
  const repeats = Array.from({ length: REPEATS }, (_, repeat) =>
    scoresOf(
      task,
      outputs.map((values) => values[repeat]),
    ),
  );
  const accuracies = repeats.flatMap(({ validationAccuracy }) => validationAccuracy ?? []);
  return {
    status: "completed",
    measures: {
      validationLoss: mean(repeats.map(({ validationLoss }) => validationLoss)),
      validationAccuracy: accuracies.length > 0 ? mean(accuracies) : undefined,
      baseLoss: scoresOf(task, expected).validationLoss,
      ...scatterOf(outputs, expected),
    },
  };
}

/** All phases of each step are simulated molecule by molecule; the weights that result are measured by the equations. */
export async function trainStochastically(run, report) {
  const task = perturbedTask(run);
  const random = createRandom(run.seed, `stochastic training at ${run.level}`);
  const { rows } = task.data.training;
  let weights = task.initialWeights;
  for (const [index, row] of rows.entries()) {
    const network = networkAtSample(task, row, weights);
    const [read] = finalStates(network, { volume: run.level, seed: random.integerBelow(SEEDS), runs: 1 });
    weights = Object.fromEntries(network.learning.weights.map((rails) => [rails.name, read(rails)]));
    report(index / rows.length);
  }
  return { status: "completed", measures: await measure(task, weights), weights };
}

/** Without targets and without the phases in which the circuit learns. */
export function inferenceOnly(network) {
  const { inferencePhases, targets } = network.learning;
  const isTarget = new Set(targets.flatMap(({ positive, negative }) => [positive, negative]));
  const species = network.species.map((entry) => (isTarget.has(entry.id) ? { ...entry, initial: 0 } : entry));
  if (network.phases.length === 0) return { ...network, species };
  const phases = network.phases.filter(({ name }) => inferencePhases.includes(name));
  const reactions = network.reactions
    .map((reaction) => ({
      ...reaction,
      phases: reaction.phases.filter((name) => inferencePhases.includes(name)),
    }))
    .filter((reaction, index) => reaction.phases.length > 0 || network.reactions[index].phases.length === 0);
  return { ...network, species, phases, reactions };
}

/** The end of each run as a function of rails: through all phases, or until the outputs of a closed network are read. */
export function finalStates(network, options) {
  const { feed } = network.learning;
  const until = feed?.readDelay ?? network.phases.reduce((sum, { duration }) => sum + duration, 0);
  const { runs, failure } = simulateStochastic(programFromReactions(network), {
    ...options,
    until,
    times: [until],
  });
  if (failure !== undefined) throw new Error(failure.message);
  const position = new Map(network.species.map(({ id }, index) => [id, index]));
  return runs.map((trajectory) => ({ positive, negative }) => {
    const last = (id) => (id === undefined ? 0 : trajectory.species[position.get(id)].values.at(-1));
    return last(positive) - last(negative);
  });
}

/** The standard deviation of outputs about their expected values, and the mean deviation with its standard error. */
function scatterOf(outputs, expected) {
  const deviations = outputs.flatMap((values, index) => values.map((value) => value - expected[index]));
  const bias = mean(deviations);
  const within = mean(
    outputs.map((values) => {
      const average = mean(values);
      return values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (values.length - 1);
    }),
  );
  return {
    outputDeviation: Math.sqrt(mean(deviations.map((value) => value ** 2))),
    outputBias: bias,
    outputBiasError: Math.sqrt(within / deviations.length),
  };
}
