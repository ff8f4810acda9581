// What the text of a `crn` means, component by component.
import { expect, test } from "vitest";
import { analyze, createSourceText } from "../../src/index.js";
import { textOfNetwork } from "./text-of-program.js";

test("loops run over both ends, indices are computed, arrays are expanded", () => {
  check(
    "const n = 3; species X[n] = 1e-6; init X[1] = 1; for i in 1..n { X[i] + X[i % n + 1] ->{2} 2 X[i % n + 1] }",
    [
      "species X[1] = 1",
      "species X[2] = 0.000001",
      "species X[3] = 0.000001",
      "X[1] + X[2] ->{2} 2 X[2]",
      "X[2] + X[3] ->{2} 2 X[3]",
      "X[3] + X[1] ->{2} 2 X[1]",
    ],
  );
});

test("catalysts stand on both sides, equal species are counted, reversible reactions are two", () => {
  check(
    "species A = 1, B = 0, C = 1; rate kf = 1, kb = 2; bind: A + A <->{kf, kb} B by C",
    [
      "species A = 1",
      "species B = 0",
      "species C = 1",
      "rate kf = 1",
      "rate kb = 2",
      "bind: 2 A + C ->{kf} B + C",
      "bind_reverse: B + C ->{kb} 2 A + C",
    ],
    ["high-order"],
  );
});

test("a zero stands for nothing, a law for the flux itself, clamped species stay", () => {
  checkFile(
    "func mm(s, v, k) = v * s / (k + s)\ncrn N { clamped species S = 2; species P = 0; rate V = 3, K = 0.5; S ->[mm(S, V, K)] P; P ->{1} 0 }",
    [
      "clamped species S = 2",
      "species P = 0",
      "rate V = 3",
      "rate K = 0.5",
      "S ->[V * S / (K + S)] P",
      "P ->{1} 0",
    ],
  );
});

test("names may be used before they are declared, `let` is put in place, rates may be computed", () => {
  check("A ->{k * twice} 0; let twice = 2 * k; rate k = base / 4; const base = 2; species A = base", [
    "species A = 2",
    "rate k = 0.5",
    "let twice = 2 * k",
    "A ->{k * 2 * k} 0".replace("k * 2 * k", "k * (2 * k)"),
  ]);
});

test("matrix products, element-wise operations and functions over arrays", () => {
  check(
    "signal x[2] = [1, -1], m[2, 2] = [[1, 2], [3, 4]]; x' = m * x - x .* abs(x) + [0, sum(x)]; m' = 0 * transpose(m)",
    [
      "signal x[1] = 1",
      "signal x[2] = -1",
      "signal m[1,1] = 1",
      "signal m[1,2] = 2",
      "signal m[2,1] = 3",
      "signal m[2,2] = 4",
      "x[1]' = m[1,1] * x[1] + m[1,2] * x[2] - x[1] * abs(x[1]) + 0",
      "x[2]' = m[2,1] * x[1] + m[2,2] * x[2] - x[2] * abs(x[2]) + (x[1] + x[2])",
      "m[1,1]' = 0 * m[1,1]",
      "m[1,2]' = 0 * m[2,1]",
      "m[2,1]' = 0 * m[1,2]",
      "m[2,2]' = 0 * m[2,2]",
    ],
  );
});

test("rails of signals are species; a signal without equation is legal if its rails react", () => {
  check("species A = 1; signal x[2] = 0, y >= 0 = 1; A + x.p[1] ->{1} x[2].m; y' = 1 - y", [
    "species A = 1",
    "signal x[1] = 0 rails",
    "signal x[2] = 0 rails",
    "signal y >= 0 = 1",
    "A + x[1].p ->{1} x[2].m",
    "y' = 1 - y",
  ]);
});

test("modules have parameters of all kinds, members, and one copy an instance", () => {
  const module =
    "module Chain(species A, B[n]; signal s; rate k = 1; const n) { species T = n; A ->{k} T; for i in 1..n { T ->{k} B[i] by s.p } }";
  checkFile(
    `${module}\ncrn N { species X = 1, Y[4] = 0; signal z = 0; rate slow = 0.1; for i in 1..2 { use c = Chain(X, [Y[i], Y[i + 2]], z; k: i * slow, n: 2) }; use last = Chain(X, Y, z; n: 4); last.T ->{2} 0; z' = -z }`,
    [
      "species X = 1",
      ...[1, 2, 3, 4].map((index) => `species Y[${index}] = 0`),
      "species c[1].T = 2",
      "species c[2].T = 2",
      "species last.T = 4",
      "rate slow = 0.1",
      "rate last.k = 1",
      "signal z = 0 rails",
      "X ->{1 * slow} c[1].T",
      "c[1].T + z.p ->{1 * slow} Y[1] + z.p",
      "c[1].T + z.p ->{1 * slow} Y[3] + z.p",
      "X ->{2 * slow} c[2].T",
      "c[2].T + z.p ->{2 * slow} Y[2] + z.p",
      "c[2].T + z.p ->{2 * slow} Y[4] + z.p",
      "X ->{last.k} last.T",
      ...[1, 2, 3, 4].map((index) => `last.T + z.p ->{last.k} Y[${index}] + z.p`),
      "last.T ->{2} 0",
      "z' = -z",
    ],
  );
});

test("a choice is made when the text is read", () => {
  check("const n = 2; species A = 1; if n > 1 && n < 5 { species B = 2; A ->{1} B } else { A ->{1} 0 }", [
    "species A = 1",
    "species B = 2",
    "A ->{1} B",
  ]);
});

test("phases, events, assertions", () => {
  check(
    "species A = 1, B = 0; rate k = 1; phases { load: 1; run: 2 * 2 }; phase load { species L = 0; A ->{k} L }; phase run { A ->{k} B }\n" +
      "at 50 { A += 10; B = A }; when A > 5 && time > 1 { k = 2 }; every 10 { A = 0 }; assert order <= 2, conserved(A + B + L), deficiency == 0, A >= 0",
    [
      "species A = 1",
      "species B = 0",
      "species L = 0 in load",
      "rate k = 1",
      "phase load: 1",
      "phase run: 4",
      "A ->{k} L in load",
      "A ->{k} B in run",
      "at 50 { A += 10; B = A }",
      "when A > 5 && time > 1 { k = 2 }",
      "every 10 { A = 0 }",
      "assert order: order <= 2",
      "assert conserved: conserved(A + B + L)",
      "assert deficiency: deficiency == 0",
      "assert condition: A >= 0",
    ],
  );
});

test("suffixes are converted exactly to the units of the file", () => {
  checkFile(
    "units { time: min; concentration: nM }\ncrn N { species A = 2 [uM], B = 5; rate k = 0.5 [1/uM/s], d = 3 [1/h]; A + B ->{k} 0; A ->{d} B; B ->{60 [1/s]} 0 }",
    [
      "species A = 2000",
      "species B = 5",
      "rate k = 0.03 [1/uM/s]",
      "rate d = 0.05 [1/h]",
      "A + B ->{k} 0",
      "A ->{d} B",
      "B ->{3600} 0",
    ],
  );
});

test("without a `units` declaration the first units written are those of the file", () => {
  checkFile(
    "crn N { species A = 10 [nM]; A ->{1 [1/s]} 0; A ->{1 [1/ms]} 0 }",
    ["species A = 10", "A ->{1} 0", "A ->{1000} 0"],
    ["duplicate-reaction"],
  );
});

test("numbers given for the rates of a module are rates, which events set and overrides replace", () => {
  const text =
    "module M(species V; rate a = 1, b[2] = [2, 3], c = 2 * a) { 0 ->{a} V; V ->{b[2] + c} 0 }\ncrn N { species V = 1; rate k = 4; use m = M(V); use l = M(V; a: k); at 20 { m.a = 0; l.a = 1 } }";
  const analysis = analyze(createSourceText("model.ncrn", text), {
    overrides: new Map([
      ["m.a", 5],
      ["m.b[1]", 6],
      ["l.a", 7],
    ]),
  });
  expect(analysis.program.networks.map(textOfNetwork)).toEqual([
    [
      "species V = 1",
      "rate k = 4",
      "rate m.a = 5",
      "rate m.b[1] = 6",
      "rate m.b[2] = 3",
      "rate l.b[1] = 2",
      "rate l.b[2] = 3",
      "0 ->{m.a} V",
      "V ->{m.b[2] + 2 * m.a} 0",
      "0 ->{k} V",
      "V ->{l.b[2] + 2 * k} 0",
      "at 20 { m.a = 0; k = 1 }",
    ],
  ]);
  // A rate that was handed in is still called by its own name.
  expect(analysis.unknownOverrides).toEqual(["l.a"]);
});

test("a value from outside reaches one constant, rate or species where its block is named", () => {
  const text =
    "const k = 1\nconst d = 2 * k\nmodule M(species V) { const k = 3; V ->{k} 0 }\ncrn N { species S = 1; const k = 4; use m = M(S); S ->{k} 0; S ->{d} 2 S }";
  const reactions = (...overrides: [string, number][]) => {
    const analysis = analyze(createSourceText("model.ncrn", text), { overrides: new Map(overrides) });
    expect(analysis.unknownOverrides).toEqual([]);
    return analysis.program.networks.map(textOfNetwork)[0];
  };
  expect(reactions()).toEqual(["species S = 1", "S ->{3} 0", "S ->{4} 0", "S ->{2} 2 S"]);
  expect(reactions(["N.k", 5])).toEqual(["species S = 1", "S ->{3} 0", "S ->{5} 0", "S ->{2} 2 S"]);
  expect(reactions(["m.k", 5])).toEqual(["species S = 1", "S ->{5} 0", "S ->{4} 0", "S ->{2} 2 S"]);
  expect(reactions(["k", 5])).toEqual(["species S = 1", "S ->{3} 0", "S ->{5} 0", "S ->{10} 2 S"]);
  expect(reactions(["N.S", 7])?.[0]).toBe("species S = 7");
});

test("constants that a value from outside reaches: those of branches that are taken and turns that are made", () => {
  const text = `module M(species V) { const gain = 3; V ->{gain} 0 }
crn N {
  species S = 1
  const outer = 1
  if 1 > 2 { const k = 4; use m = M(S); S ->{k} 0 } else { const k = 5; S ->{k + outer} 0 }
  if 2 > 1 { use n = M(S); if 2 > 1 { const inner = 6; S ->{inner} 0 } }
  for i in 1..2 { if i == 1 { const j = 1; S ->{j} 0 } else { const j = 2; S ->{j} 0 } }
  for i in 1..0 { const never = 1; S ->{never} 0 }
}`;
  const { constantsByName, diagnostics } = analyze(createSourceText("model.ncrn", text));
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const places = [...constantsByName].map(([name, declared]) => [
    name,
    [...declared].map(({ span }) => /^\w+ = (\d)/.exec(text.slice(span.start))?.[1]),
  ]);
  expect(Object.fromEntries(places)).toEqual({
    "N.outer": ["1"],
    "N.k": ["5"],
    "N.n.gain": ["3"],
    "N.inner": ["6"],
    "N.j": ["1", "2"],
  });
});

test("a value from outside for a constant with a unit is in the units of the file, and has its dimension", () => {
  const text =
    "units { time: min; concentration: nM }\nconst k = 2 [1/s]\ncrn N { const c = 3 [uM]; species S = c + 1 [nM]; S ->{k + 1 [1/min]} 0 }";
  const overrides = new Map([
    ["k", 5],
    ["c", 7],
  ]);
  const analysis = analyze(createSourceText("model.ncrn", text), { overrides });
  expect(analysis.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(analysis.unknownOverrides).toEqual([]);
  expect(analysis.program.networks.map(textOfNetwork)[0]).toEqual(["species S = 8", "S ->{6} 0"]);
});

test("reactions and equations say which copy of a module they belong to", () => {
  const text =
    "module In(species A) { A ->{1} 0 }\nmodule Out(species A) { signal x = 1; use i = In(A); A ->{2} 0; x' = -x }\ncrn N { species S = 1; for n in 1..2 { use c = Out(S) }; use d = In(S); S ->{3} 0 }";
  const [network] = analyze(createSourceText("test.ncrn", text)).program.networks;
  expect(network?.reactions.map(({ instance }) => instance)).toEqual([
    "c[1].i",
    "c[1]",
    "c[2].i",
    "c[2]",
    "d",
    undefined,
  ]);
  expect(network?.equations.map(({ instance }) => instance)).toEqual(["c[1]", "c[2]"]);
});

test("rates come after those that they read, wherever they are declared", () => {
  checkFile(
    "module M(species V; rate a = 1) { 0 ->{a} V; V ->{1} 0 }\ncrn N { species V = 1; rate d = 2 * m.a + e, e = 3; use m = M(V); V ->{d} 2 V }",
    [
      "species V = 1",
      "rate m.a = 1",
      "rate e = 3",
      "rate d = 2 * m.a + e",
      "0 ->{m.a} V",
      "V ->{1} 0",
      "V ->{d} 2 V",
    ],
  );
  check("species A = 1; rate a = b, b = 2 * a; A ->{a} 0", [], ["circular-definition"]);
});

test("overrides replace constants, rates and initial values by name", () => {
  const text = "const n = 2\ncrn N { species X[n] = 1; rate k = 1; for i in 1..n { X[i] ->{k} 0 } }";
  const overrides = new Map([
    ["n", 3],
    ["k", 5],
    ["X[2]", 7],
    ["nothing", 0],
  ]);
  const analysis = analyze(createSourceText("model.ncrn", text), { overrides });
  expect(analysis.program.networks.map(textOfNetwork)).toEqual([
    [
      "species X[1] = 1",
      "species X[2] = 7",
      "species X[3] = 1",
      "rate k = 5",
      "X[1] ->{k} 0",
      "X[2] ->{k} 0",
      "X[3] ->{k} 0",
    ],
  ]);
  expect(analysis.unknownOverrides).toEqual(["nothing"]);
});

test("a network with an error is left out, the others stay", () => {
  const analysis = analyze(
    createSourceText(
      "model.ncrn",
      "crn A { species X = 1; Y ->{1} 0 }\ncrn B { species X = 1; X ->{1} 0 }\nsimulate A { until: 1 }\nsimulate B { until: 1 }",
    ),
  );
  expect(analysis.program.networks.map(({ name }) => name)).toEqual(["B"]);
});

test.each([
  ["///One.\n/// Two.\n", "One.\nTwo."],
  ["/// One.\r\n  /// Two.\r\n  ", "One.\nTwo."],
  ["/// The file.\n\n", undefined],
  ["/// The file.\n\n/// One.\n", "One."],
  ["/// The file.\r\n \t\r\n/// One.\r\n", "One."],
  ["// The file.\n\n", undefined],
  ["// The file.\n", undefined],
  ["/// The file.\n// Not this.\n/// One.\n", "One."],
])("%j before a network documents it as %j", (comment, documentation) => {
  const text = `${comment}crn A { species X = 1; X ->{1} 0 }\n`;
  const { program } = analyze(createSourceText("m.ncrn", text));
  expect(program.networks.map((network) => network.documentation)).toEqual([documentation]);
});

test("documentation comments belong to what follows them", () => {
  const text =
    "/// A pair.\n/// Two lines.\ncrn N {\n  /// The first.\n  species A = 1\n  /// Decay.\n  A ->{1} 0\n}";
  const [network] = analyze(createSourceText("model.ncrn", text)).program.networks;
  expect([
    network?.documentation,
    network?.species[0]?.documentation,
    network?.reactions[0]?.documentation,
  ]).toEqual(["A pair.\nTwo lines.", "The first.", "Decay."]);
});

function check(body: string, expected: readonly string[], codes: readonly string[] = []): void {
  checkFile(`crn N { ${body} }`, expected, codes);
}

function checkFile(text: string, expected: readonly string[], codes: readonly string[] = []): void {
  const { program, diagnostics } = analyze(createSourceText("model.ncrn", text));
  const serious = diagnostics.filter(({ severity }) => severity !== "hint");
  expect(serious.map(({ code }) => code)).toEqual(codes);
  if (serious.some(({ severity }) => severity === "error")) expect(program.networks).toEqual([]);
  else expect(program.networks.map(textOfNetwork)).toEqual([expected]);
}
