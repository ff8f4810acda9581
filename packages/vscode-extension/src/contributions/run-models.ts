// The commands `ncrn.simulate`, `ncrn.scan` and `ncrn.train`: panels with runs beside the text, one for each record.

import { commands, Disposable } from "vscode";
import { pagesOfCodes } from "../documents/pages-of-codes.js";
import type { PanelSubject } from "../messages/panel-messages.js";
import { createOpenPanels } from "../panels/open-panels.js";
import { createRunPanel, RUN_PANEL, type RunPanel, startRunPanel } from "../panels/run-panel.js";
import { createRunProblems } from "../panels/run-problems.js";
import { subjectKey } from "../panels/subject-key.js";
import { fileJudgeOf } from "../requests/file-judge.js";
import type { Services } from "../services.js";
import { activeModel, blockOf, type CommandArguments, cursorIn } from "../subjects/active-model.js";
import { chooseRun, scanAtCursor } from "../subjects/choose-run.js";

/** Registers the commands, and panels that come back after a restart. */
export function runModels({ context: { extensionUri: extension }, client }: Services): Disposable {
  const judge = fileJudgeOf(client);
  const problems = createRunProblems(pagesOfCodes(extension));
  const panels = createOpenPanels<PanelSubject, RunPanel>(
    {
      type: RUN_PANEL,
      keyOf: subjectKey,
      create: (subject, column) => createRunPanel(subject, column, extension),
      start: (panel, subject) => startRunPanel(panel, subject, { extension, judge, problems }),
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
