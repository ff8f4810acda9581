// Uses of names in records: subjects, settings, feeds, read-outs. The table of settings says what each value is.

import type {
  Argument,
  DataDeclaration,
  Entry,
  Expression,
  LearnDeclaration,
  NameNode,
  Node,
  RecordNode,
  ScanDeclaration,
  SimulateDeclaration,
  TrainDeclaration,
  UnitsDeclaration,
} from "../ast/nodes.js";
import { builtinFunction, type FunctionPlace } from "./builtin-functions.js";
import { type BaseDimension, unitOfSymbol } from "./dimensions.js";
import { type Expectation, expectations } from "./expectations.js";
import type { Fact } from "./facts.js";
import { baseDimensionOf } from "./file-units.js";
import { isUncertain, likelySubject } from "./lost-names.js";
import { noteUse, originIn, type Resolution } from "./name-table.js";
import {
  type RecordDescription,
  type RecordName,
  recordDescription,
  type SettingType,
  settingOf,
} from "./records.js";
import { type Place, resolveExpression, resolvePath } from "./resolve-expressions.js";
import { settingToInsert } from "./settings-to-insert.js";
import { createScope, type DeclaredSymbol, lookUp, type Scope } from "./symbols.js";
import { holdsDamage } from "./syntax-damage.js";
import { wordOf } from "./words.js";

/** What names in a record may refer to beside constants. */
interface RecordPlace extends Place {
  /** The network, learner or model of the record. */
  readonly subject: DeclaredSymbol | undefined;
  /** True if the record names a data set that was not found: its columns are not known. */
  readonly lacksData?: boolean;
}

export function resolveLearn(resolution: Resolution, node: LearnDeclaration, place: Place): void {
  const subject = resolveSubject(resolution, node.subject, place, expectations.model);
  resolveRecord(inRecordOf(resolution, node.subject), node.record, "learn", { ...place, subject });
}

export function resolveSimulate(resolution: Resolution, node: SimulateDeclaration, place: Place): void {
  const subject = resolveSubject(resolution, node.subject, place, expectations.network);
  resolveRecord(inRecordOf(resolution, node.subject), node.record, "simulate", { ...place, subject });
}

export function resolveScan(resolution: Resolution, node: ScanDeclaration, place: Place): void {
  const subject = resolveSubject(resolution, node.subject, place, expectations.network);
  resolveRecord(inRecordOf(resolution, node.subject), node.record, "scan", { ...place, subject });
}

export function resolveTrain(resolution: Resolution, node: TrainDeclaration, place: Place): void {
  const subject = resolveSubject(resolution, node.subject, place, expectations.network);
  const data = resolveSubject(resolution, node.data, place, expectations.data);
  resolveRecord(inRecordOf(resolution, node.subject, node.data), node.record, "train", {
    ...place,
    subject,
    data,
    lacksData: data === undefined,
  });
}

export function resolveUnits(resolution: Resolution, node: UnitsDeclaration, place: Place): void {
  resolveRecord(resolution, node.record, "units", { ...place, subject: undefined });
}

export function resolveLower(resolution: Resolution, record: RecordNode, place: Place): void {
  resolveRecord(resolution, record, "lower", { ...place, subject: undefined });
}

export function resolveData(resolution: Resolution, node: DataDeclaration, place: Place): void {
  const data = resolution.symbolOf.get(node.name);
  const inner: RecordPlace = {
    ...place,
    scope: resolution.scopeOf.get(node) ?? place.scope,
    data,
    subject: undefined,
  };
  const entries: Entry[] = [];
  for (const item of node.items) {
    if (item.kind === "Entry") entries.push(item);
    if (item.kind === "SampleBlock") resolveExpression(resolution, item.count, place, expectations.constant);
    const columns =
      item.kind === "SampleBlock" ? item.columns : item.kind === "ColumnDefinition" ? [item] : [];
    for (const column of columns)
      resolveExpression(
        resolution,
        column.value,
        { ...inner, functions: ["column", "draw"] },
        expectations.column,
      );
  }
  resolveEntries(resolution, { entries, owner: node }, recordDescription("data"), inner);
}

function resolveSubject(
  resolution: Resolution,
  name: NameNode,
  place: Place,
  expected: Expectation,
): DeclaredSymbol | undefined {
  if (name.kind === "MissingName") return likelySubject(resolution, name.span.start, expected);
  const found = resolvePath(resolution, [name], place, expected);
  if (found === undefined) return undefined;
  // A learner without a name of its own is called by the name of its model.
  const learner = expected.kinds.has("learn") ? resolution.unnamedLearners.get(found) : undefined;
  const symbol = learner ?? found;
  if (learner !== undefined) noteUse(resolution, name, learner);
  if (isUncertain(resolution, symbol, place.scope, expected)) {
    resolution.faulty.add(name);
    return expected.kinds.has(symbol.kind) ? symbol : undefined;
  }
  const origin = originIn(resolution, name);
  const wrong = resolution.emit({ kind: "NameUse", origin, symbol, rail: false, expectation: expected });
  if (wrong) resolution.faulty.add(name);
  return wrong ? undefined : symbol;
}

/** In a record whose subject is guessed nothing is wrong because a name does not fit. */
function inRecordOf(resolution: Resolution, ...subjects: readonly NameNode[]): Resolution {
  const isGuessed = (name: NameNode): boolean => {
    const symbol = name.kind === "MissingName" ? undefined : resolution.symbolOf.get(name);
    return name.kind === "MissingName" || (symbol !== undefined && resolution.uncertain.has(symbol));
  };
  if (!subjects.some(isGuessed)) return resolution;
  return {
    ...resolution,
    emit: (fact) => !aboutNames.has(fact.kind) && resolution.emit(fact),
    unknown: new Map(),
  };
}

const aboutNames: ReadonlySet<Fact["kind"]> = new Set(["NameUse", "UnknownColumn", "PhaseUse"]);

function resolveRecord(
  resolution: Resolution,
  record: RecordNode,
  name: RecordName,
  place: RecordPlace,
): void {
  resolveEntries(resolution, { entries: record.entries, owner: record }, recordDescription(name), place);
}

/** Entries with the node at whose head a missing one is reported. */
interface WrittenEntries {
  readonly entries: readonly Entry[];
  readonly owner: Node;
}

function resolveEntries(
  resolution: Resolution,
  { entries, owner }: WrittenEntries,
  description: RecordDescription,
  place: RecordPlace,
): void {
  const seen = new Map<string, Entry>();
  const written = new Set(entries.map(({ key }) => key.text));
  for (const entry of entries) {
    if (entry.key.kind === "MissingName") continue;
    const { text } = entry.key;
    const setting = settingOf(description, text);
    const first = seen.get(text);
    const wrong = resolution.emit({
      kind: "RecordKey",
      record: description,
      key: text,
      known: setting !== undefined || description.freeKeys !== undefined,
      first: first && originIn(resolution, first.key),
      written,
      origin: originIn(resolution, entry.key),
    });
    seen.set(text, first ?? entry);
    if (wrong) resolution.faulty.add(entry);
    else if (setting !== undefined) resolveSetting(resolution, entry, setting.type, place);
    else resolveFreeEntry(resolution, entry, description, place);
  }
  // What a broken setting leaves out shows elsewhere in the record.
  if (holdsDamage(resolution.loaded.damage, owner.span)) resolution.faulty.add(owner);
  const keys = new Set(seen.keys());
  const { subject, data, scope } = place;
  resolution.emit({
    kind: "RecordEnd",
    record: description,
    keys,
    written: (setting) => settingToInsert(setting, { subject, data, scope }),
    origin: ownerOrigin(resolution, owner),
  });
}

/** Missing settings are reported at the head of the declaration, not over all of it. */
function ownerOrigin(resolution: Resolution, owner: Node): ReturnType<typeof originIn> {
  const { start, end } = owner.span;
  return {
    file: resolution.file,
    span: owner.kind === "Record" ? { start, end: Math.min(start + 1, end) } : owner.span,
  };
}

function resolveSetting(resolution: Resolution, entry: Entry, type: SettingType, place: RecordPlace): void {
  if (type.kind === "record") {
    if (entry.record !== undefined) resolveRecord(resolution, entry.record, type.record, place);
    return;
  }
  for (const value of entry.values) resolveValue(resolution, value, type, place);
}

function resolveValue(
  resolution: Resolution,
  value: Expression,
  type: SettingType,
  place: RecordPlace,
): void {
  switch (type.kind) {
    case "number":
      resolveExpression(resolution, value, place, expectations.constant);
      return;
    case "variants":
    case "grid":
      // The word before the bracket is part of the setting; what it is given are constants.
      for (const argument of argumentsOf(value)) {
        if (type.kind === "grid" && argument.name !== undefined)
          resolveColumnName(resolution, argument.name, place);
        resolveExpression(resolution, argument.value, place, expectations.constant);
      }
      return;
    case "scale": {
      const inner: RecordPlace = { ...place, functions: ["column"] };
      for (const argument of argumentsOf(value))
        resolveExpression(resolution, argument.value, inner, expectations.column);
      return;
    }
    case "expression":
      if (type.over === "subject") resolveReadout(resolution, value, place, expectations.readout);
      else resolveExpression(resolution, value, columnPlace(resolution, place), expectations.column);
      return;
    case "quantities":
      resolveReadout(resolution, value, place, expectations.kept);
      return;
    case "readouts":
      if (standsWithoutBrackets(value, type.place)) return;
      resolveReadout(
        resolution,
        value,
        { ...place, functions: ["expression", type.place] },
        expectations.readout,
      );
      return;
    case "unit":
      checkUnit(resolution, value, type.dimension);
      return;
    case "boolean":
    case "words":
    case "file":
    case "record":
      return;
  }
}

function argumentsOf(value: Expression): readonly Argument[] {
  return value.kind === "CallExpression" ? value.arguments.items : [];
}

/** `loss` and `r2`. */
function standsWithoutBrackets(value: Expression, place: FunctionPlace): boolean {
  const word = wordOf(value);
  const builtin = word === undefined ? undefined : builtinFunction(word, [place]);
  return builtin?.places.includes(place) === true && builtin.minimum === 0;
}

/** `time: s`: a unit symbol of the right dimension. */
function checkUnit(resolution: Resolution, value: Expression, dimension: BaseDimension): void {
  const symbol = wordOf(value);
  const origin = originIn(resolution, value);
  if (value.kind === "MissingExpression") return;
  if (
    symbol !== undefined &&
    resolution.emit({
      kind: "UnitSymbol",
      symbol,
      known: unitOfSymbol(symbol) !== undefined,
      dimension,
      origin,
    })
  )
    return;
  const fits = symbol !== undefined && baseDimensionOf(symbol) === dimension;
  const found = symbol === undefined ? "something else" : `\`${symbol}\``;
  resolution.emit({
    kind: "SettingValue",
    key: dimension,
    expected: `a unit of ${dimension}`,
    found,
    fits,
    origin,
  });
}

function resolveFreeEntry(
  resolution: Resolution,
  entry: Entry,
  description: RecordDescription,
  place: RecordPlace,
): void {
  switch (description.freeKeys) {
    case "quantity": {
      const learns = place.subject?.kind === "learn";
      resolveKey(resolution, entry, place, learns ? expectations.fedOfLearn : expectations.fedOfNetwork);
      for (const value of entry.values) {
        resolveExpression(resolution, value, columnPlace(resolution, place), expectations.column);
      }
      return;
    }
    case "rate":
      resolveKey(resolution, entry, place, expectations.varied);
      for (const value of entry.values) {
        const inner: Place = { ...place, functions: ["expression", "values"] };
        resolveExpression(resolution, value, inner, expectations.constant);
      }
      return;
    case "phase":
      for (const value of entry.values) resolveExpression(resolution, value, place, expectations.constant);
      return;
    case undefined:
      return;
  }
}

function resolveKey(resolution: Resolution, entry: Entry, place: RecordPlace, expected: Expectation): void {
  if (!isResolved(place.subject)) {
    resolution.faulty.add(entry);
    return;
  }
  const inner = subjectPlace(resolution, place);
  const origin = originIn(resolution, entry.key);
  if (expected === expectations.varied && isLearningRate(entry, place, inner.scope)) {
    const found = `the learning rate of \`${place.subject?.name}\``;
    resolution.emit({
      ...{ kind: "SettingValue", key: "vary", expected: "of rates, species and constants", found },
      ...{ advice: LEARNING_RATE_ADVICE, fits: false, origin },
    });
    resolution.faulty.add(entry);
    return;
  }
  const symbol = resolvePath(resolution, [entry.key], inner, { ...expected, declare: [] });
  if (
    symbol === undefined ||
    isUncertain(resolution, symbol, inner.scope, expected) ||
    resolution.emit({ kind: "NameUse", origin, symbol, rail: false, expectation: expected })
  ) {
    resolution.faulty.add(entry);
  }
}

const LEARNING_RATE_ADVICE =
  "A scan cannot vary `eta`, which only training uses: train once for each value, with `ncrn train --set eta=…`.";

/** True for `eta` where it is the setting of the learner and no name in its model or file. */
function isLearningRate({ key }: Entry, { subject }: RecordPlace, scope: Scope): boolean {
  return subject?.kind === "learn" && key.text === "eta" && lookUp(scope, "eta") === undefined;
}

/** Nothing can be said about names of a network or model that was not found itself. */
function isResolved(subject: DeclaredSymbol | undefined): boolean {
  return subject?.members !== undefined;
}

function resolveReadout(
  resolution: Resolution,
  value: Expression,
  place: RecordPlace,
  expected: Expectation,
): void {
  if (!isResolved(place.subject)) {
    resolution.faulty.add(value);
    return;
  }
  resolveExpression(resolution, value, subjectPlace(resolution, place), { ...expected, declare: [] });
}

/** The names of the network first, then the columns of the data, then the file. Phases do not matter to a reader. */
function subjectPlace(resolution: Resolution, place: RecordPlace): Place {
  const columns = place.data?.members;
  const outer: Scope =
    columns === undefined
      ? { ...createScope(resolution.fileScope), open: place.lacksData === true }
      : { ...columns, parent: resolution.fileScope };
  const names = place.subject?.members?.names ?? new Map<string, DeclaredSymbol>();
  return {
    ...place,
    scope: { parent: outer, names, open: false },
    data: undefined,
    phase: "*",
    declareAt: undefined,
  };
}

function columnPlace(resolution: Resolution, place: RecordPlace): Place {
  const columns = place.data?.members;
  // Without a data set no column can be known.
  if (columns === undefined)
    return { ...place, functions: ["column"], scope: { ...createScope(resolution.fileScope), open: true } };
  return { ...place, functions: ["column"], scope: { ...columns, parent: resolution.fileScope } };
}

function resolveColumnName(resolution: Resolution, name: NameNode, place: RecordPlace): void {
  resolvePath(resolution, [name], place, { ...expectations.column, declare: [] });
}
