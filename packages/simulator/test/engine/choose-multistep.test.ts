import { expect, test } from "vitest";
import type { Program } from "../../src/bytecode/bytecode-format.js";
import { isMultistepQuicker } from "../../src/engine/methods/choose-multistep.js";
import { structureOf } from "../../src/engine/system-structure.js";
import { prepareSystem } from "../../src/equations/prepared-system.js";
import { programFromLines } from "../program-from-lines.js";
import { brusselator } from "./stiff-problems.js";

const isQuicker = (program: Program): boolean =>
  isMultistepQuicker(structureOf(prepareSystem(program, undefined)));

/** A ring of species in which each makes so many others that only accumulate. */
function ringWithProducts(size: number, products: number): Program {
  const ring = Array.from({ length: size }, (_, i) => i);
  const others = Array.from({ length: products }, (_, k) => k);
  return programFromLines({
    species: [...ring.map((i) => `S${i} = 1`), ...ring.flatMap((i) => others.map((k) => `P${i}x${k}`))],
    reactions: ring.flatMap((i) => [
      `S${i} ->{1} S${(i + 1) % size}`,
      ...others.map((k) => `S${i} + S${(i + k) % size} ->{1} S${i} + S${(i + k) % size} + P${i}x${k}`),
    ]),
  });
}

test("few coupled unknowns stay with one-step methods, many on a line change", () => {
  expect(isQuicker(brusselator(100).program)).toBe(false);
  expect(isQuicker(brusselator(200).program)).toBe(true);
});

test("where each step has much to integrate along, few steps are better", () => {
  expect(isQuicker(ringWithProducts(300, 0))).toBe(true);
  expect(isQuicker(ringWithProducts(300, 20))).toBe(false);
});
