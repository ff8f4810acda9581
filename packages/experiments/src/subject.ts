// A name on the command line or in the editor → the record and the compiled network that it means.

import { type LoweringServices, type ReactionNetwork, reactionsFromModel } from "@ncrn/compiler";
import {
  type CheckedLearn,
  type CheckedNetwork,
  type CheckedProgram,
  type CheckedScan,
  type CheckedSimulate,
  type CheckedTrain,
  createDiagnostic,
  type Diagnostic,
} from "@ncrn/language";
import { loweringServices } from "./lowering-services.js";
import { statesReadSingly } from "./states-read-singly.js";
import { learningFromRecord } from "./train/learning-from-record.js";

/** What a command works on: any network, a simulation, a scan or a training. */
export type SubjectKind = "network" | "simulate" | "scan" | "train";

/** A resolved name with its compiled network. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly source: CheckedNetwork | CheckedLearn;
  /** A hand-written network that is trained carries the learning interface of its `train` record. */
  readonly network: ReactionNetwork;
  /** Set for `simulate`, unless a network without a record was named. */
  readonly simulation: CheckedSimulate | undefined;
  /** Set for `scan`. */
  readonly scan: CheckedScan | undefined;
  /** Set for `train`, and for `network` if exactly one record trains it. */
  readonly training: CheckedTrain | undefined;
}

/** A subject, or why there is none: a wrong or ambiguous name (wrong usage), or errors in the input. */
export interface CompiledSubject {
  readonly subject: Subject | undefined;
  /** What the name means, also if it cannot be lowered; undefined if that has errors already, or `usage` is set. */
  readonly source: Subject["source"] | undefined;
  /** Errors and warnings of lowering; a network whose assertions fail has a subject and errors. */
  readonly diagnostics: readonly Diagnostic[];
  /** `unknown-record`, `name-needed` or `nothing-to-run` if the name does not pick exactly one candidate. */
  readonly usage: Diagnostic | undefined;
  /** Names that would do, if `usage` is set. */
  readonly candidates: readonly string[];
}

/** Resolves `NAME` (a record or a network; may be left out if there is one candidate) and compiles its network. */
export function compiledSubject(
  program: CheckedProgram,
  name: string | undefined,
  kind: SubjectKind,
  services: LoweringServices = loweringServices,
): CompiledSubject {
  const { primary, secondary } = candidatesOf(program, kind);
  const offered = primary.length > 0 ? primary : secondary;
  const matching =
    name === undefined
      ? offered
      : firstNonEmpty(matchingCandidates(primary, name), matchingCandidates(secondary, name));
  const [only, second] = matching;
  if (only !== undefined && second === undefined) return compile(program, only, { kind, services });
  return withoutSubject(program, name, kind, matching.length > 0 ? matching : offered);
}

/** One thing that a command could work on. */
interface Candidate {
  readonly name: string;
  /** Name of the crn or learn. */
  readonly subject: string;
  readonly simulation: CheckedSimulate | undefined;
  readonly scan: CheckedScan | undefined;
  readonly training: CheckedTrain | undefined;
}

/** What a kind of command works on: what is listed and may be left out, and what may be named besides. */
function candidatesOf(
  program: CheckedProgram,
  kind: SubjectKind,
): { readonly primary: readonly Candidate[]; readonly secondary: readonly Candidate[] } {
  const trainings = program.trainings.map((training) => ({
    ...bareCandidate(training.name, training.subject),
    training,
  }));
  const simulations = program.simulations.map((simulation) => ({
    ...bareCandidate(simulation.name, simulation.subject),
    simulation,
  }));
  const scans = program.scans.map((scan) => ({ ...bareCandidate(scan.name, scan.subject), scan }));
  const networks = [...program.networks, ...program.learns].map(({ name }) => bareCandidate(name, name));
  switch (kind) {
    case "network": {
      const withTraining = networks.map((candidate) => {
        const [training, other] = trainings.filter(({ subject }) => subject === candidate.name);
        return other === undefined ? { ...candidate, training: training?.training } : candidate;
      });
      const models = program.learns.map(({ name, model }) => bareCandidate(model.name, name));
      return { primary: withTraining, secondary: [...trainings, ...simulations, ...scans, ...models] };
    }
    case "train":
      return { primary: trainings, secondary: [] };
    case "scan":
      return { primary: scans, secondary: [] };
    case "simulate":
      return { primary: simulations, secondary: networks };
  }
}

function bareCandidate(name: string, subject: string): Candidate {
  return { name, subject, simulation: undefined, scan: undefined, training: undefined };
}

/** Records by their own name come before records by the name of their network. */
function matchingCandidates(candidates: readonly Candidate[], name: string): readonly Candidate[] {
  const byName = candidates.filter((candidate) => candidate.name === name);
  return byName.length > 0 ? byName : candidates.filter((candidate) => candidate.subject === name);
}

function firstNonEmpty<T>(first: readonly T[], second: readonly T[]): readonly T[] {
  return first.length > 0 ? first : second;
}

function withoutSubject(
  program: CheckedProgram,
  name: string | undefined,
  kind: SubjectKind,
  among: readonly Candidate[],
): CompiledSubject {
  const candidates = among.map((candidate) => candidate.name);
  const origin = { file: program.file, span: { start: 0, end: 0 } };
  const noun = { network: "network", simulate: "simulation", scan: "scan", train: "training" }[kind];
  const ambiguous = name === undefined || among.some((candidate) => candidate.subject === name);
  if (candidates.length === 0 && name === undefined) {
    const usage = createDiagnostic("nothing-to-run", origin, { kind: noun });
    return { subject: undefined, source: undefined, diagnostics: [], usage, candidates };
  }
  const usage = ambiguous
    ? createDiagnostic("name-needed", origin, { kind: noun, candidates })
    : createDiagnostic("unknown-record", origin, { name, kind: noun, candidates, suggestion: undefined });
  return { subject: undefined, source: undefined, diagnostics: [], usage, candidates };
}

function compile(
  program: CheckedProgram,
  candidate: Candidate,
  { kind, services: given }: { readonly kind: SubjectKind; readonly services: LoweringServices },
): CompiledSubject {
  const { training, simulation, scan } = candidate;
  const source = [...program.networks, ...program.learns].find(({ name }) => name === candidate.subject);
  // A record may be sound and its network have errors.
  if (source === undefined)
    return { subject: undefined, source, diagnostics: [], usage: undefined, candidates: [] };
  const readouts = [
    ...[training?.metrics, training?.plot, simulation?.plot, simulation?.report],
    ...[scan?.measure, scan?.plot],
  ];
  const readSingly =
    source.kind === "learn"
      ? statesReadSingly(
          source.model,
          readouts.flatMap((list) => list ?? []),
        )
      : undefined;
  const services = readSingly === undefined ? given : { ...given, readSingly };
  const { network, diagnostics } = reactionsFromModel(source, services);
  if (network === undefined)
    return { subject: undefined, source, diagnostics, usage: undefined, candidates: [] };
  const needsInterface = source.kind === "network" && training !== undefined;
  const learning = needsInterface ? learningFromRecord(network, source, training) : network.learning;
  return {
    subject: { kind, source, network: { ...network, learning }, simulation, scan, training },
    source,
    diagnostics,
    usage: undefined,
    candidates: [],
  };
}
