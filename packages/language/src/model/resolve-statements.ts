// Uses of names in statements → their declarations, and statements that stand in the wrong place.

import type {
  Argument,
  Block,
  Complex,
  EventStatement,
  Expression,
  ModuleParameter,
  QuantityDeclaration,
  ReactionStatement,
  Reference,
  Statement,
  UseStatement,
} from "../ast/nodes.js";
import { type Expectation, expectations } from "./expectations.js";
import type { Container } from "./facts.js";
import { originIn, type Resolution } from "./name-table.js";
import { type Place, resolveExpression, resolvePath, resolveReference } from "./resolve-expressions.js";
import { resolveLower } from "./resolve-records.js";
import type { DeclaredSymbol } from "./symbols.js";
import { assertionWords, wordOf } from "./words.js";

/** A place for statements. */
export interface BlockPlace extends Place {
  readonly container: Container;
  readonly inLoop: boolean;
}

/** Resolves the statements of a block in the scope that was made for it. */
export function resolveBlock(resolution: Resolution, block: Block, place: BlockPlace): void {
  const inner = { ...place, scope: resolution.scopeOf.get(block) ?? place.scope };
  for (const statement of block.statements) {
    const misplaced = resolution.emit({
      kind: "StatementPlace",
      statement,
      container: place.container,
      inPhase: place.phase !== undefined,
      inLoop: place.inLoop,
      origin: originIn(resolution, statement),
    });
    if (misplaced) resolution.faulty.add(statement);
    else resolveStatement(resolution, statement, inner);
  }
}

/** What names may stand for depends on whether the statement is chemistry or a model. */
interface BlockExpectations {
  readonly value: Expectation;
  readonly start: Expectation;
  readonly equation: Expectation;
  readonly definition: Expectation;
}

const inModel: BlockExpectations = {
  value: expectations.modelValue,
  start: expectations.modelStart,
  equation: expectations.modelEquation,
  definition: expectations.modelLet,
};

const inChemistry: BlockExpectations = {
  value: expectations.networkValue,
  start: expectations.startValue,
  equation: expectations.networkEquation,
  definition: expectations.networkValue,
};

function expectationsIn(place: BlockPlace): BlockExpectations {
  return place.container === "model" ? inModel : inChemistry;
}

function resolveStatement(resolution: Resolution, node: Statement, place: BlockPlace): void {
  const expected = expectationsIn(place);
  switch (node.kind) {
    case "QuantityDeclaration":
      resolveQuantities(resolution, node, place);
      return;
    case "InitStatement":
      for (const { target, value } of node.items) {
        resolveTarget(resolution, target, place, expectations.initial);
        resolveExpression(resolution, value, place, expectations.startValue);
      }
      return;
    case "LossStatement":
      resolveExpression(resolution, node.value, place, expectations.lossValue);
      return;
    case "LowerStatement":
      resolveLower(resolution, node.record, place);
      return;
    case "PhasesStatement":
      for (const { values } of node.record.entries) resolveConstants(resolution, values, place);
      return;
    case "ConstDeclaration":
      resolveConstants(resolution, [node.value], place);
      return;
    case "LetStatement":
      resolveExpression(resolution, node.value, inAnyPhase(place), expected.definition);
      return;
    case "UseStatement":
      resolveUse(resolution, node, place);
      return;
    case "AssertStatement":
      for (const condition of node.conditions) resolveAssertion(resolution, condition, place);
      return;
    case "PhaseStatement":
    case "ForStatement":
    case "IfStatement":
      resolveInnerBlocks(resolution, node, place);
      return;
    case "EventStatement":
      resolveEvent(resolution, node, place);
      return;
    case "ReactionStatement":
      resolveReaction(resolution, node, place);
      return;
    case "EquationStatement":
      resolveTarget(resolution, node.target, place, expected.equation);
      if (node.target.indices.length === 0 || place.inLoop)
        note(resolution, node.target, resolution.withEquation);
      resolveExpression(resolution, node.value, place, expected.value);
      return;
    case "KineticsStatement":
    case "MissingStatement":
      return;
  }
}

function resolveQuantities(resolution: Resolution, node: QuantityDeclaration, place: BlockPlace): void {
  const isWeight = node.keyword === "weight";
  const valuePlace: Place = isWeight ? { ...place, functions: ["expression", "draw"] } : place;
  for (const item of node.items) {
    resolveConstants(resolution, item.shape, place);
    if (item.lowerBound !== undefined) resolveConstants(resolution, [item.lowerBound], place);
    if (item.value !== undefined) resolveExpression(resolution, item.value, valuePlace, startOf(node, place));
  }
}

function startOf({ keyword }: QuantityDeclaration, place: BlockPlace): Expectation {
  switch (keyword) {
    case "output":
      return expectations.modelValue;
    case "state":
      return expectationsIn(place).start;
    case "rate":
    case "weight":
    case "fixed":
      return expectations.parameterValue;
    default:
      return expectations.startValue;
  }
}

function resolveUse(resolution: Resolution, node: UseStatement, place: BlockPlace): void {
  const expected = expectations.module;
  const symbol = resolvePath(resolution, node.module, place, expected);
  const origin = originIn(resolution, node.module.at(-1) ?? node);
  const isWrong =
    symbol === undefined ||
    resolution.emit({ kind: "NameUse", origin, symbol, rail: false, expectation: expected });
  if (isWrong) resolution.faulty.add(node);
  for (const [index, argument] of node.arguments.items.entries()) {
    const parameter = symbol && parameterOf(symbol, argument, index);
    const expected = symbol === undefined ? ofUnknownModule : expectedOf(parameter, argument);
    resolveExpression(resolution, argument.value, place, expected);
    if (argument.value.kind === "Reference") note(resolution, argument.value, resolution.reacting);
  }
}

/** The parameter that an argument is for: by name, else by position. */
function parameterOf(
  { declaration }: DeclaredSymbol,
  { name }: Argument,
  index: number,
): ModuleParameter | undefined {
  if (declaration.kind !== "ModuleDeclaration") return undefined;
  const { parameters } = declaration;
  return name === undefined ? parameters[index] : parameters.find((one) => one.name.text === name.text);
}

/**
 * Whatever has a value may be handed over, and what does not fit is found where the shapes are known; the name that is
 * meant by an unknown one is of the kind of the parameter.
 */
function expectedOf(parameter: ModuleParameter | undefined, { value }: Argument): Expectation {
  const expected = expectations.networkValue;
  if (parameter === undefined) return expected;
  const { noun, kinds, declare } = expectationsOfParameters[parameter.keyword];
  const given = { ...expected, noun, declare, proposed: kinds };
  return value.kind === "Reference" ? { ...given, shape: parameter.shape } : given;
}

/** Nothing tells what such a module takes. */
const ofUnknownModule: Expectation = { ...expectations.networkValue, declare: [] };

const expectationsOfParameters: Readonly<Record<ModuleParameter["keyword"], Expectation>> = {
  species: expectations.reactant,
  signal: expectations.signal,
  rate: expectations.rateConstant,
  const: expectations.constant,
};

function resolveInnerBlocks(
  resolution: Resolution,
  node: Statement & { kind: "PhaseStatement" | "ForStatement" | "IfStatement" },
  place: BlockPlace,
): void {
  switch (node.kind) {
    case "PhaseStatement":
      resolveBlock(resolution, node.body, { ...place, phase: node.name.text });
      return;
    case "ForStatement":
      resolveConstants(resolution, [node.from, node.to], place);
      resolveBlock(resolution, node.body, { ...place, inLoop: true });
      return;
    case "IfStatement":
      resolveConstants(resolution, [node.condition], place);
      resolveBlock(resolution, node.thenBlock, place);
      if (node.elseBlock !== undefined) resolveBlock(resolution, node.elseBlock, place);
      return;
  }
}

function resolveEvent(resolution: Resolution, node: EventStatement, place: BlockPlace): void {
  const { value } = expectationsIn(place);
  const isTime = node.trigger !== "when";
  resolveExpression(resolution, node.condition, place, isTime ? timeExpected(value) : value);
  for (const assignment of node.assignments) {
    resolveTarget(resolution, assignment.target, place, expectations.eventTarget);
    resolveExpression(resolution, assignment.value, place, value);
  }
}

/** When something happens `at` a time, the time is known before the run; what is not is found where values are. */
function timeExpected(value: Expectation): Expectation {
  const { noun, kinds, declare } = expectations.rateConstant;
  return { ...value, noun, declare, proposed: kinds };
}

function resolveReaction(resolution: Resolution, node: ReactionStatement, place: BlockPlace): void {
  resolveComplex(resolution, node.left, place);
  resolveComplex(resolution, node.right, place);
  resolveComplex(resolution, node.catalysts, place);
  const isConstant = node.arrow.rateKind === "constant";
  const expected = isConstant ? expectations.rateConstant : expectations.networkValue;
  for (const rate of node.arrow.rates) resolveExpression(resolution, rate, place, expected);
}

function resolveComplex(resolution: Resolution, complex: Complex | undefined, place: Place): void {
  for (const { species } of complex?.terms ?? []) {
    resolveTarget(resolution, species, place, expectations.reactant);
    note(resolution, species, resolution.reacting);
  }
}

/** Enters what a reference means into a set. */
function note(resolution: Resolution, { path }: Reference, set: Set<DeclaredSymbol>): void {
  const name = path.at(-1);
  const symbol = name && resolution.symbolOf.get(name);
  if (symbol !== undefined) set.add(symbol);
}

function resolveTarget(resolution: Resolution, target: Reference, place: Place, expected: Expectation): void {
  resolveReference(resolution, target, place, expected);
  resolveConstants(resolution, target.indices, place);
}

/** Values that are known before the run. */
export function resolveConstants(resolution: Resolution, nodes: readonly Expression[], place: Place): void {
  for (const node of nodes) resolveExpression(resolution, node, place, expectations.constant);
}

/** `order`, `deficiency` and `conserved(…)` have a meaning in assertions only. */
function resolveAssertion(resolution: Resolution, condition: Expression, place: BlockPlace): void {
  const { definition } = expectationsIn(place);
  const inner = inAnyPhase(place);
  if (condition.kind === "BinaryExpression" && assertionWords.has(wordOf(condition.left) ?? "")) {
    resolveConstants(resolution, [condition.right], place);
    return;
  }
  const isConserved =
    condition.kind === "CallExpression" &&
    condition.callee.length === 1 &&
    condition.callee[0]?.text === "conserved";
  const parts = isConserved ? condition.arguments.items.map(({ value }) => value) : [condition];
  for (const part of parts) resolveExpression(resolution, part, inner, definition);
}

/** Read-outs and assertions speak of all phases. */
function inAnyPhase(place: Place): Place {
  return { ...place, phase: "*" };
}
