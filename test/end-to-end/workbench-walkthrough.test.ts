// First steps in a real VS Code workbench, in a theme of high contrast: the walkthrough, its model, and what it leads to.

import { expect } from "vitest";
import { eventually, lineWith, pick, runCommand, webviewOf, workbenchTest } from "./workbench-actions.js";

workbenchTest(
  "the walkthrough leads to a model that runs",
  {
    files: { "notes.txt": "Nothing to see here.\n" },
    settings: { "workbench.colorTheme": "Default High Contrast" },
  },
  async ({ page, photograph }) => {
    await runCommand(page, "Welcome: Open Walkthrough...");
    await pick(page, "First steps with ncrn");
    await page.locator(".getting-started-step", { hasText: "Write reactions" }).waitFor();
    await photograph("40-walkthrough");
    await page.locator(".getting-started-step .monaco-button", { hasText: "Open a first model" }).click();
    await lineWith(page, "crn LotkaVolterra {");
    await page
      .locator(".codelens-decoration a", { hasText: /^simulate$/ })
      .first()
      .waitFor();
    await runCommand(page, "ncrn: Simulate");
    await eventually(() => webviewOf(page).locator(".status").textContent()).toMatch(/^Done in /);
    expect(await webviewOf(page).locator("body").getAttribute("class")).toContain("vscode-high-contrast");
    await photograph("41-first-model");
  },
);
