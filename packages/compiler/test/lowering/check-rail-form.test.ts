import { expect, test } from "vitest";
import { lower } from "../lower-text.js";

const MODEL =
  "model M { input x\n target y\n weight w = 0\n state z = 0\n z' = w * x\n output o = z\n loss = (o - y)^2 / 2 }\n";

test.each([
  ["in lower", "crn A { signal x = -1\n x' = -x\n lower { rails: compact } }"],
  ["in learn", `${MODEL}learn M as L { phases { forward: 1 }; rails: compact }`],
])("compact rails %s are refused at their key", (_, text) => {
  const { network, diagnostics } = lower(text);
  expect(network).toBeUndefined();
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const places = errors.map(
    ({ code, origin }) => `${code} ${text.slice(origin.span.start, origin.span.end)}`,
  );
  expect(places).toEqual(["not-available-yet rails: compact"]);
});
