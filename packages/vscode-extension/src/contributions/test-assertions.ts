// The view Testing: one item for each condition that a model asserts. The language server finds and checks them, the
// same way as `ncrn check`, so it also works in browsers.

import type { AssertionBlock } from "@ncrn/lsp/client";
import {
  type CancellationToken,
  Disposable,
  RelativePattern,
  type TestController,
  type TestItem,
  TestRunProfileKind,
  type TestRunRequest,
  type TextDocument,
  tests,
  type Uri,
  type WorkspaceFolder,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { runAssertions } from "../assertions/run-assertions.js";
import { findFiles, MODELS, MOST_MODELS } from "../documents/find-files.js";
import { isModel } from "../documents/is-model.js";
import { textOfFile } from "../documents/text-of-file.js";
import { ASSERTIONS_METHOD } from "../requests/methods.js";
import { rangeFromProtocol } from "../requests/range-from-protocol.js";
import type { Services } from "../services.js";

/** After the last key: items follow the text, but need not follow every letter. */
const PAUSE_MILLISECONDS = 400;

/** Registers the controller; files are searched when the view is opened for the first time. */
export function testAssertions({ client }: Services): Disposable {
  const controller = tests.createTestController("ncrn.assertions", "ncrn assertions");
  const update = itemUpdater(controller, client);
  const updateFrom = async (uri: Uri): Promise<void> => update(uri, (await textOfFile(uri)) ?? "");
  controller.resolveHandler = async (item) => {
    if (item === undefined) await listModels(controller, updateFrom);
  };
  controller.refreshHandler = () => listModels(controller, updateFrom);
  const run = (request: TestRunRequest, token: CancellationToken): Promise<void> =>
    runAssertions(controller, client, request, token);
  controller.createRunProfile("Check", TestRunProfileKind.Run, run, true);
  const watcher = workspace.createFileSystemWatcher(MODELS);
  return Disposable.from(
    controller,
    watcher,
    watcher.onDidCreate(updateFrom),
    watcher.onDidChange(updateFrom),
    watcher.onDidDelete((uri) => update(uri, "")),
    followDocuments(update, updateFrom),
  );
}

/** Items follow open documents; those of a closed one are what its file says, if it has one. */
function followDocuments(
  update: (uri: Uri, text: string) => Promise<void>,
  updateFrom: (uri: Uri) => Promise<void>,
): Disposable {
  const updateDocument = (document: TextDocument): void => {
    if (isModel(document)) void update(document.uri, document.getText());
  };
  for (const document of workspace.textDocuments) updateDocument(document);
  const pauses = new Map<string, ReturnType<typeof setTimeout>>();
  const forget = (key: string): void => {
    clearTimeout(pauses.get(key));
    pauses.delete(key);
  };
  return Disposable.from(
    workspace.onDidOpenTextDocument(updateDocument),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (!isModel(document)) return;
      const key = document.uri.toString();
      forget(key);
      const updateNow = (): void => {
        pauses.delete(key);
        updateDocument(document);
      };
      pauses.set(key, setTimeout(updateNow, PAUSE_MILLISECONDS));
    }),
    workspace.onDidCloseTextDocument((document) => {
      if (!isModel(document)) return;
      forget(document.uri.toString());
      void updateFrom(document.uri);
    }),
    { dispose: () => [...pauses.keys()].forEach(forget) },
  );
}

/** Lists the models of the open folders; where a folder has too many, an item says so. */
async function listModels(controller: TestController, update: (uri: Uri) => Promise<void>): Promise<void> {
  for (const folder of workspace.workspaceFolders ?? []) {
    const { files, areMore } = await findFiles(new RelativePattern(folder, MODELS), MOST_MODELS);
    await Promise.all(files.map(update));
    const notice = itemAboutRest(controller, folder);
    if (areMore) controller.items.add(notice);
    else controller.items.delete(notice.id);
  }
}

/** Nothing that can be run: it stands first and says that others are missing. */
function itemAboutRest(controller: TestController, { name, uri }: WorkspaceFolder): TestItem {
  const item = controller.createTestItem(`rest of ${uri}`, `${name}: only ${MOST_MODELS} models are listed`);
  item.error = "The folder has more. Another model is added when it is opened.";
  item.sortText = " ";
  return item;
}

/** Makes the items of a file what its text says; a file without conditions has none. Of texts that cross the newest counts. */
function itemUpdater(
  controller: TestController,
  client: BaseLanguageClient,
): (uri: Uri, text: string) => Promise<void> {
  const newest = new Map<string, symbol>();
  return async (uri, text) => {
    const key = uri.toString();
    const own = Symbol(key);
    newest.set(key, own);
    const blocks = /\bassert\b/.test(text)
      ? await client
          .sendRequest<readonly AssertionBlock[]>(ASSERTIONS_METHOD, { text })
          .catch(() => undefined)
      : [];
    if (newest.get(key) !== own) return;
    newest.delete(key);
    if (blocks === undefined) return; // the server has ended
    if (blocks.length === 0) controller.items.delete(key);
    else controller.items.add(itemOfFile(controller, uri, blocks));
  };
}

function itemOfFile(controller: TestController, uri: Uri, blocks: readonly AssertionBlock[]): TestItem {
  const file = controller.createTestItem(uri.toString(), workspace.asRelativePath(uri), uri);
  file.children.replace(blocks.map((block) => itemOfBlock(controller, uri, block)));
  return file;
}

function itemOfBlock(
  controller: TestController,
  uri: Uri,
  { name, range, assertions }: AssertionBlock,
): TestItem {
  const block = controller.createTestItem(name, name, uri);
  block.range = rangeFromProtocol(range);
  const seen = new Map<string, number>();
  block.children.replace(
    assertions.map(({ text, range: place }) => {
      const count = (seen.get(text) ?? 0) + 1;
      seen.set(text, count);
      const item = controller.createTestItem(`${name} ${count} ${text}`, text, uri);
      item.range = rangeFromProtocol(place);
      return item;
    }),
  );
  return block;
}
