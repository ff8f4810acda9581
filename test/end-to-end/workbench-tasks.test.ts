// The tasks that a model suggests, in a real VS Code workbench whose folder is trusted: one is run with the command line as it
// is built, and what it complains about is found in the view Problems.

import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { eventually, pick, problems, runCommand, workbenchTest } from "./workbench-actions.js";

const MAIN = path.join(import.meta.dirname, "..", "..", "packages", "cli", "dist", "bundle", "main.js");

const SOUND = `crn Sound {
  species A = 1, B = 0
  A ->{1} B
}
`;

/** Nobody opens it: what is said about it comes from the task, not from the language server. */
const BROKEN = `crn Broken {
  species A = 1
  A ->{1} 2 C
}
`;

workbenchTest(
  "a task is run, and its problems are those of the view",
  {
    files: { "sound.ncrn": SOUND, "broken.ncrn": BROKEN },
    settings: { "security.workspace.trust.enabled": false, "ncrn.commandLine.path": MAIN },
  },
  async ({ page, folder, photograph }) => {
    expect(existsSync(MAIN), "`pnpm build` first").toBe(true);
    await page.locator(".codelens-decoration a", { hasText: "simulate" }).first().waitFor();
    await runCommand(page, "Tasks: Run Task");
    await pick(page, "ncrn");
    const offered = page.locator(".quick-input-list .monaco-list-row .label-name");
    await eventually(() => offered.allTextContents()).toEqual(
      expect.arrayContaining([
        "ncrn: check broken.ncrn",
        "ncrn: check sound.ncrn",
        "ncrn: compile sound.ncrn",
      ]),
    );
    expect(await offered.allTextContents()).not.toContain("ncrn: train sound.ncrn");
    await photograph("25-tasks");
    await pick(page, "ncrn: check broken.ncrn");
    await eventually(() => errorsCounted(page)).toBe(1);
    await photograph("70-task-has-run");
    expect(await problems(page)).toEqual([
      expect.stringMatching(/No species named `C`.*ncrn.*unknown-name.*\[Ln 3, Col 13\]/s),
    ]);
    await photograph("71-problem-of-a-task");

    writeFileSync(path.join(folder, "broken.ncrn"), BROKEN.replace("C", "A"));
    await runCommand(page, "Tasks: Rerun Last Task");
    await eventually(() => errorsCounted(page)).toBe(0);
    await runCommand(page, "Problems: Focus on Problems View");
    await page.locator(".markers-panel", { hasText: "No problems have been detected" }).waitFor();
    await photograph("72-task-without-problems");
  },
);

/** In the status bar, errors stand before warnings. */
async function errorsCounted(page: Page): Promise<number> {
  const text = await page.locator('[id="status.problems"]').textContent();
  return Number(/\d+/.exec(text ?? "")?.[0]);
}
