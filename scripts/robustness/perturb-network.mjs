// A perturbed network from a network: nothing else of a training or an inference is touched.
import { createRandom } from "@ncrn/simulator";
import { PART_SHARE, PARTS } from "./perturbations.mjs";

/** The network under a perturbation of numbers that it holds; others leave it as it is. */
export function perturbedNetwork(network, { perturbation, level, seed }) {
  switch (perturbation) {
    case "rates":
      return withOtherConstants(network, { share: level, seed });
    case "rates-cancelled":
      return withOtherConstants(withCancelledErrors(network), { share: level, seed });
    case "parts":
      return level === "all, rails alike"
        ? withOtherConstants(network, { share: PART_SHARE, seed, keyOf: railsAlike(network) })
        : withOtherConstants(network, { share: PART_SHARE, seed, roles: PARTS[level] });
    case "leaks":
      return withLeaks(network, level);
    default:
      return network;
  }
}

/** True if the perturbation changes something in this network. */
export function concerns({ perturbation, level }, network) {
  const roles = perturbation === "parts" ? PARTS[level] : undefined;
  return roles === undefined || network.reactions.some(({ role }) => roles.includes(role));
}

/** The constant of each reaction times an independent factor, even on [1 − share, 1 + share]; equal keys share theirs. */
function withOtherConstants(network, { share, seed, roles, keyOf = ({ id }) => id }) {
  // Sizes differ in nothing but the share: the draws are the same.
  const random = createRandom(seed, "perturbation of rate constants");
  const draws = new Map();
  const drawOf = (key) => {
    if (!draws.has(key)) draws.set(key, random.uniformBetween(-1, 1));
    return draws.get(key);
  };
  const reactions = network.reactions.map((reaction) => {
    const factor = 1 + share * drawOf(keyOf(reaction));
    if (roles !== undefined && !roles.includes(reaction.role)) return reaction;
    return { ...reaction, rate: multiplied(reaction.rate, factor) };
  });
  return { ...network, reactions };
}

function multiplied(rate, factor) {
  const times = (expression) => ({
    kind: "binary",
    operator: "*",
    left: { kind: "number", value: factor },
    right: expression,
  });
  return rate.kind === "mass-action"
    ? { ...rate, constant: times(rate.constant) }
    : { ...rate, flux: times(rate.flux) };
}

/** Reactions that differ in nothing but the rails of their species have the same key. */
function railsAlike({ species }) {
  const quantities = new Map(species.map(({ id, name }) => [id, name.replace(/\.[pm]$/, "")]));
  const side = (terms) =>
    terms
      .map((term) => `${term.coefficient} ${quantities.get(term.species)}`)
      .sort()
      .join(" + ");
  return ({ reactants, products, phases }) => `${side(reactants)} -> ${side(products)} in ${phases.join()}`;
}

const ANNIHILATION = 100;

/** The rails of each error cancel before and while they are read. What this leaves of them is their difference. */
function withCancelledErrors(network) {
  const { species, learning } = network;
  const adjoints = species.filter(({ role }) => role === "adjoint");
  const annihilations = adjoints.flatMap(({ id, name, provenance }) => {
    const other = adjoints.find((entry) => entry.name === name.replace(/\.p$/, ".m"));
    if (other === undefined || other.id === id) return [];
    return {
      id: `annihilation_of_${id}`,
      reactants: [id, other.id].map((rail) => ({ species: rail, coefficient: 1 })),
      products: [],
      rate: { kind: "mass-action", constant: { kind: "number", value: ANNIHILATION } },
      phases: learning.learningPhases,
      role: "annihilation",
      documentation: undefined,
      provenance: [{ ...provenance, rule: "annihilation of the rails of an error" }],
    };
  });
  return { ...network, reactions: [...network.reactions, ...annihilations] };
}

/** Every species but those of a clock appears by itself, always. */
function withLeaks(network, rate) {
  if (rate === 0) return network;
  const leaks = network.species
    .filter(({ role, clamped }) => role !== "clock" && !clamped)
    .map(({ id, provenance }) => ({
      id: `leak_of_${id}`,
      reactants: [],
      products: [{ species: id, coefficient: 1 }],
      rate: { kind: "mass-action", constant: { kind: "number", value: rate } },
      phases: [],
      role: "source",
      documentation: undefined,
      provenance: [{ ...provenance, rule: "leak" }],
    }));
  return { ...network, reactions: [...network.reactions, ...leaks] };
}
