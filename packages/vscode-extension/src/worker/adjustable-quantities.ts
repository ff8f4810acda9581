// The numbers of a text that a run can change without a change of the text: rate constants, constants, the learning
// rate, initial values and weights, of the file and of the block that runs.

import type { ReactionNetwork } from "@ncrn/compiler";
import { type Subject, unitOfRate } from "@ncrn/experiments";
import type {
  Analysis,
  CheckedLearn,
  CheckedNetwork,
  CheckedVariation,
  Declaration,
  NameNode,
} from "@ncrn/language";
import type { AdjustableQuantity, ChangedValue, DroppedValue, RunRequest } from "../messages/run-messages.js";
import { constantUses } from "./constant-uses.js";
import { inUnitsOf } from "./in-units-of.js";
import { numbersOfInstances } from "./module-numbers.js";
import {
  LONGEST_LIST,
  numbersOfBlock,
  numbersOfFile,
  numbersOfLearn,
  type WrittenNumber,
} from "./written-numbers.js";

/** All of them, rates first, then constants, then what there is at the start, each in source order. */
export function adjustableQuantities(subject: Subject, analysis: Analysis): readonly AdjustableQuantity[] {
  const { source, network } = subject;
  const ofFile = numbersOfFile(analysis.documents[0]?.document ?? { declarations: [] });
  const ofBlocks = blocksOf(source, analysis);
  const inBlocks = ofBlocks.flatMap(({ numbers }) => numbers);
  const outside = new Set(ofFile.map(({ name }) => name));
  const naming: Naming = {
    nameOf: ({ name, keyword }) => {
      const block = keyword === "eta" ? source.name : blockName(source);
      return outside.has(name.replace(/\[.*/, "")) ? `${block}.${name}` : name;
    },
    writtenOf: (number) =>
      number !== undefined && isInDocument(number, ofBlocks) ? placeOf(number) : undefined,
    find: (name) => inBlocks.find((number) => number.name === name && number.keyword !== "const"),
  };
  const uses = constantUses(analysis.references, runDeclarations(subject, analysis));
  const isOffered = ({ keyword, declared }: WrittenNumber): boolean =>
    keyword !== "const" || uses.isQuantity(declared);
  const isReached = ({ name, keyword, declared }: WrittenNumber): boolean => {
    const reached = analysis.constantsByName.get(`${blockName(source)}.${name}`);
    return keyword !== "const" || (reached?.size === 1 && reached.has(declared));
  };
  const found = [
    ...ratesOf(subject, naming),
    ...ofFile
      .filter(isOffered)
      .flatMap((number) => constantFrom(number, network, { name: number.name, written: placeOf(number) })),
    ...inBlocks
      .filter((number) => isOffered(number) && isReached(number))
      .flatMap((number) =>
        constantFrom(number, network, { name: naming.nameOf(number), written: naming.writtenOf(number) }),
      ),
    ...(source.kind === "network"
      ? startOf(subject, source, naming)
      : startOfModel(inBlocks, network, naming)),
  ];
  const varied = new Set(subject.scan?.vary.map((variation) => variedName(variation, naming)));
  const adjustable = found.filter(({ name }) => !varied.has(name) && !varied.has(name.replace(/\[.*/, "")));
  return [...new Map(adjustable.map((quantity) => [quantity.name, quantity])).values()];
}

/** As a quantity is called; of the file itself, or of the block. A scan decides its value in each run. */
function variedName({ name, override }: CheckedVariation, naming: Naming): string {
  return override === name ? name : naming.nameOf({ name, keyword: "rate" });
}

/** What the sliders have set, beside what the text says. */
export function changedValues(
  quantities: readonly AdjustableQuantity[],
  overrides: Readonly<Record<string, number>>,
): readonly ChangedValue[] {
  return quantities.flatMap(({ name, value: inText, unit }) => {
    const value = overrides[name];
    return value === undefined || value === inText ? [] : [{ name, value, inText, unit }];
  });
}

/** Values that sliders have set for a text that said something else, or had more names. */
export function droppedValues(
  quantities: readonly AdjustableQuantity[],
  { source, scan }: Pick<Subject, "source" | "scan">,
  { overrides, seen = {} }: Pick<RunRequest, "overrides" | "seen">,
): readonly DroppedValue[] {
  const varied = new Set(scan?.vary.flatMap(({ name }) => [name, `${blockName(source)}.${name}`]));
  return Object.entries(overrides).flatMap(([name, value]) => {
    const quantity = quantities.find((one) => one.name === name);
    const before = seen[name];
    if (quantity !== undefined && (before ?? quantity.value) === quantity.value) return [];
    const isVaried = quantity === undefined && (varied.has(name) || varied.has(name.replace(/\[.*/, "")));
    return [{ name, value, inText: quantity?.value, isVaried, unit: quantity?.unit }];
  });
}

/** How numbers of blocks are called, and where they stand. */
interface Naming {
  readonly nameOf: (number: Pick<WrittenNumber, "name" | "keyword">) => string;
  readonly writtenOf: (number: WrittenNumber | undefined) => AdjustableQuantity["written"];
  readonly find: (name: string) => WrittenNumber | undefined;
}

interface WrittenBlock {
  readonly numbers: readonly WrittenNumber[];
  readonly isInDocument: boolean;
}

/** The network; or the model and how it learns; and the modules in it, whose text several instances may share. */
function blocksOf(
  source: Subject["source"],
  { documents, references }: Pick<Analysis, "documents" | "references">,
): readonly WrittenBlock[] {
  return documents.flatMap(({ source: { name: file }, document }, index) =>
    document.declarations.flatMap((declaration): readonly WrittenBlock[] => {
      if (!isRun(source, declaration, file)) return [];
      const own = { numbers: numbersOfDeclaration(declaration), isInDocument: index === 0 };
      const isBlock = declaration.kind === "NetworkDeclaration" || declaration.kind === "ModelDeclaration";
      if (!isBlock) return [own];
      return [own, { numbers: numbersOfInstances(declaration.body, references), isInDocument: false }];
    }),
  );
}

/** What is run, and the record that says how; both name what else they need. */
function runDeclarations(
  { source, simulation, scan, training }: Subject,
  { documents }: Analysis,
): readonly Declaration[] {
  const blocks = source.kind === "learn" ? [source, source.model] : [source];
  const origins = [...blocks, simulation, scan, training].flatMap((block) =>
    block === undefined ? [] : [block],
  );
  return documents.flatMap(({ source: { name: file }, document }) =>
    document.declarations.filter((declaration) =>
      namesOf(declaration).some((name) => origins.some((block) => isAt(name, block, file))),
    ),
  );
}

function namesOf(declaration: Declaration): readonly NameNode[] {
  switch (declaration.kind) {
    case "NetworkDeclaration":
    case "ModelDeclaration":
      return [declaration.name];
    case "LearnDeclaration":
    case "TrainDeclaration":
    case "SimulateDeclaration":
    case "ScanDeclaration":
      return [declaration.alias ?? declaration.subject];
    default:
      return [];
  }
}

function isRun(source: Subject["source"], declaration: Declaration, file: string): boolean {
  const block = source.kind === "learn" ? source.model : source;
  switch (declaration.kind) {
    case "NetworkDeclaration":
    case "ModelDeclaration":
      return isAt(declaration.name, block, file);
    case "LearnDeclaration":
      return isAt(declaration.alias ?? declaration.subject, source, file);
    default:
      return false;
  }
}

function numbersOfDeclaration(declaration: Declaration): readonly WrittenNumber[] {
  switch (declaration.kind) {
    case "NetworkDeclaration":
    case "ModelDeclaration":
      return numbersOfBlock(declaration.body);
    case "LearnDeclaration":
      return numbersOfLearn(declaration.record);
    default:
      return [];
  }
}

/** Checked blocks begin where their name stands. */
function isAt(
  { span }: { readonly span: { readonly start: number } },
  { origin }: Pick<CheckedNetwork, "origin">,
  file: string,
): boolean {
  return origin.file === file && origin.span.start === span.start;
}

function blockName(source: Subject["source"]): string {
  return source.kind === "learn" ? source.model.name : source.name;
}

function isInDocument(number: WrittenNumber, blocks: readonly WrittenBlock[]): boolean {
  return blocks.some((block) => block.isInDocument && block.numbers.includes(number));
}

function placeOf({ span, value }: WrittenNumber): AdjustableQuantity["written"] {
  return { span, value };
}

/** Rate constants that the text declares, and the learning rate; lowering adds others. */
function ratesOf({ network, source }: Subject, naming: Naming): readonly AdjustableQuantity[] {
  const declared = new Set(declaredRates(source).map(({ name }) => name));
  return network.parameters.flatMap((parameter): readonly AdjustableQuantity[] => {
    const { name, value } = parameter;
    const isEta = source.kind === "learn" && name === "eta" && !declared.has(name);
    if (!isEta && !declared.has(name)) return [];
    const keyword = isEta ? "eta" : "rate";
    const number = naming.find(name);
    return [
      {
        kind: isEta ? "learning rate" : "rate",
        name: naming.nameOf({ name, keyword }),
        value,
        unit: unitOfRate(parameter, network),
        written: number?.keyword === keyword ? naming.writtenOf(number) : undefined,
      },
    ];
  });
}

function declaredRates(source: CheckedNetwork | CheckedLearn): readonly { readonly name: string }[] {
  return source.kind === "network" ? source.rates : source.model.rates;
}

/** In the units of the file, as values from outside are. */
function constantFrom(
  number: WrittenNumber,
  network: ReactionNetwork,
  called: Pick<AdjustableQuantity, "name" | "written">,
): readonly AdjustableQuantity[] {
  if (number.keyword !== "const" && number.keyword !== "fixed") return [];
  const inUnits = inUnitsOf(network, number);
  return inUnits === undefined ? [] : [{ kind: "constant", ...called, ...inUnits }];
}

/** Species and signals of a network; generated species have no number in the text. */
function startOf(
  { network }: Subject,
  source: CheckedNetwork,
  naming: Naming,
): readonly AdjustableQuantity[] {
  const declared = new Set(source.species.map(({ name }) => name));
  const unit = network.units.concentration;
  const species = network.species
    .filter(({ role, name }) => role === "species" && declared.has(name))
    .map(({ name, initial }) => ({ name, value: initial, keyword: "species" as const }));
  const signals = source.signals.flatMap(({ name, initial }) =>
    initial.kind === "Number" ? [{ name, value: initial.value, keyword: "signal" as const }] : [],
  );
  return withoutLongLists([...species, ...signals]).map(({ name, value, keyword }) => ({
    kind: "initial value",
    name: naming.nameOf({ name, keyword }),
    value,
    unit,
    written: naming.writtenOf(naming.find(name)),
  }));
}

/** Components of an array share what stands before the bracket. */
function withoutLongLists<Named extends { readonly name: string }>(all: readonly Named[]): readonly Named[] {
  const arrayOf = (name: string): string => name.replace(/\[.*/, "");
  const lengths = new Map<string, number>();
  for (const { name } of all) lengths.set(arrayOf(name), (lengths.get(arrayOf(name)) ?? 0) + 1);
  return all.filter(({ name }) => (lengths.get(arrayOf(name)) ?? 0) <= LONGEST_LIST);
}

function startOfModel(
  numbers: readonly WrittenNumber[],
  network: ReactionNetwork,
  naming: Naming,
): readonly AdjustableQuantity[] {
  return numbers.flatMap((number): readonly AdjustableQuantity[] => {
    const { keyword } = number;
    const inUnits = inUnitsOf(network, number);
    if ((keyword !== "weight" && keyword !== "state") || inUnits === undefined) return [];
    const kind = keyword === "weight" ? "weight" : "initial value";
    return [{ kind, name: naming.nameOf(number), ...inUnits, written: naming.writtenOf(number) }];
  });
}
