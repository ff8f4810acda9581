import { reactionOrder } from "@ncrn/compiler";
import { expect, test } from "vitest";
import { verifyNetwork } from "../../src/verify/verify-network.js";
import { subjectOf } from "../checked-text.js";

const SUM = (d: number) => Array.from({ length: d }, (_, i) => `z[${i + 1}]`).join(" + ");
const LOSS = "loss = (o - y)^2 / 2";
const base =
  (weights: string, dynamics: string, state = "x") =>
  (d: number) =>
    `input x[${d}]\ntarget y\nweight ${weights.replaceAll("d", String(d))}\nstate z[${d}] = ${state}\nz' = ${dynamics}\noutput o = ${SUM(d)}\n${LOSS}`;
const families: Record<string, (d: number) => string> = {
  F1: (d) =>
    `input x[${d}] >= 0\ntarget y >= 0\nweight th[${d}] >= 0\nstate z[${d}] = 0\nz' = th .* x + 0.5\noutput o = ${SUM(d)}\n${LOSS}`,
  F2: base("th[d] = 0", "th .* x"),
  F3: base("th[d] = 0", "th .* x + 0.1 - 0.5 * z .* abs(z)"),
  F3m: base("th[d,d] = 0", "th * x + 0.1 - 0.5 * z .* abs(z)"),
  F4: base("th[d,d] = 0", "th * x - z^3 / 6"),
  F4dot: base("th[d] = 0", "th .* x - z^3 / 6"),
  F4b: base("th[d,d] = 0, b[d] = 0", "th * x + b - z^3 / 6", "0"),
  F5: base("th[d,d] = 0", "th * x - 0.15 * z .* abs(z)"),
  F6: base("th[d,d] = 0, b[d] = 0", "0.3 + z .* (th * x) + b .* z - 0.5 * z .* abs(z)"),
  F7: base("th[d,d] = 0", "th * z"),
  F7c: base("th[d,d] = 0", "th * z - z^3"),
  F8: base("th[d] = 0", "0.1 + th .* z - 0.5 * z .* abs(z)"),
  quart: base("th[d,d] = 0", "th * x - 0.1 * z^4", "0"),
  abscube: base("th[d,d] = 0", "th * x - 0.3 * z^2 .* abs(z)"),
  product: base("th[d,d] = 0", "z .* (th * x)"),
  mixed: base("th[d,d] = 0", "z .* (th * x) - z^3"),
  two: base("th[d] = 0, v[d] = 0", "th .* v .* x - 0.1 * z"),
  deep: base("A[d,d] = 0, B[d,d] = 0", "A * (B * x) - 0.1 * z"),
  deepcube: base("A[d,d] = 0, B[d,d] = 0", "A * (B * x) - 0.1 * z^3"),
  wout: (d) =>
    `input x[${d}]\ntarget y\nweight th[${d},${d}] = 0, w[${d}] = 1\nstate z[${d}] = x\nz' = th * x - z^3\noutput o = sum(w .* z)\n${LOSS}`,
  wout2: (d) =>
    `input x[${d}]\ntarget y\nweight th[${d},${d}] = 0, w[${d}] = 1\nstate z[${d}] = x\nz' = th * x - z^3\noutput o = sum(w .* z^2)\n${LOSS}`,
  multi: (d) =>
    `input x[${d}]\ntarget y[2]\nweight th[${d},${d}] = 0, w[2,${d}] = 1\nstate z[${d}] = x\nz' = th * x - z^3\noutput o[2] = w * z\nloss = sum((o - y)^2) / 2`,
  quartloss: (d) =>
    `input x[${d}]\ntarget y\nweight th[${d},${d}] = 0, w[${d}] = 1\nstate z[${d}] = x\nz' = th * x - z\noutput o = sum(w .* z)\nloss = (o - y)^4 / 4`,
  quartloss2: (d) =>
    `input x[${d}]\ntarget y[2]\nweight th[${d},${d}] = 0, w[2,${d}] = 1\nstate z[${d}] = x\nz' = th * x - z\noutput o[2] = w * z\nloss = sum((o - y)^4) / 4`,
  init: (d) =>
    `input x[${d}]\ntarget y\nweight v[${d}] = 0, th[${d}] = 0\nstate z[${d}] = v .* v .* x\nz' = th .* x - z^3\noutput o = ${SUM(d)}\n${LOSS}`,
  rate: (d) =>
    `input x[${d}]\ntarget y\nrate k = 0.7\nweight th[${d},${d}] = 0\nstate z[${d}] = x\nz' = k * (th * x) - k * z^3\noutput o = ${SUM(d)}\n${LOSS}`,
  pos: (d) =>
    `input x[${d}] >= 0\ntarget y >= 0\nweight th[${d},${d}] >= 0\nstate z[${d}] >= 0 = x\nz' = th * x - z^3\noutput o = ${SUM(d)}\n${LOSS}`,
  coupled: () =>
    `input x[2]\ntarget y\nweight th[2] = 0\nstate u = x[1], v = x[2]\nu' = th[1] * x[1] - u^2 * v - u^3\nv' = th[2] * x[2] - v^3 + u * v^2\noutput o = u + v\n${LOSS}`,
};
const learner = (model: string, learn: string) =>
  `model M {\n${model}\n}\nlearn M as L { update: accumulated; phases { forward: 0.5 }; ${learn} }`;

for (const name of Object.keys(families))
  for (const d of [2, 3])
    for (const gradient of ["adjoint", "first_order"])
      test(`${name} ${d} ${gradient}`, async () => {
        const text = (order: number) =>
          learner(families[name]!(d), `gradient: ${gradient}; lower { order: ${order} }`);
        const t0 = performance.now();
        const subject = subjectOf(text(2), "network");
        const t1 = performance.now();
        const { network } = subject;
        const before = subjectOf(text(9), "network").network;
        const result = await verifyNetwork(subject, { draws: 3 });
        const old = await verifyNetwork(subjectOf(text(9), "network"), { draws: 3 });
        const e = (n: number | undefined) => (n === undefined ? "-" : n.toExponential(1));
        console.log(
          name,
          d,
          gradient,
          `${before.reactions.length}/${before.species.length} (${Math.max(...before.reactions.map(reactionOrder))}) -> ${network.reactions.length}/${network.species.length} (${Math.max(...network.reactions.map(reactionOrder))})`,
          network.phases.map((p) => p.name).join(" "),
          `${Math.round(t1 - t0)} ms`,
          result.status,
          e(result.forward?.largest),
          e(result.gradient?.largest),
          "before",
          e(old.forward?.largest),
          e(old.gradient?.largest),
        );
        expect(Math.max(...network.reactions.map(reactionOrder))).toBeLessThanOrEqual(2);
      }, 60000);
