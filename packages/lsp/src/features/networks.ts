// ncrn/networks: the networks of an open document, for clients that let users choose one.

import type { Range } from "vscode-languageserver";
import { documentOf } from "../cursor.js";
import type { FeatureContext, WorkspaceFeature } from "../feature.js";
import { networkName } from "../lowered/network-name.js";
import { rangeFromSpan } from "../to-lsp.js";

export interface NetworksParameters {
  readonly uri: string;
}

/** A network that the document makes. */
export interface NetworkEntry {
  /** As commands and views name it. */
  readonly name: string;
  readonly kind: "crn" | "learn";
  /** Of the blocks that it is made from, the crn or the learn and its model, and of the records that run it. */
  readonly ranges: readonly Range[];
}

export const networks: WorkspaceFeature<NetworksParameters, readonly NetworkEntry[]> = {
  method: "ncrn/networks",
  capabilities: {},
  nothing: [],
  respond: networksOf,
};

/** In order; empty for a document that is not open. */
export function networksOf(
  { uri }: NetworksParameters,
  { workspace }: Pick<FeatureContext, "workspace">,
): readonly NetworkEntry[] {
  const snapshot = workspace.snapshotOf(uri);
  const declarations = (snapshot && documentOf(snapshot)?.declarations) ?? [];
  if (snapshot === undefined) return [];
  return declarations.flatMap((declaration) => {
    const name = networkName(declaration)?.text;
    if (name === undefined) return [];
    const isLearn = declaration.kind === "LearnDeclaration";
    const models = declarations.filter(
      (other) => isLearn && other.kind === "ModelDeclaration" && other.name.text === declaration.subject.text,
    );
    const records = declarations.filter(
      (other) =>
        (other.kind === "SimulateDeclaration" ||
          other.kind === "ScanDeclaration" ||
          other.kind === "TrainDeclaration") &&
        other.subject.text === name,
    );
    const ranges = [declaration, ...models, ...records].map(({ span }) =>
      rangeFromSpan(snapshot.source, span),
    );
    return [{ name, kind: isLearn ? "learn" : "crn", ranges } as const];
  });
}
