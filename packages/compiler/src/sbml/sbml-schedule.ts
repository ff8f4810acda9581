// Events and phases → SBML events. Literal times where a schedule is finite; events that move their own next time where it
// repeats. Assignments of one instant are one event, since SBML leaves the order of simultaneous events open.

import { dimensionless, timeDimension } from "@ncrn/language";
import { binaryExpression, mapLeaves, numberExpression } from "../network/rate-expression.js";
import type { NetworkEvent, RateExpression, ReactionNetwork } from "../network/reaction-network.js";
import type { SbmlIdentifiers } from "./sbml-identifiers.js";
import type { SbmlEvent, SbmlParameter } from "./sbml-model.js";

export interface SbmlSchedule {
  readonly events: readonly SbmlEvent[];
  /** Gates of phases and next times of repeating events. */
  readonly parameters: readonly SbmlParameter[];
  /** The factor of a law that runs in these phases; undefined if it always runs. */
  readonly gateOf: (phases: readonly string[]) => RateExpression | undefined;
}

/**
 * A learning circuit runs one cycle, after which all gates are 0. Phases of other networks repeat: each phase end is an
 * event that moves to the next cycle.
 */
export function scheduleOf(network: ReactionNetwork, identifiers: SbmlIdentifiers): SbmlSchedule {
  const gates = new Map(
    network.phases.map(({ name }) => [name, identifiers.fresh(`gate_${identifierPart(name)}`)]),
  );
  const parameters: SbmlParameter[] = network.phases.map(({ name }, index) => ({
    ...timer(gates.get(name)!, `phase ${name} runs`, index === 0 ? 1 : 0),
    dimension: dimensionless,
  }));
  const drafts = [
    ...(network.learning === undefined
      ? repeatingPhases(network, gates, identifiers, parameters)
      : phasesOfOneCycle(network, gates)),
    ...network.events.map((event) => draftOf(event, identifiers, parameters)),
  ];
  return {
    events: finished(merged(drafts), network, identifiers),
    parameters,
    gateOf: (phases) => {
      if (phases.length === 0) return undefined;
      if (network.learning === undefined && phases.length === network.phases.length) return undefined;
      return phases
        .map((phase) => parameterExpression(gates.get(phase)!))
        .reduce((left, right) => binaryExpression("+", left, right));
    },
  };
}

/** An event that may still be joined with others of the same time. */
interface Draft {
  readonly name: string;
  /** Set if the event happens once, at this time. */
  readonly time: number | undefined;
  readonly trigger: RateExpression;
  readonly triggerBefore: boolean;
  readonly assignments: SbmlEvent["assignments"];
  /** Phase changes touch gates only, so their place among events of one time does not matter. */
  readonly isPhaseChange: boolean;
}

function phasesOfOneCycle({ phases }: ReactionNetwork, gates: ReadonlyMap<string, string>): readonly Draft[] {
  let end = 0;
  return phases.map(({ name, duration }, index) => {
    end += duration;
    const next = phases[index + 1];
    return {
      ...onceAt(end, `end of phase ${name}`),
      assignments: [
        { target: gates.get(name)!, value: numberExpression(0) },
        ...(next === undefined ? [] : [{ target: gates.get(next.name)!, value: numberExpression(1) }]),
      ],
      isPhaseChange: true,
    };
  });
}

function repeatingPhases(
  { phases }: ReactionNetwork,
  gates: ReadonlyMap<string, string>,
  identifiers: SbmlIdentifiers,
  parameters: SbmlParameter[],
): readonly Draft[] {
  if (phases.length < 2) return [];
  const cycle = identifiers.fresh("cycle");
  const length = phases.reduce((sum, { duration }) => sum + duration, 0);
  parameters.push({ ...timer(cycle, "length of a cycle of phases", length), constant: true });
  let end = 0;
  return phases.map(({ name, duration }, index) => {
    end += duration;
    const next = phases[(index + 1) % phases.length]!;
    const endTime = identifiers.fresh(`end_${identifierPart(name)}`);
    parameters.push(timer(endTime, `next end of phase ${name}`, end));
    return {
      ...reached(endTime, `end of phase ${name}`),
      assignments: [
        { target: gates.get(name)!, value: numberExpression(0) },
        { target: gates.get(next.name)!, value: numberExpression(1) },
        {
          target: endTime,
          value: binaryExpression("+", parameterExpression(endTime), parameterExpression(cycle)),
        },
      ],
      isPhaseChange: true,
    };
  });
}

function draftOf(event: NetworkEvent, identifiers: SbmlIdentifiers, parameters: SbmlParameter[]): Draft {
  const { trigger } = event;
  const assignments = event.assignments.map(({ target, value }) => ({ target: target.id, value }));
  switch (trigger.kind) {
    case "at":
      return { ...onceAt(trigger.time, event.id), assignments, isPhaseChange: false };
    case "when":
      return {
        name: event.id,
        time: undefined,
        trigger: trigger.condition,
        triggerBefore: true,
        assignments,
        isPhaseChange: false,
      };
    case "every": {
      const next = identifiers.fresh(`next_${event.id}`);
      const period = identifiers.fresh(`period_${event.id}`);
      parameters.push(timer(next, `next time of ${event.id}`, trigger.first ?? trigger.period));
      parameters.push({ ...timer(period, `period of ${event.id}`, trigger.period), constant: true });
      const later = binaryExpression("+", parameterExpression(next), parameterExpression(period));
      return {
        ...reached(next, event.id),
        assignments: [...assignments, { target: next, value: later }],
        isPhaseChange: false,
      };
    }
  }
}

function onceAt(time: number, name: string) {
  return { name, time, trigger: timeReaches(numberExpression(time)), triggerBefore: false };
}

function reached(parameter: string, name: string) {
  return {
    name,
    time: undefined,
    trigger: timeReaches(parameterExpression(parameter)),
    triggerBefore: false,
  };
}

function timeReaches(time: RateExpression): RateExpression {
  return { kind: "binary", operator: ">=", left: { kind: "time" }, right: time };
}

/**
 * One draft for each instant. Events at one time run in written order, so a later one reads what an earlier one gave.
 * Across a repeating or conditional event nothing is joined: priorities order them.
 */
function merged(drafts: readonly Draft[]): readonly Draft[] {
  const result: Draft[] = [];
  let joinFrom = 0;
  for (const draft of drafts) {
    if (draft.time === undefined) {
      result.push(draft);
      if (!draft.isPhaseChange) joinFrom = result.length;
      continue;
    }
    // Nothing fires at time 0.
    if (draft.time <= 0) continue;
    const index = result.findIndex(
      ({ time, isPhaseChange }, at) => time === draft.time && (isPhaseChange || at >= joinFrom),
    );
    if (index === -1) result.push(draft);
    else result[index] = joined(result[index]!, draft);
  }
  return result;
}

function joined(first: Draft, second: Draft): Draft {
  const values = new Map(first.assignments.map(({ target, value }) => [target, value]));
  const afterFirst = second.assignments.map(({ target, value }) => ({
    target,
    value: mapLeaves(value, (leaf) =>
      leaf.kind === "species" || leaf.kind === "parameter" ? (values.get(leaf.id) ?? leaf) : leaf,
    ),
  }));
  for (const { target, value } of afterFirst) values.set(target, value);
  return {
    ...first,
    name: `${first.name}, ${second.name}`,
    assignments: [...values].map(([target, value]) => ({ target, value })),
    isPhaseChange: first.isPhaseChange && second.isPhaseChange,
  };
}

function finished(
  drafts: readonly Draft[],
  network: ReactionNetwork,
  identifiers: SbmlIdentifiers,
): readonly SbmlEvent[] {
  const mayCoincide = drafts.length > 1 && network.events.some(({ trigger }) => trigger.kind !== "at");
  return drafts.map(({ name, trigger, triggerBefore, assignments }, index) => ({
    id: identifiers.fresh(identifierPart(name.replaceAll(", ", "_and_"))),
    name,
    trigger,
    triggerBefore,
    assignments: lastOfEachTarget(assignments),
    priority: mayCoincide ? drafts.length - index : undefined,
  }));
}

/** SBML allows one assignment a variable and event; the last one written holds. */
function lastOfEachTarget(assignments: SbmlEvent["assignments"]): SbmlEvent["assignments"] {
  const values = new Map(assignments.map(({ target, value }) => [target, value]));
  return [...values].map(([target, value]) => ({ target, value }));
}

function timer(id: string, name: string, value: number): SbmlParameter {
  return { id, name, value, dimension: timeDimension, constant: false, formula: undefined, term: undefined };
}

function parameterExpression(id: string): RateExpression {
  return { kind: "parameter", id };
}

/** Letters, digits and `_` of a name. */
function identifierPart(name: string): string {
  return name.replace(/[^A-Za-z0-9_]+/g, "_");
}
