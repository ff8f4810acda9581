import { test } from "vitest";
import { reactionOrder } from "../../../compiler/src/reactions/stoichiometry.js";
import { verifyNetwork } from "../../src/verify/verify-network.js";
import { subjectOf } from "../checked-text.js";

const model = (
  body: string,
  learn = "",
) => `model M {\n input x\n target y\n weight theta = 0.3\n${body}\n loss = (yhat - y)^2 / 2\n}
learn M as L { gradient: adjoint; update: accumulated; phases { forward: 0.7 }; lower { order: 12; polynomialize: true } ${learn} }`;
const cases: Record<string, string> = {
  tanh: model("state z = 0\n z' = tanh(theta * x) - z\n output yhat = z"),
  sigmoidb: model("weight b = 0\nstate z = x\n z' = sigmoid(theta * x + b) - z\n output yhat = z"),
  expz: model("state z = x\n z' = theta * exp(-z)\n output yhat = z"),
  sinz: model("state z = x\n z' = theta * sin(z)\n output yhat = z"),
  hill: model("state z = x\n z' = theta*z^2 / (1 + z^2) - z\n output yhat = z"),
  inv: model("state z = x\n z' = theta / (1 + z^2)\n output yhat = 2*z"),
  sqrt: model("state z = x\n z' = theta * sqrt(1 + z^2)\n output yhat = z"),
  nested: model("state z = x\n z' = theta * exp(sin(z))\n output yhat = z"),
  out: model("state z = x\n z' = theta * z\n output yhat = sigmoid(z)"),
  init: model("state z = tanh(theta * x)\n z' = theta - z\n output yhat = z"),
  log: model("state z = 0\n z' = log(2 + x*theta) - z\n output yhat = z"),
  pw: model("state z = x\n z' = theta * (1 + z^2)^(-1.5)\n output yhat = z"),
  tan: model("state z = x\n z' = theta * tan(z/2)\n output yhat = z"),
};
for (const [name, text] of Object.entries(cases))
  test(name, async () => {
    const subject = subjectOf(text, "network");
    const t = Date.now();
    const r = await verifyNetwork(subject, { draws: 6 });
    const n = subject.network;
    console.log(
      name,
      r.status,
      r.failure?.message ?? "",
      "fwd",
      r.forward?.largest,
      "grad",
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
  });
