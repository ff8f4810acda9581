// Equal reactants, where tools differ by a factor.

import { defineRule } from "../rule.js";

export const rateLawConvention = defineRule("rate-law-convention", {
  Reaction: ({ reaction, network }, report) => {
    const multiple = reaction.reactants.filter(({ coefficient }) => coefficient > 1);
    const [first] = multiple;
    if (first === undefined || reaction.rate.kind === "law" || network.checked.kinetics === "combinatoric")
      return;
    const divisor = multiple.reduce((product, { coefficient }) => product * factorial(coefficient), 1);
    const combinations = multiple.map(({ coefficient }) => `${coefficient}!`).join("·");
    const written = Number.isSafeInteger(divisor) ? String(divisor) : `(${combinations})`;
    const factors = reaction.reactants.map(
      ({ species, coefficient }) => `[${species}]${coefficient > 1 ? `^${coefficient}` : ""}`,
    );
    const flux = `k·${factors.join("·")}`;
    report(first.origin, { flux, combinatoric: `${flux}/${written}` });
  },
});

function factorial(value: number): number {
  let product = 1;
  for (let factor = 2; factor <= value; factor++) product *= factor;
  return product;
}
