// Everything that the extension adds to the editor, as a table of contents. A new contribution is one file in
// contributions/ and one line here.

import { type Disposable, type ExtensionContext, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { offerTasks } from "./contributions/offer-tasks.js";
import { openFirstModel } from "./contributions/open-first-model.js";
import { provideFiles } from "./contributions/provide-files.js";
import { revealPlaces } from "./contributions/reveal-places.js";
import { runModels } from "./contributions/run-models.js";
import { showNetworks } from "./contributions/show-networks.js";
import { showStatus } from "./contributions/show-status.js";
import { showViews } from "./contributions/show-views.js";
import { testAssertions } from "./contributions/test-assertions.js";

/** What every contribution is given. */
export interface Services {
  readonly context: ExtensionContext;
  readonly client: BaseLanguageClient;
  /** The file of a program by its name or path; absent where no programs can be started. */
  readonly findProgram?: (name: string) => string | undefined;
}

/** Adds something to the editor, until it is disposed of. */
export type Contribution = (services: Services) => Disposable;

const contributions: readonly Contribution[] = [
  offerTasks,
  openFirstModel,
  provideFiles,
  revealPlaces,
  runModels,
  showNetworks,
  showStatus,
  showViews,
  testAssertions,
];

/** Starts the language server without waiting for it, and makes all contributions. */
export function activateExtension(services: Services): void {
  const { context, client } = services;
  context.subscriptions.push(...contributions.map((contribute) => contribute(services)));
  client.start().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(`The language server of ncrn could not be started: ${reason}`);
  });
}
