// Several records in one file, in a real VS Code workbench: which one runs. And what the editor does by itself: formatting on
// save, and a list of snippets.

import { expect } from "vitest";
import {
  eventually,
  goTo,
  linesOf,
  lineWith,
  openFile,
  pick,
  runCommand,
  tabShown,
  workbenchTest,
} from "./workbench-actions.js";

const SWITCH = `/// Two states.
crn Switch {
  species X = 2
  2 X ->{0.1} 3 X
  X ->{0.3} 0
}
simulate Switch as short { until: 1 }
simulate Switch as long { until: 9 }
crn Other {
  species Y = 1
  Y ->{1} 0
}
`;

workbenchTest(
  "the record at the cursor runs, else the user is asked; formatting on save, and snippets",
  { files: { "switch.ncrn": SWITCH, "line.ncrn": "crn A {\n  species X=1\n  X->{1} 0\n}\n" } },
  async ({ page, photograph }) => {
    await lineWith(page, "simulate Switch as short");
    await goTo(page, 8, 3);
    await runCommand(page, "ncrn: Simulate");
    await tabShown(page, "long");
    await openFile(page, "switch.ncrn");
    await goTo(page, 1, 1);
    await runCommand(page, "ncrn: Simulate");
    await photograph("26-which-simulation");
    await pick(page, "short");
    await tabShown(page, "short");
    await openFile(page, "switch.ncrn");
    await goTo(page, 10, 1);
    await runCommand(page, "ncrn: Show the Network as a Picture");
    await tabShown(page, "Other");

    await runCommand(page, "View: Close All Editors");
    await openFile(page, "line.ncrn");
    await lineWith(page, "species X=1");
    await page.locator(".codelens-decoration a", { hasText: "simulate" }).waitFor(); // the server is there
    await goTo(page, 4, 2);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+S");
    await lineWith(page, "species X = 1");
    await page.keyboard.type("simu");
    await page.keyboard.press("Control+Space");
    const offers = page.locator(".suggest-widget .monaco-list-row", { hasText: /^simulate/ });
    await offers.first().waitFor();
    expect(await offers.count()).toBe(1);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Backspace");

    await runCommand(page, "Snippets: Insert Snippet");
    const input = page.locator(".quick-input-widget input[placeholder='Select a snippet']");
    await input.fill("simulate");
    await pick(page, "simulate");
    await eventually(() => linesOf(page)).toContainEqual(expect.stringMatching(/^simulate .* \{$/));
  },
);
