// `loss`, `lower`, `phases`, `kinetics` and `assert`.

import type {
  AssertStatement,
  Expression,
  KineticsStatement,
  LossStatement,
  LowerStatement,
  PhasesStatement,
  RecordNode,
} from "../ast/nodes.js";
import type { Origin } from "../diagnostics/diagnostic.js";
import { numberFor, scalarFor } from "./assign-value.js";
import { checkType } from "./check-type.js";
import { readable, readsOnly } from "./component-kinds.js";
import { timeDimension, unknownDimension } from "./dimensions.js";
import { evaluate } from "./evaluate-expression.js";
import { dimensionIn, type Evaluation, originOf } from "./evaluation.js";
import type { CheckedAssertion, LoweringSettings } from "./model.js";
import { type BlockContext, markIncomplete } from "./network-builder.js";
import { type RecordReading, readBoolean, readNumber, readVariant, recordReading } from "./read-record.js";
import { recordDescription } from "./records.js";
import { textOfExpression } from "./text-of-expression.js";
import { scalarOf } from "./values.js";
import { wordOf } from "./words.js";

/** One statement that sets something for the whole network or model. */
export function elaborateSetting(
  context: BlockContext,
  node: LossStatement | LowerStatement | PhasesStatement | KineticsStatement | AssertStatement,
): void {
  switch (node.kind) {
    case "LossStatement":
      elaborateLoss(context, node);
      return;
    case "LowerStatement":
      elaborateLower(context, node);
      return;
    case "PhasesStatement":
      elaboratePhases(context, node);
      return;
    case "KineticsStatement":
      elaborateKinetics(context, node);
      return;
    case "AssertStatement":
      for (const condition of node.conditions) elaborateAssertion(context, condition);
  }
}

function elaborateLoss(context: BlockContext, node: LossStatement): void {
  const { evaluation, builder } = context;
  const origin = originOf(evaluation, node);
  const value = scalarFor(evaluation, evaluate(evaluation, node.value), {
    dimension: unknownDimension,
    origin,
  });
  if (value === undefined || !readsOnly(context, value, readable.loss)) markIncomplete(context);
  builder.losses.push({ value, origin });
}

function elaborateLower(context: BlockContext, node: LowerStatement): void {
  context.builder.lowering = loweringOf(context.evaluation, node.record, defaultLowering);
}

export const defaultLowering: LoweringSettings = {
  annihilate: 100,
  rails: "dual",
  order: undefined,
  polynomialize: false,
  origins: {},
};

/** The settings of a `lower` record over those given. */
export function loweringOf(
  evaluation: Evaluation,
  record: RecordNode,
  base: LoweringSettings,
): LoweringSettings {
  const reading = recordReading(evaluation, recordDescription("lower"), record.entries);
  return {
    ...base,
    ...railsOf(reading, base),
    order: readNumber(reading, "order") ?? base.order,
    polynomialize: readBoolean(reading, "polynomialize") ?? base.polynomialize,
    origins: { ...base.origins, ...reading.origins },
  };
}

/** `rails: dual(annihilate: 100)`, in `lower` and in `learn`. */
export function railsOf(
  reading: RecordReading,
  base: LoweringSettings,
): Pick<LoweringSettings, "rails" | "annihilate"> {
  const rails = readVariant(reading, "rails");
  return {
    rails: rails?.name === "compact" ? "compact" : rails === undefined ? base.rails : "dual",
    annihilate: rails?.arguments.get("annihilate") ?? base.annihilate,
  };
}

function elaboratePhases(context: BlockContext, node: PhasesStatement): void {
  const { evaluation, builder } = context;
  for (const entry of node.record.entries) {
    const origin = originOf(evaluation, entry);
    const first = builder.phases.find(({ name }) => name === entry.key.text);
    const record = recordDescription("phases");
    if (first !== undefined)
      evaluation.emit({
        kind: "RecordKey",
        record,
        key: entry.key.text,
        known: true,
        first: first.origin,
        written: new Set(builder.phases.map(({ name }) => name)),
        origin: originOf(evaluation, entry.key),
      });
    const [length] = entry.values;
    const value = length && evaluate(evaluation, length);
    const needed = { dimension: dimensionIn(evaluation, timeDimension), origin };
    const scalar = value && scalarFor(evaluation, value, needed);
    const duration = scalar && numberFor(evaluation, value, "the length of a phase");
    if (entry.key.kind === "MissingName" || first !== undefined || duration === undefined) {
      markIncomplete(context);
      continue;
    }
    if (evaluation.emit({ kind: "Phase", name: entry.key.text, duration, origin: value?.origin ?? origin }))
      markIncomplete(context);
    builder.phases.push({ name: entry.key.text, duration, origin });
  }
}

function elaborateKinetics(context: BlockContext, node: KineticsStatement): void {
  const { evaluation, builder } = context;
  const word = node.convention.text;
  if (word === "plain" || word === "combinatoric") {
    builder.kinetics = word;
    return;
  }
  markIncomplete(context);
  if (node.convention.kind === "MissingName") return;
  const origin = originOf(evaluation, node.convention);
  evaluation.emit({
    kind: "SettingValue",
    key: "kinetics",
    expected: "`plain` or `combinatoric`",
    found: `\`${word}\``,
    fits: false,
    origin,
  });
}

/** `assert order <= 2`, `assert deficiency == 0`, `assert conserved(sum(X))`, or any condition. */
function elaborateAssertion(context: BlockContext, node: Expression): void {
  const assertion = assertionOf(context, node);
  if (assertion === undefined) markIncomplete(context);
  else context.builder.assertions.push(assertion);
}

function assertionOf(context: BlockContext, node: Expression): CheckedAssertion | undefined {
  const { evaluation } = context;
  const origin = originOf(evaluation, node);
  const text = textOfExpression(node);
  const word = node.kind === "BinaryExpression" ? wordOf(node.left) : undefined;
  if (node.kind === "BinaryExpression" && (word === "order" || word === "deficiency")) {
    const value = numberFor(evaluation, evaluate(evaluation, node.right), "the bound");
    return value === undefined
      ? undefined
      : networkAssertion(evaluation, word, { operator: node.operator, value }, { text, origin });
  }
  if (node.kind === "CallExpression" && node.callee.length === 1 && node.callee[0]?.text === "conserved") {
    const [argument] = node.arguments.items;
    const value = argument && evaluate(evaluation, argument.value);
    const scalar = value && scalarFor(evaluation, value, { dimension: unknownDimension, origin });
    return scalar && { kind: "conserved", value: scalar, text, origin };
  }
  const condition = evaluate(evaluation, node);
  const scalar = condition && checkType(evaluation, condition, "truth") ? scalarOf(condition) : undefined;
  return scalar && { kind: "condition", value: scalar, text, origin };
}

function networkAssertion(
  evaluation: Evaluation,
  word: "order" | "deficiency",
  { operator, value }: { readonly operator: string; readonly value: number },
  place: { readonly text: string; readonly origin: Origin },
): CheckedAssertion | undefined {
  const limit = operator === "<" ? Math.ceil(value) - 1 : operator === "<=" ? value : undefined;
  if (word === "order" && limit !== undefined) return { kind: "order", limit, ...place };
  if (word === "deficiency" && operator === "==") return { kind: "deficiency", operator, value, ...place };
  if (word === "deficiency" && limit !== undefined)
    return { kind: "deficiency", operator: "<=", value: limit, ...place };
  const expected = word === "order" ? "compared with `<=`" : "compared with `==` or `<=`";
  evaluation.emit({
    kind: "SettingValue",
    key: word,
    expected,
    found: `\`${operator}\``,
    fits: false,
    origin: place.origin,
  });
  return undefined;
}
