// Features → handlers of the connection. Whatever fails while one message is handled is reported and ends nothing else.

import {
  type CancellationToken,
  type Connection,
  type DefinitionParams,
  DefinitionRequest,
  HoverRequest,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import type { DocumentParameters, FeatureContext } from "./feature.js";
import { type AnyFeature, type AnyWorkspaceFeature, features, workspaceFeatures } from "./features.js";
import type { Snapshots } from "./snapshot.js";
import { standardSnapshot } from "./views/standard-snapshot.js";
import { isViewUri } from "./views/view-address.js";
import { definitionInView } from "./views/view-definition.js";

/** What handlers need from the rest of the server. */
export interface Surroundings {
  readonly snapshots: Snapshots;
  /** As it is when the request about a document, or about none, is handled. */
  readonly contextFor: (uri: string) => FeatureContext;
  readonly reportCrash: (error: unknown) => void;
  readonly yieldControl: () => Promise<void>;
}

/** Starts to answer every request of the two lists. */
export function registerFeatures(connection: Connection, surroundings: Surroundings): void {
  for (const feature of features) registerForDocument(connection, feature, surroundings);
  for (const feature of workspaceFeatures) registerForWorkspace(connection, feature, surroundings);
}

/** One request: an unknown document gives the empty answer, a document changed meanwhile gives none. */
function registerForDocument(connection: Connection, feature: AnyFeature, surroundings: Surroundings): void {
  const { snapshots, contextFor } = surroundings;
  connection.onRequest(feature.method, (parameters: DocumentParameters, cancellation) =>
    answered(feature, surroundings, cancellation, async (letOthersIn) => {
      const { uri } = parameters.textDocument;
      const context = { ...contextFor(uri), yieldControl: letOthersIn };
      if (isViewUri(uri)) return await answerInView(feature, parameters, context);
      const snapshot = snapshots.get(uri);
      if (snapshot === undefined) return feature.nothing;
      const result = await feature.respond(snapshot, parameters, context);
      await letOthersIn();
      if (snapshots.get(uri)?.version === snapshot.version) return result;
      return new ResponseError(LSPErrorCodes.ContentModified, "The document has changed.");
    }),
  );
}

/** Views lead to what they are made from; those of the standard library have a meaning of their own. */
async function answerInView(
  feature: AnyFeature,
  parameters: DocumentParameters,
  context: FeatureContext,
): Promise<unknown> {
  if (feature.method === DefinitionRequest.method)
    return definitionInView(parameters as DefinitionParams, context);
  const { uri } = parameters.textDocument;
  const snapshot = feature.method === HoverRequest.method ? standardSnapshot(uri) : undefined;
  return snapshot === undefined ? feature.nothing : feature.respond(snapshot, parameters, context);
}

/** One request about no document. */
function registerForWorkspace(
  connection: Connection,
  feature: AnyWorkspaceFeature,
  surroundings: Surroundings,
): void {
  connection.onRequest(feature.method, (parameters: unknown, cancellation) =>
    answered(feature, surroundings, cancellation, async (letOthersIn) => {
      const context = { ...surroundings.contextFor(""), yieldControl: letOthersIn };
      const result = await feature.respond(parameters, context);
      await letOthersIn();
      return result;
    }),
  );
}

/**
 * What `answer` gives: the empty answer after a crash, and none after a cancellation, which ends the work wherever it
 * lets others in.
 */
async function answered(
  { nothing }: AnyFeature | AnyWorkspaceFeature,
  { reportCrash, yieldControl }: Surroundings,
  cancellation: CancellationToken,
  answer: (letOthersIn: () => Promise<void>) => Promise<unknown>,
): Promise<unknown> {
  const letOthersIn = async (): Promise<void> => {
    await yieldControl();
    if (cancellation.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
  };
  try {
    await letOthersIn(); // an edit or a cancellation may have arrived right behind the request
    return await answer(letOthersIn);
  } catch (error) {
    if (error instanceof ResponseError) return error;
    reportCrash(error);
    return nothing;
  }
}
