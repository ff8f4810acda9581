// Items of the view Testing → whether what they assert holds, as the language server says.

import type { AssertionVerdict } from "@ncrn/lsp/client";
import {
  type CancellationToken,
  Location,
  type TestController,
  type TestItem,
  TestMessage,
  type TestRun,
  type TestRunRequest,
  Uri,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { CHECK_ASSERTIONS_METHOD } from "../requests/methods.js";
import { rangeFromProtocol } from "../requests/range-from-protocol.js";

/** Checks file by file; an item whose place has no verdict any more has been edited away. */
export async function runAssertions(
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
  try {
    for (const [address, items] of byFile) {
      if (token.isCancellationRequested) break;
      for (const item of items) run.started(item);
      const start = Date.now();
      const verdicts = await verdictsOn(client, address);
      for (const item of items) report(run, item, verdicts, (Date.now() - start) / items.length);
    }
  } finally {
    run.end(); // also if the server has ended, or a file has gone
  }
}

async function verdictsOn(client: BaseLanguageClient, uri: string): Promise<readonly AssertionVerdict[]> {
  await workspace.openTextDocument(Uri.parse(uri)); // the server checks what is open
  return client.sendRequest<readonly AssertionVerdict[]>(CHECK_ASSERTIONS_METHOD, { uri });
}

function report(
  run: TestRun,
  item: TestItem,
  verdicts: readonly AssertionVerdict[],
  milliseconds: number,
): void {
  const verdict = verdicts.find(({ range }) => item.range?.isEqual(rangeFromProtocol(range)));
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
  related.location = new Location(Uri.parse(location.uri), rangeFromProtocol(location.range));
  return related;
}

/** Without items that only tell why others are missing. */
function leavesOf(items: readonly TestItem[], excluded: ReadonlySet<TestItem>): readonly TestItem[] {
  return items.flatMap((item) => {
    if (excluded.has(item) || item.error !== undefined) return [];
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
