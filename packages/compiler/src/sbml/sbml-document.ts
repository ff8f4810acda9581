// SBML model → XML text. Element order and required attributes are those of SBML Level 3 Version 2 Core, section 4.

import {
  concentrationDimension,
  type Dimension,
  dimensionOf,
  timeDimension,
  volumeDimension,
} from "@ncrn/language";
import { create } from "xmlbuilder2";
import type { XMLBuilder } from "xmlbuilder2/lib/interfaces.js";
import { subexpressions } from "../network/rate-expression.js";
import type { Provenance, Stoichiometry } from "../network/reaction-network.js";
import type { DimensionContext } from "./expression-dimensions.js";
import { type MathContext, sbmlNamespace, writeCondition, writeFormula } from "./rate-law-mathml.js";
import { extentRate } from "./resolve-dimensions.js";
import type { SbmlEvent, SbmlModel, SbmlParameter, SbmlReaction, SbmlSpecies } from "./sbml-model.js";
import { createUnitDefinitions, inSystem, type UnitDefinitions, type UnitSystem } from "./sbml-units.js";

/** A model with all that is needed to write it. */
export interface ResolvedModel {
  readonly model: SbmlModel;
  readonly system: UnitSystem;
  readonly dimensions: DimensionContext;
}

/** The document; the same model gives the same bytes. */
export function sbmlDocument(resolved: ResolvedModel): string {
  const { model, system } = resolved;
  const units = createUnitDefinitions(system);
  const unitOf = (dimension: Dimension) => units.idOf(inSystem(dimension, system));
  const math: MathContext = { dimensions: resolved.dimensions, unitOf };
  const root = create({ version: "1.0", encoding: "UTF-8" }).ele(sbmlNamespace, "sbml", {
    level: "3",
    version: "2",
  });
  const element = modelElement(root, model, unitOf);
  // Filled last: a definition is needed for every unit that something below uses.
  const unitDefinitions = element.ele("listOfUnitDefinitions");
  compartmentElement(element, model, unitOf);
  speciesElements(element, model, unitOf);
  parameterElements(element, model.parameters, math);
  formulaElements(element, model.parameters, math);
  reactionElements(element, model, inSystem(extentRate(model.profile), system), math);
  eventElements(element, model, math);
  unitElements(unitDefinitions, units);
  return `${root.doc().end({ prettyPrint: true, wellFormed: true })}\n`;
}

type UnitOf = (dimension: Dimension) => string;

function substanceDimension({ profile }: SbmlModel): Dimension {
  return profile === "ssa" ? concentrationDimension : dimensionOf({ concentration: 1, volume: 1 });
}

function modelElement(root: XMLBuilder, model: SbmlModel, unitOf: UnitOf): XMLBuilder {
  const substance = unitOf(substanceDimension(model));
  const element = root.ele("model", {
    id: model.id,
    name: plainText(model.name),
    substanceUnits: substance,
    timeUnits: unitOf(timeDimension),
    volumeUnits: unitOf(volumeDimension),
    extentUnits: substance,
    sboTerm: sboTerm(model.profile === "ssa" ? 295 : 293),
  });
  notesElement(element, model.notes);
  annotationElement(element, [model.provenance]);
  return element;
}

function compartmentElement(parent: XMLBuilder, { compartment }: SbmlModel, unitOf: UnitOf): void {
  parent.ele("listOfCompartments").ele("compartment", {
    id: compartment,
    // Some readers look the compartment up by name.
    name: compartment,
    spatialDimensions: "3",
    size: "1",
    units: unitOf(volumeDimension),
    constant: "true",
    sboTerm: sboTerm(290),
  });
}

function speciesElements(parent: XMLBuilder, model: SbmlModel, unitOf: UnitOf): void {
  if (model.species.length === 0) return;
  const list = parent.ele("listOfSpecies");
  for (const species of model.species) speciesElement(list, species, model, unitOf);
}

function speciesElement(list: XMLBuilder, species: SbmlSpecies, model: SbmlModel, unitOf: UnitOf): void {
  const isCounted = model.profile === "ssa";
  const element = list.ele("species", {
    id: species.id,
    name: plainText(species.name),
    compartment: model.compartment,
    [isCounted ? "initialAmount" : "initialConcentration"]: String(species.initial),
    substanceUnits: unitOf(substanceDimension(model)),
    hasOnlySubstanceUnits: String(isCounted),
    boundaryCondition: String(species.boundary),
    constant: String(species.constant),
    sboTerm: sboTerm(247),
  });
  notesElement(element, paragraphsOf(species.documentation));
  annotationElement(element, [species.provenance]);
}

function parameterElements(
  parent: XMLBuilder,
  parameters: readonly SbmlParameter[],
  { dimensions, unitOf }: MathContext,
) {
  if (parameters.length === 0) return;
  const list = parent.ele("listOfParameters");
  for (const { id, name, value, constant, term } of parameters) {
    list.ele("parameter", {
      id,
      name: plainText(name),
      ...(value === undefined ? {} : { value: String(value) }),
      units: unitOf(dimensions.parameter(id)!),
      constant: String(constant),
      ...(term === undefined ? {} : { sboTerm: sboTerm(term) }),
    });
  }
}

/** Values that are computed once, then values that are computed always. */
function formulaElements(parent: XMLBuilder, parameters: readonly SbmlParameter[], math: MathContext): void {
  const write = (listName: string, kind: "initial" | "always", elementName: string, attribute: string) => {
    const computed = parameters.filter(({ formula }) => formula?.kind === kind);
    if (computed.length === 0) return;
    const list = parent.ele(listName);
    for (const { id, formula } of computed) {
      const element = list.ele(elementName, { [attribute]: id });
      writeFormula(element, formula!.expression, math.dimensions.parameter(id), math);
    }
  };
  write("listOfInitialAssignments", "initial", "initialAssignment", "symbol");
  write("listOfRules", "always", "assignmentRule", "variable");
}

function reactionElements(
  parent: XMLBuilder,
  model: SbmlModel,
  extentRate: Dimension,
  math: MathContext,
): void {
  if (model.reactions.length === 0) return;
  const list = parent.ele("listOfReactions");
  for (const reaction of model.reactions) {
    const element = list.ele("reaction", { id: reaction.id, reversible: "false", sboTerm: sboTerm(176) });
    notesElement(element, paragraphsOf(reaction.documentation));
    annotationElement(element, reaction.provenance);
    referenceElements(element, "listOfReactants", reaction.reactants, 10);
    referenceElements(element, "listOfProducts", reaction.products, 11);
    modifierElements(element, modifiersOf(reaction));
    const term = reaction.term === undefined ? {} : { sboTerm: sboTerm(reaction.term) };
    writeFormula(element.ele("kineticLaw", term), reaction.law, extentRate, math);
  }
}

function referenceElements(
  parent: XMLBuilder,
  listName: string,
  side: readonly Stoichiometry[],
  term: number,
): void {
  if (side.length === 0) return;
  const list = parent.ele(listName);
  for (const { species, coefficient } of side) {
    list.ele("speciesReference", {
      species,
      stoichiometry: String(coefficient),
      constant: "true",
      sboTerm: sboTerm(term),
    });
  }
}

/** Species that a general law reads though they stand on neither side, in the order of the law. */
function modifiersOf({ law, reactants, products }: SbmlReaction): readonly string[] {
  const listed = new Set([...reactants, ...products].map(({ species }) => species));
  const read = new Set(subexpressions(law).flatMap((part) => (part.kind === "species" ? [part.id] : [])));
  return [...read].filter((id) => !listed.has(id));
}

function modifierElements(parent: XMLBuilder, modifiers: readonly string[]): void {
  if (modifiers.length === 0) return;
  const list = parent.ele("listOfModifiers");
  for (const species of modifiers) list.ele("modifierSpeciesReference", { species });
}

function eventElements(parent: XMLBuilder, { events }: SbmlModel, math: MathContext): void {
  if (events.length === 0) return;
  const list = parent.ele("listOfEvents");
  for (const event of events) eventElement(list, event, math);
}

function eventElement(list: XMLBuilder, event: SbmlEvent, math: MathContext): void {
  const element = list.ele("event", {
    id: event.id,
    name: plainText(event.name),
    // With priorities, a later event of the same time reads what an earlier one assigned.
    useValuesFromTriggerTime: String(event.priority === undefined),
  });
  const trigger = element.ele("trigger", { initialValue: String(event.triggerBefore), persistent: "true" });
  writeCondition(trigger, event.trigger, math);
  if (event.priority !== undefined) {
    writeFormula(element.ele("priority"), { kind: "number", value: event.priority }, undefined, math);
  }
  const assignments = element.ele("listOfEventAssignments");
  for (const { target, value } of event.assignments) {
    const dimension = math.dimensions.parameter(target) ?? math.dimensions.species;
    writeFormula(assignments.ele("eventAssignment", { variable: target }), value, dimension, math);
  }
}

function unitElements(parent: XMLBuilder, units: UnitDefinitions): void {
  const definitions = units.list();
  if (definitions.length === 0) parent.remove();
  for (const { id, name, factors } of definitions) {
    const list = parent.ele("unitDefinition", { id, name }).ele("listOfUnits");
    for (const { kind, exponent, scale, multiplier } of factors) {
      list.ele("unit", {
        kind,
        exponent: String(exponent),
        scale: String(scale),
        multiplier: String(multiplier),
      });
    }
  }
}

function paragraphsOf(documentation: string | undefined): readonly string[] {
  return (documentation ?? "").split(/\n\s*\n/).filter(Boolean);
}

function notesElement(parent: XMLBuilder, paragraphs: readonly string[]): void {
  if (paragraphs.length === 0) return;
  const body = parent.ele("notes").ele("http://www.w3.org/1999/xhtml", "body");
  for (const paragraph of paragraphs) body.ele("p").txt(plainText(paragraph));
}

/** Where a thing comes from: rule, file and half-open range of characters. */
function annotationElement(parent: XMLBuilder, provenance: readonly Provenance[]): void {
  if (provenance.length === 0) return;
  const list = parent.ele("annotation").ele("urn:ncrn:annotation:1", "provenance");
  for (const { rule, origin } of provenance) {
    list.ele("from", {
      rule: plainText(rule),
      file: plainText(origin.file),
      start: String(origin.span.start),
      end: String(origin.span.end),
    });
  }
}

function sboTerm(number: number): string {
  return `SBO:${String(number).padStart(7, "0")}`;
}

/** One line of text without characters that XML cannot hold. */
function plainText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\uFFFE\uFFFF]|\p{Cs}/gu, "\uFFFD")
    .trim();
}
