// Uses of names in expressions → their declarations; also how calls are made. Nothing is evaluated.

import type { CallExpression, Expression, NameNode, Reference } from "../ast/nodes.js";
import {
  argumentsInWords,
  type BuiltinFunction,
  builtinFunction,
  builtinFunctions,
  type FunctionPlace,
  mayStand,
  placesInWords,
  takes,
} from "./builtin-functions.js";
import type { Expectation } from "./expectations.js";
import { isLostName, isUncertain, lostSymbol } from "./lost-names.js";
import { noteUse, originIn, type Resolution, type UnknownUse } from "./name-table.js";
import {
  type DeclaredSymbol,
  declarationOrigin,
  isOpen,
  lookUp,
  type Scope,
  type SymbolKind,
  scopeKey,
} from "./symbols.js";
import { isDamaged } from "./syntax-damage.js";
import { literalShape, noteUnknown } from "./unknown-names.js";

/** Where an expression stands. */
export interface Place {
  readonly scope: Scope;
  readonly phase: string | undefined;
  /** Uses of an unknown name are reported once within this region. */
  readonly region: string;
  /** Offset just inside the block, where a declaration could be inserted. */
  readonly declareAt: number | undefined;
  /** The data set whose columns are visible, if the names are columns. */
  readonly data: DeclaredSymbol | undefined;
  /** Which built-in functions may stand here. */
  readonly functions: readonly FunctionPlace[];
  /** Inside of a calculation: which ones might stand in place of all of it. */
  readonly around?: readonly FunctionPlace[];
}

/** Expressions deeper than this are refused: later stages walk them recursively. */
const deepest = 1000;

/** Resolves every name in an expression. */
export function resolveExpression(
  resolution: Resolution,
  expression: Expression,
  place: Place,
  expected: Expectation,
): void {
  if (expression.kind === "NumberLiteral") return;
  if (isDeeperThan(expression, deepest)) {
    resolution.emit({
      kind: "ExpressionDepth",
      depth: deepest + 1,
      limit: deepest,
      origin: originIn(resolution, expression),
    });
    resolution.faulty.add(expression);
    return;
  }
  if (expression.kind === "CallExpression") {
    resolveCallee(resolution, expression, place);
    resolveArguments(resolution, expression, place, expected);
  } else resolvePart(resolution, expression, place, expected);
}

function resolvePart(resolution: Resolution, node: Expression, place: Place, expected: Expectation): void {
  switch (node.kind) {
    case "Reference":
      resolveReference(resolution, node, place, expected);
      for (const index of node.indices) resolveIndex(resolution, index, place);
      return;
    case "CallExpression":
      resolveCallee(resolution, node, insideCalculation(place));
      resolveArguments(resolution, node, place, expected);
      return;
    default:
      for (const operand of operandNodes(node)) resolvePart(resolution, operand, place, expected);
  }
}

/** Functions of whole arrays do not tell the shape of what is missing in them. */
function resolveArguments(
  resolution: Resolution,
  node: CallExpression,
  place: Place,
  expected: Expectation,
): void {
  const name = node.callee.length === 1 ? (node.callee[0]?.text ?? "") : "";
  const isOfArrays = builtinFunction(name, place.functions)?.shape === "whole";
  const needed = isOfArrays ? { ...expected, shape: [node] } : expected;
  for (const { value } of node.arguments.items) resolvePart(resolution, value, place, needed);
}

/** What speaks of a whole time course stands alone, not inside of a calculation. */
function insideCalculation(place: Place): Place {
  const functions = place.functions.filter((kind) => innerFunctions.has(kind));
  return { ...place, functions, around: place.functions };
}

const innerFunctions: ReadonlySet<FunctionPlace> = new Set(["expression", "draw", "column"]);

/** Indices are known before the run, so only constants may stand in them. */
function resolveIndex(resolution: Resolution, index: Expression, place: Place): void {
  resolveExpression(resolution, index, { ...place, functions: ["expression"] }, indexExpectation);
}

const indexExpectation: Expectation = {
  needed: "a constant or loop variable",
  noun: "constant",
  kinds: new Set(["const", "function parameter", "loop variable"]),
  declare: ["const"],
};

/** Resolves a path; returns the symbol of its last declared name if it is usable there. */
export function resolveReference(
  resolution: Resolution,
  node: Reference,
  place: Place,
  expected: Expectation,
): DeclaredSymbol | undefined {
  const [first] = node.path;
  if (first === undefined || first.kind === "MissingName") return undefined;
  // Over rows of data there is no simulated time, but there may be a column of that name.
  const overColumns = place.data !== undefined && expected.kinds.has("column");
  const isTime =
    first.text === "time" && !first.quoted && node.path.length === 1 && node.indices.length === 0;
  if (isTime && !overColumns) return undefined;
  const symbol = resolvePath(resolution, node.path, place, expected, node.indices);
  if (symbol === undefined || isUncertain(resolution, symbol, place.scope, expected)) {
    resolution.faulty.add(node);
    return undefined;
  }
  const last = node.path.at(-1);
  const rail = symbol.kind === "signal" && isRail(node.path);
  const origin = originIn(resolution, last ?? node);
  const wrong = resolution.emit({ kind: "NameUse", origin, symbol, rail, expectation: expected });
  const outside =
    symbol.phase !== undefined &&
    place.phase !== "*" &&
    symbol.phase !== place.phase &&
    resolution.emit({ kind: "PhaseUse", origin, symbol, phase: place.phase });
  if (wrong || outside) resolution.faulty.add(node);
  return wrong || outside ? undefined : symbol;
}

/** True if a path ends in a rail, `x.p` or `x.m`. */
export function isRail(path: readonly NameNode[]): boolean {
  const last = path.at(-1)?.text;
  return path.length > 1 && (last === "p" || last === "m");
}

/**
 * Walks `a.b.c`; reports the first name that is unknown. A final `p` or `m` of a signal is its rail. `indices` are those
 * behind the path, which tell the shape of an unknown name.
 */
export function resolvePath(
  resolution: Resolution,
  path: readonly NameNode[],
  place: Place,
  expected: Expectation,
  indices: readonly Expression[] = [],
): DeclaredSymbol | undefined {
  let symbol: DeclaredSymbol | undefined;
  for (let index = 0; index < path.length; index++) {
    const name = path[index] as NameNode;
    if (name.kind === "MissingName") return undefined;
    if (symbol?.kind === "signal" && index === path.length - 1 && isRail(path)) return symbol;
    const scope: Scope | undefined = index === 0 ? place.scope : symbol?.members;
    if (index > 0 && scope === undefined) {
      // A module or file that could not be found has been reported where it is named.
      if (symbol?.kind !== "instance" && symbol?.kind !== "import") {
        reportUnknown(
          resolution,
          name,
          { ...place, scope: emptyScope },
          { ...expected, noun: `part of \`${symbol?.name}\``, declare: [] },
          { owner: symbol?.name ?? "", shape: undefined },
        );
      }
      return undefined;
    }
    const found =
      scope &&
      (findIn(scope, name.text, expected, index === 0) ??
        implicitColumn(scope, name, expected) ??
        lostSymbol(resolution, scope, name, index === 0 && path.length > 1 ? beforeDot(path) : expected));
    if (found === undefined) {
      const owner = path[index - 1]?.text;
      const inner =
        owner === undefined
          ? expectedFirst(path, expected)
          : { ...expected, noun: `member of \`${owner}\``, declare: [] };
      const shape = path.length === 1 ? neededShape(indices, expected) : isRail(path) ? [] : undefined;
      const details = { owner: owner ?? "", shape };
      reportUnknown(
        resolution,
        name,
        owner === undefined ? place : { ...place, scope: scope! },
        inner,
        details,
      );
      return undefined;
    }
    noteUse(resolution, name, found);
    symbol = found;
  }
  return symbol;
}

/** What the first name of a path may be: what stands before a dot is a place of other names. */
function expectedFirst(path: readonly NameNode[], expected: Expectation): Expectation {
  if (path.length === 1) return expected;
  const { kinds, proposed } = expected;
  const isRailOf = path.length === 2 && isRail(path) && kinds.has("rail");
  return {
    ...expected,
    kinds: new Set([...kinds, ...ownsNames]),
    proposed: new Set([...(proposed ?? kinds), ...ownsNames]),
    declare: isRailOf ? ["signal"] : [],
  };
}

/** The array that a name must be declared as: its indices, and what the place takes of each component. */
function neededShape(
  indices: readonly Expression[],
  { shape = [] }: Expectation,
): readonly number[] | undefined {
  return literalShape([...indices, ...shape]);
}

/** Only a signal is known by what stands behind the dot. */
function beforeDot(path: readonly NameNode[]): Pick<Expectation, "kinds"> {
  return { kinds: new Set(path.length === 2 && isRail(path) ? ["signal"] : []) };
}

const ownsNames: ReadonlySet<SymbolKind> = new Set(["instance", "import", "signal"]);

const emptyScope: Scope = { parent: undefined, names: new Map(), open: false };

/** A name that may be a column of a file that could not be read is taken for one. */
function implicitColumn(scope: Scope, name: NameNode, expected: Expectation): DeclaredSymbol | undefined {
  if (name.kind === "MissingName" || !expected.kinds.has("column")) return undefined;
  const example = [...scope.names.values()].find((symbol) => symbol.kind === "column");
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    if (!current.open) continue;
    const symbol: DeclaredSymbol = {
      kind: "column",
      name: name.text,
      // A copy: the name does not declare itself.
      nameNode: { ...name },
      file: example?.file ?? "",
      declaration: name,
      parameter: false,
      phase: undefined,
      members: undefined,
    };
    current.names.set(name.text, symbol);
    return symbol;
  }
  return undefined;
}

/** Members are looked up in their own scope only, never in the one around it. */
function findIn(
  scope: Scope,
  name: string,
  expected: Expectation,
  outward: boolean,
): DeclaredSymbol | undefined {
  const find = (key: string) => (outward ? lookUp(scope, key) : scope.names.get(key));
  return expected.kinds.has("function")
    ? (find(scopeKey("function", name)) ?? find(name))
    : (find(name) ?? find(scopeKey("function", name)));
}

function reportUnknown(
  resolution: Resolution,
  name: NameNode,
  place: Place,
  expected: Expectation,
  { owner, shape }: Pick<UnknownUse, "owner" | "shape">,
): void {
  if (name.kind === "MissingName" || resolution.silentNames.has(name.text) || isOpen(place.scope)) return;
  if (
    isDamaged(resolution.loaded.damage, name.span) ||
    isLostName(resolution, place.scope, name.text, expected.kinds)
  )
    return;
  const origin = originIn(resolution, name);
  if (place.data !== undefined && expected.kinds.has("column")) {
    const columns = [...(place.data.members?.names.values() ?? [])].map((symbol) => symbol.name);
    resolution.emit({ kind: "UnknownColumn", column: name.text, data: place.data, origin, columns });
    return;
  }
  noteUnknown(resolution, name, place, { expected, owner, shape });
}

const calleeExpectation: Expectation = {
  needed: "a function",
  noun: "function",
  kinds: new Set(["function"]),
  declare: ["func"],
};

/** The function a call means: one of the file, or a built-in one that may stand there. */
function resolveCallee(resolution: Resolution, node: CallExpression, place: Place): void {
  const [first] = node.callee;
  if (first === undefined || first.kind === "MissingName") return;
  const isDeclared =
    node.callee.length > 1 || lookUp(place.scope, scopeKey("function", first.text)) !== undefined;
  const builtin = isDeclared
    ? undefined
    : builtinFunction(first.text, place.functions, node.arguments.items.length);
  const isUsable =
    builtin === undefined
      ? isDeclaredCall(resolution, node, place)
      : isBuiltinCall(resolution, node, builtin, place);
  if (!isUsable) resolution.faulty.add(node);
}

function isDeclaredCall(resolution: Resolution, node: CallExpression, place: Place): boolean {
  const symbol = resolvePath(resolution, node.callee, place, calleeExpectation);
  if (symbol === undefined || resolution.uncertain.has(symbol)) return false;
  const origin = originIn(resolution, node.callee.at(-1) ?? node);
  const use = { kind: "NameUse", origin, symbol, rail: false, expectation: calleeExpectation } as const;
  if (resolution.emit(use) || symbol.declaration.kind !== "FunctionDeclaration") return false;
  const count = symbol.declaration.parameters.length;
  return !resolution.emit({
    kind: "Arguments",
    name: symbol.name,
    found: node.arguments.items.length,
    minimum: count,
    maximum: count,
    expected: `${count} argument${count === 1 ? "" : "s"}`,
    declaration: declarationOrigin(symbol),
    origin,
  });
}

function isBuiltinCall(
  resolution: Resolution,
  node: CallExpression,
  builtin: BuiltinFunction,
  place: Place,
): boolean {
  const origin = originIn(resolution, node.callee[0] ?? node);
  const { name, minimum, maximum } = builtin;
  const found = node.arguments.items.length;
  const fits = mayStand(builtin, place.functions);
  const isPart = isReadout(name, found, place.around ?? []);
  if (resolution.emit({ kind: "FunctionPlace", name, fits, allowed: placesInWords(builtin), isPart, origin }))
    return false;
  const expected = argumentsInWords(builtin);
  return !resolution.emit({
    kind: "Arguments",
    name,
    found,
    minimum,
    maximum,
    expected,
    declaration: undefined,
    isPart,
    origin,
  });
}

/** True if a call speaks of a whole time course or of all samples at one of the places. */
function isReadout(name: string, argumentCount: number, places: readonly FunctionPlace[]): boolean {
  const whole = places.filter((place) => place === "course" || place === "samples");
  return builtinFunctions.some(
    (entry) => entry.name === name && takes(entry, argumentCount) && mayStand(entry, whole),
  );
}

/** Direct parts of an expression that are expressions. */
function operandNodes(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case "Reference":
      return node.indices;
    case "ParenthesizedExpression":
      return [node.inner];
    case "ListExpression":
      return node.elements;
    case "CallExpression":
      return node.arguments.items.map((argument) => argument.value);
    case "UnaryExpression":
      return [node.operand];
    case "BinaryExpression":
      return [node.left, node.right];
    case "ConditionalExpression":
      return [node.condition, node.thenValue, node.elseValue];
    case "RangeExpression":
      return [node.from, node.to];
    case "NumberLiteral":
    case "StringLiteral":
    case "BooleanLiteral":
    case "MissingExpression":
      return noOperands;
  }
}

const noOperands: readonly Expression[] = [];

/** Looks no deeper than the limit, which a recursion can take. */
function isDeeperThan(expression: Expression, limit: number): boolean {
  if (limit === 0) return true;
  return operandNodes(expression).some((operand) => isDeeperThan(operand, limit - 1));
}
