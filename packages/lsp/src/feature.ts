// What a request of the protocol is to the server: a method, the capability that announces it, and a function.

import type { ServerCapabilities } from "vscode-languageserver";
import type { MarkupPlace } from "./markup.js";
import type { Settings } from "./settings.js";
import type { Snapshot } from "./snapshot.js";
import type { Places } from "./to-lsp.js";
import type { Workspace } from "./workspace.js";

/** What every request about one document has. */
export interface DocumentParameters {
  readonly textDocument: { readonly uri: string };
}

/** What the client said at the start that it can do. */
export interface ClientAbilities {
  /** Goes through the placeholders of inserted text. */
  readonly snippets: boolean;
  /** Takes edits as code actions; false for one that knows commands only. */
  readonly codeActions?: boolean;
  /** Opens read-only documents whose text the server provides. */
  readonly virtualDocuments?: boolean;
  /** Where it prefers plain text to Markdown; nowhere if absent. */
  readonly plainText?: ReadonlySet<MarkupPlace>;
}

/** What a feature may use beside the snapshot. */
export interface FeatureContext {
  /** Where the files of the snapshot are. */
  readonly placesOf: (snapshot: Snapshot) => Places;
  /** Other files than the one that is asked about. */
  readonly workspace: Workspace;
  /** What the user has set. */
  readonly settings: Settings;
  /** Absent if the client has not said anything. */
  readonly client?: ClientAbilities;
  /** Lets what has arrived in the meantime be handled first, for work on many files; absent where nobody waits. */
  readonly yieldControl?: () => Promise<void>;
  /** Told the address of each view that the client shows; absent where nobody follows them. */
  readonly viewShown?: (uri: string) => void;
}

/** One request about a document; features/<request>.ts holds one each. */
export interface Feature<Parameters extends DocumentParameters, Result> {
  readonly method: string;
  /** What the server announces because it has this feature. */
  readonly capabilities: ServerCapabilities;
  /** The answer for a document that is not open, and after a failure. */
  readonly nothing: Result;
  readonly respond: (
    snapshot: Snapshot,
    parameters: Parameters,
    context: FeatureContext,
  ) => Result | Promise<Result>;
}

/** One request that is about no document, or about something that an earlier answer has named. */
export interface WorkspaceFeature<Parameters, Result> {
  readonly method: string;
  /** What the server announces because it has this feature. */
  readonly capabilities: ServerCapabilities;
  /** The answer after a failure. */
  readonly nothing: Result;
  readonly respond: (parameters: Parameters, context: FeatureContext) => Result | Promise<Result>;
}
