// A caller who has to answer soon allows less than the language does: what makes more is left out, the rest is analysed.
import { expect, test } from "vitest";
import { analyze, createSourceText } from "../../src/index.js";

const network = (name: string, turns: number): string =>
  `crn ${name} { species A = 1; for i in 1..${turns} { A ->{i} 0 } }\n`;

/** Names of the networks that are there, and what is said, but that each turn of the loops makes the same reaction. */
function check(
  text: string,
  mostWork: number | undefined,
  names: readonly string[],
  codes: readonly string[],
): void {
  const options = mostWork === undefined ? {} : { mostWork };
  const { program, diagnostics } = analyze(createSourceText("main.ncrn", text), options);
  expect(program.networks.map(({ name }) => name)).toEqual(names);
  const found = diagnostics.map(({ code }) => code).filter((code) => code !== "duplicate-reaction");
  expect(found).toEqual(codes);
}

test("a network that makes too much is left out", () =>
  check(network("Large", 50), 40, [], ["network-too-large"]));
test("it takes nothing from the networks around it", () =>
  check(
    network("First", 15) + network("Large", 50) + network("Last", 15),
    40,
    ["First", "Last"],
    ["network-too-large"],
  ));
test("networks count together", () =>
  check(network("First", 25) + network("Last", 25), 40, ["First"], ["network-too-large"]));
test("each network that is left out is named", () =>
  check(network("One", 50) + network("Two", 50), 40, [], ["network-too-large", "network-too-large"]));
test("an array", () => check("crn Large { signal x[50] = 0; x' = -x }\n", 40, [], ["network-too-large"]));
test("a simulation of what is left out is not wrong", () =>
  check(`${network("Large", 50)}simulate Large { until: 1; plot: A }\n`, 40, [], ["network-too-large"]));
test("without such a caller it is analysed", () => check(network("Large", 50), undefined, ["Large"], []));
test("beyond what the language allows it is an error for everybody", () => {
  check(network("Huge", 2_000_000), undefined, [], ["too-many-components"]);
  check(network("Huge", 2_000_000), 5_000_000, [], ["too-many-components"]);
});
