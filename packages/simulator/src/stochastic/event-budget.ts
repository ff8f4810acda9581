// How many reaction events runs may still have, and who may stop them in between.

/** Shared by all runs of a simulation. */
export interface EventBudget {
  readonly maxEvents: number;
  /** Asked now and then, with the simulated time. */
  readonly shouldStop: ((time: number) => boolean) | undefined;
  events: number;
}

/** So many events lie between two questions whether to stop. */
export const BETWEEN_QUESTIONS = 4096;
const NO_LIMIT = 2 ** 30;

/** Counts events that happened; the reason why there may be no more. */
export function countEvents(
  budget: EventBudget,
  events: number,
  time: number,
): "event-limit" | "stopped" | undefined {
  if (events === 0) return undefined;
  if (budget.events >= budget.maxEvents) return "event-limit";
  budget.events += events;
  const isQuestion = budget.events % BETWEEN_QUESTIONS === 0;
  return isQuestion && budget.shouldStop?.(time) === true ? "stopped" : undefined;
}

/** How many events may happen before they are counted; the one that is too many is carried out alone. */
export function eventsUntilCount({ maxEvents, events, shouldStop }: EventBudget): number {
  const untilQuestion =
    shouldStop === undefined ? NO_LIMIT : BETWEEN_QUESTIONS - (events % BETWEEN_QUESTIONS);
  return Math.max(1, Math.min(Math.ceil(maxEvents - events), untilQuestion));
}
