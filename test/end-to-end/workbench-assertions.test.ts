// The view Testing in a real VS Code workbench: what a model asserts, and whether it holds.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { eventually, runCommand, workbenchTest } from "./workbench-actions.js";

const LEAK = `crn Leak {
  species A = 1, B = 0
  A ->{1} 2 B
  assert order <= 2, conserved(A + B)
}
`;

workbenchTest(
  "assertions as tests",
  {
    files: { "leak.ncrn": LEAK },
    settings: { "security.workspace.trust.enabled": false },
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
