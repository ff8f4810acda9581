import { test } from "vitest";
import { createEnvironment } from "./environment.js";
import { integrated, learnerText, lowerLearner, SQUARED } from "./learners.js";
import { integrateTightly } from "./environment.js";
const linear = (c: number) => `input x >= 0\ntarget y >= 0\nweight w = 0\nstate z = 0\nz' = ${c} * w * x - ${c} * z\noutput o = z\n${SQUARED}`;
const quench = (c: number) => `input x >= 0\ntarget y >= 0\nweight w = 0\nstate z = 0\nz' = ${2*c} * w * x - ${c} * z * abs(z)\noutput o = z\n${SQUARED}`;
const rows: string[] = [];
function run(name: string, model: string, seed: number, time: number, k: number, annihilate: number, end: (w: number) => number) {
  const { network, diagnostics } = lowerLearner(learnerText(model, { gradient: "adjoint", time, eta: 0.1, annihilate, clock: `oscillator(k: ${k}, seed: ${seed})` }), { integrate: integrateTightly });
  const codes = diagnostics.map((d) => d.code).join(",");
  if (network === undefined) { console.log(name, codes); return; }
  try {
    const env = createEnvironment(network, [0.8], 1e-8);
    const [o] = env.present({ inputs: [1.2], targets: [2] });
    const expected = end(0.8);
    const slope = (end(0.8 + 1e-5) - end(0.8 - 1e-5)) / 2e-5;
    const step = -0.1 * (expected - 2) * slope;
    const got = env.value(network.learning!.weights[0]!) - 0.8;
    console.log(name, `seed ${seed} k ${k}`, "out", (100 * (o! / expected - 1)).toFixed(3), "step", (100 * (got / step - 1)).toFixed(3), codes);
  } catch (error) { console.log(name, `seed ${seed} k ${k}`, String(error).slice(0, 120), codes); }
}

const unit = (c: number) => quench(c).replace(String(2*c), String(c));
test("m", () => {
  for (const seed of [1e-3, 1e-6, 1e-12])
    for (const c of [1, 2, 3, 4, 5, 7, 10]) { const l = c / (2 * Math.log(1 / seed)); run(`unit ${c} c/k=${l.toFixed(3)} amp=${(l * Math.exp(c)).toFixed(3)} amp2=${(l * Math.exp(2*c)).toFixed(3)}`, unit(c), seed, 1, 10, 1000, (w) => integrated([0], 1, ([z]) => [c * w * 1.2 - c * z! * Math.abs(z!)])[0]!); }
  for (const c of [2, 5, 10]) {
    const { network } = lowerLearner(learnerText(quench(c), { gradient: "adjoint", annihilate: 1000 }), { integrate: integrateTightly });
    for (const r of network!.reactions) if (c === 2) console.log(r.role, r.provenance.map((p) => p.rule).join("|"), r.reactants.map((t) => t.species).join("+"), "->", r.products.map((t) => t.species).join("+"));
  }
}, 280000);
