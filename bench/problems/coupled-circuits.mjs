// The feedback phase of a learner with d coupled states, in full dual rail: z' = −(h + P z − z|z|), a' = Pᵀa − 2 a z,
// G' = a zᵀ. It has 12 d² + 10 d reactions, of which 4 d² make the gradient G that nothing reads.
import { createRandom } from "@ncrn/simulator";
import { createProgramBuilder, statesOf } from "./program-builder.mjs";

const RAILS = ["p", "m"];
const ANNIHILATION = 100;

const opposite = (rail) => (rail === "p" ? "m" : "p");
const product = (one, other) => (one === other ? "p" : "m");

export function coupledCircuit(d, samples) {
  const program = coupledProgram(d);
  return { program, samples: samplesOf(program, d, samples) };
}

export function coupledProgram(d) {
  const builder = createProgramBuilder(`coupled-${d}`);
  for (let i = 0; i < d; i++) {
    addState(builder, i);
    for (let j = 0; j < d; j++) addCoupling(builder, i, j);
  }
  return builder.build();
}

function addState({ react }, i) {
  for (const s of RAILS) {
    const [h, z] = [`H${i}${s}`, `Z${i}${s}`];
    react(1, [h], [h, `Z${i}${opposite(s)}`]);
    react(1, [z, z], [z, z, z]);
    for (const t of RAILS) {
      const both = [`A${i}${s}`, `Z${i}${t}`];
      react(2, both, [...both, `A${i}${opposite(product(s, t))}`]);
    }
  }
  react(ANNIHILATION, [`Z${i}p`, `Z${i}m`], []);
  react(ANNIHILATION, [`A${i}p`, `A${i}m`], []);
}

function addCoupling({ react }, i, j) {
  for (const s of RAILS)
    for (const t of RAILS) {
      const sign = product(s, t);
      const state = [`P${i},${j}${s}`, `Z${j}${t}`];
      react(1, state, [...state, `Z${i}${opposite(sign)}`]);
      const adjoint = [`P${j},${i}${s}`, `A${j}${t}`];
      react(1, adjoint, [...adjoint, `A${i}${sign}`]);
      const gradient = [`A${i}${s}`, `Z${j}${t}`];
      react(1, gradient, [...gradient, `G${i},${j}${sign}`]);
    }
}

function samplesOf(program, d, count) {
  const random = createRandom(1, "coupled circuit");
  const signed = () => 2 * random.uniform() - 1;
  const states = Array.from({ length: d }, (_, i) => i);
  const couplings = states.map(() => states.map(() => (0.7 / Math.sqrt(d)) * signed()));
  return statesOf(program, count, (set) => {
    const setRails = (name, value) => {
      set(`${name}p`, Math.max(value, 0));
      set(`${name}m`, Math.max(-value, 0));
    };
    for (const i of states) {
      setRails(`H${i}`, 0.05);
      for (const j of states) setRails(`P${i},${j}`, couplings[i][j]);
      set(`Z${i}p`, 0.6 * random.uniform());
      set(`Z${i}m`, 0.02);
      setRails(`A${i}`, signed());
    }
  });
}
