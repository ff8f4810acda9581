// The command `ncrn.openFirstModel`: a small model to try things with, for the walkthrough.

import { commands, type Disposable, window, workspace } from "vscode";
import type { Services } from "../services.js";

const FIRST_MODEL = `/// Predators eat prey, and both numbers swing.
crn LotkaVolterra {
  species Prey = 10, Pred = 5
  rate birth = 1.0, eat = 0.1, death = 0.8

  Prey        ->{birth} 2 Prey
  Prey + Pred ->{eat}   2 Pred
  Pred        ->{death} 0

  assert order <= 2
}

simulate LotkaVolterra as orbit {
  until: 30
  plot: Prey, Pred
  report: max(Pred), period(Prey)
}
`;

/** Registers the command. */
export function openFirstModel(_services: Services): Disposable {
  return commands.registerCommand("ncrn.openFirstModel", async () => {
    const document = await workspace.openTextDocument({ language: "ncrn", content: FIRST_MODEL });
    await window.showTextDocument(document);
  });
}
