// Marked places and what completion has to offer there. `first`: the labels that stand first, in this order; `has`: must
// be offered; `not`: must not; `only`: exactly these, in any order. A line stands in the text that its group names.

/** What is expected at one place. */
export interface Expected {
  readonly first?: readonly string[];
  readonly has?: readonly string[];
  readonly not?: readonly string[];
  readonly only?: readonly string[];
}

export type Case = readonly [line: string, expected: Expected];

const network = (line: string): string => `import "parts" as lib
import { scaled } from "parts"
const n = 3
func twice(a) = 2 * a
/// Joins two.
module Join(species A, B, C; rate k = 1) {
  species Inner = 0
  A + B ->{k} C + Inner
}
/* 🧪𝛉 */ crn Net {
  species Prey = 10, Pred = 5
  species X[n] = 0, \`odd name\` = 1
  clamped species Fuel = 1
  rate birth = 1, eat = 0.1
  signal s = 1
  phases { make: 1; spend: 2 }
  use j = Join(Prey, Pred, Fuel)
  let total = Prey + Pred
  ${line}
  Prey ->{birth} 2 Prey
}
simulate Net { until: 10; plot: Prey }
`;

const model = (line: string): string => `const n = 2
model Linear {
  input x[n] >= 0
  target y
  weight w[n] ~ uniform(0.1, 0.5)
  fixed h = 0.1
  state z = 0
  output yhat = z
  ${line}
  loss = (yhat - y)^2 / 2
}
learn Linear as Circuit { phases { forward: 1 } }
`;

const file = (line: string): string => `crn Net {
  species A = 1, B = 0
  signal s = 0
  rate k = 1
  phases { first: 1 }
  A ->{k} B
}
model Linear {
  input x[2]
  target y
  weight w[2] = 0
  state z = 0
  z' = dot(w, x)
  output yhat = z
  loss = (yhat - y)^2 / 2
}
model Other { input q; target r; weight v = 0; state u = 0; u' = v * q; output o = u; loss = (o - r)^2 }
learn Linear as Circuit { phases { forward: 1 } }
learn Other { phases { forward: 1 } }
data plane {
  sample 10 { x1 ~ uniform(0, 1); x2 ~ uniform(0, 1); y = x1 + x2 }
}
data flowers from "iris.csv" { seed: 1 }
${line}
`;

/** Text around the line → the line with its mark `<||>`, and what is offered there. */
export const groups: readonly {
  readonly name: string;
  readonly text: (line: string) => string;
  readonly cases: readonly Case[];
}[] = [
  {
    name: "statement in a network",
    text: network,
    cases: [
      [
        "<||>",
        {
          first: ["Prey", "Pred", "X", "odd name", "Fuel"],
          has: ["species", "rate", "when", "reaction: Hill, activated"],
          not: ["input", "crn", "learn", "birth"],
        },
      ],
      ["spe<||>", { has: ["species", "clamped species", "Prey"] }],
      ["Prey ->{birth} 0; <||>", { first: ["Prey"], has: ["rate"] }],
      ["clamped <||>", { only: ["species"] }],
      ["species <||>", { only: [] }],
      ["species New<||>", { only: [] }],
      ["species New <||>", { only: ["="] }],
      [
        "species New = <||>",
        { first: ["birth", "eat"], has: ["n", "sqrt", "twice"], not: ["Prey", "X", "uniform", "mean"] },
      ],
      ["species New[<||>] = 0", { first: ["n"], not: ["Prey", "birth"] }],
      ["species New = 1, Other = <||>", { first: ["birth"] }],
      ["signal q <||>", { has: [">=", "="] }],
      ["rate third = 2 * <||>", { first: ["birth", "eat"], not: ["Prey", "third"] }],
      ["phase <||>", { only: ["make", "spend"] }],
      ["phase make <||>", { only: ["{"] }],
      ["kinetics <||>", { only: ["plain", "combinatoric"] }],
      ["init <||>", { has: ["Prey", "X", "s"], not: ["birth"] }],
      ["init X[<||>] = 1", { first: ["n"], not: ["Prey"] }],
      ["init X[1] = <||>", { first: ["birth"], not: ["Prey"] }],
      [
        "let other = <||>",
        {
          first: ["Prey", "Pred"],
          has: ["total", "j", "birth", "abs", "time", "if"],
          not: ["other", "uniform"],
        },
      ],
      ["let other <||>", { only: ["="] }],
      ["assert <||>", { has: ["order", "conserved", "total", "Prey"] }],
      ["assert conserved(<||>", { first: ["Prey"], not: ["order"] }],
      ["for i in 1..n { X[<||>] ->{eat} 0 }", { first: ["i", "n"], not: ["Prey"] }],
      ["for <||>", { only: [] }],
      ["for i <||>", { only: ["in"] }],
      ["for i in <||>", { has: ["n"], not: ["Prey", "i"] }],
      ["for i in 1..<||>", { has: ["n"] }],
      ["for i in 1..n { <||> }", { has: ["Prey", "for"], not: ["species", "phases"] }],
      ["if n > 2 { Prey ->{eat} 0 } <||>", { only: ["else"] }],
      ["if n > 2 { Prey ->{eat} 0 }\n  <||>", { first: ["else", "Prey"], has: ["species"] }],
      ["if n > 2 { Prey ->{eat} 0 }; <||>", { has: ["Prey"] }],
      ["for i in 1..n { Prey ->{eat} 0 } <||>", { only: [] }],
      ["for i in 1..n { Prey ->{eat} 0 }\n  <||>", { first: ["Prey"], not: ["else", "i"] }],
      ["if <||>", { has: ["n"], not: ["Prey"] }],
      ["at 5 { <||> }", { has: ["Prey", "s", "birth", "s.p"], not: ["total", "n", "species"] }],
      ["at 5 { Prey = <||> }", { first: ["Prey"], has: ["birth"] }],
      ["at <||>", { has: ["n", "birth"] }],
      ["when Prey < <||>", { has: ["Pred", "birth"] }],
      ["when Prey < 3 <||>", { only: ["{"] }],
      ["lower <||>", { only: ["{"] }],
      ["lower { <||> }", { only: ["rails", "order", "polynomialize"] }],
      ["lower { rails: <||> }", { only: ["dual", "compact"] }],
      ["lower { rails: dual(<||>) }", { only: ["annihilate"] }],
      ["lower { polynomialize: <||> }", { only: ["true", "false"] }],
      ["lower { order: 2; <||> }", { only: ["rails", "polynomialize"] }],
      ["phase make { <||> }", { has: ["species", "for", "Prey"], not: ["phases", "at", "kinetics"] }],
    ],
  },
  {
    name: "reaction",
    text: network,
    cases: [
      [
        "Prey + <||>",
        {
          first: ["Pred", "X", "odd name", "Fuel"],
          has: ["Prey", "s.p", "j"],
          not: ["birth", "total", "s", "species"],
        },
      ],
      ["Prey + Pr<||>", { has: ["Pred"] }],
      ["2 <||> ->{eat} 0", { first: ["Prey"], not: ["0"] }],
      ["2 `odd<||>", { has: ["odd name"] }],
      ["Prey <||>", { has: ["->", "<->", "+", "'"] }],
      ["Prey + Pred <||>", { only: ["->", "<->", "+"] }],
      ["Prey + Pred -<||>", { only: ["->", "<->", "+"] }],
      ["Prey <-<||>", { first: ["->", "<->"] }],
      ["X[1] -<||>", { first: ["->"] }],
      ["let other = Prey -<||>", { first: ["Prey", "Pred"], not: ["->"] }],
      ["Prey -<||> {birth} 0", { first: ["->"] }],
      ["Prey -> {birth} Pred -<||>", { not: ["->"] }],
      ["Prey -><||>", { first: ["{birth}", "{eat}"], has: ["[Michaelis–Menten]", "[Hill]"] }],
      ["Prey -> <||>", { first: ["{birth}"] }],
      ["Prey <-><||>", { first: ["{birth, eat}"], has: ["{kf, kr}"] }],
      [
        "Prey ->{<||>",
        { first: ["birth", "eat"], has: ["n", "twice", "sqrt"], not: ["Prey", "s", "mean", "uniform"] },
      ],
      ["Prey ->{<||>}", { first: ["birth", "eat", "n"] }],
      ["Prey ->{b<||>} Pred", { first: ["birth"] }],
      ["Prey ->{2 * <||>} Pred", { first: ["birth", "eat"] }],
      ["Prey <->{birth, <||>} Pred", { first: ["birth", "eat"] }],
      ["Prey <->{birth<||>", { has: ["birth"] }],
      ["Prey ->[<||>", { first: ["birth", "eat", "Prey"], has: ["Pred", "total", "time", "s", "j"] }],
      ["Pred ->[birth * <||>] 0", { first: ["birth", "eat", "Pred"] }],
      ["Prey ->{eat} <||>", { first: ["Prey", "Pred"], has: ["0"], not: ["eat"] }],
      ["Prey ->{eat} Pred + <||>", { first: ["Prey"], not: ["0"] }],
      ["Prey ->{eat} Pred <||>", { only: ["+", "by"] }],
      ["Prey ->{eat} 0 by <||>", { first: ["Prey", "Pred"], not: ["eat"] }],
      ["Prey ->{eat} 0 by Pred <||>", { only: ["+"] }],
      ["0 <||>", { only: ["->", "<->"] }],
      ["Prey ->{eat} 2 <||>", { first: ["Prey"], not: ["0", "by"] }],
      ["Prey ->{eat} ∅ <||>", { has: ["by"] }],
      ["feed: <||>", { first: ["Prey"], has: ["0"] }],
      ["feed: 0 ->{<||>} Prey", { first: ["birth"] }],
      ["X[<||>] ->{eat} 0", { first: ["n"], not: ["Prey", "eat"] }],
      ["s.<||>", { only: ["p", "m"] }],
      ["Prey + s.<||>", { only: ["p", "m"] }],
      ["Prey + j.<||>", { only: ["Inner"] }],
      ["Prey ->{j.<||>} 0", { only: ["k"] }],
      ["Prey ->{lib.<||>} 0", { only: ["speed", "scaled", "halved"] }],
      ["Prey → <||>", { first: ["{birth}"] }],
      ["Prey ->{0.1} Pred; Pred ->{<||>", { first: ["birth"] }],
      ["Prey +\n    <||>", { first: ["Pred"] }],
      ["Prey ->{eat\n  <||>", { has: ["species"] }],
    ],
  },
  {
    name: "equation and value",
    text: network,
    cases: [
      ["s<||>", { has: ["s", "species"] }],
      ["s'<||>", { only: ["="] }],
      [
        "s' = <||>",
        {
          first: ["Prey", "Pred"],
          has: ["s", "birth", "total", "twice", "exp", "time", "j", "lib"],
          not: ["mean", "uniform", "Join", "species"],
        },
      ],
      ["s' = 2 * <||>", { first: ["Prey"] }],
      ["s' = exp(<||>", { first: ["Prey"], has: ["abs"] }],
      ["s' = exp(-s) <||>", { only: [] }],
      ["s' = if Prey > 1 <||>", { only: ["then"] }],
      ["s' = if Prey > 1 then 2 <||>", { only: ["else"] }],
      ["s' = if Prey > 1 then <||>", { first: ["Prey"] }],
      ["s' = lib.<||>", { only: ["speed", "scaled", "halved"] }],
      ["s' = j.<||>", { has: ["Inner", "k"], not: ["A", "B"] }],
      ["s' = sc<||>", { has: ["scaled"] }],
      ["s' = 0.1 [<||>]", { first: ["s", "ms", "min"], has: ["nM", "1"], not: ["Prey"] }],
      ["s' = 0.1 [1/<||>]", { has: ["nM", "s"] }],
      ["s' = 0.<||>", { only: [] }],
      ["s' = 12<||>", { only: [] }],
      ["s' = 1e<||>", { only: [] }],
      ["// s' = <||>", { only: [] }],
      ["/* s' = <||> */", { only: [] }],
      ["/// about <||>", { only: [] }],
      ["use k = <||>", { first: ["Join"], has: ["lib.Part"], not: ["Prey", "twice"] }],
      ["use k = lib.<||>", { only: ["Part"] }],
      ["use k <||>", { only: ["="] }],
      ["use k = Join(<||>", { first: ["Prey", "Pred"], has: ["Fuel", "A:", "k:"], not: ["birth"] }],
      ["use k = Join(Prey, Pred, Fuel, <||>)", { first: ["birth", "eat"], has: ["k:"], not: ["A:", "Prey"] }],
      ["use k = Join(Prey, Pred; C: <||>)", { first: ["Prey"] }],
      ["use k = Join(Prey, Pred; C: Fuel, <||>)", { only: ["k:"] }],
    ],
  },
  {
    name: "model",
    text: model,
    cases: [
      [
        "<||>",
        {
          first: ["z"],
          has: ["input", "weight", "state", "loss", "lower", "let"],
          not: ["species", "phases", "at", "use", "reaction: mass action"],
        },
      ],
      ["z<||>", { has: ["z"] }],
      ["z <||>", { only: ["'"] }],
      [
        "z' = <||>",
        { first: ["x", "w", "z"], has: ["h", "n", "dot"], not: ["yhat", "y", "time", "uniform"] },
      ],
      ["z' = dot(w, <||>", { first: ["x", "w", "z"] }],
      [
        "weight v ~ <||>",
        { first: ["uniform", "normal", "lognormal", "bernoulli"], has: ["n"], not: ["one_hot"] },
      ],
      ["weight v = <||>", { not: ["uniform", "x"] }],
      ["weight v <||>", { only: ["=", "~", ">="] }],
      ["state u = <||>", { has: ["x", "w"], not: ["z", "y", "yhat"] }],
      ["output o = <||>", { first: ["x", "w", "z"], not: ["yhat", "o"] }],
      ["loss = <||>", { first: ["y", "yhat"], has: ["w"], not: ["z"] }],
      ["loss <||>", { only: ["="] }],
      ["let sum = <||>", { has: ["yhat", "z", "y"] }],
      ["for i in 1..n { w[<||>] }", { has: ["n", "i"] }],
    ],
  },
  {
    name: "declaration",
    text: file,
    cases: [
      [
        "<||>",
        {
          first: ["crn", "model", "learn", "data", "train", "simulate"],
          has: ["import", "units", "const"],
          not: ["species", "A"],
        },
      ],
      ["tr<||>", { has: ["train"] }],
      ["crn <||>", { only: [] }],
      ["crn New <||>", { only: ["{"] }],
      ["learn <||>", { only: ["Linear", "Other"] }],
      ["learn Linear <||>", { only: ["as", "{"] }],
      ["learn Linear as <||>", { only: [] }],
      ["train <||>", { first: ["Other", "Circuit"], has: ["Net"], not: ["plane", "Linear"] }],
      ["train Circuit <||>", { only: ["on"] }],
      ["train Circuit on <||>", { only: ["plane", "flowers"] }],
      ["train Circuit on plane <||>", { only: ["as", "{"] }],
      ["simulate <||>", { has: ["Net", "Circuit", "Other"], not: ["plane"] }],
      ["scan <||>", { has: ["Net"] }],
      ["data more <||>", { only: ["from", "{"] }],
      ['data more from "<||>"', { only: ["iris.csv", "more/wine.csv"] }],
      ["data more from <||>", { only: ["iris.csv", "more/wine.csv"] }],
      ['import "<||>"', { first: ["more/deep", "parts"], has: ["std/metrics"], not: ["main", "iris.csv"] }],
      ['import "<||>', { has: ["parts"] }],
      ['import { <||> } from "parts"', { only: ["scaled", "speed", "halved", "Part"] }],
      ['import { speed, <||> } from "parts"', { only: ["scaled", "halved", "Part"] }],
      ['import { <||>, Part } from "parts"', { only: ["scaled", "speed", "halved"] }],
      ['import { <||> } from "std/learning"', { has: ["form_error", "update"] }],
      ["import { speed } <||>", { only: ["from"] }],
      ["import { speed } from <||>", { has: ["parts", "std/clocks"] }],
      ['import "parts" <||>', { only: ["as"] }],
      ["const c = <||>", { has: ["sqrt", "if"], not: ["A", "c", "time"] }],
      ["func f(a, b) = <||>", { first: ["a", "b"], not: ["A", "time"] }],
      ["module M(<||>", { only: ["species", "signal", "rate", "const"] }],
      ["module M(species A; <||>", { only: ["species", "signal", "rate", "const"] }],
      ["module M(species A[<||>]; const m = 2) { }", { first: ["m"], not: ["A"] }],
      ["module M(species A) { <||> }", { first: ["A"], has: ["species"], not: ["phases"] }],
      ["units { <||> }", { only: ["time", "concentration", "volume"] }],
      ["units { time: <||> }", { first: ["s"], has: ["min", "h"], not: ["M", "L", "Hz"] }],
      ["units { concentration: <||> }", { has: ["M", "nM"], not: ["s", "mol"] }],
    ],
  },
  {
    name: "record",
    text: file,
    cases: [
      [
        "simulate Net {\n  <||>\n}",
        { first: ["until"], has: ["method", "plot", "report"], not: ["epochs", "species"] },
      ],
      ["simulate Net {\n  until: 5\n  <||>\n  plot: A\n}", { first: ["method"], not: ["until", "plot"] }],
      ["simulate Net { until <||> }", { only: [":"] }],
      ["simulate Net { method: <||> }", { only: ["ode", "ssa", "tau_leaping", "langevin", "linear_noise"] }],
      ["simulate Net { method: ssa(<||>) }", { only: ["runs", "seed"] }],
      ["simulate Net { method: ssa(runs: 200, <||>) }", { only: ["seed"] }],
      ["simulate Net { method: ssa(runs<||>", { only: ["runs", "seed"] }],
      ["simulate Net { method: ssa(runs: 200, seed <||>", { only: [":"] }],
      ["simulate Net { compare: source, <||> }", { has: ["lowered"] }],
      ["simulate Net { until: <||> }", { has: ["sqrt"], not: ["A", "mean"] }],
      [
        "simulate Net { plot: <||> }",
        {
          first: ["A", "B", "s"],
          has: ["k", "mean", "final", "max", "time"],
          not: ["accuracy", "uniform", "x1"],
        },
      ],
      ["simulate Net { plot: A, <||> }", { first: ["A", "B"] }],
      ["simulate Net { plot: mean(<||>) }", { first: ["A", "B"], not: ["final"] }],
      ["simulate Circuit { plot: <||> }", { has: ["yhat", "z", "w"], not: ["A"] }],
      ["simulate Other { plot: <||> }", { has: ["u", "v", "o"] }],
      ["scan Net { vary { <||> } }", { first: ["A", "B", "s", "k"] }],
      ["scan Net { vary { k: <||> } }", { first: ["linspace", "logspace"] }],
      ["scan Net { measure: final(<||>) }", { first: ["A"] }],
      ["learn Linear as L2 { <||> }", { first: ["phases"], has: ["eta", "clock", "lower"] }],
      ["learn Linear as L2 { phases { <||> } }", { first: ["forward"], has: ["feedback", "update"] }],
      ["learn Linear as L2 { clock: <||> }", { only: ["external", "events", "oscillator"] }],
      ["learn Linear as L2 { clock: oscillator(<||>", { only: ["k", "seed"] }],
      ["learn Linear as L2 { gradient: <||> }", { only: ["adjoint", "first_order"] }],
      ["learn Linear as L2 { kinetics: <||> }", { only: ["plain", "combinatoric"] }],
      ["learn Linear as L2 { lower { <||> } }", { only: ["rails", "order", "polynomialize"] }],
      [
        "train Circuit on plane { <||> }",
        { first: ["feed", "epochs"], has: ["metrics", "plot"], not: ["until"] },
      ],
      ["train Circuit on plane { feed { <||> } }", { only: ["x", "y"] }],
      ["train Circuit on plane { feed { x: [x1, x2]; <||> } }", { only: ["y"] }],
      [
        "train Circuit on plane { feed { x: [<||>] } }",
        { first: ["x1", "x2", "y"], has: ["one_hot"], not: ["A", "w"] },
      ],
      ["train Circuit on flowers { feed { y: <||> } }", { has: ["sepal length", "species"] }],
      ["train Net on plane { feed { <||> } }", { has: ["A", "B", "s"], not: ["k"] }],
      ["train Net on plane { weights: <||> }", { only: ["A", "B", "s"] }],
      [
        "train Circuit on plane { metrics: <||> }",
        { first: ["loss", "r2", "accuracy", "argmax", "boundary"], not: ["mean"] },
      ],
      ["train Circuit on plane { plot: <||> }", { has: ["w", "yhat", "loss", "boundary", "x1"] }],
      ["train Circuit on plane { samples: <||> }", { only: ["shuffled", "as_given"] }],
      ["train Circuit on plane { samples: shuffled(<||>", { only: ["seed"] }],
      ["train Net on plane { target: <||> }", { has: ["x1", "y"], not: ["A"] }],
      ["train Net on plane { output: <||> }", { first: ["A", "B"] }],
      ["data d { <||> }", { has: ["seed", "sample", "split", "where", "scale"], not: ["epochs"] }],
      ["data d { sample 5 { a ~ <||> } }", { first: ["uniform", "normal"] }],
      [
        "data d { sample 5 { a ~ uniform(0, 1); b = <||> } }",
        { first: ["a"], has: ["normal", "one_hot", "exp"], not: ["b", "time"] },
      ],
      ["data d { sample 5 { <||> } }", { only: [] }],
      ["data d { sample 5 <||> }", { has: ["{"] }],
      ['data d from "iris.csv" { where: <||> }', { first: ["sepal length", "species"] }],
      ['data d from "iris.csv" { y = if species == "a" then <||> }', { first: ["sepal length", "species"] }],
      ["data d { rows: <||> }", { only: ["shuffled", "as_given"] }],
      ["data d { scale: <||> }", { only: ["none", "minmax", "minmax(…)"] }],
      ['data d from "iris.csv" { scale: minmax(<||>) }', { has: ["sepal length"], not: ["exp"] }],
      ["data d { test: <||> }", { only: ["grid"] }],
      ['data d from "iris.csv" { test: grid(<||>) }', { has: ["species"] }],
      ['data d { train: "<||>" }', { only: ["iris.csv", "more/wine.csv"] }],
      ["data d { train: <||> }", { has: ['"…"'] }],
    ],
  },
  {
    name: "broken text",
    text: (line) => line,
    cases: [
      ["crn A {\n  species S = 1\n  rate k = 2\n  S + <||>", { first: ["S"] }],
      ["crn A {\n  species S = 1\n  rate k = 2\n  S ->{<||>", { first: ["k"] }],
      ["crn A {\n  species S = 1\n  S ->{1 2 S\n  2 <||>\n}", { first: ["S"] }],
      ["crn A {\n  species S = 1, \n  <||>\n  S ->{1} 0\n}", { only: [] }],
      ["crn A {\n  species S = 1\n  @@ S\n  S + <||>\n}", { first: ["S"] }],
      ["crn A {\n  species S = 1\n\nsimulate A { plot: <||> }", { first: ["S"] }],
      ["crn A {\n  species S = 1\n}\n}\n<||>", { has: ["crn"] }],
      ["model M {\n  input x\n  state z = 0\n  z' = <||>", { first: ["x", "z"] }],
      ["crn A {\n  rate k = \n  species S = <||>\n}", { has: ["k"] }],
      ["<||>", { has: ["crn"] }],
      ["learn <||>", { only: [] }],
      ["import { <||>", { only: [] }],
      ['import { <||> } from "missing"', { only: [] }],
      ["train X on Y { feed { <||> } }", { only: [] }],
      ['crn A { "<||>', { only: [] }],
      ["crn A { species S = 1; S' = `<||>", { has: ["S"] }],
    ],
  },
];
