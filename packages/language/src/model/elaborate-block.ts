// Statements → components, reactions, equations and the rest, with loops unrolled and instances put in place.

import type {
  Block,
  ForStatement,
  IfStatement,
  LetStatement,
  Statement,
  UseStatement,
} from "../ast/nodes.js";
import { atOnce } from "../at-once.js";
import { assertNever } from "../internal-error.js";
import { numberFor } from "./assign-value.js";
import { bindInstance } from "./elaborate-instance.js";
import { declareQuantity, setInitialValues, setInitStatement } from "./elaborate-quantities.js";
import { elaborateEquation, elaborateEvent, elaborateReaction } from "./elaborate-reactions.js";
import { elaborateSetting } from "./elaborate-settings.js";
import { bindLazily, bindValue, createEnvironment, environmentOf, valueOfName } from "./environment.js";
import { evaluate } from "./evaluate-expression.js";
import { noteConstant, originOf, overrideOfConstant, spend } from "./evaluation.js";
import { givenConstant } from "./given-constant.js";
import { type BlockContext, markIncomplete } from "./network-builder.js";
import { constantOf, numberValue } from "./values.js";

/** Elaborates a block whose names belong to the environment of the context; yields after each statement. */
export function* elaborateBlock(context: BlockContext, block: Block): Generator<void, void> {
  bindDefinitions(context, block);
  declareQuantities(context, block);
  yield* elaborateStatements(context, block);
}

/** Instances are elaborated where they are read first: in the midst of an expression. */
function elaborateAtOnce(context: BlockContext, block: Block): void {
  atOnce(elaborateBlock(context, block));
}

/** The same block, seen from inside a phase. */
function inPhase(context: BlockContext, phase: string): BlockContext {
  return { ...context, phase };
}

/** Constants, definitions and instances are bound first and computed when read. */
function bindDefinitions(context: BlockContext, block: Block): void {
  const { evaluation } = context;
  for (const statement of block.statements) {
    if (evaluation.names.faulty.has(statement)) continue;
    if (statement.kind === "PhaseStatement")
      bindDefinitions(inPhase(context, statement.name.text), statement.body);
    else if (statement.kind === "UseStatement") bindInstance(context, statement, elaborateAtOnce);
    else if (statement.kind === "ConstDeclaration" || statement.kind === "LetStatement") {
      const symbol = evaluation.names.symbolOf.get(statement.name);
      if (symbol === undefined) continue;
      const isConstant = statement.kind === "ConstDeclaration";
      const given = isConstant
        ? overrideOfConstant(evaluation.overrides, context.block, {
            name: context.prefix + symbol.name,
            declared: statement.name,
          })
        : undefined;
      const { environment, overrides } = evaluation;
      const place = { block: context.block, name: context.prefix + symbol.name };
      if (!isConstant) bindLazily(environment, symbol, () => evaluate(evaluation, statement.value));
      else if (given === undefined)
        bindLazily(environment, symbol, () =>
          noteConstant(overrides, statement.name, place, evaluate(evaluation, statement.value)),
        );
      else bindValue(environment, symbol, givenConstant(evaluation, statement, given));
    }
  }
}

function declareQuantities(context: BlockContext, block: Block): void {
  for (const statement of block.statements) {
    if (context.evaluation.names.faulty.has(statement)) continue;
    if (statement.kind === "PhaseStatement")
      declareQuantities(inPhase(context, statement.name.text), statement.body);
    if (statement.kind !== "QuantityDeclaration") continue;
    for (const item of statement.items) declareQuantity(context, statement, item);
  }
}

function* elaborateStatements(context: BlockContext, { statements }: Block): Generator<void, void> {
  for (const node of statements) {
    if (context.evaluation.names.faulty.has(node) || node.kind === "MissingStatement")
      markIncomplete(context);
    else if (isAround(node)) yield* elaborateInner(context, node);
    else elaborateStatement(context, node);
    yield;
  }
}

/** Statements with statements inside. */
type AroundStatement = Of<"PhaseStatement" | "ForStatement" | "IfStatement">;

function isAround(node: Statement): node is AroundStatement {
  return node.kind === "PhaseStatement" || node.kind === "ForStatement" || node.kind === "IfStatement";
}

function elaborateStatement(
  context: BlockContext,
  node: Exclude<Statement, AroundStatement | Of<"MissingStatement">>,
): void {
  switch (node.kind) {
    case "ConstDeclaration":
    case "LetStatement":
    case "UseStatement":
      elaborateBinding(context, node);
      return;
    case "LossStatement":
    case "LowerStatement":
    case "PhasesStatement":
    case "KineticsStatement":
    case "AssertStatement":
      elaborateSetting(context, node);
      return;
    case "QuantityDeclaration":
      for (const item of node.items) setInitialValues(context, node, item);
      return;
    case "InitStatement":
      setInitStatement(context, node);
      return;
    case "EventStatement":
      elaborateEvent(context, node);
      return;
    case "ReactionStatement":
      elaborateReaction(context, node);
      return;
    case "EquationStatement":
      elaborateEquation(context, node);
      return;
    default:
      assertNever(node);
  }
}

type Of<Kind extends Statement["kind"]> = Extract<Statement, { readonly kind: Kind }>;

function* elaborateInner(context: BlockContext, node: AroundStatement): Generator<void, void> {
  if (node.kind === "ForStatement") yield* elaborateLoop(context, node);
  else if (node.kind === "IfStatement") yield* elaborateChoice(context, node);
  else yield* elaborateStatements(inPhase(context, node.name.text), node.body);
}

function elaborateBinding(
  context: BlockContext,
  node: Of<"ConstDeclaration" | "LetStatement" | "UseStatement">,
): void {
  if (node.kind === "UseStatement") useInstance(context, node);
  else if (node.kind === "LetStatement") elaborateDefinition(context, node);
  else readName(context, node);
}

/** Computes what is bound, so that its errors are found even if nothing uses it. */
function readName(
  context: BlockContext,
  node: LetStatement | (Statement & { kind: "ConstDeclaration" }),
): ReturnType<typeof evaluate> {
  const { evaluation } = context;
  const symbol = evaluation.names.symbolOf.get(node.name);
  if (symbol === undefined) return undefined;
  const value = valueOfName(evaluation.environment, symbol, originOf(evaluation, node.name), evaluation.emit);
  if (value === undefined) markIncomplete(context);
  return value;
}

function elaborateDefinition(context: BlockContext, node: LetStatement): void {
  const value = readName(context, node);
  // In loops a definition is an abbreviation of its turn; only outside does it name a read-out.
  if (value === undefined || context.loopIndices.length > 0 || node.name.kind === "MissingName") return;
  context.builder.definitions.push({
    name: context.prefix + node.name.text,
    value: { shape: value.shape, components: value.components },
    origin: originOf(context.evaluation, node),
  });
}

function useInstance(context: BlockContext, node: UseStatement): void {
  const { evaluation } = context;
  const symbol = evaluation.names.symbolOf.get(node.name);
  const environment = symbol && environmentOf(evaluation.environment, symbol)?.instances.get(symbol)?.();
  if (environment === undefined) markIncomplete(context);
}

function* elaborateLoop(context: BlockContext, node: ForStatement): Generator<void, void> {
  const { evaluation } = context;
  const from = boundOf(context, node.from);
  const to = boundOf(context, node.to);
  const variable = evaluation.names.symbolOf.get(node.variable);
  if (from === undefined || to === undefined || variable === undefined) {
    markIncomplete(context);
    return;
  }
  // Paid for in advance, so that a loop that is far too long is not begun.
  const turns = Math.max(0, to - from + 1) * Math.max(1, node.body.statements.length);
  if (!spend(evaluation, turns, originOf(evaluation, node))) {
    markIncomplete(context);
    return;
  }
  for (let index = from; index <= to; index++) {
    if (!spend(evaluation, 0, originOf(evaluation, node))) {
      markIncomplete(context);
      return;
    }
    const environment = createEnvironment(evaluation.environment);
    bindValue(environment, variable, numberValue(index, originOf(evaluation, node.variable)));
    const loopIndices = [...context.loopIndices, index];
    yield* elaborateBlock({ ...context, evaluation: { ...evaluation, environment }, loopIndices }, node.body);
  }
}

/** A bound of a loop must be a whole number that is known before the run. */
function boundOf(context: BlockContext, node: ForStatement["from"]): number | undefined {
  const { evaluation } = context;
  const bound = numberFor(evaluation, evaluate(evaluation, node), "the bound of a loop");
  if (bound === undefined) return undefined;
  const fits = Number.isInteger(bound);
  const origin = originOf(evaluation, node);
  evaluation.emit({
    kind: "ValueType",
    expected: "a whole number",
    found: String(bound),
    fits,
    origin,
    expectedAt: undefined,
  });
  return fits ? bound : undefined;
}

function* elaborateChoice(context: BlockContext, node: IfStatement): Generator<void, void> {
  const { evaluation } = context;
  const condition = evaluate(evaluation, node.condition);
  const known = constantOf(condition);
  if (known === undefined || condition?.type !== "truth") {
    if (condition !== undefined) {
      const found = known === undefined ? "a condition on the run" : "a number";
      evaluation.emit({
        kind: "ValueType",
        expected: "a condition on constants",
        found,
        fits: false,
        origin: condition.origin,
        expectedAt: undefined,
      });
    }
    markIncomplete(context);
    return;
  }
  const chosen = known === 0 ? node.elseBlock : node.thenBlock;
  if (chosen === undefined) return;
  const environment = createEnvironment(evaluation.environment);
  yield* elaborateBlock({ ...context, evaluation: { ...evaluation, environment } }, chosen);
}
