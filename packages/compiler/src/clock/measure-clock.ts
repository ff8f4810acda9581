// Areas, period and overlap of a ring, from a simulation of the ring with tokens: species that are converted exactly like
// the copies of a circuit, and counters that integrate what is there of them.

import { log } from "@ncrn/elementary-functions";
import type { Origin } from "@ncrn/language";
import type { Integrate } from "../lowering/lowering-services.js";
import { numberReactions } from "../network/number-reactions.js";
import { numberExpression } from "../network/rate-expression.js";
import type { ReactionNetwork, Species, SpeciesId } from "../network/reaction-network.js";
import { anonymousReaction, type ClockReaction } from "./clock-reaction.js";
import { estimatedArea, type Gate, gateKey, type Interval } from "./gate-area.js";
import {
  dwellOf,
  type RingOscillator,
  ringReactions,
  ringStart,
  startAfterMiddle,
} from "./ring-oscillator.js";

/** One turn of a clock; times are counted from the start of the network, when the first sample is there. */
export interface ClockMeasurement {
  readonly period: number;
  /** Middle of the switch into each window of the first turn. */
  readonly switches: readonly number[];
  /** ∫ of each clock species over a period. */
  readonly windowAreas: readonly number[];
  /** 1 − ∫ Σ C² dt/period: the chance that two clock molecules belong to different windows. */
  readonly overlap: number;
  readonly areaOf: (gate: Gate) => number;
  /** False: closed forms of the travelling wave, since there was no simulator or it failed. */
  readonly isSimulated: boolean;
}

/** Simulates two turns, or estimates in closed form if there is no simulator or it fails. */
export function measureClock(
  ring: RingOscillator,
  gates: readonly Gate[],
  { integrate, origin }: { readonly integrate: Integrate | undefined; readonly origin: Origin },
): ClockMeasurement {
  const estimate = estimatedMeasurement(ring);
  if (integrate === undefined) return estimate;
  const switches = simulatedSwitches(ring, estimate.period, { integrate, origin });
  if (switches === undefined) return estimate;
  const period = certainDigits(switches.at(-1)! - switches[0]!);
  const areas = simulatedAreas(ring, period, { gates, integrate, origin });
  if (areas === undefined) return estimate;
  const areaOf = (gate: Gate): number | undefined => {
    const area = areas.get(gateKey(gate));
    return area === undefined ? undefined : certainDigits(area);
  };
  return {
    period,
    switches: switches.slice(0, -1).map(certainDigits),
    windowAreas: ring.species.map((_, window) => areaOf({ kind: "clock", window })!),
    overlap: certainDigits(1 - areas.get(SQUARES)! / period),
    areaOf: (gate) => areaOf(gate) ?? estimatedArea(gate, ring),
    isSimulated: true,
  };
}

/** Digits that do not depend on how the clock is simulated, so that its network is the same whatever simulates it. */
function certainDigits(value: number): number {
  return Number(value.toPrecision(7));
}

function estimatedMeasurement(ring: RingOscillator): ClockMeasurement {
  const dwell = dwellOf(ring);
  return {
    period: dwell * ring.species.length,
    switches: ring.species.map((_, window) => (window + 0.5) * dwell - startAfterMiddle(ring)),
    windowAreas: ring.species.map(() => dwell),
    overlap: 2 / (ring.rate * dwell),
    areaOf: (gate) => estimatedArea(gate, ring),
    isSimulated: false,
  };
}

/** Rows that a turn is sampled with; between two of them ln(Cᵢ₊₁/Cᵢ) is a straight line near a switch. */
const ROWS_PER_WINDOW = 200;

/** Middles of the switches into every window, and into the first again; undefined if the ring does not turn. */
function simulatedSwitches(
  ring: RingOscillator,
  period: number,
  { integrate, origin }: { readonly integrate: Integrate; readonly origin: Origin },
): readonly number[] | undefined {
  const count = ring.species.length;
  const rows = ROWS_PER_WINDOW * (count + 2);
  const step = (period * (count + 2)) / (count * rows);
  const times = Array.from({ length: rows + 1 }, (_, index) => index * step);
  const values = integrate(ringNetwork(ring, origin), times);
  if (values === undefined) return undefined;
  const switches: number[] = [];
  for (let index = 1; index < values.length && switches.length <= count; index++) {
    const rising = switches.length % count;
    const falling = (rising + count - 1) % count;
    const lead = (row: readonly number[]): number => log(row[rising]! / row[falling]!);
    const [before, after] = [lead(values[index - 1]!), lead(values[index]!)];
    if (before < 0 && after >= 0 && values[index]![rising]! > 0.25)
      switches.push(times[index - 1]! + (step * before) / (before - after));
  }
  return switches.length === count + 1 ? switches : undefined;
}

const SQUARES = "squares of the clock";

/** Gate key → area over one period. */
function simulatedAreas(
  ring: RingOscillator,
  period: number,
  context: { readonly gates: readonly Gate[]; readonly integrate: Integrate; readonly origin: Origin },
): ReadonlyMap<string, number> | undefined {
  const clockGates = ring.species.map<Gate>((_, window) => ({ kind: "clock", window }));
  const gates = new Map([...clockGates, ...context.gates].map((gate) => [gateKey(gate), gate]));
  const tokens = tokensOf(ring, [...gates.values()]);
  const counters = new Map([...gates.keys(), SQUARES].map((key, index) => [key, `area_${index + 1}`]));
  const network = plainNetwork(
    [...startingRing(ring), ...tokens.species, ...[...counters.values()].map((id) => ({ id, initial: 0 }))],
    [
      ...ringReactions(ring),
      ...tokens.reactions,
      ...[...gates].map(([key, gate]) => counterReaction(counters.get(key)!, gate, ring)),
      ...ring.species.map((species) => counting(counters.get(SQUARES)!, [species, species])),
    ],
    context.origin,
  );
  const row = context.integrate(network, [0, period])?.at(-1);
  if (row === undefined) return undefined;
  const position = new Map(network.species.map(({ id }, index) => [id, index]));
  return new Map([...counters].map(([key, id]) => [key, row[position.get(id)!]!]));
}

function tokenName({ start, end }: Interval): SpeciesId {
  return `token_${start + 1}_${end + 1}`;
}

/**
 * For each interval a token that is there in it. It spends the rest of the turn in other forms, the first of which lasts
 * one window: a clock species must not meet again what the next one has just converted.
 */
function tokensOf(
  ring: RingOscillator,
  gates: readonly Gate[],
): { readonly species: readonly StartingSpecies[]; readonly reactions: readonly ClockReaction[] } {
  const count = ring.species.length;
  const intervals = new Map(
    gates
      .flatMap((gate) => (gate.kind === "copies" ? gate.intervals : []))
      .map((interval) => [tokenName(interval), interval]),
  );
  const species: StartingSpecies[] = [];
  const reactions: ClockReaction[] = [];
  for (const [name, interval] of intervals) {
    const forms = formsOf(name, interval, count);
    for (const [index, { id, start, end }] of forms.entries()) {
      const isFirst = [-1, count - 1, 2 * count - 1].some((last) => start <= last && last < end);
      species.push({ id, initial: Number(isFirst) });
      const clock = ring.species[end % count]!;
      reactions.push(conversion(ring, clock, { from: id, to: forms[(index + 1) % forms.length]!.id }));
    }
  }
  return { species, reactions };
}

function formsOf(
  name: string,
  { start, end }: Interval,
  count: number,
): readonly (Interval & { readonly id: SpeciesId })[] {
  const present = { id: name, start, end };
  const gone = { id: `${name}_gone`, start: end, end: end + 1 };
  const absent = { id: `${name}_absent`, start: end + 1, end: start + count };
  return absent.start < absent.end ? [present, gone, absent] : [present, gone];
}

function conversion(
  { transferRate }: RingOscillator,
  clock: SpeciesId,
  { from, to }: { readonly from: SpeciesId; readonly to: SpeciesId },
): ClockReaction {
  return {
    reactants: [clock, from].map((id) => ({ species: id, coefficient: 1 })),
    products: [clock, to].map((id) => ({ species: id, coefficient: 1 })),
    constant: numberExpression(transferRate),
    role: "transfer",
    rule: "token of the calibration",
  };
}

function counterReaction(counter: SpeciesId, gate: Gate, ring: RingOscillator): ClockReaction {
  return counting(
    counter,
    gate.kind === "clock" ? [ring.species[gate.window]!] : gate.intervals.map(tokenName),
  );
}

/** `A + B -> A + B + counter` at rate 1. */
function counting(counter: SpeciesId, factors: readonly SpeciesId[]): ClockReaction {
  const coefficients = new Map<SpeciesId, number>();
  for (const species of factors) coefficients.set(species, (coefficients.get(species) ?? 0) + 1);
  const reactants = [...coefficients].map(([species, coefficient]) => ({ species, coefficient }));
  return {
    reactants,
    products: [...reactants, { species: counter, coefficient: 1 }],
    constant: numberExpression(1),
    role: "clock",
    rule: "counter of the calibration",
  };
}

type StartingSpecies = Pick<Species, "id" | "initial">;

function startingRing(ring: RingOscillator): readonly StartingSpecies[] {
  const start = ringStart(ring);
  return ring.species.map((id, index) => ({ id, initial: start[index]! }));
}

function ringNetwork(ring: RingOscillator, origin: Origin): ReactionNetwork {
  return plainNetwork(startingRing(ring), ringReactions(ring), origin);
}

function plainNetwork(
  starting: readonly StartingSpecies[],
  reactions: readonly ClockReaction[],
  origin: Origin,
): ReactionNetwork {
  const provenance = { origin, rule: "calibration of the clock" };
  const species = starting.map<Species>(({ id, initial }) => ({
    id,
    name: id,
    initial,
    clamped: false,
    role: "clock",
    documentation: undefined,
    provenance,
  }));
  return {
    name: "calibration",
    documentation: undefined,
    units: { time: undefined, concentration: undefined, volume: undefined },
    kinetics: "plain",
    parameters: [],
    species,
    reactions: numberReactions(
      reactions.map((reaction) => anonymousReaction(reaction, origin)),
      species,
    ),
    events: [],
    phases: [],
    observables: [],
    learning: undefined,
    clock: undefined,
    provenance,
  };
}
