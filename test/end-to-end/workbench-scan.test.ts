// Scans in a real VS Code workbench: lens, key, points, exports.

import { expect } from "vitest";
import {
  clickLens,
  eventually,
  exported,
  goTo,
  openFile,
  runCommand,
  runEnds,
  webviewOf,
  workbenchTest,
} from "./workbench-actions.js";

const ORBIT = `crn LotkaVolterra {
  species Prey = 10, Pred = 5
  rate birth = 1, eat = 0.1, death = 0.8
  Prey ->{birth} 2 Prey
  Prey + Pred ->{eat} 2 Pred
  Pred ->{death} 0
}
scan LotkaVolterra as deaths {
  vary { death: linspace(0.4, 1.2, 9) }
  until: 30
  measure: max(Pred)
  plot: Pred
}
`;

workbenchTest(
  "a scan: its lens with the number of runs, its charts, its table",
  { files: { "orbit.ncrn": ORBIT } },
  async ({ page, folder, photograph }) => {
    await clickLens(page, /^scan \(9 runs\)$/);
    await runEnds(page);
    const scan = webviewOf(page);
    await eventually(() => scan.locator("h2").allTextContents()).toEqual([
      "max(Pred)",
      "Time courses of Pred",
      "Points",
    ]);
    expect(await scan.locator(".points tbody tr").count()).toBe(9);
    await photograph("90-scan");
    const button = scan.getByRole("button", { name: "Export max(Pred) as CSV" });
    const table = (await exported({ page, folder }, button, /deaths-max-pred\.csv$/)).toString().split("\n");
    expect([table[0], table.length]).toEqual(["death,max(Pred)", 11]);

    await runCommand(page, "View: Close All Editors");
    await openFile(page, "orbit.ncrn");
    await goTo(page, 9, 5);
    await page.keyboard.press("Shift+Alt+Enter");
    await runEnds(page);
    expect(await webviewOf(page).locator("h1").textContent()).toBe("deaths");
  },
);
