// Repeating events that start elsewhere than at their period → events on a condition. The language has no such trigger;
// a rate that holds the time of the next firing, and that the event moves on, says the same.

import { timeDimension } from "@ncrn/language";
import { freshNames, UNDERSCORED } from "../network/free-name.js";
import { binaryExpression, numberExpression } from "../network/rate-expression.js";
import type {
  NetworkEvent,
  Parameter,
  RateExpression,
  ReactionNetwork,
} from "../network/reaction-network.js";

/** The network without first times of repeating events. */
export function offsetsAsConditions(network: ReactionNetwork): ReactionNetwork {
  const taken = [...network.parameters, ...network.species].map(({ id }) => id);
  const fresh = freshNames(taken, UNDERSCORED);
  const parameters: Parameter[] = [];
  const events = network.events.map((event): NetworkEvent => {
    const { trigger } = event;
    if (trigger.kind !== "every" || trigger.first === undefined) return event;
    const id = fresh(`next_${event.id}`);
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
