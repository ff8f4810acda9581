import { standardLibrary } from "@ncrn/language";
import { expect, test } from "vitest";
import type { MarkupContent } from "vscode-languageserver";
import { hoverOf } from "../../src/features/hover.js";
import { markedText } from "../marked-text.js";
import { featureContext, openSnapshot } from "../open-snapshot.js";

/** The whole hover at each mark, in order; parts of a text are looked for where an entry is a list. */
async function check(
  marked: string,
  expected: readonly (string | readonly string[] | undefined)[],
  disk: Record<string, string> = {},
): Promise<void> {
  const { text, ranges } = markedText(marked);
  const snapshot = openSnapshot(text, disk);
  expect(ranges).toHaveLength(expected.length);
  for (const [index, wanted] of expected.entries()) {
    const hover = await hoverOf(snapshot, { position: ranges[index]!.start }, featureContext);
    const found = (hover?.contents as MarkupContent | undefined)?.value;
    if (Array.isArray(wanted)) for (const part of wanted) expect(found).toContain(part);
    else expect(found).toBe(wanted);
  }
}

const source = (...lines: readonly string[]): string => `\`\`\`ncrn\n${lines.join("\n")}\n\`\`\``;
const mathematics = (...lines: readonly string[]): string => `\`\`\`text\n${lines.join("\n")}\n\`\`\``;
const sections = (...all: readonly string[]): string => all.join("\n\n");
const link = (text: string, place: string): string => `[\`${text}\`](file:///main.ncrn#L${place})`;

const DIMER = `units { time: min; concentration: nM }
/// Two become one.
crn <||>Dimer {
  species <||>A = 10 [uM], B // 🧪
  rate <||>bind = 0.1 [1/nM/s], decay = <||>0.5
  2 <||>A ->{bi<||>nd} B
  back: B <||>->{decay} 2 A
}
`;

test("species, rates, reactions and numbers of a network with units", () =>
  check(DIMER, [
    [
      source("crn Dimer"),
      "Two become one.",
      "Becomes 2 species and 2 reactions (order 1: 1, order 2: 1).",
      "| SBML | 2 | 2 |",
      "| DSD | 2 | 2 |",
    ],
    sections(
      source("species A = 10 [uM]"),
      "Starts at 10000 nM.",
      mathematics("d[A]/dt = −2·bind·[A]² + 2·decay·[B]"),
      `Produced by ${link("back", "7,3")}  \nConsumed by ${link("2 A ->{bind} B", "6,3")}`,
      "Conserved: `[A] + 2·[B] = 10000 nM`",
    ),
    sections(
      source("rate bind = 0.1 [1/nM/s]"),
      "`bind = 6 [1/nM/min]`",
      `Read by 1 reaction: ${link("2 A ->{bind} B", "6,3")}`,
    ),
    undefined,
    [source("species A = 10 [uM]"), "d[A]/dt = −2·bind·[A]² + 2·decay·[B]"],
    ["`bind = 6 [1/nM/min]`"],
    sections(
      source("back: B ->{decay} 2 A"),
      mathematics("flux       = decay·[B]", "propensity = decay·B   in a volume V, with counts of molecules"),
      "Order 1, unimolecular; its rate constant is in `1/min`  \nNet change: `−1 B, +2 A`",
    ),
  ]));

test("conversions of numbers with units", () =>
  check(
    `units { time: min; concentration: nM }
crn N {
  species A = <||>2 [uM], B = 3 [<||>pM]
  rate k = <||>0.1 [1/s], q = <||>1 [1/uM/h], r = <||>4 [foo], t = <||>3.0 [1/min], u = <||>2 [nmol/L]
  A + B ->{q} 0
  A ->{k + <||>3} 0
}`,
    [
      "`2 [uM]` is `2000 [nM]` in the units of this file.",
      "`3 [pM]` is `0.003 [nM]` in the units of this file.",
      "`0.1 [1/s]` is `6 [1/min]` in the units of this file.",
      "`1 [1/uM/h]` is `1.66666666667·10⁻⁵ [1/nM/min]` in the units of this file.",
      undefined,
      "`3.0 [1/min]` is in the units of this file.",
      "`2 [nmol/L]` is `2 [nM]` in the units of this file.",
      undefined,
    ],
  ));

const REACTION = (kinetics: string, line: string): string =>
  `crn K {\n  kinetics ${kinetics}\n  species Z = 4, Y = 3, F = 1\n  rate k = 2\n  ${line}\n}`;

test("the law in force: plain", () =>
  check(REACTION("plain", "2 Z -<||>>{k} Y"), [
    sections(
      source("2 Z ->{k} Y"),
      mathematics(
        "flux       = k·[Z]²",
        "propensity = k·Z·(Z − 1)/V   in a volume V, with counts of molecules",
      ),
      "Order 2, bimolecular; its rate constant is in `1/concentration/time`  \nNet change: `−2 Z, +1 Y`  \nLaw: plain, without factorials (`kinetics plain`)",
    ),
  ]));

test("the law in force: combinatoric", () =>
  check(REACTION("combinatoric", "2 Z -<||>>{k} Y"), [
    [
      "flux       = k·[Z]²/2\n",
      "propensity = k·Z·(Z − 1)/2/V ",
      "Law: combinatoric, divided by n! for n equal molecules (`kinetics combinatoric`)",
    ],
  ]));

test("three equal molecules and another", () =>
  check(REACTION("combinatoric", "3 Z + Y -<||>>{k} 0"), [
    ["flux       = k·[Z]³·[Y]/6\n", "propensity = k·Z·(Z − 1)·(Z − 2)·Y/6/V³ ", "Order 4;", "`−3 Z, −1 Y`"],
  ]));

test("no reactants", () =>
  check(REACTION("plain", "0 -<||>>{k} Z"), [
    ["flux       = k\n", "propensity = k·V ", "Order 0; its rate constant is in `concentration/time`"],
  ]));

test("catalysts count in the order", () =>
  check(REACTION("plain", "Z -<||>>{k} 0 by F"), [
    ["flux       = k·[Z]·[F]\n", "Order 2, bimolecular", "Net change: `−1 Z`"],
  ]));

test("a law of one's own", () =>
  check(REACTION("plain", "Z ->[k * Z<||> / (3 + Z)] Y by F\n  named<||>: Z -<||>>[k * Z / (3 + Z)] Y"), [
    [source("species Z = 4"), "d[Z]/dt = −k·[Z]/(3 + [Z]) − k·[Z]/(3 + [Z])"],
    [
      source("named: Z ->[k * Z / (3 + Z)] Y"),
      "flux       = k·[Z]/(3 + [Z])\n",
      "propensity = V·(k·(Z/V)/(3 + (Z/V)))",
      "The flux is the law in brackets; 1 reactant",
    ],
    ["flux       = k·[Z]/(3 + [Z])\n"],
  ]));

test("both directions", () =>
  check(REACTION("plain", "Z <-<||>>{k, 3} 2 Y"), [
    [
      "Stands for 2 reactions:",
      "flux       = k·[Z]\n",
      "flux       = 3·[Y]²\n",
      "`Z ->{k} 2 Y`",
      "`2 Y ->{3} Z`",
    ],
  ]));

test("a volume that a rate is already called after", () =>
  check("crn V1 {\n  species A = 1\n  rate V = 3\n  2 A -<||>>{V} 0\n}", [
    ["propensity = V·A·(A − 1)/Ω   in a volume Ω"],
  ]));

test("clamped species do not change, and catalyse", () =>
  check("crn C {\n  clamped species <||>F = 2\n  species P = 1\n  P + F ->{1} F\n  F ->{2} F + P\n}", [
    sections(
      source("clamped species F = 2"),
      "Starts at 2 and is held there.",
      mathematics("d[F]/dt = 0"),
      `Catalyses ${link("P + F ->{1} F", "4,3")}, ${link("F ->{2} F + P", "5,3")}`,
    ),
  ]));

test("arrays: a component, the whole, and one in a loop", () =>
  check(
    `crn Ring {
  const n = 3
  species <||>X[n] = 1
  init X[1] = 2
  <||>X[2] ->{1} 0
  for i in 1..n { <||>X[i] <||>->{2} X[i % n + 1] }
}`,
    [
      [
        "`X[1]` starts at 2, `X[2]` starts at 1, `X[3]` starts at 1.",
        "d[X[1]]/dt = −2·[X[1]] + 2·[X[3]]",
        "d[X[3]]/dt = 2·[X[2]] − 2·[X[3]]",
      ],
      sections(
        source("species X[n] = 1"),
        "`X[2]` starts at 1.",
        mathematics("d[X[2]]/dt = −[X[2]] + 2·[X[1]] − 2·[X[2]]"),
        `Produced by ${link("X[i] ->{2} X[i % n + 1]", "6,19")}  \nConsumed by ${link("X[2] ->{1} 0", "5,3")}, ${link("X[i] ->{2} X[i % n + 1]", "6,19")}`,
      ),
      ["d[X[1]]/dt", "d[X[2]]/dt", "d[X[3]]/dt"],
      ["Stands for 3 reactions:", "`X_1 ->{2} X_2`", "`X_3 ->{2} X_1`"],
    ],
  ));

test("names in backticks and Greek letters", () =>
  check("crn Q {\n  species <||>`my species` = 1, α = 2\n  rate <||>θ = 3\n  `my species` ->{θ} <||>α\n}", [
    [
      "d[my species]/dt = −θ·[my species]",
      `Consumed by [\`\` \`my species\` ->{θ} α \`\`](file:///main.ncrn#L4,3)`,
    ],
    ["`θ = 3` in 1/time", "Read by 1 reaction: "],
    ["d[α]/dt = θ·[my species]"],
  ]));

test("a species that lowering leaves out", () =>
  check("crn L {\n  species <||>A = 0, B = 1\n  A ->{1} B\n  B ->{1} 0\n}", [["d[A]/dt = −[A]"]]));

const ROTATION = `crn Rotation {
  rate <||>w = 2
  signal <||>u = 1, v = 0
  signal n >= 0 = 1
  u<||>' = w * v
  v' <||>= -w * u
  n<||>' = 1 - n
  A ->{1} A + u.<||>p
  species A = 1
}`;

test("signals and equations", () =>
  check(ROTATION, [
    ["`w = 2`", "Read by 4 reactions: "],
    [
      "`u.p` starts at 1, `u.m` starts at 0.",
      "d[u.p]/dt = [A] + w·[v.p] − 100·[u.p]·[u.m]",
      "Produced by [`A ->{1} A + u.p`]",
      "[`dynamics of u: w * v`](file:///main.ncrn#L5,8)",
    ],
    [
      "d[u.m]/dt = w·[v.m] − 100·[u.p]·[u.m]",
      "`u` is the difference of two rails: `u_p` − `u_m`",
      "Becomes 3 reactions, 1 of them cancels rails:",
      "u_p + u_m ->{100} 0",
    ],
    sections(
      source("v' = -w * u"),
      "`v` is the difference of two rails: `v_p` − `v_m`",
      "Becomes 3 reactions, 1 of them cancels rails:",
      source("0 ->{w} v_m by u_p", "0 ->{w} v_p by u_m", "v_p + v_m ->{100} 0"),
    ),
    ["`n` never falls below 0 and needs one rail: `n`", "Becomes 2 reactions:"],
    ["d[u.p]/dt"],
  ]));

test("equations of arrays and of species", () =>
  check("crn E {\n  species X = 1\n  signal y[2] = -1\n  X' <||>= 1 - X\n  y' <||>= -y\n}", [
    ["`X` is a species and rises and falls by itself.", "Becomes 2 reactions:"],
    [
      "`y[1]` is the difference of two rails: `y_1_p` − `y_1_m`  \n`y[2]`",
      "Becomes 6 reactions, 2 of them cancel rails:",
    ],
  ]));

const PHASES = `crn P {
  species X = 3, <||>Y
  phases { <||>copy: 1; decay: 0.5 }
  Y ->{3} 0
  phase <||>copy { X -<||>>{1} X + Y }
  phase decay { <||>X ->{2} 0 }
}`;

test("phases", () =>
  check(PHASES, [
    ["d[Y]/dt = −3·[Y] + [X]   in phase copy\nd[Y]/dt = −3·[Y]   in phase decay"],
    ["Lasts 1. 1 reaction of its own, and 1 reaction that always runs."],
    ["Lasts 1. 1 reaction of its own"],
    ["flux       = [X]\n", "Runs in `copy`", "Net change: `+1 Y`"],
    ["d[X]/dt = −2·[X]   in phase decay\nd[X]/dt = 0   in all other phases"],
  ]));

const MODULE = `/// Turns S into P.
module <||>Step(species <||>S, P; rate <||>k = 1) {
  species <||>C = 0
  S -<||>>{k} C
  C ->{2} P
}
crn Two {
  species A = 1, B = 0, D = 0
  use <||>one = Step(A, B)
  use two = <||>Step(B, D; k: 5)
  let <||>bound = one.<||>C + two.C
}`;

test("modules and their copies", () =>
  check(MODULE, [
    [source("module Step(species S, P; rate k = 1)"), "Turns S into P."],
    ["A species that is handed to each copy of the module."],
    ["`one.k = 1`", "`two.k = 5`"],
    ["d[one.C]/dt = one.k·[A] − 2·[one.C]", "d[two.C]/dt = two.k·[B] − 2·[two.C]"],
    ["Stands for 2 reactions:", "flux       = one.k·[A]\n", "flux       = two.k·[B]\n"],
    sections(source("use one = Step(A, B)"), "Puts 2 reactions into `Two`."),
    ["Turns S into P."],
    sections(source("let bound = one.C + two.C"), mathematics("bound = [one.C] + [two.C]")),
    ["d[one.C]/dt"],
  ]));

test("records, their values and functions", () =>
  check(
    `crn A { species X = 1; X ->{1} 0 }
simulate A {
  <||>method: <||>ssa(<||>runs: 3)
  until<||>: 3
  <||>plot: <||>mean(X)
}
crn B { species Y = 1; Y ->[<||>sqrt(<||>time) * Y] 0; <||>lower { <||>order: 2 } }`,
    [
      ["How the time course is computed. Default: `ode(rtol: 1e-8, atol: 1e-12)`.", "- `linear_noise("],
      sections(source("ssa(runs: 1, seed: 1)"), "Simulates single molecules, exactly."),
      "Number of runs. Default: `1`.",
      ["Needed."],
      ["May be left out."],
      sections(
        source("mean(x)"),
        "The mean over the runs (`plot`) or over the runs at the end (`report`). Stands in `plot`, `report` and `measure`.",
      ),
      sections(source("sqrt(x)"), "The square root. Stands in expressions and in data."),
      undefined,
      undefined,
      ["The highest order that reactions may have; 2 in a `learn` record unless written."],
    ],
  ));

const LEARNER = `/// Points on a line.
data <||>line { seed: 1; sample 20 { <||>a ~ <||>uniform(0, 1); b = 2 * a }; split: 0.75 }
model <||>Line {
  input <||>x >= 0
  target y
  weight <||>theta = 0.5
  state <||>z = 0
  z' = theta * x - z
  output <||>yhat = z
  loss = (yhat - y)^2 / 2
}
<||>learn Line as <||>LineCRN { <||>phases { <||>forward: 1 }; <||>gradient: <||>adjoint }
train <||>LineCRN on line { feed { x: a; y: b }; <||>epochs: 3 }
`;

test("learners", () =>
  check(LEARNER, [
    ["Points on a line.", "20 rows: 15 for training, 5 for validation.  \n2 columns: `a`, `b`."],
    [source("column a ~ uniform(0, 1)")],
    ["uniform(low, high)"],
    ["Learnt as `LineCRN`:", "| SBML |"],
    [source("input x >= 0"), "In `LineCRN` it is stored in `x`."],
    ["In `LineCRN` it is stored in `theta_p`, `theta_m`.", "theta′ = −eta·λ(z)·x   in feedback"],
    ["z′ = theta·x − z   in forward", "λ(z)′ = z − y   in error", "λ(z)′ = −λ(z)   in feedback"],
    [source("output yhat = z"), "In `LineCRN` it needs no species of its own."],
    [
      "Learns 1 weight; the gradient is exact (`gradient: adjoint`).",
      "forward   z′ = theta·x − z",
      "error     λ(z)′ = z − y",
      "feedback  λ(z)′ = −λ(z)\n          theta′ = −eta·λ(z)·x",
      "Becomes 9 species and 12 reactions (order 1: 8, order 2: 4).",
      "Reactions by phase: `forward` 4, `error` 4, `feedback` 4.",
      "Outside the chemistry the host\n- sets the initial weights once, before the first sample",
    ],
    ["Learns 1 weight;"],
    ["The lengths of the phases. Needed."],
    ["Length of the forward phase, in which the states follow their equations. Needed."],
    ["How the gradient is derived. Default: `adjoint`."],
    sections(source("adjoint"), "The exact gradient."),
    ["Learns 1 weight;"],
    ["How often all training samples are used. Needed."],
  ]));

test("data from a file, and from one that is not there", async () => {
  const text = 'data <||>D from "d.csv" { where: <||>`sepal length` > 1; split: 1 }\n';
  await check(
    text,
    [["2 rows: 1 for training, 1 for validation.", "`sepal length`"], [source('column of "d.csv"')]],
    {
      "file:///d.csv": "sepal length,kind\n1,a\n2,b\n3,a\n",
    },
  );
  await check(text, [["Its file cannot be read."], undefined]);
});

test("names from other files and from the standard library", () =>
  check(
    `import { <||>Step } from "steps"
import { half_squared_error } from "std/metrics"
crn I { species A = 1, B = 0; use s = Step(A, B); let e = <||>half_squared_error(s.<||>C, 1) }`,
    [
      [source("module Step(species S, P)"), "One step."],
      ["half_squared_error"],
      ["d[s.C]/dt = [A] − 2·[s.C]", "Produced by [`S ->{1} C`](file:///steps.ncrn#L3,"],
    ],
    {
      "file:///steps.ncrn":
        "/// One step.\nmodule Step(species S, P) { species C = 0\n  S ->{1} C; C ->{2} P }\n",
    },
  ));

test("what the standard library says about its names", () =>
  check(
    `import { <||>ring } from "std/clocks"
import { half_squared_error } from "std/metrics"
crn A { species X[3] = 1; use r = <||>ring(X); let e = <||>half_squared_error(X[1], 1) }`,
    [
      [source("module ring(species X[n]; rate k = 1; const n = 3)"), "A ring of n species"],
      [source("module ring(species X[n]; rate k = 1; const n = 3)"), "A ring of n species"],
      ["half_squared_error", documentationIn("metrics", "half_squared_error")],
    ],
  ));

/** The comment above a declaration of the standard library. */
function documentationIn(file: string, name: string): string {
  const lines = standardLibrary.get(`std/${file}`)?.split("\n") ?? [];
  const at = lines.findIndex((line) => new RegExp(`^(?:func|module) ${name}\\b`).test(line));
  return lines[at - 1]?.replace(/^\/\/\/ /, "") ?? "no comment";
}

test("an oscillating learner has the clock of its own", () =>
  check(
    LEARNER.replaceAll("<||>", "")
      .replace("learn Line", "<||>learn Line")
      .replace("gradient: adjoint", "clock: oscillator"),
    [["Reactions by window of its clock: ", "Period of the clock: ", "- adds the next sample"]],
  ));

const EVENTS = `units { time: s; concentration: nM }
module Pulse(species Q) { <||>every 2 { Q += 1 } }
crn Events {
  species <||>A = 1, <||>B, <||>X[5] = 1
  signal <||>s = 1
  rate <||>k = 1
  A ->{k} B
  s' = -s
  X[1] ->{1} 0
  <||>at <||>5 { A <||>+= 3; k = 2 }
  when A <||>> 5 && B < 2 { s = -1 }
  every 10 { <||>A -= 1 }
  use p = Pulse(B)
  for i in 1..2 { <||>at 4 * i { X[i] = 0 } }
}
crn Broken { species C = 1; <||>when C > Q { C = 0 } }
crn Idle { species D = 0; at 3 { D = 2 }; <||>D ->{1} 0 }
`;

test("events, and what they set and read", () =>
  check(EVENTS, [
    sections(
      source("every 2 { Q += 1 }"),
      "Happens every 2 s, first at time 2 s:",
      mathematics("[B] ← [B] + 1"),
    ),
    sections(
      source("species A = 1"),
      "Starts at 1 nM.",
      mathematics("d[A]/dt = −k·[A]"),
      `Consumed by ${link("A ->{k} B", "7,3")}  \nSet by ${link("at 5 { A += 3; k = 2 }", "10,3")}, ${link("every 10 { A -= 1 }", "12,3")}  \nRead by ${link("when A > 5 && B < 2 { s = -1 }", "11,3")}`,
    ),
    [
      `Set by ${link("every 2 { Q += 1 }", "2,27")}  \nRead by ${link("when A > 5 && B < 2 { s = -1 }", "11,3")}`,
    ],
    ["All 5 start at 1 nM.", `Set by ${link("at 4 * i { X[i] = 0 }", "14,19")}`],
    [`Set by ${link("when A > 5 && B < 2 { s = -1 }", "11,3")}`],
    [`Read by 1 reaction: ${link("A ->{k} B", "7,3")}  \nSet by ${link("at 5 { A += 3; k = 2 }", "10,3")}`],
    sections(
      source("at 5 { A += 3; k = 2 }"),
      "Happens once, at time 5 s:",
      mathematics("[A] ← [A] + 3", "k ← 2"),
    ),
    ["Happens once, at time 5 s:"],
    ["Happens once, at time 5 s:"],
    sections(
      source("when A > 5 && B < 2 { s = -1 }"),
      "Happens each time that `[A] > 5 and [B] < 2` becomes true, not if it is true from the start:",
      mathematics("[s.p] ← 0", "[s.m] ← 1"),
    ),
    [source("species A = 1"), "d[A]/dt"],
    sections(
      source("at 4 * i { X[i] = 0 }"),
      "Stands for 2 events:",
      "Happens once, at time 4 s:",
      mathematics("[X[1]] ← 0"),
      "Happens once, at time 8 s:",
      mathematics("[X[2]] ← 0"),
    ),
    sections(
      source("when C > Q { C = 0 }"),
      "What it changes is shown as soon as the network around it has no errors.",
    ),
    ["d[D]/dt = −[D]", `Set by ${link("at 3 { D = 2 }", "17,27")}`],
  ]));

test("species that only a law reads", () =>
  check("crn Law { species <||>Y = 1, X = 1; X ->[Y * X] 0 }", [
    [`In the law of ${link("X ->[Y * X] 0", "1,33")}`],
  ]));

test("equations of a model, by what learning makes of them", () =>
  check(LEARNER.replaceAll("<||>", "").replace("z' =", "z<||>' <||>="), [
    [
      source("state z = 0"),
      source("z' = theta * x - z"),
      "In `LineCRN`:",
      "`z` is the difference of two rails: `z_p` − `z_m`",
    ],
    sections(
      source("z' = theta * x - z"),
      "In `LineCRN`:",
      "`z` is the difference of two rails: `z_p` − `z_m`",
      "Becomes 8 reactions:",
      "- 4 carry the equation out, in `forward`\n- 2 move the adjoint, in `feedback`\n- 2 collect the gradient of weights, in `feedback`",
      source("0 ->{1} z_p by x + theta_p", "0 ->{1} z_m by x + theta_m", "z_p ->{1} 0", "z_m ->{1} 0"),
    ),
  ]));

const ARRAYS = `model Wide {
  input x[3]
  target y
  weight w[3] = 0.1
  state z[3] = 0, pooled[20] = 0
  for i in 1..3 { z[i]' <||>= w[i] * x[i] - z[i]^2 .* z[i] }
  pooled' <||>= -pooled
  output yhat = sum(z) + sum(pooled)
  loss = (yhat - y)^2 / 2
}
`;

test("equations of a model about arrays, in loops, in several learners", () =>
  check(
    `${ARRAYS}learn Wide as One { phases { forward: 1 } }
learn Wide as Two { gradient: first_order; phases { forward: 1 } }
learn Wide as Three { update: accumulated; phases { forward: 1 } }`,
    [
      [
        source("z[i]' = w[i] * x[i] - z[i]^2 .* z[i]"),
        "In `One`:",
        "`z[1]` is the difference of two rails: `z_1_p` − `z_1_m`",
        " run it backwards",
        "In `Two`:",
        "… and in 1 more learner.",
      ],
      [source("pooled' = -pooled"), "In `One`:"],
    ],
  ));

test("an equation of a model that nobody learns", () =>
  check(ARRAYS.replace("pooled' <||>", "pooled' "), [
    sections(
      source("z[i]' = w[i] * x[i] - z[i]^2 .* z[i]"),
      "Its reactions are counted as soon as a `learn` record of this model is free of errors.",
    ),
  ]));

test("equations in loops of a network", () =>
  check("crn Loop {\n  signal x[9] = -1\n  for i in 1..9 { x[i]' <||>= -x[i] }\n}", [
    [
      "9 components, each the difference of two rails: `x_1_p` − `x_1_m`, `x_2_p` − `x_2_m`, `x_3_p` − `x_3_m`, and 6 more",
      "Becomes 27 reactions, 9 of them cancel rails:",
      "// and 19 more",
    ],
  ]));

const ODD_NAMES = `crn \`My | <net>*\` {
  species <||>\`a|b*c\` = 1, X = 1
  rate <||>\`k*1_2\` = 2
  phases { <||>\`ph|a*b\`: 1; other: 2 }
  phase \`ph|a*b\` { \`lab|el*\`: \`a|b*c\` + X -<||>>{\`k*1_2\`} X }
  X ->{1} 0
}`;

test("names with signs of mathematics and Markdown", () =>
  check(ODD_NAMES, [
    ["d[a|b*c]/dt = −`k*1_2`·[a|b*c]·[X]   in phase ph|a*b", "Consumed by [`lab|el*`](file:///main.ncrn#L5,"],
    ["`k*1_2 = 2` in 1/concentration/time"],
    ["Lasts 1. 1 reaction of its own"],
    [
      "flux       = `k*1_2`·[a|b*c]·[X]\n",
      "propensity = `k*1_2`·`a|b*c`·X/V ",
      "Net change: `−1 a|b*c`",
      "Runs in `ph|a*b`",
    ],
  ]));

const WIDE = `crn <||>Wide {
  species <||>X[100] = 1
  rate <||>k[100] = 2, <||>q[3] = [1, 2, 3]
  signal <||>z[12] = -1
  for i in 1..99 { X[i] ->{k[i]} X[i + 1] }
  for i in 1..3 { X[i] ->{q[i]} 0 }
  0 -<||>>[1 / (1 + sum(X))] X[1]
  z' = -z * sum(z)
  let <||>total = sum(X)
  phases { first: 1; second: 1 }
}`;

test("long arrays are summarised", async () => {
  await check(WIDE, [
    ["Reactions by phase: `first` 0, `second` 0, always "],
    [
      "All 100 start at 1.",
      "… and 96 more equations",
      `Produced by ${link("X[i] ->{k[i]} X[i + 1]", "5,20")}, ${link("0 ->[1 / (1 + sum(X))] X[1]", "7,3")}  \n`,
    ],
    ["All 100 are `2` in 1/time.", "Read by 99 reactions: "],
    ["`q[1] = 1` in 1/time  \n`q[2] = 2` in 1/time  \n`q[3] = 3` in 1/time"],
    [
      "All 12 start at −1.",
      `Produced by ${link("dynamics of z: -z * sum(z)", "8,8")}  \n`,
      `${link("annihilation of the rails of z", "4,10")}`,
    ],
    ["flux       = 1/(1 + ("],
    ["total = [X[1]] + "],
  ]);
  const { text, ranges } = markedText(WIDE);
  const snapshot = openSnapshot(text);
  for (const { start } of ranges) {
    const hover = await hoverOf(snapshot, { position: start }, featureContext);
    const lines = (hover?.contents as MarkupContent | undefined)?.value.split("\n") ?? [];
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(500);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.length).toBeLessThan(40);
  }
});

test("a network that is too large to be lowered here says so", () =>
  check(
    `crn <||>Huge { species <||>X[400] = 1, Y[400] = 1; signal z[200] = -1; z' <||>= -z * sum(X) * sum(Y); X[1] -<||>>{1} 0; <||>at 1 { X[1] = 0 } }`,
    Array.from({ length: 5 }, () => ["too much to be looked at while you type"]),
  ));

test("what is said beside errors", () =>
  check(
    `crn <||>Broken {
  species <||>A = 1
  rate <||>k = 1
  2 A -<||>>{k} Unknown
  A' =<||>
}
crn Fine { species <||>B = 1; B ->{1} 0 }`,
    [
      [source("crn Broken"), "Its reactions are counted as soon as it has no errors."],
      [
        source("species A = 1"),
        "What this species does is shown as soon as the network around it has no errors.",
      ],
      ["What this rate does is shown"],
      [
        source("2 A ->{k} Unknown"),
        "Order 2. Its flux is shown as soon as the network around it has no errors.",
      ],
      [source("A' =")],
      ["d[B]/dt = −[B]"],
    ],
  ));

test("a large network is not written in all targets for a hover", () =>
  check("crn <||>Large { species X[2000] = 1; for i in 1..2000 { X[i] ->{1} 0 } }", [
    [
      "Becomes 2000 species and 2000 reactions (order 1: 2000).",
      "It is too large to be written in all targets here.",
    ],
  ]));

test("nothing on empty places", () =>
  check("<||>\ncrn A {<||>\n  species X = 1 // <||>note\n}\n<||>", [
    undefined,
    undefined,
    undefined,
    undefined,
  ]));

test("no hover throws while a file is being typed", async () => {
  const whole = `${MODULE}\n${LEARNER}\n${PHASES}\n${EVENTS}\n${ARRAYS}`.replaceAll("<||>", "");
  for (let length = 11; length < whole.length; length += 37) {
    const snapshot = openSnapshot(whole.slice(0, length));
    const lines = whole.slice(0, length).split("\n");
    for (const line of [lines.length - 1, lines.length >> 1, 3]) {
      for (let character = 0; character <= (lines[line]?.length ?? 0); character += 3)
        await hoverOf(snapshot, { position: { line, character } }, featureContext);
    }
  }
});

const SCANNED = `const most = 2
crn Decay {
  species A = most
  rate k = 0.5
  A ->{k} 0
}
<||>scan Decay as <||>fates {
  <||>vary { <||>k: logspace(0.1, 10, 5); <||>most: [1, 2.5] }
  until: 4
  measure: final(A)
}
`;

test("a scan says what is varied and how often it runs, at its head and at what it varies", () => {
  const all = sections(
    "10 runs, one for each combination:\n- `k`: 5 values from 0.1 to 10, evenly spaced on a logarithmic axis\n- `most`: 1, 2.5",
  );
  return check(SCANNED, [
    all,
    sections(source("scan Decay as fates"), all),
    ["Which values are varied", all],
    [source("rate k = 0.5"), "Varied here: 5 values from 0.1 to 10, evenly spaced on a logarithmic axis."],
    [source("const most = 2"), "Varied here: 1, 2.5."],
  ]);
});
test("a scan with errors, or half typed", () =>
  check("crn A { species X; X ->{1} 0 }\n<||>scan A as <||>b { vary { <||>Y: 1, <||>X: linspace(", [
    undefined,
    source("scan A as b"),
    undefined,
    [source("species X")],
  ]));
