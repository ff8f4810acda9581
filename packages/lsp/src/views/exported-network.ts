// A lowered network of a document → what `ncrn compile` hands to its targets: with the first sample and the drawn
// weights where the file says how it is trained, and with files named as they are seen from the model.

import type { ReactionNetwork, TargetOptions } from "@ncrn/compiler";
import { catalogue, type Diagnostic, diagnosticsAbout, mapPlaces } from "@ncrn/language";
import type { LoweredNetwork } from "../lowered/lowered-network.js";
import type { Snapshot } from "../snapshot.js";
import { portableName } from "./portable-name.js";

/** A network as it leaves the program. */
export interface ExportedNetwork {
  readonly network: ReactionNetwork;
  /** The same thing with files named as the document knows them. */
  readonly local: ReactionNetwork;
  readonly options: TargetOptions;
  /** Names the files in what is said about `network` as the document knows them. */
  readonly localPlaces: (diagnostics: readonly Diagnostic[]) => readonly Diagnostic[];
  /** Why inputs and weights are 0, though the text says how they start. */
  readonly startProblem: string | undefined;
}

const known = new WeakMap<ReactionNetwork, Promise<ExportedNetwork>>();
const standing = new WeakMap<ReactionNetwork, ExportedNetwork>();

/** Without samples and with all names as they are, where only the things of a network matter. */
export function networkAsItStands(network: ReactionNetwork): ExportedNetwork {
  const made: ExportedNetwork = standing.get(network) ?? {
    network,
    local: network,
    options: {},
    localPlaces: (diagnostics) => diagnostics,
    startProblem: undefined,
  };
  standing.set(network, made);
  return made;
}

/** The network as commands export it, made once; undefined if lowering made none. */
export async function exportedNetwork(
  snapshot: Snapshot,
  lowered: LoweredNetwork | undefined,
): Promise<ExportedNetwork | undefined> {
  if (lowered?.network === undefined) return undefined;
  const exported = known.get(lowered.network) ?? exportFrom(snapshot, lowered, lowered.network);
  known.set(lowered.network, exported);
  return exported;
}

async function exportFrom(
  snapshot: Snapshot,
  lowered: LoweredNetwork,
  network: ReactionNetwork,
): Promise<ExportedNetwork> {
  const program = snapshot.analysis()?.program;
  const model = snapshot.source.name;
  const localNames = new Map<string, string>();
  const rename = (file: string): string => {
    const name = portableName(file, model);
    localNames.set(name, file);
    return name;
  };
  const { targetOptionsFromRecord } = await import("@ncrn/experiments");
  const start = await startOf(snapshot, lowered);
  const local = start.network ?? network;
  return {
    network: mapPlaces(local, rename),
    local,
    options: program === undefined ? {} : targetOptionsFromRecord(program, lowered.source.name),
    localPlaces: (diagnostics) => mapPlaces(diagnostics, (file) => localNames.get(file) ?? file),
    startProblem: start.problem,
  };
}

/** Characters of a data file that are read while somebody types: some ten milliseconds. */
const LARGEST_DATA = 1_000_000;

/** The network with its first sample, or why it has none though its text has a `train` record. */
async function startOf(
  snapshot: Snapshot,
  { source, subject }: LoweredNetwork,
): Promise<{ readonly network?: ReactionNetwork | undefined; readonly problem: string | undefined }> {
  const program = snapshot.analysis()?.program;
  const training = program?.trainings.find((record) => record.subject === source.name);
  const isReady = program?.data.some(({ name }) => name === training?.data) === true;
  const fault = faultOfTraining(snapshot, source.name, !isReady);
  if (fault !== undefined || subject === undefined || program === undefined || !isReady)
    return { problem: fault };
  let isTooLarge = false;
  const readText = (written: string, namedIn: string): string | undefined => {
    const text = snapshot.textOfFile(written, namedIn);
    if (text === undefined || text.length <= LARGEST_DATA) return text;
    isTooLarge = true;
    return undefined;
  };
  const { startingNetwork } = await import("@ncrn/experiments");
  const { network, diagnostics } = startingNetwork(program, subject, { readText });
  if (network !== undefined) return { network, problem: undefined };
  if (isTooLarge) return { problem: "The data are too large to be read here; `ncrn compile` reads them." };
  return { problem: diagnostics.find(({ severity }) => severity === "error")?.message };
}

/** What is wrong with the record that trains a network, if there is one, or with what it reads. */
function faultOfTraining(snapshot: Snapshot, name: string, isLeftOut: boolean): string | undefined {
  const analysis = snapshot.analysis();
  const record = analysis?.documents[0]?.document.declarations.find(
    (one) => one.kind === "TrainDeclaration" && one.subject.text === name,
  );
  if (analysis === undefined || record === undefined) return undefined;
  const place = { file: snapshot.source.name, span: record.span };
  // What the parser says of other places matters only if the record was left out for it.
  return diagnosticsAbout(analysis, [place]).find(
    ({ severity, code }) => severity === "error" && (isLeftOut || catalogue[code].stage !== "syntax"),
  )?.message;
}
