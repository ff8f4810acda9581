// The standard library: sound, in the one style, documented, and usable: one network that uses every module.
import { expect, test } from "vitest";
import { formatText } from "../../src/format/prettier-plugin.js";
import { analyze, createSourceText, parse } from "../../src/index.js";
import { standardLibrary } from "../../src/std/standard-library.js";

for (const [path, text] of standardLibrary) {
  const source = createSourceText(`${path}.ncrn`, text);

  test(`${path} is sound and in the one style`, async () => {
    expect(analyze(source).diagnostics.filter(({ severity }) => severity !== "hint")).toEqual([]);
    expect(await formatText(source)).toEqual({ text });
  });

  test(`every declaration of ${path} is documented`, () => {
    const { document, comments } = parse(source);
    const documented = comments
      .filter(({ style }) => style === "documentation")
      .map(({ span }) => span.end + 1);
    for (const { span } of document.declarations) expect(documented).toContain(span.start);
  });
}

const uses = `
import { add, subtract, multiply, dot_product, compare, annihilate, buffer } from "std/arithmetic"
import { ring, two_phase } from "std/clocks"
import { form_error, accumulate, update } from "std/learning"
import { half_squared_error } from "std/metrics"

crn Everything {
  signal a = 1, b = 2, total, difference, product, v[2] = 1, w[2] = 2, dotted
  signal e, gradient, weight = 1, prediction = 1, goal = 2
  species A = 3, B = 1, G, L, X, Reserve = 10
  species R[4] = 1e-6, First = 1e-6, Second = 1e-6
  init R[1] = 1, R[2] = 1

  use sum1 = add(a, b, total)
  use difference1 = subtract(a, b, difference; k: 2)
  use product1 = multiply(a, b, product)
  use dot1 = dot_product(v, w, dotted; n: 2)
  use order1 = compare(A, B, G, L)
  use clean = annihilate(total)
  use hold = buffer(X, Reserve)
  use clock = ring(R; n: 4)
  use phases1 = two_phase(First, Second)
  use error1 = form_error(prediction, goal, e)
  use gradient1 = accumulate(e, a, gradient)
  use step = update(weight, gradient)

  let cost = half_squared_error(total, 3)
}
`;

test("every module can be used", () => {
  const { diagnostics, program } = analyze(createSourceText("test.ncrn", uses));
  expect(diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual(
    [],
  );
  const names = program.networks.map(({ name }) => name);
  expect(names).toEqual(["Everything"]);
});
