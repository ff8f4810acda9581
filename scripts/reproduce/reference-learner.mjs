// Two references for what the chemistry does, both on the equations of the source and neither through the compiler:
//
//   descent  plain stochastic gradient descent: the exact gradient of the loss, by differentiating the integration itself
//   ideal    the learning rule of the circuit as ordinary differential equations: states, adjoints and gradients run
//            through the forward and the feedback phase of the `learn` record, `first_order` and unequal lengths included
import { createTape, evaluate, outputOf, pullBack } from "./tape.mjs";

/** Longest step of the fourth-order Runge-Kutta method; equations have rates of order 10 at most. */
const LONGEST_STEP = 1 / 24;
const FEWEST_STEPS = 8;

/** A learner that holds weights and takes one sample at a time; `learn` is a checked `learn` record. */
export function createReferenceLearner(learn, initialWeights) {
  const source = sourceOf(learn.model);
  const weights = Float64Array.from(source.weights, (name) => initialWeights[name] ?? 0);
  const forward = (inputs) => forwardPass(source, { weights, inputs }, stepsOf(learn.forwardDuration));
  const assess = (inputs, targets) => {
    const trajectory = forward(inputs);
    return { trajectory, ...lossAt(source, { weights, inputs, targets, states: trajectory.end }) };
  };
  const descend = (gradient) => {
    for (let index = 0; index < weights.length; index++) weights[index] -= learn.eta * gradient[index];
  };
  return {
    weights,
    weightNames: source.weights,
    /** Outputs and loss of a sample. */
    infer: (inputs, targets) => {
      const { outputs, loss } = assess(inputs, targets);
      return { outputs, loss };
    },
    /** One step of plain gradient descent; outputs and loss are those before the step. */
    descend: (inputs, targets) => {
      const { trajectory, outputs, loss, byStates, byWeights } = assess(inputs, targets);
      descend(throughIntegration(source, trajectory, byStates, byWeights));
      return { outputs, loss };
    },
    /** One step of the circuit's learning rule. */
    learnIdeally: (inputs, targets) => {
      const { trajectory, outputs, loss, byStates, byWeights } = assess(inputs, targets);
      const feedback = stepsOf(learn.feedbackDuration);
      const point = { weights, inputs, states: trajectory.end };
      descend(throughFeedback(source, point, { byStates, byWeights, feedback, gradient: learn.gradient }));
      return { outputs, loss };
    },
  };
}

function sourceOf(model) {
  const names = (quantities) => quantities.flatMap(({ components }) => components.map(({ name }) => name));
  const states = names(model.states);
  const weights = names(model.weights);
  const inputs = names(model.inputs);
  const targets = names(model.targets);
  const outputs = model.outputs.flatMap(({ name, value }) => named(name, value));
  const definitions = definitionsOf(model);
  const equations = new Map(model.equations.map(({ target, value }) => [target, value]));
  const zero = { kind: "Number", value: 0 };
  const initial = model.states.flatMap(({ components, initial: values }) =>
    components.map((_, index) => values?.[index] ?? zero),
  );
  const withOutputs = new Map([...definitions, ...outputs]);
  const readOut = [...outputs.map(([, value]) => value), model.loss];
  return {
    states,
    weights,
    inputs,
    outputs: outputs.map(([name]) => name),
    initial: createTape(initial, [...weights, ...inputs], definitions),
    equations: createTape(
      states.map((name) => equations.get(name)),
      [...states, ...weights, ...inputs],
      definitions,
    ),
    readOut: createTape(readOut, [...states, ...weights, ...inputs, ...targets], withOutputs),
  };
}

function definitionsOf(model) {
  return new Map([
    ...model.definitions.flatMap(({ name, value }) => named(name, value)),
    ...model.fixed.flatMap(({ components, initial }) =>
      components.flatMap(({ name }, index) =>
        initial?.[index] === undefined ? [] : [[name, initial[index]]],
      ),
    ),
    ...model.rates.map(({ name, value }) => [name, value]),
  ]);
}

/** Components of an array with their names, row by row. */
function named(name, { shape, components }) {
  const indices = shape.reduce(
    (lists, length) => lists.flatMap((list) => Array.from({ length }, (_, index) => [...list, index + 1])),
    [[]],
  );
  return components.map((component, index) => [
    shape.length === 0 ? name : `${name}[${indices[index].join(",")}]`,
    component,
  ]);
}

function stepsOf(duration) {
  const count = Math.max(FEWEST_STEPS, Math.ceil(duration / LONGEST_STEP));
  return { count, length: duration / count };
}

const STAGES = [0, 0.5, 0.5, 1];
const SHARES = [1 / 6, 1 / 3, 1 / 3, 1 / 6];

/** The states at the start of each step and at the end. */
function forwardPass(source, { weights, inputs }, steps) {
  evaluate(source.initial, [...weights, ...inputs]);
  let states = Float64Array.from(source.states, (_, index) => outputOf(source.initial, index));
  const starts = [];
  const field = Float64Array.from([...states, ...weights, ...inputs]);
  for (let step = 0; step < steps.count; step++) {
    starts.push(states);
    states = stagesOf(source, field, states, steps.length).next;
  }
  return { starts, end: states, field, steps, weights, inputs };
}

/** One Runge-Kutta step with the points at which the equations were evaluated. */
function stagesOf(source, field, states, length) {
  const points = [];
  const next = states.slice();
  let slope = new Float64Array(states.length);
  for (const [stage, share] of SHARES.entries()) {
    const point = new Float64Array(states.length);
    for (let index = 0; index < point.length; index++)
      point[index] = states[index] + STAGES[stage] * length * slope[index];
    points.push(point);
    field.set(point);
    evaluate(source.equations, field);
    slope = new Float64Array(states.length);
    for (let index = 0; index < next.length; index++) {
      slope[index] = outputOf(source.equations, index);
      next[index] += length * share * slope[index];
    }
  }
  return { points, next };
}

function lossAt(source, { states, weights, inputs, targets }) {
  const { readOut, outputs } = source;
  evaluate(readOut, [...states, ...weights, ...inputs, ...targets]);
  const values = outputs.map((_, index) => outputOf(readOut, index));
  const loss = outputOf(readOut, outputs.length);
  pullBack(readOut, [...outputs.map(() => 0), 1]);
  const byStates = readOut.adjoints.slice(0, states.length);
  const byWeights = readOut.adjoints.slice(states.length, states.length + weights.length);
  return { outputs: values, loss, byStates, byWeights };
}

/** The gradient of the loss as the integration computes it, exact but for rounding. */
function throughIntegration(source, { starts, field, steps, weights, inputs }, byStates, byWeights) {
  const size = byStates.length;
  const gradient = byWeights.slice();
  let adjoint = byStates.slice();
  for (const start of starts.toReversed()) {
    const { points } = stagesOf(source, field, start, steps.length);
    const before = adjoint.slice();
    let later = new Float64Array(size);
    for (let stage = 3; stage >= 0; stage--) {
      const following = STAGES[stage + 1] ?? 0;
      const seed = adjoint.map(
        (value, index) => steps.length * (SHARES[stage] * value + following * later[index]),
      );
      field.set(points[stage]);
      evaluate(source.equations, field);
      pullBack(source.equations, seed);
      later = source.equations.adjoints.slice(0, size);
      for (let index = 0; index < size; index++) before[index] += later[index];
      for (let index = 0; index < gradient.length; index++)
        gradient[index] += source.equations.adjoints[size + index];
    }
    adjoint = before;
  }
  return throughInitial(source, { weights, inputs, adjoint, gradient });
}

/** The gradient that the feedback phase collects. */
function throughFeedback(
  source,
  { weights, inputs, states },
  { byStates, byWeights, feedback, gradient: mode },
) {
  const size = states.length;
  const count = weights.length;
  const rate = mode === "first_order" ? firstOrderRate : adjointRate;
  let all = Float64Array.from([...states, ...byStates, ...byWeights]);
  const field = Float64Array.from([...states, ...weights, ...inputs]);
  for (let step = 0; step < feedback.count; step++) {
    const next = all.slice();
    let slope = new Float64Array(all.length);
    for (const [stage, share] of SHARES.entries()) {
      const point = new Float64Array(all.length);
      for (let index = 0; index < point.length; index++)
        point[index] = all[index] + STAGES[stage] * feedback.length * slope[index];
      slope = rate(source, field, point, { size, count });
      for (let index = 0; index < next.length; index++) next[index] += feedback.length * share * slope[index];
    }
    all = next;
  }
  const adjoint = all.slice(size, 2 * size);
  return throughInitial(source, { weights, inputs, adjoint, gradient: all.slice(2 * size) });
}

/** z' = −f, a' = (∂f/∂z)ᵀa, g' = (∂f/∂θ)ᵀa, in reversed time. */
function adjointRate(source, field, point, { size, count }) {
  const slope = new Float64Array(point.length);
  field.set(point.subarray(0, size));
  evaluate(source.equations, field);
  pullBack(source.equations, point.subarray(size, 2 * size));
  for (let index = 0; index < size; index++) slope[index] = -outputOf(source.equations, index);
  slope.set(source.equations.adjoints.subarray(0, size + count), size);
  return slope;
}

/** States and adjoints stand still. */
function firstOrderRate(source, field, point, sizes) {
  return adjointRate(source, field, point, sizes).fill(0, 0, 2 * sizes.size);
}

function throughInitial(source, { weights, inputs, adjoint, gradient }) {
  evaluate(source.initial, [...weights, ...inputs]);
  pullBack(source.initial, adjoint);
  return gradient.map((value, index) => value + source.initial.adjoints[index]);
}
