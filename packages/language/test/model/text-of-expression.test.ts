import { expect, test } from "vitest";
import { textOfScalar } from "../../src/model/text-of-expression.js";
import { analyzeText } from "../analyze-fixture.js";

/** The law of a reaction, written anew. */
function written(law: string): string {
  const { analysis } = analyzeText(`crn A {\n  species X = 1, Y = 1, Z = 1\n  X ->[${law}] 0\n}\n`);
  return textOfScalar(analysis.program.networks[0]!.reactions[0]!.rate.expression);
}

test.each([
  "(X ^ Y) ^ Z",
  "X ^ Y ^ Z",
  "X - (Y - Z)",
  "X - Y - Z",
  "(X + Y) * Z",
  "X * (-Y)",
  "-(X + Y)",
  "(X ^ Y) ^ Z * X",
])("%s keeps the brackets that it needs", (law) => expect(written(law)).toBe(law));
