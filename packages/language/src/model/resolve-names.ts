// AST and scopes → the declaration behind every name. Reports unknown names once a name and declaration,
// names of the wrong kind, and statements that stand in the wrong place.

import type { Block, Complex, Declaration, Expression, Node, Reference, Statement } from "../ast/nodes.js";
import type { Expectation } from "./expectations.js";
import { expectations } from "./expectations.js";
import type { Container } from "./facts.js";
import { originIn, type Resolution } from "./name-table.js";
import { type Place, resolveExpression, resolvePath, resolveReference } from "./resolve-expressions.js";
import {
  resolveData,
  resolveLearn,
  resolveLower,
  resolveScan,
  resolveSimulate,
  resolveTrain,
  resolveUnits,
} from "./resolve-records.js";
import { createScope, type Scope } from "./symbols.js";
import { assertionWords, wordOf } from "./words.js";

/** A place for statements. */
interface BlockPlace extends Place {
  readonly container: Container;
  readonly inLoop: boolean;
}

/** Resolves every use in the file of the resolution. */
export function resolveNames(resolution: Resolution): void {
  for (const declaration of resolution.loaded.document.declarations)
    resolveDeclaration(resolution, declaration);
  for (const { fact } of resolution.unknown.values()) {
    resolution.emit(fact);
    if (fact.suggestion !== undefined) resolution.suggested.add(fact.suggestion);
  }
  resolution.unknown.clear();
}

function resolveDeclaration(resolution: Resolution, node: Declaration): void {
  const place = topPlace(resolution, node);
  switch (node.kind) {
    case "ConstDeclaration":
      resolveExpression(resolution, node.value, place, expectations.constant, ["expression"]);
      return;
    case "FunctionDeclaration": {
      const inner = { ...place, scope: resolution.scopeOf.get(node) ?? place.scope };
      resolveExpression(resolution, node.body, inner, expectations.functionBody, ["expression"]);
      return;
    }
    case "ModuleDeclaration":
      for (const parameter of node.parameters) {
        const inner = { ...place, scope: resolution.scopeOf.get(node) ?? place.scope };
        for (const size of parameter.shape) resolveConstant(resolution, size, inner);
        if (parameter.defaultValue !== undefined) {
          resolveExpression(resolution, parameter.defaultValue, inner, expectations.rateConstant, [
            "expression",
          ]);
        }
      }
      resolveBlock(resolution, node.body, blockPlace(resolution, node, node.body, "module"));
      return;
    case "NetworkDeclaration":
      resolveBlock(resolution, node.body, blockPlace(resolution, node, node.body, "network"));
      return;
    case "ModelDeclaration":
      resolveBlock(resolution, node.body, blockPlace(resolution, node, node.body, "model"));
      return;
    case "DataDeclaration":
      resolveData(resolution, node, place);
      return;
    case "LearnDeclaration":
      resolveLearn(resolution, node, place);
      return;
    case "TrainDeclaration":
      resolveTrain(resolution, node, place);
      return;
    case "SimulateDeclaration":
      resolveSimulate(resolution, node, place);
      return;
    case "ScanDeclaration":
      resolveScan(resolution, node, place);
      return;
    case "UnitsDeclaration":
      resolveUnits(resolution, node, place);
      return;
    case "ImportDeclaration":
    case "MissingDeclaration":
      return;
  }
}

function topPlace(resolution: Resolution, node: Node): Place {
  return {
    scope: resolution.fileScope,
    phase: undefined,
    region: `${resolution.file}:${node.span.start}`,
    declareAt: undefined,
    data: undefined,
  };
}

function blockPlace(
  resolution: Resolution,
  node: Declaration,
  body: Block,
  container: Container,
): BlockPlace {
  const scope: Scope = resolution.scopeOf.get(node) ?? createScope(resolution.fileScope);
  return { ...topPlace(resolution, node), scope, declareAt: body.span.start + 1, container, inLoop: false };
}

function resolveBlock(resolution: Resolution, block: Block, place: BlockPlace): void {
  const inner = { ...place, scope: resolution.scopeOf.get(block) ?? place.scope };
  for (const statement of block.statements) {
    const origin = originIn(resolution, statement);
    const misplaced = resolution.emit({
      kind: "StatementPlace",
      statement,
      container: place.container,
      inPhase: place.phase !== undefined,
      inLoop: place.inLoop,
      origin,
    });
    if (misplaced) resolution.faulty.add(statement);
    else resolveStatement(resolution, statement, inner);
  }
}

/** What names may stand for depends on whether the statement is chemistry or a model. */
function expectationsIn(place: BlockPlace): {
  readonly value: Expectation;
  readonly start: Expectation;
  readonly equation: Expectation;
  readonly definition: Expectation;
} {
  return place.container === "model"
    ? {
        value: expectations.modelValue,
        start: expectations.modelStart,
        equation: expectations.modelEquation,
        definition: expectations.modelLet,
      }
    : {
        value: expectations.networkValue,
        start: expectations.startValue,
        equation: expectations.networkEquation,
        definition: expectations.networkValue,
      };
}

function resolveStatement(resolution: Resolution, node: Statement, place: BlockPlace): void {
  const expected = expectationsIn(place);
  const value = (expression: Expression, expectation: Expectation = expected.value): void =>
    resolveExpression(resolution, expression, place, expectation, ["expression"]);
  switch (node.kind) {
    case "QuantityDeclaration":
      for (const item of node.items) {
        for (const size of item.shape) resolveConstant(resolution, size, place);
        if (item.lowerBound !== undefined) resolveConstant(resolution, item.lowerBound, place);
        if (item.value === undefined) continue;
        const start =
          node.keyword === "output"
            ? expectations.modelValue
            : node.keyword === "state"
              ? expected.start
              : startOf(node.keyword);
        const places =
          item.operator === "~" || node.keyword === "weight"
            ? (["expression", "draw"] as const)
            : (["expression"] as const);
        resolveExpression(resolution, item.value, place, start, places);
      }
      return;
    case "InitStatement":
      for (const item of node.items) {
        resolveTarget(resolution, item.target, place, expectations.initial);
        value(item.value, expectations.startValue);
      }
      return;
    case "LossStatement":
      value(node.value, expectations.lossValue);
      return;
    case "LowerStatement":
      resolveLower(resolution, node.record, place);
      return;
    case "PhasesStatement":
      for (const entry of node.record.entries)
        for (const length of entry.values) resolveConstant(resolution, length, place);
      return;
    case "PhaseStatement":
      resolveBlock(resolution, node.body, { ...place, phase: node.name.text });
      return;
    case "ConstDeclaration":
      value(node.value, expectations.constant);
      return;
    case "LetStatement":
      // A definition is a read-out: it may name what lives in one phase only.
      resolveExpression(resolution, node.value, { ...place, phase: anyPhase }, expected.definition, [
        "expression",
      ]);
      return;
    case "UseStatement": {
      const module = resolvePath(resolution, node.module, place, expectations.module);
      const origin = originIn(resolution, node.module.at(-1) ?? node);
      if (module !== undefined) {
        if (
          resolution.emit({
            kind: "NameUse",
            origin,
            symbol: module,
            rail: false,
            expectation: expectations.module,
          })
        )
          resolution.faulty.add(node);
      } else resolution.faulty.add(node);
      for (const argument of node.arguments.items) value(argument.value);
      return;
    }
    case "AssertStatement":
      for (const condition of node.conditions)
        resolveAssertion(resolution, condition, place, expected.definition);
      return;
    case "ForStatement":
      resolveConstant(resolution, node.from, place);
      resolveConstant(resolution, node.to, place);
      resolveBlock(resolution, node.body, { ...place, inLoop: true });
      return;
    case "IfStatement":
      resolveConstant(resolution, node.condition, place);
      resolveBlock(resolution, node.thenBlock, place);
      if (node.elseBlock !== undefined) resolveBlock(resolution, node.elseBlock, place);
      return;
    case "EventStatement":
      value(node.condition);
      for (const assignment of node.assignments) {
        resolveTarget(resolution, assignment.target, place, expectations.eventTarget);
        value(assignment.value);
      }
      return;
    case "ReactionStatement":
      for (const complex of [node.left, node.right, node.catalysts])
        resolveComplex(resolution, complex, place);
      for (const rate of node.arrow.rates) {
        value(rate, node.arrow.rateKind === "constant" ? expectations.rateConstant : expected.value);
      }
      return;
    case "EquationStatement":
      resolveTarget(resolution, node.target, place, expected.equation);
      value(node.value);
      return;
    case "KineticsStatement":
    case "MissingStatement":
      return;
  }
}

/** Stands for every phase at once. */
const anyPhase = "*";

function startOf(keyword: string): Expectation {
  return keyword === "rate" || keyword === "weight" || keyword === "fixed"
    ? constantOrRate
    : expectations.startValue;
}

const constantOrRate: Expectation = { ...expectations.startValue, needed: "a constant or rate" };

function resolveConstant(resolution: Resolution, expression: Expression, place: Place): void {
  resolveExpression(resolution, expression, place, expectations.constant, ["expression"]);
}

function resolveTarget(resolution: Resolution, target: Reference, place: Place, expected: Expectation): void {
  resolveReference(resolution, target, place, expected);
  for (const index of target.indices) resolveConstant(resolution, index, place);
}

function resolveComplex(resolution: Resolution, complex: Complex | undefined, place: Place): void {
  for (const term of complex?.terms ?? [])
    resolveTarget(resolution, term.species, place, expectations.reactant);
}

/** `order`, `deficiency` and `conserved(…)` have a meaning in assertions only. */
function resolveAssertion(
  resolution: Resolution,
  condition: Expression,
  place: Place,
  expected: Expectation,
): void {
  if (condition.kind === "BinaryExpression" && assertionWords.has(wordOf(condition.left) ?? "")) {
    resolveConstant(resolution, condition.right, place);
    return;
  }
  if (
    condition.kind === "CallExpression" &&
    condition.callee.length === 1 &&
    condition.callee[0]?.text === "conserved"
  ) {
    for (const argument of condition.arguments.items)
      resolveExpression(resolution, argument.value, { ...place, phase: anyPhase }, expected, ["expression"]);
    return;
  }
  resolveExpression(resolution, condition, { ...place, phase: anyPhase }, expected, ["expression"]);
}
