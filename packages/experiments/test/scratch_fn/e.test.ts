import { test } from "vitest";
import { verifyNetwork } from "../../src/verify/verify-network.js";
import { subjectOf } from "../checked-text.js";
import { reactionOrder } from "../../../compiler/src/reactions/stoichiometry.js";

const model = (body: string, loss: string, learn = "gradient: adjoint") => `model M {\n input x\n target y >= 0\n weight theta = 0.3\n${body}\n loss = ${loss}\n}
learn M as L { ${learn}; update: accumulated; phases { forward: 0.5 }; rails: dual(annihilate: 1000); lower { order: 14; polynomialize: true } }`;
const sq = "(yhat - y)^2/2";
const cases: Record<string, string> = {
  z4: model("state z = x\n z' = theta - z^4\n output yhat = z", sq),
  cube: model("state z = x\n z' = (theta*x)^3 - z\n output yhat = z", sq),
  loss4: model("state z = x\n z' = theta*x - z\n output yhat = z", "(yhat - y)^4"),
  entropy: model("state z = x\n z' = theta*x\n output yhat = sigmoid(z)", "-(y*log(yhat) + (1 - y)*log(1 - yhat))"),
  l1: model("state z = x\n z' = theta*x\n output yhat = z + theta", "abs(yhat - y)"),
  huber: model("state z = x\n z' = theta*x\n output yhat = z", "sqrt(1 + (yhat - y)^2) - 1"),
  absNested: model("state z = x - 0.3\n z' = theta * exp(-abs(z))\n output yhat = z", sq),
  absNestedOut: model("state z = x - 0.3\n z' = theta*z\n output yhat = exp(-abs(z))", sq),
  softmaxlike: model("state z[2] = [x, 0.5]\n z' = theta*z\n output yhat = exp(z[1])/(exp(z[1]) + exp(z[2]))", sq),
  fixedc: model("fixed c = 0.5\nrate k = 0.7\nstate z = x\n z' = k*tanh(c*z + theta)\n output yhat = z", sq),
  first: model("state z = x\n z' = tanh(theta*x) - z\n output yhat = z", sq, "gradient: first_order"),
  domain: model("state z = x\n z' = theta / z\n output yhat = z", sq),
  multi: model("weight w[2,2]\n weight u[2] = 1\nstate z[2] = [x, 0.5]\n z' = tanh(w*z) - z\n output yhat = sum(u .* z)", sq),
};
for (const [name, text] of Object.entries(cases))
  test(name, async () => {
    const subject = subjectOf(text, "network");
    const t = Date.now();
    const r = await verifyNetwork(subject, { draws: 8 });
    const n = subject.network;
    console.log(name, r.status, r.failure?.message ?? "", r.failure?.hint ?? "", "fwd", r.forward?.median, r.forward?.largest, "grad", r.gradient?.median, r.gradient?.largest, "exact", r.exact, "excl", r.excludedDraws, "S", n.species.length, "R", n.reactions.length, "order", Math.max(...n.reactions.map(reactionOrder)), n.phases.map((p) => p.name).join(" "), Date.now() - t, "ms");
  });
