// What formatting costs grows with the length of a document, and not faster. Milliseconds are for `pnpm bench:editor`.

import { expect, test } from "vitest";
import { formattingEdits } from "../../src/features/formatting.js";
import { ALMOST_LINEAR, growthOf } from "../growth.js";
import { openSnapshot } from "../open-snapshot.js";

const network = (number: number): string => `crn  N${number} {
  species A=1, B[3] = [1,2,3], C
  rate k=0.1, h = 2 // rates

  /// A reaction.
  A+2 B[1]  ->{k*h} C // comment
  for i in 1..2 { B[i] ->{k} B[i+1] }
  C <->{k,h} A by B[1]
  signal x=1
  x' = -x^2+2*x*A
  at 50 {A = 10}
}
`;

/** One network of many statements. */
const long = (statements: number): string =>
  `crn Long {\n  species A=1, B\n${"  A+2 B  ->{0.1*2} B // comment\n".repeat(statements)}}\n`;

const shapes: readonly (readonly [string, (lines: number) => string])[] = [
  ["many networks", (lines) => Array.from({ length: lines / 12 }, (_, index) => network(index)).join("")],
  ["one long network", long],
];

test.for(shapes)("%s", async ([, text]) => {
  const checked = (lines: number) => {
    const snapshot = openSnapshot(text(lines));
    snapshot.diagnostics();
    return snapshot;
  };
  expect((await formattingEdits(checked(240)))?.length).toBeGreaterThan(0);
  expect(await growthOf(480, checked, formattingEdits)).toBeLessThan(ALMOST_LINEAR);
});
