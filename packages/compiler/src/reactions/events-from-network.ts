// The events of a crn → events of the network; a signal is set through its rails.

import type { CheckedAssignment, CheckedNetwork } from "@ncrn/language";
import type { NetworkNames } from "../lowering/network-names.js";
import type { RailTable } from "../lowering/rate-equation.js";
import { binaryExpression, numberExpression } from "../network/rate-expression.js";
import { rateFromScalar, type ScalarMeaning } from "../network/rate-from-scalar.js";
import type { EventAssignment, NetworkEvent, RateExpression } from "../network/reaction-network.js";

/** One network event for each event of the text, in source order. */
export function eventsFromNetwork(
  source: CheckedNetwork,
  rails: RailTable,
  names: NetworkNames,
  meaningOf: (name: string) => ScalarMeaning,
): readonly NetworkEvent[] {
  const rates = new Set(source.rates.map(({ name }) => name));
  const assignmentsOf = ({ target, operator, value }: CheckedAssignment): readonly EventAssignment[] => {
    const right = rateFromScalar(value, meaningOf);
    const current = rateFromScalar({ kind: "Component", name: target, origin: source.origin }, meaningOf);
    const next = operator === "=" ? right : binaryExpression(operator === "+=" ? "+" : "-", current, right);
    if (rates.has(target))
      return [{ target: { kind: "parameter", id: names.identifiers.of(target) }, value: next }];
    const { positive, negative } = rails.written(target, []);
    if (negative === undefined) return [{ target: { kind: "species", id: positive }, value: next }];
    return [
      { target: { kind: "species", id: positive }, value: positivePart(next) },
      { target: { kind: "species", id: negative }, value: positivePart(negated(next)) },
    ];
  };
  return source.events.map(({ trigger, condition, assignments, origin }, index) => ({
    id: `event_${index + 1}`,
    trigger: triggerOf(
      trigger,
      () => names.constantOf(condition),
      () => rateFromScalar(condition, meaningOf),
    ),
    assignments: assignments.flatMap(assignmentsOf),
    provenance: { origin, rule: "event" },
  }));
}

function triggerOf(
  kind: "at" | "every" | "when",
  time: () => number,
  condition: () => RateExpression,
): NetworkEvent["trigger"] {
  switch (kind) {
    case "at":
      return { kind, time: time() };
    case "every":
      return { kind, period: time() };
    case "when":
      return { kind, condition: condition() };
  }
}

function positivePart(value: RateExpression): RateExpression {
  if (value.kind === "number") return numberExpression(Math.max(value.value, 0), value.dimension);
  return { kind: "call", function: "max", arguments: [value, numberExpression(0)] };
}

function negated(value: RateExpression): RateExpression {
  return value.kind === "number"
    ? numberExpression(-value.value, value.dimension)
    : { kind: "negate", operand: value };
}
