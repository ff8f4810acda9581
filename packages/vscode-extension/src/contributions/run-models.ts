// The commands `ncrn.simulate` and `ncrn.train`: panels with runs beside the text, one for each record.

import {
  commands,
  Disposable,
  type ExtensionContext,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import type { Services } from "../activate.js";
import type { PanelSubject } from "../messages/panel-messages.js";
import { createPanel, RUN_PANEL, type RunPanel, startRunPanel } from "../panels/run-panel.js";
import { createRunProblems } from "../panels/run-problems.js";
import { activeModel, type BlockArguments } from "./active-model.js";
import { revealSpan } from "./reveal-places.js";

/** Registers the commands, running again on save, and panels that come back after a restart. */
export function runModels({ context }: Services): Disposable {
  const problems = createRunProblems();
  const panels = new Map<string, RunPanel>();
  const services = { extension: context.extensionUri, problems, reveal: revealSpan };
  const start = (panel: WebviewPanel, subject: PanelSubject): void => {
    const key = keyOf(subject);
    const started = startRunPanel(panel, subject, services);
    panels.set(key, started);
    started.onClose(() => panels.delete(key));
  };
  const run = async (kind: PanelSubject["kind"], given: BlockArguments | undefined): Promise<void> => {
    const uri = await activeModel(given);
    if (uri === undefined) return;
    const subject: PanelSubject = { uri, kind, name: given?.name };
    const open = panels.get(keyOf(subject));
    if (open === undefined) start(createPanel(subject, ViewColumn.Beside, context.extensionUri), subject);
    else {
      open.show();
      await open.runAgain();
    }
  };
  return Disposable.from(
    problems,
    commands.registerCommand("ncrn.simulate", (given?: BlockArguments) => run("simulate", given)),
    commands.registerCommand("ncrn.train", (given?: BlockArguments) => run("train", given)),
    commands.registerCommand("ncrn.cancelRuns", () => {
      for (const panel of panels.values()) panel.cancel();
    }),
    runAgainOnSave(panels),
    bringBack(start, context),
  );
}

function keyOf({ uri, kind, name }: PanelSubject): string {
  return `${kind} ${name ?? ""} ${uri}`;
}

function runAgainOnSave(panels: ReadonlyMap<string, RunPanel>): Disposable {
  return workspace.onDidSaveTextDocument(({ uri }) => {
    if (!workspace.getConfiguration("ncrn", uri).get<boolean>("run.onSave", true)) return;
    for (const panel of panels.values()) if (panel.rests(uri.toString())) void panel.runAgain();
  });
}

/** The editor keeps what pages have asked it to keep. */
function bringBack(
  start: (panel: WebviewPanel, subject: PanelSubject) => void,
  { extensionUri }: ExtensionContext,
): Disposable {
  return window.registerWebviewPanelSerializer(RUN_PANEL, {
    deserializeWebviewPanel: async (panel: WebviewPanel, kept: PanelSubject | undefined) => {
      if (kept === undefined) return panel.dispose();
      panel.webview.options = {
        enableScripts: true,
        localResourceRoots: [Uri.joinPath(extensionUri, "dist")],
      };
      start(panel, kept);
    },
  });
}
