// Reaction network → SBML Level 3 Version 2 Core, without a message of libSBML's consistency checks.

import { createDiagnostic, type Diagnostic, hasErrors, InternalError } from "@ncrn/language";
import { type Emission, emissionOf, notSupported, type TargetOptions } from "../emission.js";
import { subexpressions } from "../network/rate-expression.js";
import type { RateExpression, ReactionNetwork } from "../network/reaction-network.js";
import { mathDepth, maximalDepth } from "./math-depth.js";
import { resolveDimensions } from "./resolve-dimensions.js";
import { type ResolvedModel, sbmlDocument } from "./sbml-document.js";
import type { SbmlModel } from "./sbml-model.js";
import { sbmlModelFromReactions } from "./sbml-model-from-reactions.js";
import { pureNumbers, unitSystemOf } from "./sbml-units.js";

/**
 * The document in the profile `ode` (concentrations, laws `tube·k·∏[S]^n`) or `ssa` (counts, exact propensities).
 * Renamed identifiers are hints; other levels than Level 3 Version 2 and numbers that are not finite are errors.
 */
export function sbmlFromReactions(network: ReactionNetwork, options: TargetOptions = {}): Emission<string> {
  const refusals = [...levelProblems(network, options), ...numberProblems(network)];
  if (hasErrors(refusals)) return { artefact: undefined, diagnostics: refusals };
  const { model, diagnostics } = sbmlModelFromReactions(network, options);
  const tooDeep = depthProblems(model, network);
  if (hasErrors(tooDeep)) return { artefact: undefined, diagnostics: tooDeep };
  return emissionOf(sbmlDocument(withUnits(model, network)), diagnostics);
}

/** Declares the units of the source if every formula fits them; otherwise all numbers are pure and the notes say why. */
function withUnits(model: SbmlModel, network: ReactionNetwork): ResolvedModel {
  const system = unitSystemOf(network, model.profile);
  const resolved = resolveDimensions(model, system);
  if ("context" in resolved) return { model, system, dimensions: resolved.context };
  const pure = resolveDimensions(model, pureNumbers);
  if (!("context" in pure))
    throw new InternalError(`pure numbers contradict each other in ${pure.contradiction}`);
  const { time = "the source's unit", concentration = "the source's unit" } = network.units;
  const note = `Numbers are in ${concentration} and ${time}; units are not declared, because ${resolved.contradiction} does not fit them.`;
  return {
    model: { ...model, notes: [...model.notes, note] },
    system: pureNumbers,
    dimensions: pure.context,
  };
}

function levelProblems(network: ReactionNetwork, { level, volume }: TargetOptions): readonly Diagnostic[] {
  const { origin } = network.provenance;
  if (level !== undefined && level.toLowerCase() !== "l3v2") {
    return [createDiagnostic("not-available-yet", origin, { feature: `SBML in level \`${level}\`` })];
  }
  if (volume !== undefined && !(Number.isFinite(volume) && volume > 0)) {
    return [notSupported("sbml", `the volume ${volume}`, origin)];
  }
  return [];
}

/** libSBML takes NaN and infinity without a message, so they are refused here. */
function numberProblems(network: ReactionNetwork): readonly Diagnostic[] {
  const values = [
    ...network.species.map(({ name, initial, provenance }) => ({ name, value: initial, provenance })),
    ...network.parameters.map(({ name, value, provenance }) => ({ name, value, provenance })),
  ];
  const numbers = expressionsOf(network).flatMap(({ name, expression, provenance }) =>
    subexpressions(expression).flatMap((part) =>
      part.kind === "number" ? [{ name, value: part.value, provenance }] : [],
    ),
  );
  return [...values, ...numbers]
    .filter(({ value }) => !Number.isFinite(value))
    .map(({ name, value, provenance }) =>
      notSupported("sbml", `the value ${value} of \`${name}\``, provenance.origin),
    );
}

function expressionsOf(network: ReactionNetwork) {
  return [
    ...network.reactions.map(({ id, rate, provenance }) => ({
      name: id,
      expression: rate.kind === "mass-action" ? rate.constant : rate.flux,
      provenance: provenance[0] ?? network.provenance,
    })),
    ...network.events.flatMap(({ id, trigger, assignments, provenance }) => [
      ...(trigger.kind === "when" ? [{ name: id, expression: trigger.condition, provenance }] : []),
      ...assignments.map(({ value }) => ({ name: id, expression: value, provenance })),
    ]),
    ...network.observables.map(({ name, value }) => ({
      name,
      expression: value,
      provenance: network.provenance,
    })),
  ];
}

function depthProblems(model: SbmlModel, network: ReactionNetwork): readonly Diagnostic[] {
  const formulas: readonly { readonly name: string; readonly expression: RateExpression }[] = [
    ...model.reactions.map(({ id, law }) => ({ name: id, expression: law })),
    ...model.parameters.flatMap(({ name, formula }) =>
      formula === undefined ? [] : [{ name, expression: formula.expression }],
    ),
    ...model.events.flatMap(({ name, trigger, assignments }) =>
      [trigger, ...assignments.map(({ value }) => value)].map((expression) => ({ name, expression })),
    ),
  ];
  return formulas
    .filter(({ expression }) => mathDepth(expression) > maximalDepth)
    .map(({ name }) =>
      notSupported(
        "sbml",
        `the expression of \`${name}\`, nested more than ${maximalDepth} deep`,
        network.provenance.origin,
      ),
    );
}
