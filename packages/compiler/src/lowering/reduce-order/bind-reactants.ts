// Reactions of too high an order → steps that bind two molecules each: A + A <-> D fast, then D + B -> products.
// With a binding constant K = 1/F the complex holds [A]²/F, and the last step runs at F times the constant, so that the
// flux is k·[A]²·[B]·(1 + O(c/F)), c being the concentrations: a part of A is hidden in the complex, and the complex is
// used up while it forms. Both errors vanish as 1/F. This is the usual reduction of a trimolecular step to two
// bimolecular ones (Gillespie, Physica A 188, 1992; Wilhelm, J. Math. Chem. 27, 2000).

import { pow } from "@ncrn/elementary-functions";
import { concentrationDimension, type Dimension, powerOfDimension } from "@ncrn/language";
import type { AnonymousReaction } from "../../network/number-reactions.js";
import { binaryExpression, numberExpression, subexpressions } from "../../network/rate-expression.js";
import type { RateExpression, SpeciesId, Stoichiometry } from "../../network/reaction-network.js";
import { reactionOrder } from "../../network/stoichiometry.js";

/** How much faster binding is than the reaction it serves, per unit of concentration, and per further step. */
export const BINDING_FACTOR = 1000;

/** A species that stands for two bound molecules. */
export interface Complex {
  readonly id: SpeciesId;
  /** Identifiers of what it is made of, once for each molecule. */
  readonly parts: readonly SpeciesId[];
  readonly reaction: AnonymousReaction;
}

/** A reaction with the steps that replace it. */
export interface Binding {
  readonly reaction: AnonymousReaction;
  readonly steps: readonly AnonymousReaction[];
  readonly complexes: readonly Complex[];
}

export interface BindingOptions {
  /** Most reactants of a reaction, 2 or more. */
  readonly limit: number;
  /** F; the relative error is of the order of (concentrations)/F. */
  readonly factor: number;
  /** A new identifier for a complex. */
  readonly identifierOf: (parts: readonly SpeciesId[]) => SpeciesId;
}

/** Mass-action reactions of too high an order in steps; all others as they are. */
export function bindReactants(
  reactions: readonly AnonymousReaction[],
  options: BindingOptions,
): { readonly reactions: readonly AnonymousReaction[]; readonly bindings: readonly Binding[] } {
  const bindings: Binding[] = [];
  const result = reactions.flatMap((reaction) => {
    if (reaction.rate.kind === "law" || options.limit < 2 || reactionOrder(reaction) <= options.limit)
      return [reaction];
    const binding = bindingOf(reaction, reaction.rate.constant, options);
    bindings.push(binding);
    return binding.steps;
  });
  return { reactions: result, bindings };
}

function bindingOf(
  reaction: AnonymousReaction,
  constant: RateExpression,
  { limit, factor, identifierOf }: BindingOptions,
): Binding {
  const order = reactionOrder(reaction);
  const count = order - limit;
  // Binding n has the constants Fⁿ·k and Fⁿ⁺¹·k in units in which concentrations are plain numbers.
  const fast = (power: number, lost: number): RateExpression =>
    binaryExpression("*", scale(pow(factor, power), lost, constant), constant);
  const complexes: Complex[] = [];
  const steps: AnonymousReaction[] = [];
  let free = moleculesOf(reaction.reactants);
  for (let step = 0; step < count; step++) {
    const pair = free.slice(0, 2);
    const parts = pair.flatMap((id) => complexes.find((complex) => complex.id === id)?.parts ?? [id]);
    const id = identifierOf(parts);
    complexes.push({ id, parts, reaction });
    const constants = { binding: fast(count, order - 2), unbinding: fast(count + 1, order - 1) };
    steps.push(...bindingSteps(reaction, { pair, complex: id, ...constants }));
    free = [id, ...free.slice(2)];
  }
  const last = { reactants: sideOf(free), products: reaction.products, constant: fast(count, count) };
  steps.push({ ...stepOf(reaction, { ...last, rule: "" }), provenance: reaction.provenance });
  return { reaction, steps, complexes };
}

/** pair <-> complex. */
function bindingSteps(
  reaction: AnonymousReaction,
  about: {
    readonly pair: readonly SpeciesId[];
    readonly complex: SpeciesId;
    readonly binding: RateExpression;
    readonly unbinding: RateExpression;
  },
): readonly AnonymousReaction[] {
  const apart = sideOf(about.pair);
  const bound = sideOf([about.complex]);
  return [
    stepOf(reaction, { reactants: apart, products: bound, constant: about.binding, rule: "binding for" }),
    stepOf(reaction, { reactants: bound, products: apart, constant: about.unbinding, rule: "unbinding for" }),
  ];
}

/** factorⁿ with the power of a concentration that the order of the reaction loses by it, where units are at stake. */
function scale(value: number, lost: number, constant: RateExpression): RateExpression {
  const isPlain = subexpressions(constant).every(
    (part) => part.kind !== "parameter" && !(part.kind === "number" && part.dimension !== undefined),
  );
  const dimension: Dimension = powerOfDimension(concentrationDimension, lost);
  return isPlain || lost === 0 ? numberExpression(value) : numberExpression(value, dimension);
}

function stepOf(
  reaction: AnonymousReaction,
  about: Pick<AnonymousReaction, "reactants" | "products"> & {
    readonly constant: RateExpression;
    readonly rule: string;
  },
): AnonymousReaction {
  const provenance = reaction.provenance.map(({ origin, rule }) => ({
    origin,
    rule: `${about.rule} ${rule}`,
  }));
  return {
    ...reaction,
    reactants: about.reactants,
    products: about.products,
    rate: { kind: "mass-action", constant: about.constant },
    provenance,
    documentation: undefined,
  };
}

function moleculesOf(side: readonly Stoichiometry[]): readonly SpeciesId[] {
  return side.flatMap(({ species, coefficient }) => Array.from({ length: coefficient }, () => species));
}

function sideOf(molecules: readonly SpeciesId[]): readonly Stoichiometry[] {
  return [...new Set(molecules)].map((species) => ({
    species,
    coefficient: molecules.filter((molecule) => molecule === species).length,
  }));
}
