// A run panel from the editor's side: documents that are gone, panels that are closed, numbers that are written.

import { beforeEach, expect, test, vi } from "vitest";
import type { WebviewPanel } from "vscode";
import type { PanelNews, PanelOrder, PanelSubject } from "../../src/messages/panel-messages.js";
import { startRunPanel } from "../../src/panels/run-panel.js";
import type { RunProblems } from "../../src/panels/run-problems.js";
import { documentOf, forgetAll, state, Uri } from "../contributions/editor.js";

const { shown, edits } = vi.hoisted(() => ({ shown: [] as string[], edits: [] as string[] }));

vi.mock("vscode", async () => {
  const editor = await import("../contributions/editor.js");
  class Edit {
    replace(uri: object, { start, end }: InstanceType<typeof editor.Range>, text: string): void {
      edits.push(`${uri} ${start.line}:${start.character}-${end.line}:${end.character} ${text}`);
    }
  }
  const tell = async (message: string): Promise<void> => void shown.push(message);
  return {
    ...editor,
    window: { ...editor.window, showErrorMessage: tell, showInformationMessage: tell },
    workspace: {
      ...editor.workspace,
      asRelativePath: (uri: object) => `${uri}`.split("/").at(-1),
      applyEdit: async () => true,
    },
    WorkspaceEdit: Edit,
  };
});

const MAIN = "file:///models/main.ncrn";
const PARTS = "file:///models/parts.ncrn";
const TEXT = "crn A {\n  rate k = 0.5\n}\n";
const SUBJECT: PanelSubject = { uri: MAIN, kind: "simulate", name: undefined };
const place = { span: { start: TEXT.indexOf("0.5"), end: TEXT.indexOf("0.5") + 3 }, value: 0.5 };

beforeEach(() => {
  forgetAll();
  shown.length = 0;
  edits.length = 0;
  state.documents.set(MAIN, withRanges(TEXT));
});

/** Documents of the stand-in tell all of their text only. */
function withRanges(text: string) {
  const getText = (range?: { readonly start: { readonly line: number; readonly character: number } }) =>
    range === undefined
      ? text
      : (text.split("\n")[range.start.line]?.slice(range.start.character).match(/^\S*/)?.[0] ?? "");
  return { ...documentOf(MAIN, text), getText };
}

/** A panel that is open; as in the editor, nothing can be sent to it once it is closed. */
function openPanel(subject = SUBJECT) {
  const sent: PanelOrder[] = [];
  const closers: (() => void)[] = [];
  let isClosed = false;
  let receive: (news: PanelNews) => Promise<void> = async () => undefined;
  const webview = {
    cspSource: "",
    asWebviewUri: (uri: object) => uri,
    onDidReceiveMessage: (listener: typeof receive) => {
      receive = listener;
    },
    postMessage: async (order: PanelOrder) => {
      if (isClosed) throw new Error("Webview is disposed");
      sent.push(order);
    },
  };
  const panel = {
    webview,
    reveal: () => undefined,
    onDidDispose: (closed: () => void) => closers.push(closed),
  };
  const problems: RunProblems = {
    show: async () => undefined,
    clear: () => undefined,
    dispose: () => undefined,
  };
  const extension = new Uri("file:///extension") as never;
  const judge = async (): Promise<readonly string[]> => [];
  const services = { extension, judge, problems };
  const started = startRunPanel(panel as unknown as WebviewPanel, subject, services);
  const close = (): void => {
    isClosed = true;
    for (const closed of closers) closed();
  };
  return { ...started, sent, close, tell: (news: PanelNews) => receive(news) };
}

test("a run begins with the document, and goes on with the files that it asks for", async () => {
  state.documents.set(PARTS, documentOf(PARTS, "module M() {}\n"));
  const { tell, sent, isMadeFrom } = openPanel();
  await tell({ kind: "ready" });
  await tell({ kind: "files-needed", addresses: [PARTS], request: 7 });
  expect(sent).toMatchObject([
    { kind: "run", model: { texts: { [MAIN]: TEXT } }, answers: undefined },
    { kind: "run", model: { texts: { [MAIN]: TEXT } }, answers: 7 },
  ]);
  expect([MAIN, PARTS, "file:///other.ncrn"].map(isMadeFrom)).toEqual([true, true, false]);
});

test("a document that was deleted, or closed without having been saved, is said to be gone", async () => {
  const { again, sent } = openPanel();
  state.documents.clear();
  await again();
  expect(sent).toEqual([{ kind: "unreadable", message: "main.ncrn is not there any more." }]);
  const untitled = openPanel({ ...SUBJECT, uri: "untitled:Untitled-1" });
  await untitled.again();
  expect(untitled.sent).toMatchObject([{ kind: "unreadable" }]);
});

test("nothing is sent to a panel that was closed meanwhile", async () => {
  const { tell, again, cancel, close, sent } = openPanel();
  await tell({ kind: "ready" });
  const reading = [tell({ kind: "files-needed", addresses: [PARTS], request: 1 }), again()];
  close();
  await Promise.all(reading);
  cancel();
  expect(sent).toHaveLength(1);
  expect(shown).toEqual([]);
});

test("a place in a file that is gone is told, not thrown", async () => {
  const { tell } = openPanel();
  await tell({ kind: "reveal", file: "file:///models/gone.ncrn", span: { start: 0, end: 1 } });
  expect(shown).toEqual(["not found"]);
});

test("a number is written over the one that the text has, and the model runs again", async () => {
  const { tell, sent } = openPanel();
  await tell({ kind: "write", place, value: 0.25 });
  expect(edits).toEqual([`${MAIN} 1:11-1:14 0.25`]);
  expect(sent.map(({ kind }) => kind)).toEqual(["run"]);
});

test("a text that has changed meanwhile is left alone", async () => {
  state.documents.set(MAIN, withRanges(TEXT.replace("0.5", "0.7")));
  const { tell, sent } = openPanel();
  await tell({ kind: "write", place, value: 0.25 });
  expect([edits, sent]).toEqual([[], []]);
  expect(shown).toEqual(["The text has changed since the run. Run it again, then write the value."]);
});
