// Networks without any structure: one or two random reactants, as many or fewer random products, so that amounts stay bounded.
import { createRandom } from "@ncrn/simulator";
import { createProgramBuilder, statesOf } from "./program-builder.mjs";

export function randomNetwork(reactions, count) {
  const program = randomProgram(reactions);
  const random = createRandom(2, "random network");
  const samples = statesOf(program, count, (set) => {
    for (const { name } of program.species) set(name, 0.1 + random.uniform());
  });
  return { program, samples };
}

/** Half as many species as reactions. */
export function randomProgram(reactions) {
  const { react, build } = createProgramBuilder(`random-${reactions}`);
  const random = createRandom(1, "random network");
  const species = () => `S${random.integerBelow(Math.max(2, reactions / 2))}`;
  for (let r = 0; r < reactions; r++) {
    const reactants = random.uniform() < 0.7 ? [species(), species()] : [species()];
    const products = random.uniform() < 0.5 && reactants.length === 2 ? [species(), species()] : [species()];
    react(0.1 + random.uniform(), reactants, products);
  }
  return build();
}
