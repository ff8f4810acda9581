// Programs that no file spells out: species by name and mass-action reactions, one after the other.
import { Opcode } from "@ncrn/simulator";

/** Collects reactions; a species exists from the first time it is named. */
export function createProgramBuilder(name) {
  const indices = new Map();
  const reactions = [];
  const indexOf = (species) => {
    if (!indices.has(species)) indices.set(species, indices.size);
    return indices.get(species);
  };
  const terms = (names) => {
    const counts = new Map();
    for (const species of names) counts.set(indexOf(species), (counts.get(indexOf(species)) ?? 0) + 1);
    return [...counts].map(([species, coefficient]) => ({ species, coefficient }));
  };
  return {
    /** Flux = rate · product of the reactants; a name that stands twice is two molecules. */
    react: (rate, reactants, products) => {
      reactions.push({
        name: `r${reactions.length}`,
        reactants: terms(reactants),
        products: terms(products),
        rate: { kind: "mass-action", code: [{ opcode: Opcode.number, operand: rate }] },
        phases: [],
      });
    },
    /** Gives a species its place before any reaction names it. */
    declare: (species) => indexOf(species),
    build: () => ({
      name,
      parameters: [],
      species: [...indices.keys()].map((species) => ({ name: species, initial: 0, clamped: false })),
      reactions,
      events: [],
      phases: [],
      observables: [],
    }),
  };
}

/** States from functions of (position by name) → void, one a sample. */
export function statesOf(program, count, fill) {
  const positions = new Map(program.species.map(({ name }, index) => [name, index]));
  return Array.from({ length: count }, (_, sample) => {
    const state = Float64Array.from(program.species, ({ initial }) => initial);
    fill((name, value) => {
      const position = positions.get(name);
      if (position === undefined) throw new Error(`${program.name} has no species ${name}`);
      state[position] = value;
    }, sample);
    return state;
  });
}
