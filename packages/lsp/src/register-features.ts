// Features → handlers of the connection. Whatever fails while one message is handled is reported and ends nothing else.

import {
  type Connection,
  type DefinitionParams,
  DefinitionRequest,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import type { DocumentParameters, FeatureContext } from "./feature.js";
import { type AnyFeature, type AnyWorkspaceFeature, features, workspaceFeatures } from "./features.js";
import type { Snapshots } from "./snapshot.js";
import { isViewUri } from "./views/view-address.js";
import { definitionInView } from "./views/view-definition.js";

/** What handlers need from the rest of the server. */
export interface Surroundings {
  readonly snapshots: Snapshots;
  /** As it is when the request is handled. */
  readonly context: () => FeatureContext;
  readonly reportCrash: (error: unknown) => void;
  readonly yieldControl: () => Promise<void>;
}

/** Starts to answer every request of the two lists. */
export function registerFeatures(connection: Connection, surroundings: Surroundings): void {
  for (const feature of features) registerForDocument(connection, feature, surroundings);
  for (const feature of workspaceFeatures) registerForWorkspace(connection, feature, surroundings);
}

/** One request: an unknown document and a crash give the empty answer, a document changed meanwhile gives none. */
function registerForDocument(
  connection: Connection,
  feature: AnyFeature,
  { snapshots, context, reportCrash, yieldControl }: Surroundings,
): void {
  connection.onRequest(feature.method, async (parameters: DocumentParameters, cancellation) => {
    try {
      const { uri } = parameters.textDocument;
      await yieldControl(); // an edit or a cancellation may have arrived right behind the request
      if (cancellation.isCancellationRequested) return cancelled();
      if (isViewUri(uri) && feature.method === DefinitionRequest.method)
        return await definitionInView(parameters as DefinitionParams, context());
      const snapshot = snapshots.get(uri);
      if (snapshot === undefined) return feature.nothing;
      const result = await feature.respond(snapshot, parameters, context());
      await yieldControl();
      if (cancellation.isCancellationRequested) return cancelled();
      if (snapshots.get(uri)?.version === snapshot.version) return result;
      return new ResponseError(LSPErrorCodes.ContentModified, "The document has changed.");
    } catch (error) {
      reportCrash(error);
      return feature.nothing;
    }
  });
}

/** One request about no document; a crash gives the empty answer. */
function registerForWorkspace(
  connection: Connection,
  feature: AnyWorkspaceFeature,
  { context, reportCrash }: Surroundings,
): void {
  connection.onRequest(feature.method, async (parameters: unknown) => {
    try {
      return await feature.respond(parameters, context());
    } catch (error) {
      reportCrash(error);
      return feature.nothing;
    }
  });
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
}
