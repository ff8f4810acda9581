// Checked networks and learners → their reactions, each lowered once for a version of a document.

import { type Lowered, lowerInPieces, type ReactionNetwork } from "@ncrn/compiler";
import type { Subject } from "@ncrn/experiments";
import {
  atOnce,
  type CheckedLearn,
  type CheckedNetwork,
  type CheckedProgram,
  createDiagnostic,
  type Diagnostic,
} from "@ncrn/language";
import type { Pieces } from "../pieces.js";
import { termsExceeded } from "./size-of-source.js";

/** A network or learner as it is written, with the reactions that it becomes. */
export interface LoweredNetwork {
  readonly source: CheckedNetwork | CheckedLearn;
  /**
   * Undefined if lowering found errors, or is not done here because the source is too large. A network whose assertions
   * fail is one.
   */
  readonly network: ReactionNetwork | undefined;
  /** What commands work on; undefined for a network that no record trains, and if there is no network. */
  readonly subject: Subject | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The reactions of the networks of one program. */
export interface LoweredNetworks {
  /** Without services: clocks are estimated and all states may be pooled. Enough to find what is wrong. */
  readonly check: (source: CheckedNetwork | CheckedLearn) => Lowered;
  /** Makes what `check` gives, piece by piece. */
  readonly checkInPieces: (source: CheckedNetwork | CheckedLearn) => Pieces<Lowered>;
  /** As `ncrn compile` makes it; undefined if no crn or learn of that name is free of errors. */
  readonly named: (name: string) => Promise<LoweredNetwork | undefined>;
}

/**
 * How many steps the simulation of a clock may take before its times are estimated in closed form instead: the server
 * answers nothing else meanwhile. Clocks of the examples need a fifth of them, and some 50 ms.
 */
const CLOCK_STEPS = 100_000;

/** Lowers what is asked for, at most once. */
export function createLoweredNetworks(
  program: () => CheckedProgram | undefined,
  clockSteps = CLOCK_STEPS,
): LoweredNetworks {
  const checked = new Map<CheckedNetwork | CheckedLearn, Lowered>();
  const named = new Map<string, Promise<LoweredNetwork | undefined>>();
  const checkInPieces = function* (source: CheckedNetwork | CheckedLearn): Pieces<Lowered> {
    const known = checked.get(source) ?? refused(source) ?? (yield* lowerInPieces(source));
    checked.set(source, known);
    return known;
  };
  const check = (source: CheckedNetwork | CheckedLearn): Lowered => atOnce(checkInPieces(source));
  const lower = async (name: string): Promise<LoweredNetwork | undefined> => {
    const known = program();
    const source = known && [...known.networks, ...known.learns].find((one) => one.name === name);
    if (known === undefined || source === undefined) return undefined;
    const isTrained = known.trainings.some(({ subject }) => subject === name);
    const isPlain = source.kind === "network" && !isTrained;
    if (isPlain || termsExceeded(source) !== undefined)
      return { source, ...check(source), subject: undefined };
    return compiled(known, source, clockSteps);
  };
  return {
    check,
    checkInPieces,
    named: (name) => {
      const known = named.get(name) ?? lower(name);
      named.set(name, known);
      return known;
    },
  };
}

/** Nothing else is answered while a network is lowered; what takes many seconds is left to the command line. */
function refused(source: CheckedNetwork | CheckedLearn): Lowered | undefined {
  const limit = termsExceeded(source);
  if (limit === undefined) return undefined;
  const notice = createDiagnostic("network-too-large", source.origin, { limit, of: "terms" });
  return { network: undefined, diagnostics: [notice] };
}

/** Records say which states are read, and the clock of a learner is simulated: both need more than the compiler. */
async function compiled(
  program: CheckedProgram,
  source: CheckedNetwork | CheckedLearn,
  clockSteps: number,
): Promise<LoweredNetwork> {
  const { compiledSubject, loweringServicesWithin } = await import("@ncrn/experiments");
  const { subject, diagnostics } = compiledSubject(
    program,
    source.name,
    "network",
    loweringServicesWithin(clockSteps),
  );
  return { source, network: subject?.network, diagnostics, subject };
}
