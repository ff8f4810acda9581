import { test } from "vitest";
import { reactionOrder } from "../../../compiler/src/reactions/stoichiometry.js";
import { verifyNetwork } from "../../src/verify/verify-network.js";
import { subjectOf } from "../checked-text.js";

const cases: Record<string, string> = {
  expx: "signal x = 1\n x' = exp(-x)",
  hill: "signal x >= 0 = 1.5\n x' = x^2/(1 + x^2) - x",
  sint: "signal x = 0\n x' = sin(time)",
  sintn: "signal x = 1\n x' = sin(x)*exp(cos(x))",
  pend: "signal q = 1, p = 0\n q' = p\n p' = -sin(q)",
  mix: "rate k = 0.4\nspecies A = 2, B\n signal y = 0\n A ->{k} B\n 2 B ->{0.1} A\n y' = log(1 + A*k) - tanh(y + B)",
  law: "species A = 2, B\n signal y = 0\n A ->[A/(1 + A)] B\n y' = sqrt(1 + A) - y",
  abs: "signal x = 1, y = -0.5\n x' = -y\n y' = x - abs(x + y)",
  power: "species A = 1\n A' = A^0.5 - A",
  two: "signal x = 1\n x' = 2^(-x)",
  neg: "signal x = 1\n x' = 1/(x - 3)",
};
for (const [name, body] of Object.entries(cases))
  test(name, async () => {
    for (const k of [100, 1000]) {
      const subject = subjectOf(
        `crn N { lower { polynomialize: true; rails: dual(annihilate: ${k}) }\n${body} }`,
        "network",
      );
      const t = Date.now();
      const r = await verifyNetwork(subject, { until: 5 });
      const n = subject.network;
      console.log(
        name,
        k,
        r.status,
        r.failure?.message ?? "",
        r.note,
        r.trajectory?.largestRelativeDifference,
        "S",
        n.species.map((s) => s.name).join(" "),
        "R",
        n.reactions.length,
        "order",
        Math.max(...n.reactions.map(reactionOrder)),
        Date.now() - t,
        "ms",
      );
    }
  });
