// Codes of the compiler: from equations and models to reactions, and on to a target format.

import { alternatives, didYouMean, entryOfStage } from "./catalogue-entry.js";

const entry = entryOfStage("lowering");
const targetEntry = entryOfStage("target");

export const loweringCatalogue = {
  "not-kinetic": entry<{ name: string; term: string }>(
    "error",
    ({ name, term }) =>
      `The term \`${term}\` of \`${name}'\` removes \`${name}\` even when there is none left.`,
    ({ name }) =>
      `Declare \`${name}\` as a \`signal\`, which may be negative, or multiply the term by \`${name}\`.`,
  ),
  "not-polynomial": entry<{ expression: string }>(
    "error",
    ({ expression }) => `\`${expression}\` is not a polynomial, so it has no mass-action reactions.`,
    () => "Write `lower { polynomialize: true }`, which adds variables for functions, or use a polynomial.",
  ),
  "domain-not-proven": entry<{ call: string; argument: string }>(
    "warning",
    ({ call, argument }) =>
      `\`${call}\` has a value only while \`${argument}\` is above 0, which nothing ensures.`,
    () =>
      "Declare what it is made of `>= 0`, or add a constant, as in `1 / (1 + z^2)`; a run that leaves the domain fails.",
  ),
  "outside-domain": entry<{ call: string; argument: string; value: string }>(
    "error",
    ({ call, argument, value }) =>
      `\`${call}\` has no value where the run starts: \`${argument}\` is ${value} there.`,
    () => "Start where it is defined.",
  ),
  "even-power-on-rails": entry<{ name: string; term: string; alternative: string }>(
    "warning",
    ({ name, term, alternative }) =>
      `\`${term}\` drives a negative \`${name}\` further down and may escape to minus infinity in finite time; \`${alternative}\` does not.`,
    ({ name }) => `Declare \`${name} >= 0\`, shorten the time, or use the form with \`abs\`.`,
  ),
  "order-reduction-incomplete": entry<{ order: number; auxiliaries: number }>(
    "information",
    ({ order, auxiliaries }) =>
      `Reduction to order ${order} stopped at its search limit with ${auxiliaries} auxiliary variables; the network is right, but fewer may do.`,
  ),
  "order-reduced-by-binding": entry<{
    reaction: string;
    order: number;
    binding: string;
    unbinding: string;
    last: string;
    factor: number;
  }>(
    "information",
    ({ reaction, order, binding, unbinding, last, factor }) =>
      `\`${reaction}\` (order ${order}) becomes fast reversible binding, two molecules at a time, with the constants ${binding} and ${unbinding}, and a last step with ${last}; the relative error is of the order of the concentrations divided by ${factor}.`,
    () => "Measure concentrations in a larger unit to make it smaller, or write the steps yourself.",
  ),
  "nothing-to-learn": entry<{ model: string }>(
    "warning",
    ({ model }) => `The model \`${model}\` has no weight, so nothing is learnt.`,
    () => "Declare what training shall change as `weight`.",
  ),
  "state-stays-zero": entry<{ states: readonly string[]; isEmpty: boolean }>(
    "warning",
    ({ states, isEmpty }) =>
      `${listed(states)} ${states.length === 1 ? "starts" : "start"} at 0 and ${
        isEmpty ? "the equation is 0" : "each term of the equation contains a quantity that stays 0"
      }, so ${states.length === 1 ? "it stays" : "they stay"} 0.`,
    () => "Give it another initial value, or an equation with a term that inputs or weights drive.",
  ),
  "output-without-weight": entry<{
    output: string;
    follows: "constant" | "time" | "inputs" | "cancellation";
  }>(
    "warning",
    ({ output, follows }) => `No weight changes the output \`${output}\`: ${REASONS[follows]}.`,
    ({ follows }) =>
      follows === "cancellation"
        ? "Look for terms that are subtracted from themselves or multiplied by 0."
        : "Let it read a weight, or a state whose equation contains one.",
  ),
  "weight-without-effect": entry<{
    weights: readonly string[];
    /** It has an effect, which the first-order gradient does not see. */
    firstOrder: boolean;
  }>(
    "warning",
    ({ weights, firstOrder }) => {
      const learns = weights.length === 1 ? "it never learns" : "they never learn";
      return firstOrder
        ? `${listed(weights)} ${weights.length === 1 ? "changes" : "change"} the loss only through other states, which \`gradient: first_order\` does not follow, so ${learns}.`
        : `The loss does not depend on ${listed(weights)}, so ${learns}.`;
    },
    ({ firstOrder }) =>
      firstOrder ? "Use `gradient: adjoint`." : "Use it in an equation or output, or make it `fixed`.",
  ),
  "weights-stay-zero": entry<{
    weights: readonly string[];
    /** No other weight learns either. */
    all: boolean;
  }>(
    "warning",
    ({ weights, all }) => {
      const one = weights.length === 1;
      const gradient = one ? "its gradient is" : "the gradients of all of them are";
      const consequence = all ? "nothing is ever learnt" : one ? "it never learns" : "they never learn";
      return `${listed(weights)} ${one ? "starts" : "start"} at 0, where ${gradient} 0 for every sample, so ${consequence}.`;
    },
    () => "Let a weight start elsewhere, best at random: `weight w ~ normal(0, 0.3)`.",
  ),
  "clock-mismatch": entry<{ difference: string; overlap: string }>(
    "warning",
    ({ difference, overlap }) =>
      `The areas of the windows of the clock differ by ${difference} %, and ${overlap} of its period two windows act together.`,
    () => "Lower the `seed` of `clock: oscillator(…)`.",
  ),
  "clock-too-fast": entry<{
    dwell: string;
    rate: string;
    /** The reaction belongs to the dynamics of the model, so the window is a phase as written. */
    isOfModel: boolean;
  }>(
    "error",
    ({ dwell, rate, isOfModel }) =>
      isOfModel
        ? `A phase of ${dwell} opens more slowly than a term with the rate constant ${rate} decays.`
        : `A window of ${dwell} is too short for a reaction with the rate constant ${rate}.`,
    ({ isOfModel }) =>
      isOfModel
        ? SHARPER_PHASES
        : "Lower `k` or `seed` in `clock: oscillator(…)`, or raise `annihilate` in `rails`.",
  ),
  "dynamics-too-fast": entry<{
    rate: string;
    duration: string;
    edge: string;
    error: string;
    mayEscape: boolean;
  }>(
    "warning",
    ({ rate, duration, edge, error, mayEscape }) =>
      `The clock takes ${edge} of a phase of ${duration} to open it, in which a term with the rate constant ${rate} already acts; expect steps of weights that are wrong by about ${error}${
        mayEscape ? ", and states that run backwards may escape" : ""
      }.`,
    () => SHARPER_PHASES,
  ),
  "rails-too-slow": entry<{ annihilate: string; rate: string; error: string }>(
    "warning",
    ({ annihilate, rate, error }) =>
      `Annihilation at ${annihilate} is not fast against ${rate}; expect an error of about ${error}.`,
    () => "Raise `annihilate` in `rails: dual(annihilate: …)`.",
  ),
  "assertion-fails": entry<{ asserted: string; holds: string }>(
    "error",
    ({ asserted, holds }) => `The assertion \`${asserted}\` fails: ${holds}.`,
  ),
  "not-available-yet": entry<{ feature: string }>(
    "error",
    ({ feature }) => `${feature} is understood, but not available in this version.`,
  ),
  "unknown-target": targetEntry<{
    target: string;
    targets: readonly string[];
    suggestion: string | undefined;
  }>(
    "error",
    ({ target }) => `There is no target \`${target}\`.`,
    ({ targets, suggestion }) => didYouMean(suggestion) ?? `Targets are ${alternatives(targets)}.`,
  ),
  "target-not-supported": targetEntry<{ target: string; feature: string }>(
    "error",
    ({ target, feature }) => `The target \`${target}\` cannot express ${feature}.`,
  ),
  "identifier-renamed": targetEntry<{ name: string; generated: string; target: string }>(
    "hint",
    ({ name, generated, target }) => `\`${name}\` becomes \`${generated}\` in ${target}.`,
  ),
} as const;

/** Edges of windows last 1/k and windows 2 ln(1/seed)/k, so `k` does not matter. */
const SHARPER_PHASES =
  "Shorten the phase or make its rates smaller; a much smaller `seed` helps in proportion to ln(1/seed), another `k` does not.";

const REASONS = {
  constant: "it is a constant",
  time: "it reads only states that neither inputs nor weights drive",
  inputs: "it follows from the inputs alone",
  cancellation: "what it reads of weights cancels",
} as const;

/** `a`, `b` and `c`; of a long list the first ones. */
function listed(names: readonly string[]): string {
  const shown = names.length <= 4 ? names : names.slice(0, 3);
  const quoted = shown.map((name) => `\`${name}\``);
  const last = shown.length === names.length ? quoted.pop() : `${names.length - shown.length} others`;
  return quoted.length === 0 ? (last ?? "") : `${quoted.join(", ")} and ${last}`;
}
