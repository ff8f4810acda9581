// A lowered network of a document → what `ncrn compile` hands to its targets: with the first sample and the drawn
// weights where the file says how it is trained, and with files named as they are seen from the model.

import type { ReactionNetwork, TargetOptions } from "@ncrn/compiler";
import { type Diagnostic, diagnosticsAbout, mapPlaces } from "@ncrn/language";
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
  { source, subject }: LoweredNetwork,
  lowered: ReactionNetwork,
): Promise<ExportedNetwork> {
  const program = snapshot.analysis()?.program;
  const model = snapshot.source.name;
  const localNames = new Map<string, string>();
  const rename = (file: string): string => {
    const name = portableName(file, model);
    localNames.set(name, file);
    return name;
  };
  const { startingNetwork, targetOptionsFromRecord } = await import("@ncrn/experiments");
  const isReady =
    program?.trainings.every(
      ({ subject: trained, data }) =>
        trained !== source.name || program.data.some(({ name }) => name === data),
    ) === true;
  const started =
    subject === undefined || program === undefined || !isReady
      ? undefined
      : startingNetwork(program, subject, { readText: snapshot.textOfFile });
  const problem = started?.diagnostics.find(({ severity }) => severity === "error");
  const local = started?.network ?? lowered;
  return {
    network: mapPlaces(local, rename),
    local,
    options: program === undefined ? {} : targetOptionsFromRecord(program, source.name),
    localPlaces: (diagnostics) => mapPlaces(diagnostics, (file) => localNames.get(file) ?? file),
    startProblem:
      problem?.message ?? (started?.data === undefined ? faultOfTraining(snapshot, source.name) : undefined),
  };
}

/** What is wrong with the record that trains a network, if there is one. */
function faultOfTraining(snapshot: Snapshot, name: string): string | undefined {
  const analysis = snapshot.analysis();
  const record = analysis?.documents[0]?.document.declarations.find(
    (one) => one.kind === "TrainDeclaration" && one.subject.text === name,
  );
  if (analysis === undefined || record === undefined) return undefined;
  const place = { file: snapshot.source.name, span: record.span };
  return diagnosticsAbout(analysis, [place]).find(({ severity }) => severity === "error")?.message;
}
