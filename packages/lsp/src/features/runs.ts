// ncrn/runs: what of an open document can be simulated, scanned or trained, for clients that let users choose one.

import type { Declaration, Document } from "@ncrn/language";
import type { Range } from "vscode-languageserver";
import { documentOf } from "../cursor.js";
import type { FeatureContext, WorkspaceFeature } from "../feature.js";
import { networkName } from "../lowered/network-name.js";
import { rangeFromSpan } from "../to-lsp.js";

/** Which document, and what is to be done with it. */
export interface RunsParameters {
  readonly uri: string;
  readonly kind: RunKind;
}

export type RunKind = "simulate" | "scan" | "train";

/** Something that can be run. */
export interface RunEntry {
  /** As it is run by: of a record, or of a network that no record simulates. */
  readonly name: string;
  readonly kind: RunKind | "crn" | "learn";
  /** The network that runs. */
  readonly subject: string;
  /** Of the record or network itself. */
  readonly range: Range;
  /** Of the blocks that the run rests on: the network, the model it is made from, the data it is trained with. */
  readonly blocks: readonly Range[];
}

export const runs: WorkspaceFeature<RunsParameters, readonly RunEntry[]> = {
  method: "ncrn/runs",
  capabilities: {},
  nothing: [],
  respond: runsOf,
};

/** Records in order, then networks without one, which can be simulated only; empty for a document that is not open. */
export function runsOf(
  { uri, kind }: RunsParameters,
  { workspace }: Pick<FeatureContext, "workspace">,
): readonly RunEntry[] {
  const snapshot = workspace.snapshotOf(uri);
  const document = snapshot && documentOf(snapshot);
  if (snapshot === undefined || document === undefined) return [];
  const rangeOf = ({ span }: Declaration): Range => rangeFromSpan(snapshot.source, span);
  const records = document.declarations.flatMap((declaration): RunEntry[] => {
    const run = runOfRecord(declaration, kind);
    if (run === undefined) return [];
    const blocks = blocksBehind(document, run.subject, run.data).map(rangeOf);
    return [{ name: run.name, kind, subject: run.subject, range: rangeOf(declaration), blocks }];
  });
  if (kind !== "simulate") return records;
  const networks = document.declarations.flatMap((declaration): RunEntry[] => {
    const name = networkName(declaration)?.text;
    if (name === undefined || records.some(({ subject }) => subject === name)) return [];
    const blocks = blocksBehind(document, name, undefined).map(rangeOf);
    const made = declaration.kind === "LearnDeclaration" ? "learn" : "crn";
    return [{ name, kind: made, subject: name, range: rangeOf(declaration), blocks }];
  });
  return [...records, ...networks];
}

/** A record as far as it is a run of the kind: its name, its network and its data. */
function runOfRecord(declaration: Declaration, kind: RunKind) {
  if (declaration.kind !== recordOfKind[kind]) return undefined;
  const subject = declaration.subject.text;
  const name = (declaration.alias ?? declaration.subject).text;
  if (name === "" || subject === "") return undefined; // half typed
  return { name, subject, data: declaration.kind === "TrainDeclaration" ? declaration.data.text : undefined };
}

const recordOfKind = {
  simulate: "SimulateDeclaration",
  scan: "ScanDeclaration",
  train: "TrainDeclaration",
} as const satisfies Readonly<Record<RunKind, Declaration["kind"]>>;

function blocksBehind(
  { declarations }: Document,
  subject: string,
  data: string | undefined,
): readonly Declaration[] {
  const networks = declarations.filter((declaration) => networkName(declaration)?.text === subject);
  const models = networks.flatMap((network) =>
    network.kind === "LearnDeclaration" ? [network.subject] : [],
  );
  return declarations.filter(
    (declaration) =>
      networks.includes(declaration) ||
      (declaration.kind === "ModelDeclaration" &&
        models.some(({ text }) => text === declaration.name.text)) ||
      (declaration.kind === "DataDeclaration" && declaration.name.text === data),
  );
}
