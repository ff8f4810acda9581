// Views in a real VS Code workbench: documents beside the text that follow it, and ways to and fro.

import { expect } from "vitest";
import { clickLens, goTo, lineWith, runCommand, tabShown, workbenchTest } from "./workbench-actions.js";

const MODEL = `crn Enzyme {
  species S = 10, E = 1, SE = 0, P = 0
  S + E <->{1, 0.5} SE
  SE ->{0.3} E + P
}
crn Decay {
  species A = 1
  A ->{0.25} 0
}
`;

workbenchTest(
  "reactions, SBML, DSD, lowered text and bytecode beside the text",
  { files: { "enzyme.ncrn": MODEL } },
  async ({ page, photograph }) => {
    const model = page.locator('.tab[data-resource-name="enzyme.ncrn"]');
    await clickLens(page, /^reactions \(3\)$/);
    await tabShown(page, "Enzyme (reactions)");
    await lineWith(page, "S + E ->{1} SE");
    await photograph("10-reactions");

    await model.click();
    await goTo(page, 4, 9);
    await page.keyboard.press("Delete");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Delete");
    await page.keyboard.type("0.75");
    await lineWith(page, "->{0.75} E + P");
    await page
      .locator(".view-line", { hasText: /SE.->\{0\.75\}.E.\+.P/ })
      .nth(1)
      .waitFor();
    await photograph("11-reactions-follow");

    await goTo(page, 3, 3);
    await runCommand(page, "ncrn: Show in Reactions");
    const selected = page.locator(".editor-group-container").last().locator(".selected-text");
    await selected.first().waitFor();
    expect(await selected.count()).toBeGreaterThanOrEqual(2);
    await photograph("12-show-in-reactions");

    const view = page.locator(".editor-group-container").last();
    await view
      .locator(".view-line", { hasText: /SE.->\{0\.75\}/ })
      .first()
      .click();
    await page.keyboard.press("F12");
    await page.locator(".statusbar-item", { hasText: /Ln 4, Col 3/ }).waitFor();
    await photograph("13-definition");

    await model.first().click();
    await clickLens(page, /^SBML$/);
    await tabShown(page, "Enzyme (SBML).xml");
    await lineWith(page, "<sbml ");
    await photograph("14-sbml");

    await model.first().click();
    await goTo(page, 8, 3); // the network at the cursor is meant
    await runCommand(page, "ncrn: Show DSD");
    await tabShown(page, "Decay (DSD).crn");
    await lineWith(page, "no strands are designed");
    await lineWith(page, "{0.25}");
    await photograph("15-dsd");

    await model.first().click();
    await goTo(page, 8, 3);
    await runCommand(page, "ncrn: Show Lowered Text");
    await tabShown(page, "Decay (lowered text).ncrn");
    await lineWith(page, "A ->{0.25} 0");
    await lineWith(page, "crn Decay");
    expect(await page.locator(".squiggly-error").count()).toBe(0);
    await photograph("16-lowered-text");

    await model.first().click();
    await runCommand(page, "ncrn: Show Bytecode");
    await tabShown(page, "Decay (bytecode)");
    await lineWith(page, "mass-action 0.25 | always");
    await photograph("17-bytecode");
  },
);
