// Everything that the extension adds to the editor, as a table of contents. A new contribution is one file in
// contributions/ and one line here.

import { VIEW_SCHEME } from "@ncrn/lsp/client";
import { type Disposable, type TextDocument, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { offerTasks } from "./contributions/offer-tasks.js";
import { openFirstModel } from "./contributions/open-first-model.js";
import { provideFiles } from "./contributions/provide-files.js";
import { runModels } from "./contributions/run-models.js";
import { showNetworks } from "./contributions/show-networks.js";
import { showStatus } from "./contributions/show-status.js";
import { showViews } from "./contributions/show-views.js";
import { testAssertions } from "./contributions/test-assertions.js";
import type { Contribution, Services } from "./services.js";

const contributions: readonly Contribution[] = [
  offerTasks,
  openFirstModel,
  provideFiles,
  runModels,
  showNetworks,
  showStatus,
  showViews,
  testAssertions,
];

/**
 * Makes all contributions. The language server is started, without waiting for it, when a model is open; in a folder with
 * models of which none is, the first question to it starts it.
 */
export function activateExtension(services: Services): void {
  const { context, client } = services;
  context.subscriptions.push(...contributions.map((contribute) => contribute(services)));
  if (workspace.textDocuments.some(isServed)) startServer(client);
  else context.subscriptions.push(startWithFirstModel(client));
}

function startWithFirstModel(client: BaseLanguageClient): Disposable {
  const waiting = workspace.onDidOpenTextDocument((document) => {
    if (!isServed(document)) return;
    waiting.dispose();
    startServer(client);
  });
  return waiting;
}

/** Models and views of them. */
function isServed({ languageId, uri }: TextDocument): boolean {
  return languageId === "ncrn" || uri.scheme === VIEW_SCHEME;
}

function startServer(client: BaseLanguageClient): void {
  client.start().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(`The language server of ncrn could not be started: ${reason}`);
  });
}
