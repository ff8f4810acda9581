// One panel: a simulation, a scan or a training beside the text, run by the page's worker, fed with texts by the editor.

import { Uri, type ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import type { PanelNews, PanelOrder, PanelSubject } from "../messages/panel-messages.js";
import type { FileJudge } from "../requests/file-judge.js";
import { createModelPanel, type ModelPage, startModelPage } from "./model-panel.js";
import { revealSpan } from "./reveal-span.js";
import type { RunProblems } from "./run-problems.js";
import { saveFile } from "./save-file.js";
import { writeNumber } from "./write-number.js";

/** Under this name the editor remembers panels of runs. */
export const RUN_PANEL = "ncrn.run";

const PAGE = {
  title: "Run",
  script: "dist/run-page.js",
  workers: { worker: "dist/model-worker.js" },
};

const TITLES: Readonly<Record<PanelSubject["kind"], string>> = {
  simulate: "Simulation",
  scan: "Scan",
  train: "Training",
};

/** What a panel needs from the extension. */
export interface RunPanelServices {
  readonly extension: Uri;
  readonly judge: FileJudge;
  readonly problems: RunProblems;
}

/** An open panel. */
export interface RunPanel {
  /** Brings it to the front. */
  readonly show: () => void;
  readonly again: () => Promise<void>;
  readonly cancel: () => void;
  /** True if a text of the last run has this address. */
  readonly isMadeFrom: (address: string) => boolean;
}

/** Opens an empty panel in a column. */
export function createRunPanel(subject: PanelSubject, column: ViewColumn, extension: Uri): WebviewPanel {
  const title = subject.name ?? TITLES[subject.kind];
  return createModelPanel({ type: RUN_PANEL, title }, column, extension);
}

/** Makes a panel, new or brought back, show the runs of a subject. */
export function startRunPanel(
  panel: WebviewPanel,
  subject: PanelSubject,
  { extension, judge, problems }: RunPanelServices,
): RunPanel {
  const { uri } = subject;
  const page: RunPage = startModelPage<PanelOrder, PanelNews>(panel, {
    uri,
    page: PAGE,
    extension,
    judge,
    receive: (news) => answer(page, news, { subject, problems }),
    orderOf: (model, answers) => {
      const settings = workspace.getConfiguration("ncrn", Uri.parse(uri));
      const liveBoundary = settings.get<boolean>("train.liveBoundary", true);
      return { kind: "run", subject, model, liveBoundary, answers };
    },
  });
  panel.onDidDispose(() => problems.clear(subject));
  return {
    show: () => panel.reveal(undefined, true),
    again: page.begin,
    cancel: () => page.send({ kind: "cancel" }),
    isMadeFrom: page.isMadeFrom,
  };
}

type RunPage = ModelPage<PanelOrder>;

async function answer(
  page: RunPage,
  news: PanelNews,
  { subject, problems }: { readonly subject: PanelSubject; readonly problems: RunProblems },
): Promise<void> {
  switch (news.kind) {
    case "ready":
      return page.begin();
    case "files-needed":
      return page.addFiles(news.addresses, news.request);
    case "problems":
      return problems.show(subject, news.problems);
    case "reveal":
      return revealSpan(news);
    case "save":
      return saveFile(subject.uri, news.file);
    case "write":
      if (await writeNumber(subject.uri, news.place, news.value)) return page.begin();
      void window.showInformationMessage(CHANGED_TEXT);
  }
}

const CHANGED_TEXT = "The text has changed since the run. Run it again, then write the value.";
