// The files of a new project. The models are in the one style and run without any data file.

/** File name → content for a project of this name. */
export function projectTemplate(name: string): Readonly<Record<string, string>> {
  return {
    "README.md": readme(name),
    "model.ncrn": MODEL,
    "oscillator.ncrn": OSCILLATOR,
    ".gitignore": "runs/\n",
  };
}

const MODEL = `/// Learns y = x1 + 2 x2 + 1 from noisy samples, by chemistry alone.
data plane {
  seed: 1
  sample 100 {
    x1 ~ uniform(0, 1)
    x2 ~ uniform(0, 1)
    y = x1 + 2 * x2 + 1 + normal(0, 0.1)
  }
  split: 0.8
}

model Linear {
  input x[2] >= 0
  target y
  weight theta[2] ~ normal(0, 0.3)
  weight b = 0
  state z = 0

  z' = dot(theta, x) + b

  output yhat = z
  loss = (yhat - y)^2 / 2
}

learn Linear as LinearCRN {
  gradient: adjoint
  phases { forward: 1; feedback: 1; update: 1 }
  eta: 0.2
}

train LinearCRN on plane as line {
  feed { x: [x1, x2]; y: y }
  epochs: 30
  seed: 1
  metrics: loss, r2
  plot: loss, theta, b
}
`;

const OSCILLATOR = `/// Predator and prey: three reactions that swing for ever.
units { time: s; concentration: nM }

crn LotkaVolterra {
  species Prey = 10, Pred = 5
  rate birth = 1 [1/s], eat = 0.1 [1/nM/s], death = 0.8 [1/s]

  Prey ->{birth} 2 Prey
  Prey + Pred ->{eat} 2 Pred
  Pred ->{death} 0
}

simulate LotkaVolterra {
  until: 50
  plot: Prey, Pred
}
`;

function readme(name: string): string {
  return `# ${name}

| file | what it is |
| --- | --- |
| \`model.ncrn\` | a linear model that becomes a reaction network and learns from samples it draws itself |
| \`oscillator.ncrn\` | a plain reaction network, predator and prey |

\`\`\`
ncrn check model.ncrn oscillator.ncrn
ncrn simulate oscillator.ncrn --plot oscillator.svg
ncrn train model.ncrn --out runs/line
ncrn explain model.ncrn
ncrn compile model.ncrn --to sbml -o model.xml
\`\`\`

To learn from your own measurements, put a CSV file with a header row here and replace \`data plane { … }\` by

\`\`\`
data plane from "measurements.csv" {
  split: 0.8
}
\`\`\`
`;
}
