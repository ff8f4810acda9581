import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Code, Opcode, type Program } from "../../src/bytecode/bytecode-format.js";
import { decodeBytecode } from "../../src/bytecode/decode-bytecode.js";
import { encodeBytecode } from "../../src/bytecode/encode-bytecode.js";
import { programFromLines } from "../program-from-lines.js";

const sample = programFromLines({
  parameters: { k: 0.1, "κ₁": -1e-300 },
  species: ["A = 10", "[B] = 0.30000000000000004", "C"],
  reactions: ["2 A + B ->{k} 3 C @ one", "C -> 0: C sqrt time * κ₁ max", "A ->{k 2 /} 0"],
  phases: { one: 1, two: 2.5 },
  events: ["at 1: A = B; k = 7", "every 0.25: C = C 2 ^", "when A 5 < B 1 > && !: B = 1"],
  observables: { total: "A B + C 0.5 ?" },
});

/** A program with one reaction whose rate is the given code. */
function withRate(kind: "mass-action" | "law", code: Code): Program {
  const base = programFromLines({ species: ["A = 1"] });
  return {
    ...base,
    reactions: [
      {
        name: "r",
        reactants: [{ species: 0, coefficient: 1 }],
        products: [],
        rate: { kind, code },
        phases: [],
      },
    ],
  };
}

function check(program: Program, problem: RegExp): void {
  const decoded = decodeBytecode(encodeBytecode(program));
  expect("problem" in decoded ? decoded.problem : "no problem").toMatch(problem);
}

test("a program comes back as it was", () => {
  expect(decodeBytecode(encodeBytecode(sample))).toEqual({ program: sample });
});

test("the bytes are those of docs/bytecode.md", () => {
  const program = programFromLines({ parameters: { k: 2 }, species: ["A = 1"], reactions: ["A ->{k} 0"] });
  const hex = [...encodeBytecode(program)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  const u32 = (value: number) => `${value.toString(16).padStart(2, "0")} 00 00 00`;
  const text = (value: string) =>
    `${u32(value.length)} ${[...value].map((c) => c.charCodeAt(0).toString(16)).join(" ")}`;
  const sections = [
    `4e 41 4d 45 ${u32(8)} ${text("test")}`,
    `50 41 52 41 ${u32(17)} ${u32(1)} ${text("k")} 00 00 00 00 00 00 00 40`,
    `53 50 45 43 ${u32(18)} ${u32(1)} ${text("A")} 00 00 00 00 00 00 f0 3f 00`,
    `52 45 41 43 ${u32(40)} ${u32(1)} ${text("r1")} ${u32(1)} ${u32(0)} ${u32(1)} ${u32(0)} 00 ${u32(1)} 01 ${u32(0)} ${u32(0)}`,
    `45 56 4e 54 ${u32(4)} ${u32(0)}`,
    `50 48 41 53 ${u32(4)} ${u32(0)}`,
    `4f 42 53 56 ${u32(4)} ${u32(0)}`,
  ];
  const length = 12 + sections.join(" ").split(" ").length;
  expect(hex).toBe(`4e 43 52 4e ${u32(1)} ${u32(length)} ${sections.join(" ")}`);
});

test("the document lists every opcode with its number", () => {
  const document = readFileSync(new URL("../../../../docs/bytecode.md", import.meta.url), "utf8").split(
    "## Instructions",
  )[1]!;
  const rows = [...document.matchAll(/^\| ([\d, ]+) \| ([\w, ]+) \|/gm)].flatMap(([, numbers, names]) => {
    const list = names!.trim().split(", ");
    return numbers!.split(", ").map((number, i) => [list[i], Number(number)]);
  });
  expect(Object.fromEntries(rows)).toEqual(Opcode);
});

test("what is wrong is said", () => {
  const number = { opcode: Opcode.number, operand: 1 } as const;
  const species = { opcode: Opcode.species, operand: 0 } as const;
  const add = { opcode: Opcode.add, operand: 0 } as const;
  check(withRate("law", []), /Reaction r: rate: it leaves 0 values/);
  check(withRate("law", [number, add]), /instruction 1 finds too few values/);
  check(withRate("law", [number, number]), /leaves 2 values/);
  check(withRate("law", [{ opcode: 77 as never, operand: 0 }]), /unknown opcode 77/);
  check(withRate("law", [{ ...species, operand: 1 }]), /no species with index 1/);
  check(withRate("law", [{ opcode: Opcode.parameter, operand: 0 }]), /no parameter with index 0/);
  check(withRate("law", [{ ...number, operand: Infinity }]), /no finite number/);
  check(
    withRate(
      "law",
      Array.from({ length: 20_001 }, (_, i) => (i <= 10_000 ? number : add)),
    ),
    /10000 places/,
  );
  check(withRate("mass-action", [species]), /mass action reads a species/);
  check({ ...sample, species: [{ name: "A", initial: -1, clamped: false }] }, /Species A has a negative/);
  check({ ...sample, parameters: [{ name: "k", value: Number.NaN }] }, /Parameter k has no finite value/);
  check({ ...sample, phases: [{ name: "p", duration: 0 }] }, /All phases/);
  check({ ...sample, phases: [{ name: "p", duration: -1 }] }, /Phase p/);
  const long = { name: "p", duration: 1e308 };
  check({ ...sample, phases: [long, long] }, /durations of all phases together/);
});

test.each([
  [[], /does not begin with NCRN|too early/],
  [[0x4e, 0x43, 0x52, 0x4e, 2, 0, 0, 0], /version 2; this program reads version 1/],
  [[0x50, 0x4b, 3, 4, 0, 0, 0, 0], /not a bytecode file/],
])("bytes %j are refused", (bytes, problem) => {
  expect(decodeBytecode(Uint8Array.from(bytes))).toEqual({ problem: expect.stringMatching(problem) });
});

const bytes = encodeBytecode(sample);

test("every truncation and extension is noticed", () => {
  for (let length = 0; length < bytes.length; length++)
    expect(decodeBytecode(bytes.subarray(0, length))).toHaveProperty("problem");
  expect(decodeBytecode(Uint8Array.from([...bytes, 0]))).toHaveProperty("problem");
});

test("damaged and random bytes never throw, and what is accepted encodes to the same bytes", () => {
  const unharmed = (candidate: Uint8Array) => {
    const decoded = decodeBytecode(candidate);
    if ("program" in decoded) expect(encodeBytecode(decoded.program)).toEqual(candidate);
    else expect(decoded.problem).not.toBe("");
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), unharmed), { numRuns: 500, seed: 1 });
  const positions = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(positions, (changes) => {
      const damaged = Uint8Array.from(bytes);
      for (const [at, value] of changes) damaged[at] = value;
      unharmed(damaged);
    }),
    { numRuns: 5000, seed: 2 },
  );
});
