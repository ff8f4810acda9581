// Events and phases → doses `v X @ t` of the dialect, which knows no other change from outside and no loop.

import { type Diagnostic, InternalError } from "@ncrn/language";
import { notSupported } from "../emission.js";
import { subexpressions } from "../network/rate-expression.js";
import type {
  EventAssignment,
  NetworkEvent,
  RateExpression,
  ReactionNetwork,
} from "../network/reaction-network.js";
import { crnExpression, crnNumber } from "./crn-expression.js";

/** Longest list of doses that is still written out. */
const doseLimit = 10_000;

/** Lines without the leading bar, in order of time. */
export interface DoseLines {
  readonly lines: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Dose {
  readonly time: number;
  readonly text: string;
}

/** Doses of the events of a network up to `until`; what is no dose is refused. */
export function eventDoses(network: ReactionNetwork, until: number): DoseLines {
  const diagnostics: Diagnostic[] = [];
  const doses: Dose[] = [];
  for (const event of network.events) {
    const times = firingTimes(event, until);
    const amounts = event.assignments.map((assignment) => doseOf(assignment, network));
    const feature =
      times === undefined
        ? refusedTrigger(event)
        : amounts.find((amount) => "unsupported" in amount)?.unsupported;
    if (feature !== undefined) {
      diagnostics.push(notSupported("crn", feature, event.provenance.origin));
      continue;
    }
    for (const time of times ?? []) {
      for (const amount of amounts) doses.push({ time, text: `${textOf(amount)} @ ${crnNumber(time)}` });
    }
  }
  return { lines: doses.sort((a, b) => a.time - b.time).map(({ text }) => text), diagnostics };
}

/**
 * Each phase is a species that is 1 while the phase runs: −1 and +1 at each change up to `until`.
 * A learning circuit runs one cycle, then all phases are over.
 */
export function phaseDoses(
  network: ReactionNetwork,
  until: number,
  speciesOf: (phase: string) => string,
): DoseLines {
  const { phases, learning, provenance } = network;
  const period = phases.reduce((sum, { duration }) => sum + duration, 0);
  const cycles = learning === undefined ? until / (period || until) : 1;
  if (cycles * phases.length * 2 > doseLimit) {
    const feature = `phases that change more than ${doseLimit / 2} times`;
    return { lines: [], diagnostics: [notSupported("crn", feature, provenance.origin)] };
  }
  const changes = Array.from({ length: Math.ceil(cycles) }, (_, cycle) =>
    phaseChanges(network, cycle * period),
  ).flat();
  const lines = changes
    .filter(({ time, to }) => to === undefined || time < until)
    .flatMap(({ time, from, to }) => [
      `-1.0 ${speciesOf(from)} @ ${crnNumber(time)}`,
      ...(to === undefined ? [] : [`1.0 ${speciesOf(to)} @ ${crnNumber(time)}`]),
    ]);
  return { lines, diagnostics: [] };
}

interface PhaseChange {
  readonly time: number;
  readonly from: string;
  /** Undefined where all phases are over. */
  readonly to: string | undefined;
}

/** The changes of the cycle that begins at `start`; a phase that follows itself does not change. */
function phaseChanges({ phases, learning }: ReactionNetwork, start: number): readonly PhaseChange[] {
  let end = 0;
  return phases
    .map(({ name, duration }, index) => {
      end += duration;
      const following = learning === undefined ? (index + 1) % phases.length : index + 1;
      return { time: start + end, from: name, to: phases[following]?.name };
    })
    .filter(({ from, to }) => from !== to);
}

/** Undefined if the event cannot be written as a list of times. Nothing fires at time 0. */
function firingTimes({ trigger }: NetworkEvent, until: number): readonly number[] | undefined {
  switch (trigger.kind) {
    case "at":
      return trigger.time > 0 ? [trigger.time] : [];
    case "every": {
      const { period, first = period } = trigger;
      const count = until < first ? 0 : Math.floor((until - first) / period) + 1;
      return count > doseLimit
        ? undefined
        : Array.from({ length: count }, (_, index) => first + index * period);
    }
    case "when":
      return undefined;
  }
}

function refusedTrigger({ trigger }: NetworkEvent): string {
  return trigger.kind === "when"
    ? "an event on a condition"
    : `an event that repeats more than ${doseLimit} times`;
}

type Amount = { readonly text: string } | { readonly unsupported: string };

function textOf(amount: Amount): string {
  if ("unsupported" in amount) throw new InternalError(amount.unsupported);
  return amount.text;
}

function doseOf({ target, value }: EventAssignment, network: ReactionNetwork): Amount {
  if (target.kind === "parameter")
    return { unsupported: `an event that changes the rate \`${nameOf(target.id, network)}\`` };
  const name = nameOf(target.id, network);
  if (network.species.find(({ id }) => id === target.id)?.clamped) {
    return { unsupported: `an event that changes the clamped species \`${name}\`` };
  }
  const added = addedAmount(target.id, value);
  if (added === undefined) return { unsupported: refusedAssignment(target.id, network) };
  if (subexpressions(added).some(({ kind }) => kind === "species" || kind === "time")) {
    return { unsupported: `a dose of \`${name}\` that depends on the state or the time` };
  }
  const printed = crnExpression(added);
  if ("unsupported" in printed) return printed;
  const isAtom = /^-?[\w.]+(e[+-]?\d+)?$/.test(printed.text);
  return { text: `${isAtom ? printed.text : `(${printed.text})`} ${target.id}` };
}

function refusedAssignment(id: string, network: ReactionNetwork): string {
  const name = nameOf(id, network);
  const isRail =
    network.species.find((species) => species.id === id)?.role === "signal" && /\.[pm]$/.test(name);
  return isRail
    ? `an event on the signal \`${name.slice(0, -2)}\`, which sets both of its rails`
    : `an event that sets \`${name}\` instead of adding to it`;
}

function nameOf(id: string, { species, parameters }: ReactionNetwork): string {
  return [...species, ...parameters].find((named) => named.id === id)?.name ?? id;
}

/** `A + v` → v, `A − v` → −v; undefined for other values. */
function addedAmount(id: string, value: RateExpression): RateExpression | undefined {
  if (value.kind !== "binary") return undefined;
  const isSpecies = (side: RateExpression) => side.kind === "species" && side.id === id;
  if (value.operator === "+" && isSpecies(value.left)) return value.right;
  if (value.operator === "+" && isSpecies(value.right)) return value.left;
  if (value.operator !== "-" || !isSpecies(value.left)) return undefined;
  return value.right.kind === "number"
    ? { kind: "number", value: -value.right.value }
    : { kind: "negate", operand: value.right };
}
