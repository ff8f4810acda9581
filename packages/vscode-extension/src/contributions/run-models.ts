// The commands `ncrn.simulate`, `ncrn.scan` and `ncrn.train`: panels with runs beside the text, one for each record.

import { commands, Disposable } from "vscode";
import type { Services } from "../activate.js";
import { pagesOfCodes } from "../client-options.js";
import type { PanelSubject } from "../messages/panel-messages.js";
import { createOpenPanels } from "../panels/open-panels.js";
import { createRunPanel, RUN_PANEL, type RunPanel, startRunPanel } from "../panels/run-panel.js";
import { createRunProblems } from "../panels/run-problems.js";
import { subjectKey } from "../panels/subject-key.js";
import { activeModel, blockOf, type CommandArguments, cursorIn } from "./active-model.js";
import { chooseRun, scanAtCursor } from "./choose-run.js";

/** Registers the commands, and panels that come back after a restart. */
export function runModels({ context: { extensionUri: extension }, client }: Services): Disposable {
  const problems = createRunProblems(pagesOfCodes(extension));
  const panels = createOpenPanels<PanelSubject, RunPanel>(
    {
      type: RUN_PANEL,
      keyOf: subjectKey,
      create: (subject, column) => createRunPanel(subject, column, extension),
      start: (panel, subject) => startRunPanel(panel, subject, { extension, problems }),
    },
    extension,
  );
  const run = (kind: PanelSubject["kind"]) => async (given: CommandArguments) => {
    const uri = await activeModel(given);
    if (uri === undefined) return;
    const [block, cursor] = [blockOf(given), cursorIn(uri)];
    // Whoever asks for a run inside a scan means that scan.
    const scan =
      kind === "simulate" && block.name === undefined ? await scanAtCursor(client, uri, cursor) : undefined;
    if (scan !== undefined) return panels.open({ uri, kind: "scan", name: scan });
    const name = await chooseRun(client, { uri, kind }, { ...block, cursor });
    if (name) await panels.open({ uri, kind, name });
  };
  return Disposable.from(
    problems,
    panels,
    commands.registerCommand("ncrn.simulate", run("simulate")),
    commands.registerCommand("ncrn.scan", run("scan")),
    commands.registerCommand("ncrn.train", run("train")),
    commands.registerCommand("ncrn.cancelRuns", () => {
      for (const panel of panels.all()) panel.cancel();
    }),
  );
}
