// ncrn/readableFiles: which files a document may name so that they are read. Clients that read files themselves ask this: the
// server knows where symbolic links lead.

import type { FeatureContext, WorkspaceFeature } from "../feature.js";

/** Addresses of a document and of files that it names. */
export interface ReadableFilesParameters {
  readonly uri: string;
  readonly files: readonly string[];
}

/** Name of the request. */
export const READABLE_FILES_METHOD = "ncrn/readableFiles";

export const readableFiles: WorkspaceFeature<ReadableFilesParameters, readonly string[]> = {
  method: READABLE_FILES_METHOD,
  capabilities: {},
  nothing: [],
  respond: readableOf,
};

/** Those of the files that lie in an open folder, or in the folder of the document or below it. */
export function readableOf(
  { uri, files }: ReadableFilesParameters,
  { workspace }: Pick<FeatureContext, "workspace">,
): readonly string[] {
  return files.filter((file) => workspace.mayRead(workspace.nameOf(file), workspace.nameOf(uri)));
}
