// Repeating events that start elsewhere than at their period → events on a condition. The language has no such trigger;
// a rate that holds the time of the next firing, and that the event moves on, says the same.

import { timeDimension } from "@ncrn/language";
import { binaryExpression, numberExpression } from "../reactions/rate-expression.js";
import type {
  NetworkEvent,
  Parameter,
  RateExpression,
  ReactionNetwork,
} from "../reactions/reaction-network.js";

/** The network without first times of repeating events. */
export function offsetsAsConditions(network: ReactionNetwork): ReactionNetwork {
  const taken = new Set([...network.parameters, ...network.species].map(({ id }) => id));
  const parameters: Parameter[] = [];
  const events = network.events.map((event): NetworkEvent => {
    const { trigger } = event;
    if (trigger.kind !== "every" || trigger.first === undefined) return event;
    let id = `next_${event.id}`;
    while (taken.has(id)) id = `${id}_2`;
    taken.add(id);
    const { provenance } = event;
    parameters.push({ id, name: id, value: trigger.first, unit: network.units.time, provenance });
    const next: RateExpression = { kind: "parameter", id };
    const later = binaryExpression("+", next, numberExpression(trigger.period, timeDimension));
    return {
      ...event,
      trigger: {
        kind: "when",
        condition: { kind: "binary", operator: ">=", left: { kind: "time" }, right: next },
      },
      assignments: [...event.assignments, { target: { kind: "parameter", id }, value: later }],
    };
  });
  return { ...network, parameters: [...network.parameters, ...parameters], events };
}
