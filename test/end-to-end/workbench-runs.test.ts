// Panels in a real VS Code workbench: a simulation, a network, a training.

import { expect } from "vitest";
import { clickLens, openFile, runCommand, webviewOf, workbenchTest } from "./workbench-actions.js";

const ORBIT = `crn LotkaVolterra {
  species Prey = 10, Pred = 5
  rate birth = 1, eat = 0.1, death = 0.8
  Prey ->{birth} 2 Prey
  Prey + Pred ->{eat} 2 Pred
  Pred ->{death} 0
  assert order <= 2
}
simulate LotkaVolterra as orbit {
  until: 30
  plot: Prey, Pred
  report: max(Pred)
}
`;

const FIT = `data points {
  seed: 1
  sample 40 {
    a ~ uniform(0, 1)
    b ~ uniform(0, 1)
    y = if a + b > 1 then 1 else 0
  }
  split: 0.75
}
model Plane {
  input x[3] >= 0
  target y
  weight w[3] = [0.2, 0.1, 0]
  state z = 0

  z' = w[1] * x[1] + w[2] * x[2] + w[3] * x[3] - z

  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn Plane as Learner {
  phases { forward: 10; feedback: 1 }
  eta: 0.05
}
train Learner on points as fit {
  feed { x: [a, b, 1]; y: y }
  epochs: 1000000
  plot: loss, w, boundary(a, b)
}
`;

workbenchTest(
  "a simulation, a network, a training",
  { files: { "orbit.ncrn": ORBIT, "fit.ncrn": FIT } },
  async ({ page, photograph }) => {
    await clickLens(page, /^simulate$/);
    const simulation = webviewOf(page);
    await expect.poll(() => simulation.locator(".status").textContent(), PATIENCE).toMatch(/^Done in /);
    await expect
      .poll(() => simulation.locator(".u-legend .u-label").allTextContents())
      .toEqual(["time", "Prey", "Pred"]);
    await photograph("20-simulation");

    await runCommand(page, "View: Close All Editors");
    await openFile(page, "orbit.ncrn");
    await runCommand(page, "ncrn: Show the Network as a Picture");
    await expect
      .poll(() => webviewOf(page).locator(".status").textContent(), PATIENCE)
      .toMatch(/^Click a species/);
    await photograph("21-network");

    await runCommand(page, "View: Close All Editors");
    await openFile(page, "fit.ncrn");
    await clickLens(page, /^train$/);
    const training = webviewOf(page);
    const status = training.locator(".status");
    await expect.poll(() => status.textContent(), PATIENCE).toMatch(/epoch/i);
    await training.locator(".boundary canvas").waitFor();
    const early = await status.textContent();
    await photograph("22-training-live");
    await expect.poll(() => status.textContent(), PATIENCE).not.toBe(early);
    expect(await status.textContent()).toMatch(/epoch/i);
    await training.locator(".boundary canvas").scrollIntoViewIfNeeded();
    await photograph("23-boundary-live");
    await runCommand(page, "ncrn: Cancel Simulations and Trainings");
    await expect.poll(() => status.textContent(), PATIENCE).toBe("Cancelled.");
    expect(await training.locator("h2").allTextContents()).toEqual(
      expect.arrayContaining(["Loss", "Weights", "Decision boundary"]),
    );
  },
);

const PATIENCE = { timeout: 60_000 };
