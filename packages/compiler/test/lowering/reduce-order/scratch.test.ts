import { simulateDeterministic } from "@ncrn/simulator";
import { test } from "vitest";
import { programFromReactions } from "../../../src/bytecode/program-from-reactions.js";
import { reactionOrder } from "../../../src/reactions/stoichiometry.js";
import { lower, reactionLines } from "../../lower-text.js";
function run(name: string, text: string, until = 2) {
  const t0 = performance.now();
  const { network, diagnostics } = lower(text);
  const t1 = performance.now();
  console.log(name, diagnostics.map((d) => `${d.code}: ${d.message}`).join("\n"), Math.round(t1 - t0), "ms");
  if (!network) return;
  console.log(reactionLines(network).join("\n"), "\nspecies", network.species.map((s) => `${s.name}=${s.initial}`).join(" "), "order", Math.max(...network.reactions.map(reactionOrder)));
  const r = simulateDeterministic(programFromReactions(network), { until, times: Float64Array.from([until]), relativeTolerance: 1e-10, absoluteTolerance: 1e-14 });
  console.log(r.failure, r.trajectory.species.map((s, i) => `${network.species[i]!.name} ${s.values[0]}`).join(" "));
}
test("a", () => {
  run("hill5", "crn H { species h = 0, i = 1, t = 0\n h' = 5*i^2*t^4\n i' = -5*i^2*t^4\n t' = 1\n lower { order: 2 } }");
  console.log(32 / 33);
  run("cube", "crn H { signal x = -1\n x' = -x^3\n lower { order: 2 } }");
  console.log(-1 / Math.sqrt(5));
  run("quart", "crn H { signal x = 1\n x' = 0.3 - x^4\n lower { order: 2 } }");
  run("quart0", "crn H { signal x = 1\n x' = 0.3 - x^4\n}");
  run("bind", "crn H { species A = 1, B = 1, C = 0\n rate k = 0.5\n 2 A + B ->{k} 3 C\n lower { order: 2 } }");
  run("bind0", "crn H { species A = 1, B = 1, C = 0\n rate k = 0.5\n 2 A + B ->{k} 3 C\n }");
  run("bind5", "crn H { species A = 1, B = 1, C = 0\n 2 A + 2 B + C ->{1} A + 3 C\n 0 ->{0.1} C\n lower { order: 2 } }");
  run("bind5_0", "crn H { species A = 1, B = 1, C = 0\n 2 A + 2 B + C ->{1} A + 3 C\n 0 ->{0.1} C\n }");
  run("mixed", "crn H { species A = 1, B = 1\n signal x = 0\n A ->{1} B\n x' = A*B*x - x^3 + A\n lower { order: 2 } }");
  run("mixed0", "crn H { species A = 1, B = 1\n signal x = 0\n A ->{1} B\n x' = A*B*x - x^3 + A\n }");
  run("event", "crn H { signal x = 1\n x' = 0.1 - x^3\n at 1 { x = 2 }\n lower { order: 2 } }");
  run("event0", "crn H { signal x = 1\n x' = 0.1 - x^3\n at 1 { x = 2 }\n }");
  run("law", "crn H { species A = 1, B = 1, C = 0\n 2 A + B ->[A*B] 3 C\n lower { order: 2 } }");
  run("clamped", "crn H { species A = 1, B = 1\n clamped species C = 2\n A + B + C ->{1} 2 B + C\n lower { order: 2 } }");
  run("phase", "crn H { signal x = 1\n phases { a: 1; b: 1 }\n phase a { x' = 0.1 - x^3 }\n lower { order: 2 } }");
  run("abs", "crn H { signal x = -1\n x' = 0.5 - x^2*abs(x)\n lower { order: 2 } }");
  run("abs0", "crn H { signal x = -1\n x' = 0.5 - x^2*abs(x)\n }");
});
