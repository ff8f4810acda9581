// The view Testing in a real VS Code workbench: what a model asserts, and whether it holds. And the tasks that it suggests
// in a folder that is trusted; none is run, since the workbench of the tests has no terminals.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { eventually, pick, runCommand, workbenchTest } from "./workbench-actions.js";

const LEAK = `crn Leak {
  species A = 1, B = 0
  A ->{1} 2 B
  assert order <= 2, conserved(A + B)
}
`;

workbenchTest(
  "assertions as tests, and tasks",
  {
    files: { "leak.ncrn": LEAK },
    settings: {
      "security.workspace.trust.enabled": false,
      "ncrn.commandLine.path": process.execPath, // any program will do, since none is run
    },
  },
  async ({ page, photograph }) => {
    await page.locator(".testing-run-glyph").first().waitFor();
    await runCommand(page, "Test: Run All Tests");
    await page.locator(".zone-widget, .test-output-peek, .codicon-testing-failed-icon").first().waitFor();
    await page.keyboard.press("Escape");
    await runCommand(page, "Testing: Focus on Test Explorer View");
    const rows = page.locator(".test-explorer .monaco-list-row");
    const labels = (): Promise<readonly (string | null)[]> =>
      rows.evaluateAll((found) => found.map((row) => row.getAttribute("aria-label")));
    await eventually(labels).toContainEqual(expect.stringMatching(/leak.ncrn.*Failed/i));
    await expandAll(page);
    await eventually(labels).toContainEqual(expect.stringMatching(/order <= 2.*Passed/i));
    await eventually(labels).toContainEqual(expect.stringMatching(/conserved\(A \+ B\).*Failed/i));
    await photograph("24-testing");

    await runCommand(page, "Tasks: Run Task");
    await pick(page, "ncrn");
    const offered = page.locator(".quick-input-list .monaco-list-row .label-name");
    await eventually(() => offered.allTextContents()).toEqual(
      expect.arrayContaining(["ncrn: check leak.ncrn", "ncrn: compile leak.ncrn"]),
    );
    expect(await offered.allTextContents()).not.toContain("ncrn: train leak.ncrn");
    await photograph("25-tasks");
  },
);

/** Opens the file, then the block in it. */
async function expandAll(page: Page): Promise<void> {
  const closed = page.locator(".test-explorer .monaco-tl-twistie.collapsed");
  for (let level = 0; level < 2; level++) {
    if ((await closed.count()) > 0) await closed.first().click();
    await page
      .locator(".test-explorer .monaco-list-row")
      .nth(level + 1)
      .waitFor();
  }
}
