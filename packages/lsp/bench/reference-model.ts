// Lines → a model of that length as somebody might write it: networks, equations, modules, learners and their runs.

/** Text of about `lines` lines without a mistake; the same lines always give the same text. */
export function referenceModel(lines: number): string {
  const parts = [HEAD];
  for (let index = 1; lineCount(parts) < lines; index++) {
    const make = sections[(index - 1) % sections.length];
    if (make !== undefined) parts.push(make(index));
  }
  return parts.join("\n");
}

/** As many files as are asked for, with `lines` lines in all; the first declares what the others import and use. */
export function referenceFolder(files: number, lines: number): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  const each = Math.max(8, Math.round(lines / files));
  texts["library.ncrn"] = `${LIBRARY}${referenceModel(each - lineCount([LIBRARY])).replace(HEAD, "")}`;
  for (let index = 1; index < files; index++) {
    const own = user(index);
    texts[`user-${index}.ncrn`] = `${own}${referenceModel(each - lineCount([own])).replace(HEAD, "")}`;
  }
  return texts;
}

/** One network of about `lines` lines, `Long`: a chain of species and one of signals. */
export function longNetwork(lines: number): string {
  const [species, signals] = [Math.round(lines / 3), Math.round(lines / 6)];
  const each = (count: number, line: (index: number, next: number) => string): string =>
    Array.from({ length: count }, (_, index) => `  ${line(index, (index + 1) % count)}\n`).join("");
  return `crn Long {
  rate k = 0.5
${each(species, (index) => `species S${index} = 0.${index}`)}
${each(species, (index, next) => `S${index} + S${next} ->{k} 2 S${index}`)}
${each(signals, (index) => `signal x${index} = 1`)}
${each(signals, (index, next) => `x${index}' = k - x${index} * x${next}`)}}
`;
}

function lineCount(parts: readonly string[]): number {
  return parts.join("\n").split("\n").length;
}

const HEAD = `/// Parts of a cell: cascades, oscillators and circuits that learn.
units { time: s; concentration: nM }

const cells = 4
func repression(x, K, power) = K^power / (K^power + x^power)
`;

const LIBRARY = `/// Shared by all files beside it.
module Shared(species In, Out; rate speed = 1 [1/s]) {
  In ->{speed} Out
}
const copies = 3
`;

const user = (index: number): string => `import { Shared, copies } from "library"

crn User${index} {
  species Food = 10 * copies, Waste = 0
  use way = Shared(Food, Waste; speed: 0.${index})
}
`;

/** Each about 25 to 40 lines. */
const sections: readonly ((index: number) => string)[] = [cascade, oscillator, learner, ring, expression];

function cascade(index: number): string {
  return `/// A signalling cascade of three levels: each activates the next.
crn Cascade${index} {
  species Signal = 5, Kinase = 10, ActiveKinase = 0
  species Target = 20, ActiveTarget = 0, Response = 0
  rate activate = 0.${index} [1/nM/s], deactivate = 0.1 [1/s] // both measured
  rate express = 0.5 [1/s], decay = 0.05 [1/s]

  // First level
  Signal + Kinase ->{activate} Signal + ActiveKinase
  ActiveKinase ->{deactivate} Kinase

  // Second level
  ActiveKinase + Target ->{activate} ActiveKinase + ActiveTarget
  ActiveTarget ->{deactivate} Target

  /* What comes out
     is measured. */
  ActiveTarget ->{express} ActiveTarget + Response
  Response ->{decay} 0

  let active = ActiveKinase + ActiveTarget
  assert conserved(Kinase + ActiveKinase)
  assert order <= 2
  at 30 { Signal = 0 }
}

simulate Cascade${index} as course_${index} {
  until: 100
  plot: Response, active
  report: max(Response)
}
`;
}

function oscillator(index: number): string {
  return `/// Two populations, and a damped oscillation on two rails.
crn Oscillator${index} {
  species Prey = 10, Predator = 5
  signal position = 1, velocity = 0
  rate birth = 1 [1/s], eat = 0.1 [1/nM/s], death = 0.${index} [1/s]

  Prey ->{birth} 2 Prey
  Prey + Predator ->{eat} 2 Predator
  Predator ->{death} 0

  position' = velocity
  velocity' = -position - 0.1 * velocity
}

simulate Oscillator${index} as orbit_${index} {
  method: ode(rtol: 1e-8)
  until: 50
  plot: Prey, Predator
}

scan Oscillator${index} as deaths_${index} {
  vary { death: linspace(0.4, 1.2, 9) }
  until: 50
  measure: max(Predator), period(Prey)
}
`;
}

function learner(index: number): string {
  return `/// Learns a plane from noisy samples.
data points_${index} {
  seed: ${index}
  sample 100 {
    x1 ~ uniform(0.5, 2)
    x2 ~ uniform(0.5, 2)
    y = x1 + 2 * x2 + normal(0, 0.1)
  }
  split: 0.8
}

model Plane${index} {
  input x[2]
  target y
  weight theta[2] ~ normal(0, 0.5)
  state z = 0

  z' = dot(theta, x) - z

  output yhat = z
  loss = (yhat - y)^2 / 2
}

learn Plane${index} as Learner${index} {
  gradient: adjoint
  phases { forward: 3; feedback: 3; update: 1 }
  eta: 0.1
}

train Learner${index} on points_${index} as trained_${index} {
  feed { x: [x1, x2]; y: y }
  epochs: 40
  metrics: loss
  plot: loss, theta
}
`;
}

function ring(index: number): string {
  return `/// A ring of cells that hand something on, made of modules.
module Transport${index}(species From, To; rate forwards = 1 [1/s], back = 0.1 [1/s]) {
  species Carried = 0
  From ->{forwards} Carried
  Carried ->{forwards} To
  To ->{back} From
}

crn Ring${index} {
  species Cell[cells] = 1, Sink = 0
  rate leak = 0.01 [1/s]

  for i in 1..cells {
    Cell[i] ->{0.5} Cell[i % cells + 1]
  }
  if cells > 2 {
    Cell[1] ->{leak} Sink
  }
  use first = Transport${index}(Cell[1], Cell[3])
  use second = Transport${index}(Cell[2], Cell[4]; forwards: 0.5)

  let carried = first.Carried + second.Carried
  every 10 { Cell[1] += 1 }
}

simulate Ring${index} as round_${index} {
  until: 60
  plot: Sink, carried
}
`;
}

function expression(index: number): string {
  return `/// A gene that represses itself, with names as a chemist writes them.
crn Expression${index} {
  species Gene = 1, \`mRNA*\` = 0, Protein = 0, Dimer = 0
  rate transcribe = 2 [1/s], translate = 5 [1/s]
  rate bind = 0.01 [1/nM/s], unbind = 0.${index} [1/s]
  rate fade = 0.5 [1/s]

  Gene ->{transcribe} Gene + \`mRNA*\`
  \`mRNA*\` ->{translate} \`mRNA*\` + Protein
  Protein + Protein <->{bind, unbind} Dimer

  // Everything is lost with time.
  \`mRNA*\` ->{fade} 0
  Protein ->{fade} 0
  Dimer ->{fade} 0

  0 ->[repression(Protein, 2, 2)] Protein
  when Protein > 100 { Protein = 0 }
}

simulate Expression${index} as noise_${index} {
  method: ssa(runs: 100, seed: ${index})
  volume: 1
  until: 120
  plot: Protein
  report: mean(Protein), sd(Protein)
}
`;
}
