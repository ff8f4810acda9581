// When within a step a condition of an event becomes true.

import type { AcceptedStep } from "../interpreter/integrate.js";
import { type EventSchedule, observeConditions, someConditionRises } from "./events.js";
import type { ProgramState } from "./trajectory.js";

/** How many parts of a step are looked at, so that a condition that holds only for a moment is seen. */
const PARTS = 4;

/** The first time within the step at which a condition has become true, to the last bits of the time. */
export function findRise(
  schedule: EventSchedule,
  step: AcceptedStep,
  stateAt: (step: AcceptedStep, time: number) => ProgramState,
): number | undefined {
  let before = step.from;
  for (let part = 1; part <= PARTS; part++) {
    const after = part === PARTS ? step.to : step.from + ((step.to - step.from) * part) / PARTS;
    if (someConditionRises(schedule, stateAt(step, after))) {
      let low = before;
      let high = after;
      for (let middle = 0.5 * (low + high); low < middle && middle < high; middle = 0.5 * (low + high)) {
        if (someConditionRises(schedule, stateAt(step, middle))) high = middle;
        else low = middle;
      }
      return high;
    }
    observeConditions(schedule, stateAt(step, after));
    before = after;
  }
  return undefined;
}
