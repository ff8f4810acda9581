// Deterministic trainings: as usual, with phases of uneven lengths, and with samples that come too early or too late.
import { programFromReactions } from "@ncrn/compiler";
import { networkFedWithSamples, simulateNetwork, trainNetwork } from "@ncrn/experiments";
import { createPhaseRunner, createRandom } from "@ncrn/simulator";
import { measure } from "./measure.mjs";
import { networkAtSample, perturbedTask } from "./perturbed-task.mjs";

const MOST_STEPS = 1e8;

/** The training of `ncrn train`, of a network or with samples that are perturbed. */
export async function trainAsUsual(run, report) {
  const task = perturbedTask(run);
  const onProgress = ({ activity, done, total }) => {
    if (activity === "training") report(done / total);
  };
  const { status, failure, history, weights } = await trainNetwork(task, { epochs: 1 }, { onProgress });
  if (status !== "completed") return { status, failure: failure?.message };
  const accuracies = Object.entries(history.metrics).filter(([label]) => label.startsWith("accuracy"));
  const [validationAccuracy] = accuracies.map(([, values]) => values.at(-1));
  return { status, measures: { validationLoss: history.validationLoss.at(-1), validationAccuracy }, weights };
}

/** Every phase of every step has a length of its own; measured with exact phases. */
export async function trainWithOtherDurations(run, report) {
  const task = perturbedTask(run);
  const random = createRandom(run.seed, "lengths of phases");
  const { relativeTolerance, absoluteTolerance } = task.record;
  const runner = createPhaseRunner(programFromReactions(task.network), {
    relativeTolerance,
    absoluteTolerance,
  });
  const { rows } = task.data.training;
  const position = new Map(task.network.species.map(({ id }, index) => [id, index]));
  const concentration = (id) => (id === undefined ? 0 : runner.state[position.get(id)]);
  let weights = task.initialWeights;
  for (const [index, row] of rows.entries()) {
    const { species, phases, learning } = networkAtSample(task, row, weights);
    runner.state.set(species.map(({ initial }) => initial));
    for (const [phase, { duration }] of phases.entries()) {
      const failure = runner.runPhase(phase, duration * Math.max(0, random.normal(1, run.level)));
      if (failure !== undefined) return { status: "failed", failure: failure.message };
    }
    const read = ({ name, positive, negative }) => [name, concentration(positive) - concentration(negative)];
    weights = Object.fromEntries(learning.weights.map(read));
    report(index / rows.length);
  }
  return { status: "completed", measures: await measure(task, weights), weights };
}

/** One simulation of the closed network with all samples as doses; measured with exact feeding. */
export async function trainWithOtherFeedTimes(run) {
  const task = perturbedTask(run);
  const { period } = task.network.learning.feed;
  const count = task.data.training.rows.length;
  const network = withOtherTimes(networkFedWithSamples(task, count), { ...run, period });
  const { relativeTolerance, absoluteTolerance } = task.record;
  const { status, failure, columns } = await simulateNetwork(
    { source: task.source, network, record: undefined },
    { until: count * period, samples: 1, relativeTolerance, absoluteTolerance, maxSteps: MOST_STEPS },
  );
  if (status !== "completed") return { status, failure: failure?.message };
  const last = ({ name }) => [name, columns.find((column) => column.name === name).values.at(-1)];
  const weights = Object.fromEntries(network.learning.weights.map(last));
  return { status, measures: await measure(task, weights), weights };
}

/** Each dose comes at a time of its own around its proper one. */
function withOtherTimes(network, { level, seed, period }) {
  const random = createRandom(seed, "times of feeding");
  const shifted = ({ kind, time }) => ({ kind, time: Math.max(0, time + random.normal(0, level * period)) });
  const events = network.events.map((event) => ({ ...event, trigger: shifted(event.trigger) }));
  return { ...network, events };
}
