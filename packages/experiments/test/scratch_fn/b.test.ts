import { test } from "vitest";
import { reactionOrder } from "../../../compiler/src/reactions/stoichiometry.js";
import { verifyNetwork } from "../../src/verify/verify-network.js";
import { subjectOf } from "../checked-text.js";

const model = (
  body: string,
  k: number,
) => `model M {\n input x\n target y\n weight theta = 0.3\n${body}\n loss = (yhat - y)^2 / 2\n}
learn M as L { gradient: adjoint; update: accumulated; phases { forward: 0.7 }; rails: dual(annihilate: ${k}); lower { order: 12 } }`;
const cases: Record<string, string> = {
  reluProd: "state z = 0\n z' = relu(theta * x) - z\n output yhat = z",
  reluSum: "weight b = 0\nstate z = 0\n z' = relu(theta * x + b) - z\n output yhat = z",
  absz: "state z = x\n z' = theta - abs(z)\n output yhat = z",
  reluz: "state z = x\n z' = theta - relu(z)\n output yhat = z",
  outabs: "state z = x\n z' = theta\n output yhat = abs(z)",
  outmax: "state z[2] = [x, theta]\n z' = theta - z\n output yhat = max(z[1], z[2])",
  reluOut: "weight w[2]\nstate z[2] = [x, 0.2]\n z' = theta*z\n output yhat = relu(sum(w .* z))",
};
for (const [name, body] of Object.entries(cases))
  test(name, async () => {
    for (const k of [100, 1000, 10000]) {
      const subject = subjectOf(model(body, k), "network");
      const t = Date.now();
      const r = await verifyNetwork(subject, { draws: 12 });
      const n = subject.network;
      console.log(
        name,
        k,
        r.status,
        r.failure?.message ?? "",
        "fwd",
        r.forward?.median,
        r.forward?.largest,
        "grad",
        r.gradient?.median,
        r.gradient?.largest,
        "excl",
        r.excludedDraws,
        "S",
        n.species.length,
        "R",
        n.reactions.length,
        "order",
        Math.max(...n.reactions.map(reactionOrder)),
        n.phases.map((p) => p.name).join(" "),
        Date.now() - t,
        "ms",
      );
    }
  });
