// All declarations of the root file → the checked program. What carries an error is left out.

import type { Declaration, Document } from "../ast/nodes.js";
import { csvLabels } from "./csv-header.js";
import { filesOfData } from "./declare-names.js";
import { documentationFinder } from "./documentation.js";
import { type ElaboratedData, elaborateData } from "./elaborate-data.js";
import { elaborateScan, elaborateSimulate, elaborateTrain, type Subject } from "./elaborate-experiments.js";
import { type ElaboratedModel, elaborateLearn, elaborateModel } from "./elaborate-model.js";
import { type ElaboratedNetwork, elaborateNetwork } from "./elaborate-network.js";
import { bindLazily, bindValue, createEnvironment, type Environment, valueOfName } from "./environment.js";
import { evaluate } from "./evaluate-expression.js";
import {
  type Evaluation,
  noteConstant,
  type Overrides,
  originOf,
  overrideOf,
  workLimit,
} from "./evaluation.js";
import type { Fact } from "./facts.js";
import { givenConstant } from "./given-constant.js";
import type { LoadedDocument } from "./load-documents.js";
import type { CheckedLearn, CheckedModel, CheckedProgram } from "./model.js";
import type { NameTable } from "./name-table.js";
import type { DeclaredSymbol } from "./symbols.js";
import { isFaultyDeclaration } from "./syntax-faults.js";
import { wordOf } from "./words.js";

/** What elaboration needs beside the documents. */
export interface ElaborationInput {
  /** Imported files first, the root last. */
  readonly documents: readonly LoadedDocument[];
  readonly names: NameTable;
  readonly emit: (fact: Fact) => boolean;
  readonly overrides: Overrides;
  /** Text of a data file, undefined if it cannot be read. */
  readonly textOfFile: (path: string, file: string) => string | undefined;
  /** True if data files can be looked up at all. */
  readonly filesAreReadable: boolean;
  /** Components, statements and terms that the file may make, if that is less than the language allows. */
  readonly mostWork: number | undefined;
}

/** A program under construction: what each name of the root file has become. */
interface ProgramBuilder {
  readonly input: ElaborationInput;
  readonly root: LoadedDocument;
  readonly evaluation: Evaluation;
  readonly networks: Map<DeclaredSymbol, ElaboratedNetwork>;
  readonly models: Map<DeclaredSymbol, ElaboratedModel>;
  readonly learns: Map<string, { readonly checked: CheckedLearn; readonly environment: Environment }>;
  readonly data: Map<DeclaredSymbol, ElaboratedData>;
  readonly program: {
    -readonly [Key in keyof CheckedProgram]: CheckedProgram[Key] extends readonly (infer Item)[]
      ? Item[]
      : CheckedProgram[Key];
  };
}

/** Elaborates the root file, and of imported files what it uses; yields after each statement and declaration. */
export function* elaborateProgram(input: ElaborationInput): Generator<void, CheckedProgram> {
  const root = input.documents.at(-1)!;
  const builder: ProgramBuilder = {
    input,
    root,
    evaluation: rootEvaluation(input, root),
    networks: new Map(),
    models: new Map(),
    learns: new Map(),
    data: new Map(),
    program: emptyProgram(root.source.name),
  };
  const { document } = root;
  const { work } = builder.evaluation;
  readConstants(builder, document);
  // Learners and experiments may stand before what they speak of.
  for (const kinds of [
    ["NetworkDeclaration", "ModelDeclaration", "DataDeclaration"],
    ["LearnDeclaration"],
    ["SimulateDeclaration", "TrainDeclaration", "ScanDeclaration"],
  ]) {
    for (const declaration of document.declarations) {
      if (!kinds.includes(declaration.kind)) continue;
      const before = work.count;
      yield* elaborateDeclaration(builder, declaration);
      // What is too large for the caller is left out as a whole and takes nothing from what comes after it.
      if (input.mostWork !== undefined && !isWithinLimit(builder)) work.count = before;
      yield;
    }
  }
  return builder.program;
}

function emptyProgram(file: string): ProgramBuilder["program"] {
  return { file, networks: [], models: [], learns: [], data: [], simulations: [], trainings: [], scans: [] };
}

function rootEvaluation(input: ElaborationInput, root: LoadedDocument): Evaluation {
  const environment = createEnvironment(undefined);
  const evaluation: Evaluation = {
    file: root.source.name,
    environment,
    names: input.names,
    units: root.units,
    emit: input.emit,
    work: { count: 0, depth: 0, limit: Math.min(workLimit, input.mostWork ?? workLimit), extents: new Map() },
    calls: [],
    overrides: input.overrides,
    labelsOf: (column) => labelsOf(input, column),
    textsOf: textReader(input),
    railUsed: () => undefined,
  };
  for (const loaded of input.documents) {
    for (const declaration of loaded.document.declarations) {
      const symbol =
        declaration.kind === "ConstDeclaration" ? input.names.symbolOf.get(declaration.name) : undefined;
      if (declaration.kind !== "ConstDeclaration" || symbol === undefined) continue;
      const given = loaded === root ? overrideOf(input.overrides, symbol.name) : undefined;
      const inner = { ...evaluation, file: loaded.source.name };
      const place = { block: undefined, name: symbol.name };
      if (given !== undefined) bindValue(environment, symbol, givenConstant(inner, declaration, given));
      else
        bindLazily(environment, symbol, () =>
          noteConstant(input.overrides, declaration.name, place, evaluate(inner, declaration.value)),
        );
    }
  }
  return evaluation;
}

/** Distinct values of a column of a file in alphabetical order. */
function labelsOf(
  input: ElaborationInput,
  column: DeclaredSymbol,
): readonly string[] | "missing" | undefined {
  // A column without a declaration in the text or a header belongs to a file that cannot be read.
  if (column.declaration.kind === "Name" && input.filesAreReadable) return "missing";
  if (column.declaration.kind !== "StringLiteral") return undefined;
  const text = input.textOfFile(column.declaration.value, column.file);
  return text === undefined ? undefined : csvLabels(text, column.name);
}

/** Distinct values of columns over all files of their data sets; each column is read once. */
function textReader(input: ElaborationInput): Evaluation["textsOf"] {
  const known = new Map<DeclaredSymbol, readonly string[] | undefined>();
  return (column) => {
    if (!known.has(column)) known.set(column, textsOf(input, column));
    return known.get(column);
  };
}

function textsOf(input: ElaborationInput, column: DeclaredSymbol): readonly string[] | undefined {
  const { declaration } = column;
  if (declaration.kind !== "StringLiteral") return undefined;
  const files = input.documents
    .flatMap(({ document }) => document.declarations)
    .flatMap((node) => (node.kind === "DataDeclaration" ? [filesOfData(node)] : []))
    .find((list) => list.includes(declaration));
  const texts = (files ?? []).map((file) => input.textOfFile(file.value, column.file));
  const read = texts.filter((text) => text !== undefined);
  // What stands in a file that cannot be read is not known.
  if (read.length < texts.length || read.length === 0) return undefined;
  return [...new Set(read.flatMap((text) => csvLabels(text, column.name)))];
}

/** Constants are evaluated even if nothing uses them, so that their errors are found. */
function readConstants(builder: ProgramBuilder, document: Document): void {
  const { evaluation } = builder;
  for (const declaration of document.declarations) {
    if (declaration.kind !== "ConstDeclaration") continue;
    const symbol = evaluation.names.symbolOf.get(declaration.name);
    if (symbol !== undefined)
      valueOfName(evaluation.environment, symbol, originOf(evaluation, declaration.name), evaluation.emit);
  }
}

function* elaborateDeclaration(builder: ProgramBuilder, node: Declaration): Generator<void, void> {
  switch (node.kind) {
    case "NetworkDeclaration":
    case "ModelDeclaration":
    case "DataDeclaration":
      yield* elaborateSource(builder, node);
      return;
    case "LearnDeclaration":
      yield* elaborateLearner(builder, node);
      return;
    case "SimulateDeclaration":
    case "ScanDeclaration":
    case "TrainDeclaration":
      yield* elaborateExperiment(builder, node);
      return;
    default:
      return;
  }
}

type DeclarationOf<Kind extends Declaration["kind"]> = Extract<Declaration, { readonly kind: Kind }>;

function* elaborateSource(
  builder: ProgramBuilder,
  node: DeclarationOf<"NetworkDeclaration" | "ModelDeclaration" | "DataDeclaration">,
): Generator<void, void> {
  const { evaluation, program } = builder;
  const symbol = evaluation.names.symbolOf.get(node.name);
  if (symbol === undefined || evaluation.names.faulty.has(node.name)) return;
  if (node.kind === "NetworkDeclaration") yield* networkOf(builder, symbol);
  else if (node.kind === "ModelDeclaration") yield* modelOf(builder, symbol);
  else if (symbol.members !== undefined) {
    const data = elaborateData(evaluation, node, symbol.members);
    if (data !== undefined) builder.data.set(symbol, data);
    if (data?.complete && isWithinLimit(builder) && isSound(builder, node)) program.data.push(data.checked);
  }
}

function* elaborateExperiment(
  builder: ProgramBuilder,
  node: DeclarationOf<"SimulateDeclaration" | "ScanDeclaration" | "TrainDeclaration">,
): Generator<void, void> {
  const { evaluation, program } = builder;
  const subject = yield* subjectOf(builder, node.subject);
  if (subject === undefined) return;
  const sound = isSound(builder, node);
  if (node.kind === "SimulateDeclaration") {
    const checked = elaborateSimulate(evaluation, node, subject);
    if (checked !== undefined && sound) program.simulations.push(checked);
  } else if (node.kind === "ScanDeclaration") {
    const checked = elaborateScan(evaluation, node, subject);
    if (checked !== undefined && sound) program.scans.push(checked);
  } else {
    const dataSymbol = evaluation.names.symbolOf.get(node.data);
    const data = dataSymbol && builder.data.get(dataSymbol);
    const checked = data && elaborateTrain(evaluation, node, subject, data);
    if (checked !== undefined && sound) program.trainings.push(checked);
  }
}

/** False as soon as the declaration that is being read has made too much: values are missing then. */
function isWithinLimit({ evaluation: { work } }: ProgramBuilder): boolean {
  return work.count <= work.limit;
}

/** True if neither the parser nor name resolution found an error in the declaration. */
function isSound(builder: ProgramBuilder, node: Declaration): boolean {
  return !isFaultyDeclaration(builder.root, builder.evaluation.names, node);
}

function documentOf(builder: ProgramBuilder, file: string): LoadedDocument {
  return builder.input.documents.find((loaded) => loaded.source.name === file) ?? builder.root;
}

/** The network of a symbol, elaborated once; imported ones when they are first used. */
function* networkOf(
  builder: ProgramBuilder,
  symbol: DeclaredSymbol,
): Generator<void, ElaboratedNetwork | undefined> {
  const known = builder.networks.get(symbol);
  const { declaration } = symbol;
  if (known !== undefined || declaration.kind !== "NetworkDeclaration") return known;
  const loaded = documentOf(builder, symbol.file);
  const evaluation = { ...builder.evaluation, file: symbol.file, units: loaded.units };
  const given = {
    fed: fedNames(builder, symbol),
    sound: !isFaultyDeclaration(loaded, evaluation.names, declaration),
  };
  const network = yield* elaborateNetwork(
    evaluation,
    declaration,
    documentationFinder(loaded.source, loaded.comments),
    given,
  );
  builder.networks.set(symbol, network);
  if (network.complete && isWithinLimit(builder)) builder.program.networks.push(network.checked);
  return network;
}

/** Quantities of a hand-written network that trainings set or keep; they need no initial value and no source. */
function fedNames(builder: ProgramBuilder, network: DeclaredSymbol): ReadonlySet<string> {
  const { names } = builder.evaluation;
  const fed = new Set<string>();
  for (const declaration of builder.root.document.declarations) {
    if (declaration.kind !== "TrainDeclaration" || names.symbolOf.get(declaration.subject) !== network)
      continue;
    for (const { key, record, values } of declaration.record.entries) {
      if (key.text === "feed") for (const entry of record?.entries ?? []) fed.add(entry.key.text);
      if (key.text === "weights") for (const value of values) fed.add(wordOf(value) ?? "");
    }
  }
  return fed;
}

function* modelOf(
  builder: ProgramBuilder,
  symbol: DeclaredSymbol,
): Generator<void, ElaboratedModel | undefined> {
  const known = builder.models.get(symbol);
  const { declaration } = symbol;
  if (known !== undefined || declaration.kind !== "ModelDeclaration") return known;
  const loaded = documentOf(builder, symbol.file);
  const evaluation = { ...builder.evaluation, file: symbol.file, units: loaded.units };
  const sound = !isFaultyDeclaration(loaded, evaluation.names, declaration);
  const model = yield* elaborateModel(
    evaluation,
    declaration,
    documentationFinder(loaded.source, loaded.comments),
    sound,
  );
  builder.models.set(symbol, model);
  const checked = checkedModel(model);
  if (checked !== undefined && isWithinLimit(builder)) builder.program.models.push(checked);
  return model;
}

function checkedModel(model: ElaboratedModel): CheckedModel | undefined {
  const { loss } = model.checked;
  return model.complete && loss !== undefined ? { ...model.checked, loss } : undefined;
}

function* elaborateLearner(
  builder: ProgramBuilder,
  node: Declaration & { kind: "LearnDeclaration" },
): Generator<void, void> {
  const { names } = builder.evaluation;
  const symbol = names.symbolOf.get(node.subject);
  if (symbol === undefined || names.faulty.has(node.subject)) return;
  const model = yield* modelOf(builder, symbol);
  // The settings are checked even if the model has errors.
  const partial = model && {
    ...model.checked,
    loss: model.checked.loss ?? { kind: "Number" as const, value: 0, origin: model.checked.origin },
  };
  const learn = partial && elaborateLearn(builder.evaluation, node, partial);
  if (model === undefined || partial === undefined || learn === undefined) return;
  builder.learns.set(learn.name, { checked: learn, environment: model.environment });
  if (builder.program.models.some(({ name }) => name === partial.name) && isSound(builder, node))
    builder.program.learns.push(learn);
}

function* subjectOf(
  builder: ProgramBuilder,
  name: Parameters<NameTable["symbolOf"]["get"]>[0],
): Generator<void, Subject | undefined> {
  const { names } = builder.evaluation;
  const symbol = names.symbolOf.get(name);
  if (symbol === undefined || names.faulty.has(name)) return undefined;
  if (symbol.kind === "learn") return builder.learns.get(symbol.name);
  return yield* networkOf(builder, symbol);
}
