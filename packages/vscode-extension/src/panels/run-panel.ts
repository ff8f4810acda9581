// One panel: a simulation or a training beside the text, run by the page's worker, fed with texts by the editor.

import { type Disposable, Uri, type ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import type { PanelNews, PanelOrder, PanelSubject } from "../messages/panel-messages.js";
import type { ModelTexts } from "../messages/run-messages.js";
import { textsOfDocument, withFiles } from "./model-texts.js";
import { surroundingsOf } from "./page-surroundings.js";
import { htmlOfPage } from "./panel-page.js";
import type { RunProblems } from "./run-problems.js";
import { saveFile } from "./save-file.js";

/** Under this name the editor remembers panels of runs. */
export const RUN_PANEL = "ncrn.run";

const PAGE = {
  title: "Run",
  script: "dist/run-page.js",
  workers: { worker: "dist/model-worker.js" },
};

/** What a panel needs from the extension. */
export interface RunPanelServices {
  readonly extension: Uri;
  readonly problems: RunProblems;
  readonly reveal: (file: string, span: { readonly start: number; readonly end: number }) => Promise<void>;
}

/** An open panel. */
export interface RunPanel {
  readonly subject: PanelSubject;
  /** Brings it to the front. */
  readonly show: () => void;
  readonly runAgain: () => Promise<void>;
  readonly cancel: () => void;
  /** True if a text of the last run has this address. */
  readonly rests: (address: string) => boolean;
  readonly onClose: (listener: () => void) => Disposable;
}

/** Opens an empty panel in a column. */
export function createPanel(subject: PanelSubject, column: ViewColumn, extension: Uri): WebviewPanel {
  const title = subject.name ?? (subject.kind === "train" ? "Training" : "Simulation");
  return window.createWebviewPanel(
    RUN_PANEL,
    title,
    { viewColumn: column, preserveFocus: true },
    {
      enableScripts: true,
      retainContextWhenHidden: true,
      localResourceRoots: [Uri.joinPath(extension, "dist")],
    },
  );
}

/** Makes a panel, new or brought back, show the runs of a subject. */
export function startRunPanel(
  panel: WebviewPanel,
  subject: PanelSubject,
  { extension, problems, reveal }: RunPanelServices,
): RunPanel {
  let model: ModelTexts | undefined;
  const send = (order: PanelOrder): void => void panel.webview.postMessage(order);
  const run = (texts: ModelTexts): void => {
    model = texts;
    const settings = workspace.getConfiguration("ncrn", Uri.parse(subject.uri));
    const liveBoundary = settings.get<boolean>("train.liveBoundary", true);
    send({ kind: "run", subject, model: texts, liveBoundary });
  };
  const runAgain = async (): Promise<void> => {
    run(textsOfDocument(await workspace.openTextDocument(Uri.parse(subject.uri))));
  };
  const addFiles = async (addresses: readonly string[]): Promise<void> => {
    const asking = model;
    if (asking === undefined) return;
    const complete = await withFiles(asking, addresses);
    if (model === asking) run(complete); // else the model was saved meanwhile, and asks anew
  };
  const receive = async (news: PanelNews): Promise<void> => {
    switch (news.kind) {
      case "ready":
        return runAgain();
      case "files-needed":
        return addFiles(news.addresses);
      case "problems":
        return problems.show(subject, news.problems);
      case "reveal":
        return reveal(news.file, news.span);
      case "save":
        return saveFile(subject.uri, news.file);
    }
  };
  panel.webview.onDidReceiveMessage(receive);
  panel.onDidDispose(() => problems.clear(subject));
  panel.iconPath = Uri.joinPath(extension, "icons", "ncrn.svg");
  panel.webview.html = htmlOfPage(PAGE, surroundingsOf(panel.webview, extension));
  return {
    subject,
    show: () => panel.reveal(undefined, true),
    runAgain,
    cancel: () => send({ kind: "cancel" }),
    rests: (address) => model !== undefined && address in model.texts,
    onClose: (listener) => panel.onDidDispose(listener),
  };
}
