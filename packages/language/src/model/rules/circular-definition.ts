// A definition that leads back to itself.

import type { CheckedRate } from "../model.js";
import { defineRule, type Report } from "../rule.js";
import { componentNames } from "../scalar-expressions.js";
import { declarationOrigin } from "../symbols.js";

export const circularDefinition = defineRule("circular-definition", {
  CircularDefinition: ({ symbol, origin }, report) => {
    report(
      origin,
      { name: symbol.name },
      { related: [{ origin: declarationOrigin(symbol), message: "declared here" }] },
    );
  },
  Network: ({ network }, report) => checkRates(network.checked.rates, report),
  Model: ({ model }, report) => checkRates(model.checked.rates, report),
});

/** Rates are kept by name, so a circle among them shows only when all are known. */
function checkRates(rates: readonly CheckedRate[], report: Report<"circular-definition">): void {
  const values = new Map(rates.map(({ name, value }) => [name, value]));
  const settled = new Set<string>();
  const leadsBack = (name: string, path: readonly string[]): boolean => {
    if (path.includes(name)) return true;
    const value = values.get(name);
    if (value === undefined || settled.has(name)) return false;
    settled.add(name);
    return [...componentNames(value)].some((read) => leadsBack(read, [...path, name]));
  };
  for (const { name, origin } of rates) if (leadsBack(name, [])) report(origin, { name });
}
