// The phases of a circuit in the order in which they run, each preceded by an empty place for products made before it.

import type { CircuitPhase } from "../../lowering/circuit-phase.js";
import type { RateEquation } from "../../lowering/rate-equation.js";
import { freshNames, UNDERSCORED } from "../../network/free-name.js";

/** A phase with its equations; `place` is one that exists only if something is made in it. */
export interface TimelinePhase {
  readonly name: string;
  readonly kind: CircuitPhase["kind"] | "place";
  readonly duration: number;
  readonly equations: readonly RateEquation[];
}

/** Phase i of the schedule stands at 2i + 1, the place before it at 2i. */
export type Timeline = readonly TimelinePhase[];

/** Each equation stands in every phase in which it holds. */
export function timelineOf(schedule: readonly CircuitPhase[], equations: readonly RateEquation[]): Timeline {
  const fresh = freshNames(
    schedule.map(({ name }) => name),
    UNDERSCORED,
  );
  return schedule.flatMap((phase): readonly TimelinePhase[] => {
    const name = fresh(`${phase.name}_products`);
    const own = equations
      .filter(({ phases }) => phases.length === 0 || phases.includes(phase.name))
      .map((equation) => ({ ...equation, phases: [phase.name] }));
    return [
      { name, kind: "place", duration: 1, equations: [] },
      { ...phase, equations: own },
    ];
  });
}

/** What changes while a phase runs. In frozen phases and places nothing does that is read there. */
export function movingIn({ kind, equations }: TimelinePhase): ReadonlySet<string> {
  return new Set(kind === "dynamic" ? equations.map(({ target }) => target) : []);
}

/** True if the variable gets a new value between the beginning of one phase and the beginning of another. */
export function changesBetween(timeline: Timeline, variable: string, from: number, to: number): boolean {
  return timeline
    .slice(Math.min(from, to), Math.max(from, to))
    .some(({ kind, equations }) => kind !== "place" && equations.some(({ target }) => target === variable));
}

/** The timeline with the equations of some phases replaced. */
export function mapEquations(
  timeline: Timeline,
  change: (equation: RateEquation, phase: number) => RateEquation,
): Timeline {
  return timeline.map((phase, index) => ({
    ...phase,
    equations: phase.equations.map((equation) => change(equation, index)),
  }));
}

/** The timeline with more equations in one phase. */
export function withEquations(timeline: Timeline, at: number, added: readonly RateEquation[]): Timeline {
  return timeline.map((phase, index) =>
    index === at
      ? {
          ...phase,
          equations: [
            ...phase.equations,
            ...added.map((equation) => ({ ...equation, phases: [phase.name] })),
          ],
        }
      : phase,
  );
}
