// Why a run ended early. A failure is a result, returned beside what was computed until then.

export type RunFailureKind =
  /** A concentration grows without bound at a finite time. */
  | "blow-up"
  /** A rate, a propensity or an assigned value is not a finite number. */
  | "not-a-number"
  /** The steps became too small to advance the time. */
  | "step-size-underflow"
  /** A stiff system whose linear systems are too large to be solved. */
  | "elimination-too-large"
  /** More steps than `maxSteps`. */
  | "step-limit"
  /** A rate law or an event takes away what is not there. */
  | "negative-concentration"
  /** A rate law gives a negative propensity. */
  | "negative-propensity"
  /** More reaction events than `maxEvents`. */
  | "event-limit"
  /** Events set each other off at one and the same time, without end. */
  | "event-cascade"
  /** A law reads the time, which exact stochastic simulation cannot follow. */
  | "time-dependent-law"
  /** The program has events, which a phase runner does not run. */
  | "events-not-available"
  /** An event that a host waits for does not come. */
  | "event-overdue"
  /** `shouldStop` said so. */
  | "stopped";

export interface RunFailure {
  readonly kind: RunFailureKind;
  /** Simulation time at which the run ended. */
  readonly time: number;
  /** Names of the species concerned, the most important first; may be empty. */
  readonly species: readonly string[];
  /** One or two sentences: what happened, where and when. */
  readonly message: string;
  /** What to try. */
  readonly hint: string;
  /** The reaction concerned, by its name in the program; the message calls it `reaction` and that name. */
  readonly reaction?: string;
  /** Of a limit that was reached: what else helps than a higher one, as parts of a sentence. */
  readonly insteadOfLimit?: readonly string[];
}

/** What to try at a limit of so many things. */
export function limitHint(limit: string, insteadOfLimit: readonly string[]): string {
  return `Raise ${[limit, ...insteadOfLimit.slice(0, -1)].join(", ")}, or ${insteadOfLimit.at(-1)}.`;
}

/** A time or value as it stands in a message: `0.25`, `150000`, `2.34·10¹⁴`. */
export function formatNumber(value: number): string {
  const rounded = Number(value.toPrecision(6));
  const size = Math.abs(rounded);
  if (!Number.isFinite(size) || size === 0 || (size >= 1e-4 && size < 1e6)) return String(rounded);
  const [mantissa, exponent = ""] = rounded.toExponential().split("e");
  const digits = [...exponent.replace("+", "")];
  return `${mantissa}·10${digits.map((digit) => (digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)])).join("")}`;
}

/** A value of which only the size matters. */
export function formatSize(value: number): string {
  return formatNumber(Number(value.toPrecision(3)));
}

/** Names of the first few species, as they stand in a message. */
export function listSpecies(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
