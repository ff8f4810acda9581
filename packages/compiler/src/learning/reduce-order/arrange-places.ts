// Products made in places → frozen phases: in one that exists already where everything they need stands still by then,
// otherwise in new ones, as few as the products that need each other allow.

import { InternalError } from "@ncrn/language";
import type { CircuitPhase } from "../../lowering/circuit-phase.js";
import type { RateEquation } from "../../lowering/rate-equation.js";
import { type FreshName, freshNames, UNDERSCORED } from "../../network/free-name.js";
import { degreeOf, variablesOf } from "../../polynomials/polynomial.js";
import type { Timeline } from "./timeline.js";

/** The phases of the result and all equations in them. */
export interface Arrangement {
  readonly schedule: readonly CircuitPhase[];
  readonly equations: readonly RateEquation[];
}

/** A frozen phase of length 1, with a number by which phases are ordered. */
interface Slot {
  readonly time: number;
  readonly name: string;
  readonly equations: RateEquation[];
}

/** New phases of one place follow each other at these distances; there are never as many as would reach the next phase. */
const STEP = 1e-4;

/** Every place disappears; every other phase keeps its equations and its order. */
export function arrangePlaces(timeline: Timeline): Arrangement {
  const slots: Slot[] = timeline.flatMap(({ kind, duration, name }, index) =>
    kind === "frozen" && duration === 1 ? [{ time: index, name, equations: [] }] : [],
  );
  const made = new Map<string, number>();
  const fresh = freshNames(
    timeline.filter(({ kind }) => kind !== "place").map(({ name }) => name),
    UNDERSCORED,
  );
  for (const [place, { kind, name, equations }] of timeline.entries()) {
    if (kind !== "place") continue;
    for (const equation of inOrderOfNeed(equations)) {
      const ready = Math.max(
        -1,
        ...[...variablesOf(equation.value)].map((variable) => lastChange(timeline, variable, place, made)),
      );
      const slot =
        slots.filter(({ time }) => time > ready && time < place + 1).sort((a, b) => a.time - b.time)[0] ??
        addSlot(slots, { after: Math.max(ready, place - STEP), place, name, fresh });
      slot.equations.push({ ...equation, phases: [slot.name] });
      made.set(equation.target, slot.time);
    }
  }
  return merge(timeline, slots);
}

function addSlot(
  slots: Slot[],
  { after, place, name, fresh }: { after: number; place: number; name: string; fresh: FreshName },
): Slot {
  const slot: Slot = { time: Math.max(place, after + STEP), name: fresh(name), equations: [] };
  slots.push(slot);
  return slot;
}

/** When a variable got the value it has in a place: the number of a phase, −1 if it was set from outside. */
function lastChange(
  timeline: Timeline,
  variable: string,
  place: number,
  made: ReadonlyMap<string, number>,
): number {
  let last = made.get(variable) ?? -1;
  for (let index = 0; index < place; index++) {
    const { kind, equations } = timeline[index]!;
    if (kind !== "place" && equations.some(({ target }) => target === variable)) last = Math.max(last, index);
  }
  return last;
}

/** Each equation after those whose targets it reads. */
function inOrderOfNeed(equations: readonly RateEquation[]): readonly RateEquation[] {
  const ordered: RateEquation[] = [];
  let waiting = equations;
  while (waiting.length > 0) {
    const targets = new Set(waiting.map(({ target }) => target));
    const ready = waiting.filter(({ value }) => ![...variablesOf(value)].some((name) => targets.has(name)));
    if (ready.length === 0) throw new InternalError("Auxiliary variables are made from each other");
    ordered.push(...ready);
    waiting = waiting.filter((equation) => !ready.includes(equation));
  }
  return ordered;
}

function merge(timeline: Timeline, slots: readonly Slot[]): Arrangement {
  const used = new Map(slots.map((slot) => [slot.time, slot]));
  const times = [...new Set([...timeline.keys(), ...used.keys()])].sort((a, b) => a - b);
  const phases = times.flatMap((time): readonly (CircuitPhase & Pick<Slot, "equations">)[] => {
    const slot = used.get(time);
    const phase = timeline[time];
    const made = slot?.equations ?? [];
    if (phase === undefined || phase.kind === "place") {
      return slot === undefined ? [] : [{ name: slot.name, kind: "frozen", duration: 1, equations: made }];
    }
    const { name, kind, duration, equations } = phase;
    return [{ name, kind, duration, equations: [...made, ...equations] }];
  });
  return {
    schedule: phases.map(({ name, kind, duration }) => ({ name, kind, duration })),
    equations: phases.flatMap(({ equations }) => equations),
  };
}

/** True if a term of the timeline has too high an order. */
export function exceedsOrder(timeline: Timeline, limit: number): boolean {
  return timeline.some(({ equations }) =>
    equations.some(({ value }) => value.some((term) => degreeOf(term) > limit)),
  );
}
