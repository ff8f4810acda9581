// Reaction network → what its SBML document says: SIds, laws, events, read-outs.

import type { Diagnostic } from "@ncrn/language";
import { dimensionless } from "@ncrn/language";
import type { TargetOptions } from "../emission.js";
import { transliterate } from "../network/identifiers.js";
import type { Parameter, Reaction, ReactionNetwork, Species } from "../network/reaction-network.js";
import { renameIdentifiers } from "../network/rename-identifiers.js";
import { dimensionOfUnit } from "../network/unit-dimension.js";
import { type RateConstants, rateConstantsOf } from "./rate-constants.js";
import {
  fromConcentration,
  inConcentrations,
  type LawSetting,
  massActionTerm,
  rateConstantTerm,
  rateLaw,
} from "./rate-law.js";
import { createSbmlIdentifiers, type SbmlIdentifiers } from "./sbml-identifiers.js";
import type {
  SbmlEvent,
  SbmlModel,
  SbmlParameter,
  SbmlProfile,
  SbmlReaction,
  SbmlSpecies,
} from "./sbml-model.js";
import { modelNotes } from "./sbml-notes.js";
import { type SbmlSchedule, scheduleOf } from "./sbml-schedule.js";

/** The model with hints about renamed identifiers. */
export function sbmlModelFromReactions(
  source: ReactionNetwork,
  options: TargetOptions,
): { readonly model: SbmlModel; readonly diagnostics: readonly Diagnostic[] } {
  const profile = options.profile ?? "ode";
  const volume = options.volume ?? 1;
  const identifiers = createSbmlIdentifiers();
  const network = withSids(source, identifiers);
  const compartment = identifiers.fresh("tube");
  const id = identifiers.declare(transliterate(source.name), source.name, source.provenance.origin);
  const reactionIds = network.reactions.map((reaction) =>
    identifiers.declare(reaction.id, reaction.id, (reaction.provenance[0] ?? network.provenance).origin),
  );
  const setting = lawSetting(profile, compartment, identifiers);
  const isChanged = changedByEvents(network);
  const schedule = scheduleOf(network, identifiers);
  const constants = rateConstantsOf(network.reactions, identifiers, isChanged, profile === "ssa");
  const model: SbmlModel = {
    id,
    name: source.name,
    profile,
    notes: modelNotes(source, profile, volume),
    compartment,
    species: network.species.map((species) => sbmlSpecies(species, isChanged, profile, volume)),
    parameters: [
      ...network.parameters.map((parameter) => sbmlParameter(parameter, network, isChanged, profile)),
      ...constants.parameters,
      ...(setting.moleculesPerUnit === undefined ? [] : [volumeParameter(setting.moleculesPerUnit, volume)]),
      ...schedule.parameters,
      ...readoutParameters(network, identifiers, setting),
    ],
    reactions: network.reactions.map((reaction, index) =>
      sbmlReaction({ reaction, id: reactionIds[index]!, constants, schedule, setting }),
    ),
    events: schedule.events.map((event) => inProfile(event, network, setting)),
    provenance: source.provenance,
  };
  return { model, diagnostics: identifiers.diagnostics() };
}

function changedByEvents({ events }: ReactionNetwork): (identifier: string) => boolean {
  const changed = new Set(events.flatMap(({ assignments }) => assignments.map(({ target }) => target.id)));
  return (identifier) => changed.has(identifier);
}

function lawSetting(profile: SbmlProfile, compartment: string, identifiers: SbmlIdentifiers): LawSetting {
  return profile === "ode"
    ? { compartment, moleculesPerUnit: undefined }
    : { compartment: undefined, moleculesPerUnit: identifiers.fresh("molecules_per_unit") };
}

/** Species first, then parameters, so that the plain identifiers are theirs. */
function withSids(source: ReactionNetwork, identifiers: SbmlIdentifiers): ReactionNetwork {
  const sids = new Map(
    [...source.species, ...source.parameters].map(({ id, name, provenance }) => [
      id,
      identifiers.declare(id, name, provenance.origin),
    ]),
  );
  return renameIdentifiers(source, (id) => sids.get(id) ?? id);
}

function sbmlSpecies(
  { id, name, initial, clamped, documentation, provenance }: Species,
  isChanged: (id: string) => boolean,
  profile: SbmlProfile,
  volume: number,
): SbmlSpecies {
  return {
    id,
    name,
    initial: profile === "ode" ? initial : Math.round(initial * volume),
    boundary: clamped,
    constant: clamped && !isChanged(id),
    documentation,
    provenance,
  };
}

function sbmlParameter(
  { id, name, value, unit }: Parameter,
  network: ReactionNetwork,
  isChanged: (id: string) => boolean,
  profile: SbmlProfile,
): SbmlParameter {
  const dimension = dimensionOfUnit(unit);
  const term = rateConstantTermOf(id, network.reactions, profile === "ssa");
  return { id, name, value, dimension, constant: !isChanged(id), formula: undefined, term };
}

/** A parameter that is the constant of mass-action reactions of one order only. */
function rateConstantTermOf(
  id: string,
  reactions: readonly Reaction[],
  isDiscrete: boolean,
): number | undefined {
  const orders = new Set<number>();
  for (const { rate, reactants } of reactions) {
    if (rate.kind !== "mass-action" || rate.constant.kind !== "parameter" || rate.constant.id !== id)
      continue;
    orders.add(reactants.reduce((sum, { coefficient }) => sum + coefficient, 0));
  }
  const [order] = orders;
  return order === undefined || orders.size > 1 ? undefined : rateConstantTerm(order, isDiscrete);
}

function volumeParameter(id: string, value: number): SbmlParameter {
  const name = "molecules per unit of concentration";
  return { id, name, value, dimension: dimensionless, constant: true, formula: undefined, term: undefined };
}

/** `let`, signals and outputs as assignment rules; what is a species already is left out. */
function readoutParameters(
  { observables, species }: ReactionNetwork,
  identifiers: SbmlIdentifiers,
  setting: LawSetting,
): readonly SbmlParameter[] {
  const nameOfSpecies = new Map(species.map(({ id, name }) => [id, name]));
  return observables
    .filter(({ name, value }) => value.kind !== "species" || nameOfSpecies.get(value.id) !== name)
    .map(({ name, value }) => ({
      id: identifiers.fresh(transliterate(name)),
      name,
      value: undefined,
      dimension: undefined,
      constant: false,
      formula: { kind: "always", expression: inConcentrations(value, setting) },
      term: undefined,
    }));
}

interface ReactionParts {
  readonly reaction: Reaction;
  readonly id: string;
  readonly constants: RateConstants;
  readonly schedule: SbmlSchedule;
  readonly setting: LawSetting;
}

function sbmlReaction({ reaction, id, constants, schedule, setting }: ReactionParts): SbmlReaction {
  const { reactants, products, rate, phases, documentation, provenance } = reaction;
  const gate = schedule.gateOf(phases);
  const isMassAction = rate.kind === "mass-action" && gate === undefined;
  return {
    id,
    reactants,
    products,
    law: rateLaw(reaction, constants.of(reaction), gate, setting),
    term: isMassAction ? massActionTerm(reactants, setting.moleculesPerUnit !== undefined) : undefined,
    documentation,
    provenance,
  };
}

function inProfile(event: SbmlEvent, network: ReactionNetwork, setting: LawSetting): SbmlEvent {
  const isSpecies = new Set(network.species.map(({ id }) => id));
  return {
    ...event,
    trigger: inConcentrations(event.trigger, setting),
    assignments: event.assignments.map(({ target, value }) => ({
      target,
      value: isSpecies.has(target) ? fromConcentration(value, setting) : inConcentrations(value, setting),
    })),
  };
}
