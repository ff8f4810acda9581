// An input or target that no column feeds.

import type { CheckedModelQuantity } from "../model.js";
import { defineRule, type FactOf } from "../rule.js";
import { componentNames } from "../scalar-expressions.js";

export const unfedInput = defineRule("unfed-input", {
  Train: (fact, report) => {
    const { train, subject } = fact;
    if (subject.kind !== "learn") return;
    const fed = new Set(train.feed.map(({ quantity }) => quantity));
    for (const [kind, quantities] of [
      ["input", subject.model.inputs],
      ["target", subject.model.targets],
    ] as const) {
      for (const quantity of quantities) {
        const { name, origin } = quantity;
        if (fed.has(name)) continue;
        const parameters = { name, kind, column: columnFor(quantity, fact) };
        report(train.origin, parameters, { related: [{ origin, message: "declared here" }] });
      }
    }
  },
});

/** The column of the same name, or else the only one of computed columns that feeds nothing. */
function columnFor(
  { name, shape }: CheckedModelQuantity,
  { train, data, columns }: FactOf<"Train">,
): string | undefined {
  if (columns === undefined || shape.length > 0) return undefined;
  if (columns.includes(name)) return name;
  // In a file there may be columns of text.
  if (data.source.kind !== "sample") return undefined;
  const used = new Set(
    train.feed.flatMap(({ value }) => value.components.flatMap((part) => [...componentNames(part)])),
  );
  const [only, other] = columns.filter((column) => !used.has(column));
  return other === undefined ? only : undefined;
}
