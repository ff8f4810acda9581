// Events of a program: when the next timed one is due, which conditions have become true, and what they assign.
// Nothing fires at time 0. A condition fires when it becomes true, also when another event makes it so.
import type { Program, ProgramEvent } from "../bytecode/bytecode-format.js";
import { type CompiledCode, compileCode, evaluateCode } from "../code/evaluate-code.js";
import { SAME_TIME } from "../interpreter/integrate.js";
import { formatNumber, type RunFailure } from "../interpreter/run-failure.js";
import type { ProgramState } from "./trajectory.js";

/** The events of a run and what they wait for. */
export interface EventSchedule {
  readonly program: Program;
  /** When each event is due next; ∞ for conditions and for what has fired for the last time. */
  readonly dueTimes: Float64Array;
  /** How often each event has fired. */
  readonly firings: Int32Array;
  readonly conditions: readonly (CompiledCode | undefined)[];
  /** Whether each condition was true when last looked at. */
  readonly held: Uint8Array;
  readonly assignments: readonly (readonly CompiledCode[])[];
  readonly hasConditions: boolean;
  /** Of each event, the time from which on its firings are counted together, and how many there were. */
  readonly bursts: { readonly since: Float64Array; readonly firings: Int32Array };
}

/** Rounds of events setting off others at one time, after which a run is ended. */
const LARGEST_CASCADE = 1000;
/** Firings of one event within this part of the time elapsed are a burst, and so many of them are one without end. */
const BURST_FRACTION = 1e-9;
const LARGEST_BURST = 1000;

/** The schedule at the start of a run: conditions that hold already do not fire. */
export function startSchedule(program: Program, state: ProgramState): EventSchedule {
  const schedule: EventSchedule = {
    program,
    dueTimes: Float64Array.from(program.events, (event) => timeOfFiring(event, 1)),
    firings: new Int32Array(program.events.length),
    conditions: program.events.map(({ trigger }) =>
      trigger.kind === "when" ? compileCode(trigger.condition) : undefined,
    ),
    held: new Uint8Array(program.events.length),
    assignments: program.events.map(({ assignments }) => assignments.map(({ value }) => compileCode(value))),
    hasConditions: program.events.some(({ trigger }) => trigger.kind === "when"),
    bursts: {
      since: new Float64Array(program.events.length),
      firings: new Int32Array(program.events.length),
    },
  };
  observeConditions(schedule, state);
  return schedule;
}

/** What a schedule remembers, as plain data: how often each event has fired, and which conditions held. */
export interface EventMemory {
  readonly firings: readonly number[];
  readonly held: readonly number[];
}

/** The memory of a schedule. */
export function eventMemory({ firings, held }: EventSchedule): EventMemory {
  return { firings: [...firings], held: [...held] };
}

/** Takes a memory over; the events are then due as they were when it was taken. */
export function restoreEventMemory(schedule: EventSchedule, memory: EventMemory): void {
  schedule.firings.set(memory.firings);
  schedule.held.set(memory.held);
  schedule.program.events.forEach((event, e) => {
    schedule.dueTimes[e] = timeOfFiring(event, schedule.firings[e]! + 1);
  });
}

/** When the next timed event is due; ∞ if none is. */
export function nextEventTime({ dueTimes }: EventSchedule): number {
  let next = Number.POSITIVE_INFINITY;
  for (const due of dueTimes) if (due < next) next = due;
  return next;
}

/** Whether some condition holds at the state that did not hold when last looked at. */
export function someConditionRises(schedule: EventSchedule, state: ProgramState): boolean {
  return schedule.conditions.some(
    (condition, e) => schedule.held[e] === 0 && condition !== undefined && holds(condition, state),
  );
}

/** Notes which conditions hold at the state, so that they fire only after they have been false. */
export function observeConditions(schedule: EventSchedule, state: ProgramState): void {
  schedule.conditions.forEach((condition, e) => {
    if (condition !== undefined) schedule.held[e] = holds(condition, state) ? 1 : 0;
  });
}

/**
 * Fires what is due at `state.time`, in source order, each event with the values before it, then what this has set
 * off. Changes the concentrations and parameters of the state. Returns whether anything fired, or a failure.
 */
export function fireEvents(schedule: EventSchedule, state: ProgramState): boolean | RunFailure {
  let due = takeDueEvents(schedule, state);
  if (due.length === 0) return false;
  for (let round = 0; due.length > 0; round++) {
    if (round === LARGEST_CASCADE) return cascadeFailure(schedule.program, due, state.time);
    for (const event of due) {
      if (schedule.conditions[event] !== undefined) schedule.firings[event] = schedule.firings[event]! + 1;
      const failure = countBurst(schedule, event, state.time) ?? assign(schedule, event, state);
      if (failure !== undefined) return failure;
    }
    due = takeRisenConditions(schedule, state);
  }
  return true;
}

/** The failure if the event's firings have come so close together that time goes on no longer. */
function countBurst(
  { program, bursts: { since, firings } }: EventSchedule,
  event: number,
  time: number,
): RunFailure | undefined {
  const elapsed = time - since[event]!;
  if (elapsed < 0 || elapsed > BURST_FRACTION * time) {
    since[event] = time;
    firings[event] = 0;
  }
  firings[event] = firings[event]! + 1;
  return firings[event]! > LARGEST_BURST ? burstFailure(program, event, time) : undefined;
}

/** The failure, which names the event that used the steps up if one fired about as often as steps were taken. */
export function withBusyEvent(
  { program, firings }: EventSchedule,
  failure: RunFailure,
  steps: number,
): RunFailure {
  const most = Math.max(0, ...firings);
  if (failure.kind !== "step-limit" || most < steps / 20) return failure;
  const { name } = program.events[firings.indexOf(most)]!;
  return {
    ...failure,
    message: `${failure.message.replace(/\.$/, "")}; the event \`${name}\` has fired ${most} times.`,
    hint: "Let the condition of this event hold again only after a change that takes time, give it a longer period, or raise the limit of steps.",
  };
}

function takeDueEvents(schedule: EventSchedule, state: ProgramState): number[] {
  const { program, dueTimes, firings } = schedule;
  const risen = new Set(takeRisenConditions(schedule, state));
  return program.events.flatMap((event, e) => {
    if (risen.has(e)) return [e];
    if (dueTimes[e]! > state.time * (1 + SAME_TIME)) return [];
    firings[e] = firings[e]! + 1;
    dueTimes[e] = timeOfFiring(event, firings[e]! + 1);
    return [e];
  });
}

function takeRisenConditions(schedule: EventSchedule, state: ProgramState): number[] {
  const before = schedule.held.slice();
  observeConditions(schedule, state);
  return Array.from(before.keys()).filter((e) => before[e] === 0 && schedule.held[e] === 1);
}

/** When an event fires for the n-th time by the clock; ∞ for never. */
function timeOfFiring({ trigger }: ProgramEvent, n: number): number {
  switch (trigger.kind) {
    case "at":
      return n === 1 && trigger.time > 0 ? trigger.time : Number.POSITIVE_INFINITY;
    case "every":
      return trigger.first === undefined ? n * trigger.period : trigger.first + (n - 1) * trigger.period;
    case "when":
      return Number.POSITIVE_INFINITY;
  }
}

function assign(schedule: EventSchedule, event: number, state: ProgramState): RunFailure | undefined {
  const { concentrations, parameters, time } = state;
  const { name, assignments } = schedule.program.events[event]!;
  const values = schedule.assignments[event]!.map((code) =>
    evaluateCode(code, concentrations, parameters, time),
  );
  for (const [a, { target }] of assignments.entries()) {
    const value = values[a]!;
    const isSpecies = target.kind === "species";
    const targetName = (isSpecies ? schedule.program.species : schedule.program.parameters)[target.index]!
      .name;
    if (!Number.isFinite(value) || (isSpecies && value < 0))
      return assignmentFailure(name, { targetName, isSpecies, value, time });
    (isSpecies ? concentrations : parameters)[target.index] = value;
  }
  const negative = assignments.some(({ target }, a) => target.kind === "parameter" && values[a]! < 0);
  return negative ? negativeConstantFailure(schedule.program, event, state) : undefined;
}

/** A rate constant below zero would run its reaction backwards; a law may read any number. */
function negativeConstantFailure(
  program: Program,
  event: number,
  state: ProgramState,
): RunFailure | undefined {
  const { concentrations, parameters, time } = state;
  for (const { name, rate } of program.reactions) {
    if (rate.kind !== "mass-action") continue;
    const constant = evaluateCode(compileCode(rate.code), concentrations, parameters, time);
    if (constant >= 0) continue;
    const eventName = program.events[event]!.name;
    return {
      kind: "negative-propensity",
      time,
      species: [],
      reaction: name,
      message: `At time ${formatNumber(time)} the event \`${eventName}\` makes the rate constant of reaction ${name} ${formatNumber(constant)}.`,
      hint: "A rate constant cannot be negative; limit the assigned value with max(…, 0).",
    };
  }
  return undefined;
}

function holds(condition: CompiledCode, { concentrations, parameters, time }: ProgramState): boolean {
  const value = evaluateCode(condition, concentrations, parameters, time);
  return value !== 0 && !Number.isNaN(value);
}

function assignmentFailure(
  event: string,
  assigned: { targetName: string; isSpecies: boolean; value: number; time: number },
): RunFailure {
  const { targetName, isSpecies, value, time } = assigned;
  const negative = Number.isFinite(value);
  return {
    kind: negative ? "negative-concentration" : "not-a-number",
    time,
    species: isSpecies ? [targetName] : [],
    message: `At time ${formatNumber(time)} the event \`${event}\` assigns ${negative ? formatNumber(value) : String(value)} to ${targetName}.`,
    hint: negative
      ? "A concentration cannot be negative; limit the value with max(…, 0)."
      : "Look for a division by zero, a logarithm or root of something negative, or an overflow in the assigned value.",
  };
}

function burstFailure(program: Program, event: number, time: number): RunFailure {
  return {
    kind: "event-cascade",
    time,
    species: [],
    message: `At time ${formatNumber(time)} the event \`${program.events[event]!.name}\` fires without end: ${LARGEST_BURST} times while hardly any time goes by.`,
    hint: "Let its condition hold again only after a change that takes time, or give it a longer period.",
  };
}

function cascadeFailure(program: Program, due: readonly number[], time: number): RunFailure {
  const names = due.map((e) => `\`${program.events[e]!.name}\``).join(", ");
  return {
    kind: "event-cascade",
    time,
    species: [],
    message: `At time ${formatNumber(time)} events set each other off without end: ${names}.`,
    hint: "Change the conditions so that an event does not make another one true at the same time.",
  };
}
