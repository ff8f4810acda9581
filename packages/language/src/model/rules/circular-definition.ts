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

/** Rates are kept by name, so a circle among them shows only when all are known: what cannot be put in an order is in one. */
function checkRates(rates: readonly CheckedRate[], report: Report<"circular-definition">): void {
  const open = new Map(rates.map(({ name, value }) => [name, new Set(componentNames(value))]));
  const readers = new Map<string, string[]>();
  for (const [name, read] of open)
    for (const source of read) readers.set(source, [...(readers.get(source) ?? []), name]);
  const settled = [...open].flatMap(([name, read]) => (read.size === 0 ? name : []));
  for (let name = settled.pop(); name !== undefined; name = settled.pop()) {
    open.delete(name);
    for (const reader of readers.get(name) ?? []) {
      const left = open.get(reader);
      if (left?.delete(name) && left.size === 0) settled.push(reader);
    }
  }
  const first = rates.find(({ name }) => open.has(name) && isInCircle(name, open));
  if (first !== undefined) report(first.origin, { name: first.name });
}

/** True if following what is left to read leads back to the name. */
function isInCircle(name: string, open: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const seen = new Set<string>();
  const pending = [...(open.get(name) ?? [])];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === name) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    pending.push(...(open.get(next) ?? []));
  }
  return false;
}
