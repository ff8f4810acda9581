// What the parts of the extension are made with.

import type { Disposable, ExtensionContext } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** What every contribution is given. */
export interface Services {
  readonly context: ExtensionContext;
  readonly client: BaseLanguageClient;
  /** The file of a program by its name or path; absent where no programs can be started. */
  readonly findProgram?: (name: string) => string | undefined;
}

/** Adds something to the editor, until it is disposed of. */
export type Contribution = (services: Services) => Disposable;
