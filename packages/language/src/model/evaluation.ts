// What evaluating an expression needs, shared by expressions, blocks and records.

import type { NameNode, Node } from "../ast/nodes.js";
import type { Origin } from "../diagnostics/diagnostic.js";
import { bare, type Dimension, unknownDimension } from "./dimensions.js";
import type { Environment } from "./environment.js";
import type { Fact } from "./facts.js";
import type { FileUnits } from "./file-units.js";
import type { ScalarExpression } from "./model.js";
import type { NameTable } from "./name-table.js";
import { constantValue, type Extent } from "./scalar-expressions.js";
import type { DeclaredSymbol } from "./symbols.js";
import type { MaybeValue } from "./values.js";

/** Where evaluation stands. Copies differ in file and environment while calls and instances are followed. */
export interface Evaluation {
  /** The file whose text is being evaluated. */
  readonly file: string;
  readonly environment: Environment;
  readonly names: NameTable;
  /** Units of the file that owns the network: imported text is converted to them. */
  readonly units: FileUnits;
  readonly emit: (fact: Fact) => boolean;
  readonly work: Work;
  /** Functions being called, innermost last. */
  readonly calls: readonly DeclaredSymbol[];
  /** Values given from outside for `const`, rates and initial values. */
  readonly overrides: Overrides;
  /** Distinct values of a column of a file, for `one_hot`; `missing` if it has been reported that there is no such file. */
  readonly labelsOf: (column: DeclaredSymbol) => readonly string[] | "missing" | undefined;
  /** Distinct values of a column in all files of its data set; undefined if it is in none that can be read. */
  readonly textsOf: (column: DeclaredSymbol) => readonly string[] | undefined;
  /**
   * True in laws and equations, where a number without unit takes the one that its factor or term lacks: what is made
   * with it has no dimension that could be checked.
   */
  readonly numbersTakeUnits?: boolean;
  /** Told of every rail (`x.p`) that the text names. */
  readonly railUsed: (signal: string) => void;
}

/** Values by name; `used` collects the names that the text has. */
export interface Overrides {
  readonly values: ReadonlyMap<string, number>;
  readonly used: Set<string>;
  /** Constants of blocks as they are bound, by the full name that reaches them: `Network.pump.gain`. */
  readonly constants: Map<string, Set<NameNode>>;
  /** What constants have become, by where they are declared. */
  readonly constantValues: Map<NameNode, ConstantValue[]>;
}

/** A constant in one of the places that its declaration was copied to. */
export interface ConstantValue {
  /** The network or model; undefined at the top of a file. */
  readonly block: string | undefined;
  /** With the copies of modules around it: `pump.gain`. */
  readonly name: string;
  /** Empty for a single number. */
  readonly shape: readonly number[];
  /** Row-major, in the units of the file. */
  readonly numbers: readonly number[];
  readonly dimension: Dimension;
}

/** Values that are kept of one declaration; a loop may have any number. */
const MOST_VALUES = 100;

/** Keeps the value of a constant for whoever asks what it is, and gives it back. */
export function noteConstant(
  { constantValues }: Overrides,
  declared: NameNode,
  { block, name }: Pick<ConstantValue, "block" | "name">,
  value: MaybeValue,
): MaybeValue {
  const numbers = value?.components.map(constantValue) ?? [];
  const values = constantValues.get(declared) ?? [];
  if (
    value === undefined ||
    !numbers.every((number) => number !== undefined) ||
    values.length === MOST_VALUES
  )
    return value;
  const { shape, dimension } = value;
  values.push({ block, name, shape, numbers, dimension });
  constantValues.set(declared, values);
  return value;
}

/** The value given for a name, if any. */
export function overrideOf(overrides: Overrides, name: string): number | undefined {
  const value = overrides.values.get(name);
  if (value !== undefined) overrides.used.add(name);
  return value;
}

/** The value given for a name in a network, model or `learn`: as `Network.name`, which tells blocks apart, or as `name`. */
export function overrideInBlock(overrides: Overrides, block: string, name: string): number | undefined {
  return overrideOf(overrides, `${block}.${name}`) ?? overrideOf(overrides, name);
}

/** The same for a constant, whose name is noted whether or not a value is given. */
export function overrideOfConstant(
  overrides: Overrides,
  block: string,
  { name, declared }: { readonly name: string; readonly declared: NameNode },
): number | undefined {
  const full = `${block}.${name}`;
  const known = overrides.constants.get(full);
  if (known === undefined) overrides.constants.set(full, new Set([declared]));
  else known.add(declared);
  return overrideInBlock(overrides, block, name);
}

/** How much has been made so far, so that huge loops and shapes end with a message. */
export interface Work {
  count: number;
  /** Expressions being evaluated inside each other. */
  depth: number;
  /** At most `workLimit`; a caller that has other things to do allows less. */
  readonly limit: number;
  /** Of expressions that have been made. */
  readonly extents: Map<ScalarExpression, Extent>;
}

/** Components, statements and terms that one file may make. */
export const workLimit = 1_000_000;

/** Adds to the work done; false (and one error) if it is too much. */
export function spend(evaluation: Evaluation, amount: number, origin: Origin): boolean {
  const { work } = evaluation;
  const wasWithin = work.count <= work.limit;
  work.count += amount;
  if (work.count <= work.limit) return true;
  const { count, limit } = work;
  if (wasWithin) evaluation.emit({ kind: "Size", count, limit, isOfCaller: limit < workLimit, origin });
  return false;
}

/** The place of a node in the file being evaluated. */
export function originOf(evaluation: Evaluation, node: Node): Origin {
  return { file: evaluation.file, span: node.span };
}

/** A dimension, or `unknown` if the file writes no units. */
export function dimensionIn(evaluation: Evaluation, dimension: Dimension): Dimension {
  return evaluation.units.active ? dimension : dimension.kind === "bare" ? bare : unknownDimension;
}
