// The view Testing: one item for each condition that a model asserts. The language server finds and checks them, the
// same way as `ncrn check`, so it also works in browsers.

import type { AssertionBlock, AssertionVerdict } from "@ncrn/lsp/client";
import {
  type CancellationToken,
  Disposable,
  Location,
  Range,
  RelativePattern,
  type TestController,
  type TestItem,
  TestMessage,
  type TestRun,
  TestRunProfileKind,
  type TestRunRequest,
  type TextDocument,
  tests,
  Uri,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { Services } from "../activate.js";
import { isModel } from "./active-model.js";
import { textOfFile } from "./provide-files.js";

const MODELS = "**/*.ncrn";
const MOST_FILES = 500;
/** After the last key: items follow the text, but need not follow every letter. */
const PAUSE_MILLISECONDS = 400;

/** Registers the controller; files are searched when the view is opened for the first time. */
export function testAssertions({ client }: Services): Disposable {
  const controller = tests.createTestController("ncrn.assertions", "ncrn assertions");
  const update = (uri: Uri, text: string): Promise<void> => updateFile(controller, client, uri, text);
  const updateDocument = (document: TextDocument): void => {
    if (isModel(document)) void update(document.uri, document.getText());
  };
  const updateFrom = async (uri: Uri): Promise<void> => update(uri, (await textOfFile(uri)) ?? "");
  controller.resolveHandler = async (item) => {
    if (item === undefined) await findFiles(updateFrom);
  };
  controller.refreshHandler = () => findFiles(updateFrom);
  const run = (request: TestRunRequest, token: CancellationToken): Promise<void> =>
    runTests(controller, client, request, token);
  controller.createRunProfile("Check", TestRunProfileKind.Run, run, true);
  for (const document of workspace.textDocuments) updateDocument(document);
  const pauses = new Map<string, ReturnType<typeof setTimeout>>();
  const watcher = workspace.createFileSystemWatcher(MODELS);
  return Disposable.from(
    controller,
    watcher,
    watcher.onDidCreate(updateFrom),
    watcher.onDidChange(updateFrom),
    watcher.onDidDelete((uri) => controller.items.delete(uri.toString())),
    workspace.onDidOpenTextDocument(updateDocument),
    workspace.onDidChangeTextDocument(({ document }) => {
      const key = document.uri.toString();
      clearTimeout(pauses.get(key));
      pauses.set(
        key,
        setTimeout(() => updateDocument(document), PAUSE_MILLISECONDS),
      );
    }),
  );
}

async function findFiles(update: (uri: Uri) => Promise<void>): Promise<void> {
  const folders = workspace.workspaceFolders ?? [];
  for (const folder of folders) {
    const pattern = new RelativePattern(folder, MODELS);
    const found = await workspace.findFiles(pattern, "**/node_modules/**", MOST_FILES);
    await Promise.all(found.map(update));
  }
}

/** Makes the items of a file what its text says; a file without conditions has none. */
async function updateFile(
  controller: TestController,
  client: BaseLanguageClient,
  uri: Uri,
  text: string,
): Promise<void> {
  const blocks = /\bassert\b/.test(text)
    ? await client.sendRequest<readonly AssertionBlock[]>("ncrn/assertions", { text }).catch(() => undefined)
    : [];
  if (blocks === undefined) return; // the server has ended
  if (blocks.length === 0) {
    controller.items.delete(uri.toString());
    return;
  }
  const file = controller.createTestItem(uri.toString(), workspace.asRelativePath(uri), uri);
  file.children.replace(blocks.map((block) => itemOfBlock(controller, uri, block)));
  controller.items.add(file);
}

function itemOfBlock(
  controller: TestController,
  uri: Uri,
  { name, range, assertions }: AssertionBlock,
): TestItem {
  const block = controller.createTestItem(name, name, uri);
  block.range = rangeFrom(range);
  const seen = new Map<string, number>();
  block.children.replace(
    assertions.map(({ text, range: place }) => {
      const count = (seen.get(text) ?? 0) + 1;
      seen.set(text, count);
      const item = controller.createTestItem(`${name} ${count} ${text}`, text, uri);
      item.range = rangeFrom(place);
      return item;
    }),
  );
  return block;
}

/** Checks file by file; an item whose place has no verdict any more has been edited away. */
async function runTests(
  controller: TestController,
  client: BaseLanguageClient,
  request: TestRunRequest,
  token: CancellationToken,
): Promise<void> {
  const run = controller.createTestRun(request);
  const excluded = new Set(request.exclude);
  const wanted = leavesOf(request.include ?? itemsOf(controller.items), excluded);
  for (const item of wanted) run.enqueued(item);
  const byFile = grouped(wanted);
  for (const [address, items] of byFile) {
    if (token.isCancellationRequested) break;
    for (const item of items) run.started(item);
    const start = Date.now();
    await workspace.openTextDocument(Uri.parse(address)); // the server checks what is open
    const verdicts = await client.sendRequest<readonly AssertionVerdict[]>("ncrn/checkAssertions", {
      uri: address,
    });
    for (const item of items) report(run, item, verdicts, (Date.now() - start) / items.length);
  }
  run.end();
}

function report(
  run: TestRun,
  item: TestItem,
  verdicts: readonly AssertionVerdict[],
  milliseconds: number,
): void {
  const verdict = verdicts.find(({ range }) => item.range?.isEqual(rangeFrom(range)));
  const message = verdict?.message ?? "The text has changed.";
  switch (verdict?.kind) {
    case "holds":
      run.passed(item, milliseconds);
      break;
    case "fails": {
      const messages = [messageAt(item, message), ...verdict.related.map(relatedMessage)];
      run.failed(item, messages, milliseconds);
      break;
    }
    case "unknown":
    case undefined:
      run.errored(item, messageAt(item, message), milliseconds);
  }
}

function messageAt(item: TestItem, text: string): TestMessage {
  const message = new TestMessage(text);
  if (item.uri !== undefined && item.range !== undefined)
    message.location = new Location(item.uri, item.range);
  return message;
}

function relatedMessage({ message, location }: AssertionVerdict["related"][number]): TestMessage {
  const related = new TestMessage(message);
  related.location = new Location(Uri.parse(location.uri), rangeFrom(location.range));
  return related;
}

function leavesOf(items: readonly TestItem[], excluded: ReadonlySet<TestItem>): readonly TestItem[] {
  return items.flatMap((item) => {
    if (excluded.has(item)) return [];
    return item.children.size === 0 ? [item] : leavesOf(itemsOf(item.children), excluded);
  });
}

function itemsOf(collection: Iterable<readonly [string, TestItem]>): readonly TestItem[] {
  return [...collection].map(([, item]) => item);
}

function addressOf(item: TestItem): string {
  return item.uri?.toString() ?? "";
}

function grouped(items: readonly TestItem[]): ReadonlyMap<string, readonly TestItem[]> {
  const groups = new Map<string, TestItem[]>();
  for (const item of items) groups.set(addressOf(item), [...(groups.get(addressOf(item)) ?? []), item]);
  return groups;
}

function rangeFrom({ start, end }: AssertionVerdict["range"]): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
