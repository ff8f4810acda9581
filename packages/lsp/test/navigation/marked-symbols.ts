// Texts in which every place of one symbol is marked: ⟦declared⟧, «made or changed», ‹read›.

/** What the text shows, and the text. */
export type MarkedSymbol = readonly [title: string, text: string];

const learner = (head: string, body: string): string => `data D {
  sample 9 {
    a ~ uniform(0, 1)
    t = a
  }
}
${head}
model M {
  input x
  target y
  weight w = 1
  state z = 0
  z' = w * x - z
  output o = z
  loss = (o - y)^2
}
${body}`;

export const markedSymbols: readonly MarkedSymbol[] = [
  ["a species", "crn A {\n  species ⟦S⟧ = 1\n  «S» ->{1} 0\n}"],
  ["a species behind a character beyond the BMP", "/* 🧪 */ crn A { species ⟦S⟧ = 1; /* 🧪 */ «S» ->{1} 0 }"],
  ["a product", "crn A {\n  species A = 1, ⟦B⟧ = 0\n  A ->{1} 2 «B»\n  «B» ->{1} 0\n}"],
  ["a catalyst", "crn A {\n  species A = 1, ⟦B⟧ = 0\n  A ->{1} 0 by ‹B›\n  0 ->{1} «B»\n}"],
  [
    "on both sides in equal amounts",
    "crn A {\n  species A = 1, ⟦B⟧ = 1\n  A + ‹B› ->{1} ‹B›\n  0 ->{1} A\n}",
  ],
  ["on both sides in other amounts", "crn A {\n  species ⟦B⟧ = 1\n  «B» ->{1} 2 «B»\n  «B» ->{1} 0\n}"],
  ["a reversible reaction", "crn A {\n  species A = 1, ⟦B⟧ = 0\n  A <->{1, 2} «B»\n}"],
  ["a law", "crn A {\n  species ⟦S⟧ = 1, P = 0\n  «S» ->[‹S› / (1 + ‹S›)] P\n}"],
  [
    "an array",
    "crn A {\n  species ⟦X⟧[3] = 1\n  for i in 1..3 { «X»[i] + «X»[i % 3 + 1] ->{1} 2 «X»[i % 3 + 1] }\n}",
  ],
  [
    "an array and its initial values",
    "crn A {\n  species ⟦X⟧[2] = 1\n  init «X»[1] = 2, «X»[2] = 3\n  «X»[1] ->{1} «X»[2]\n}",
  ],
  ["a clamped species", "crn A {\n  clamped species ⟦F⟧ = 1\n  species P = 0\n  «F» ->{1} P\n}"],
  ["a name in backticks", "crn A {\n  species ⟦`my S`⟧ = 1\n  «`my S`» ->{1} 0\n}"],
  ["with and without backticks", "crn A {\n  species ⟦S⟧ = 1\n  «`S`» ->{1} 0\n  let q = ‹S›\n}"],
  ["letters beyond ASCII", "crn A {\n  rate ⟦κ₁⟧ = 1\n  species S = 1\n  S ->{‹κ₁›} 0\n}"],
  ["a rate", "crn A {\n  species S = 1\n  rate ⟦k⟧ = 1, j = 2 * ‹k›\n  S ->{‹k› + j} 0\n}"],
  [
    "a rate that an event sets",
    "crn A {\n  species S = 1\n  rate ⟦k⟧ = 1\n  S ->{‹k›} 0\n  at 5 { «k» = 2 * ‹k› }\n}",
  ],
  ["a species in events", "crn A {\n  species ⟦S⟧ = 1\n  «S» ->{1} 0\n  when ‹S› < 1 { «S» += 1 }\n}"],
  ["a signal", "crn A {\n  signal ⟦x⟧ = 1\n  «x»' = -‹x›\n}"],
  ["rails of a signal", "crn A {\n  signal ⟦x⟧ = 1, y = 1\n  «x».p + «x».m ->{1} 0\n  y' = -‹x›\n}"],
  [
    "a definition",
    "crn A {\n  species S = 1\n  S ->{1} 0\n  let ⟦double⟧ = 2 * S\n}\nsimulate A { until: 1; plot: ‹double› }",
  ],
  [
    "a constant of the file",
    "const ⟦n⟧ = 3\nconst m = ‹n› + 1\ncrn A {\n  species X[‹n›] = 1\n  for i in 1..‹n› { X[i] ->{m} 0 }\n}",
  ],
  ["a constant of a block", "crn A {\n  const ⟦n⟧ = 3\n  species X[‹n›] = 1\n  X[‹n›] ->{1} 0\n}"],
  ["a loop variable", "crn A {\n  species X[3] = 1\n  for ⟦i⟧ in 1..3 { X[‹i›] ->{‹i›} X[‹i› % 3 + 1] }\n}"],
  [
    "the inner of two loop variables",
    "crn A {\n  species X[3, 3] = 1\n  for i in 1..3 { for ⟦j⟧ in 1..3 { X[i, ‹j›] ->{1} 0 } }\n}",
  ],
  [
    "one of two loops with equal variables",
    "crn A {\n  species X[3] = 1\n  for ⟦i⟧ in 1..3 { X[‹i›] ->{1} 0 }\n  for i in 1..3 { 0 ->{1} X[i] }\n}",
  ],
  ["a function", "func ⟦hill⟧(x) = x / (1 + x)\ncrn A {\n  species S = 1\n  S ->[‹hill›(S)] 0\n}"],
  [
    "a function beside a rate of the same name",
    "func ⟦f⟧(x) = x\ncrn A {\n  species S = 1\n  rate f = 1\n  S ->[‹f›(f * S)] 0\n}",
  ],
  [
    "a rate beside a function of the same name",
    "func f(x) = x\ncrn A {\n  species S = 1\n  rate ⟦f⟧ = 1\n  S ->[f(‹f› * S)] 0\n}",
  ],
  [
    "a parameter of a function",
    "func hill(⟦x⟧, n) = ‹x›^n / (1 + ‹x›^n)\ncrn A {\n  species x = 1\n  x ->[hill(x, 2)] 0\n}",
  ],
  [
    "a module",
    "module ⟦Decay⟧(species S) {\n  S ->{1} 0\n}\ncrn A {\n  species S = 1\n  use d = ‹Decay›(S)\n}",
  ],
  [
    "a species of a module",
    "module Decay(species ⟦S⟧; rate k = 1) {\n  «S» ->{k} 0\n}\ncrn A {\n  species S = 1\n  use d = Decay(S)\n  use e = Decay(‹S›: S)\n}",
  ],
  [
    "a rate of a module, given by name",
    "module Decay(species S; rate ⟦k⟧ = 1) {\n  S ->{‹k›} 0\n}\ncrn A {\n  species S = 1\n  rate k = 2\n  use d = Decay(S; ‹k›: k)\n}",
  ],
  [
    "what a module declares",
    "module Decay(species S) {\n  species ⟦C⟧ = 0\n  S <->{1, 1} «C»\n}\ncrn A {\n  species S = 1\n  use d = Decay(S)\n  let q = d.‹C›\n}",
  ],
  [
    "an instance",
    "module Decay(species S) {\n  species C = 0\n  S <->{1, 1} C\n}\ncrn A {\n  species S = 1\n  use ⟦d⟧ = Decay(S)\n  let q = ‹d›.C\n}",
  ],
  [
    "a phase",
    "crn A {\n  species S = 1\n  phases { ⟦go⟧: 1; wait: 1 }\n  phase ‹go› { S ->{1} 0 }\n  phase wait { 0 ->{1} S }\n}",
  ],
  [
    "a network",
    "crn ⟦A⟧ {\n  species S = 1\n  S ->{1} 0\n}\nsimulate ‹A› { until: 1; plot: S }\nsimulate ‹A› as again { until: 2 }",
  ],
  [
    "a species in a simulation",
    "crn A {\n  species ⟦S⟧ = 1\n  «S» ->{1} 0\n}\nsimulate A { until: 1; plot: ‹S›, mean(‹S›); report: final(‹S›) }",
  ],
  [
    "a rate in a scan",
    "crn A {\n  species S = 1\n  rate ⟦k⟧ = 1\n  S ->{‹k›} 0\n}\nscan A { vary { «k»: linspace(1, 2, 3) }; until: 1; measure: final(S) }",
  ],
  [
    "one of two networks with equal names inside",
    "crn A {\n  species ⟦S⟧ = 1\n  «S» ->{1} 0\n}\ncrn B {\n  species S = 1\n  S ->{1} 0\n}",
  ],
  [
    "a model and a learner without a name",
    learner(
      "",
      "learn ‹M› { phases { forward: 1 } }\ntrain ‹M› on D { feed { x: a; y: t }; epochs: 1 }",
    ).replace("model M", "model ⟦M⟧"),
  ],
  [
    "a model with a named learner",
    learner(
      "",
      "learn ‹M› as C { phases { forward: 1 } }\ntrain C on D { feed { x: a; y: t }; epochs: 1 }",
    ).replace("model M", "model ⟦M⟧"),
  ],
  [
    "a learner",
    learner(
      "",
      "learn M as ⟦C⟧ { phases { forward: 1 } }\ntrain ‹C› on D { feed { x: a; y: t }; epochs: 1 }",
    ),
  ],
  [
    "a data set",
    learner(
      "",
      "learn M { phases { forward: 1 } }\ntrain M on ‹D› { feed { x: a; y: t }; epochs: 1 }",
    ).replace("data D", "data ⟦D⟧"),
  ],
  [
    "a column",
    learner("", "learn M { phases { forward: 1 } }\ntrain M on D { feed { x: ‹a›; y: t }; epochs: 1 }")
      .replace("    a ~", "    ⟦a⟧ ~")
      .replace("t = a", "t = ‹a›"),
  ],
  [
    "an input",
    learner("", "learn M { phases { forward: 1 } }\ntrain M on D { feed { «x»: a; y: t }; epochs: 1 }")
      .replace("input x", "input ⟦x⟧")
      .replace("w * x", "w * ‹x›"),
  ],
  [
    "a weight",
    learner(
      "",
      "learn M { phases { forward: 1 } }\ntrain M on D { feed { x: a; y: t }; epochs: 1; plot: ‹w› }",
    )
      .replace("weight w", "weight ⟦w⟧")
      .replace("w * x", "‹w› * x"),
  ],
  [
    "a state",
    learner("", "")
      .replace("state z", "state ⟦z⟧")
      .replace("z' = w * x - z", "«z»' = w * x - ‹z›")
      .replace("o = z", "o = ‹z›"),
  ],
  ["an output", learner("", "").replace("output o", "output ⟦o⟧").replace("(o - y)", "(‹o› - y)")],
  ["in a broken file", "crn A {\n  species ⟦S⟧ = 1\n  «S» + ->{1} 0\n  «S» ->{\n}\ncrn B {"],
  ["declared twice", "crn A {\n  species ⟦S⟧ = 1\n  species T = 2\n  «S» ->{1} T\n  T ->{q} 0\n}"],
  [
    "a word of statements as a name",
    "crn A {\n  species ⟦input⟧ = 1\n  0 ->{1} «input»\n  let q = ‹input›\n}",
  ],
];
