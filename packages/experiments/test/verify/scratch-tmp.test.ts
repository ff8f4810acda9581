import { test } from "vitest";
import { verifyNetwork } from "../../src/verify/verify-network.js";
import { subjectOf } from "../checked-text.js";
const T = (s: string) => `
model LR {
  input x[2] >= 0
  target y
  weight theta[2] ~ uniform(0.1, 0.5)
  weight b = 0
  state z = 0
  z' = dot(theta, x) + b
  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn LR as L { phases { forward: 1 }; eta: 0.02; ${s} }`;
test("a", async () => {
  const s = subjectOf(T("clock: events"), "network");
  console.log(JSON.stringify(s.network.events[0]!.assignments.map(a=>[a.target ?? a, JSON.stringify(a.value).slice(0,400)]),null,0), JSON.stringify(s.network.learning), s.network.reactions.map(r=>r.id+JSON.stringify(r.reactants)+JSON.stringify(r.products)+r.role+r.phases+JSON.stringify(r.rate)).join("\n"));
  const r = await verifyNetwork(s, { draws: 3 });
  console.log(JSON.stringify({ ...r, errorByCause: undefined }));
});
