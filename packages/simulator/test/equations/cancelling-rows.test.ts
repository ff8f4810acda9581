import { expect, test } from "vitest";
import { prepareSystem } from "../../src/equations/prepared-system.js";
import { programFromLines } from "../program-from-lines.js";

/** Rows by species, each with its fluxes as reaction and change. */
function check(reactions: readonly string[], expected: Readonly<Record<string, readonly string[]>>): void {
  const species = ["A = 1", "B = 1", "C = 1", "D = 1", "[E] = 1"];
  const program = programFromLines({ species, reactions });
  const { cancelling, unknowns, reactions: active } = prepareSystem(program, undefined);
  const { rows, start, reaction, change } = cancelling;
  const found = Array.from(rows, (row, place): [string, string[]] => [
    program.species[unknowns[row]!]!.name,
    Array.from({ length: start[place + 1]! - start[place]! }, (_, k) => {
      const flux = start[place]! + k;
      return `${program.reactions[active[reaction[flux]!]!]!.name} ${change[flux]}`;
    }),
  ]);
  expect(Object.fromEntries(found)).toEqual(expected);
}

test("what only grows, only decays, or is one gain minus one loss needs no care", () => {
  check(["A ->{1} B", "B ->{2} A", "C ->{1} D", "C ->{2} D", "A ->{1} A + C"], {
    C: ["r3 -1", "r4 -1", "r5 1"],
  });
});

test("equal products are several fluxes, whatever their common coefficient is", () => {
  check(["A ->{1} B", "B ->{2} A", "B ->{3} C", "C ->{1} B"], {
    B: ["r1 1", "r2 -1", "r3 -1", "r4 1"],
  });
  // (1 − 2)·A is one term, but not what other species are given.
  check(["A ->{1} 2 A", "A ->{2} B"], { A: ["r1 1", "r2 -1"] });
});

test("several molecules are fluxes by powers of two, which products do not round", () => {
  check(["A ->{1} B", "B ->{1} A", "A + B ->{1} 7 B", "6 D ->{1} A"], {
    A: ["r1 -1", "r2 1", "r3 -1", "r4 1"],
    B: ["r1 1", "r2 -1", "r3 4", "r3 2"],
  });
});

test("what is held is no row", () => {
  check(["A ->{1} E", "E ->{1} A", "A ->{2} 0", "E ->{1} B"], { A: ["r1 -1", "r3 -1", "r2 1"] });
});
