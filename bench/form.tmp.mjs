import { createPhaseRunner } from "@ncrn/simulator";
import { chosenProblems, problemOf } from "./problems/problems.mjs";
for (const name of process.argv.slice(2)) for (const rtol of [1e-4]) {
  const p = problemOf(chosenProblems({ only: [name], quick: false })[0]);
  const runner = createPhaseRunner(p.program, { relativeTolerance: rtol, absoluteTolerance: rtol * 1e-3 });
  const one = (s) => { runner.state.set(s); const f = runner.runPhase(undefined, p.duration); if (f) throw new Error(f.message); };
  for (const s of p.samples) one(s);
  const ts = []; for (let k = 0; k < 15; k++) { const t = process.cpuUsage(); for (const s of p.samples) one(s); const u = process.cpuUsage(t); ts.push((u.user + u.system) / p.samples.length); }
  console.log(name, rtol, ts.sort((a, b) => a - b)[4].toFixed(1), "µs", (runner.statistics.steps / runner.statistics.phases).toFixed(1), "steps");
}
