// A quantity declared `>= 0` that can become negative.

import type { CheckedEquation, ScalarExpression } from "../model.js";
import { columnBounds, modelBounds, networkBounds } from "../network-structure.js";
import { defineRule, type Report } from "../rule.js";
import { type Interval, intervalOf } from "../signs.js";
import { textOfScalar } from "../text-of-expression.js";

export const signAssumption = defineRule("sign-assumption", {
  Network: ({ network }, report) => {
    if (!network.complete) return;
    const { checked } = network;
    const bounds = networkBounds(checked);
    for (const signal of checked.signals.filter((entry) => entry.nonNegative)) {
      const equations = checked.equations.filter(({ target }) => target === signal.name);
      checkQuantity({ name: signal.name, initial: [signal.initial], equations }, bounds, report);
    }
  },
  Model: ({ model }, report) => {
    if (!model.complete) return;
    const { checked } = model;
    const bounds = modelBounds(checked);
    for (const quantity of [...checked.states, ...checked.weights, ...checked.fixed].filter(
      (entry) => entry.nonNegative,
    )) {
      const names = new Set(quantity.components.map(({ name }) => name));
      const equations = checked.equations.filter(({ target }) => names.has(target));
      checkQuantity({ name: quantity.name, initial: quantity.initial ?? [], equations }, bounds, report);
    }
  },
  Train: ({ train, subject, data }, report) => {
    if (subject.kind !== "learn") return;
    const bounds = columnBounds(data);
    for (const { name } of [...subject.model.inputs, ...subject.model.targets].filter(
      (entry) => entry.nonNegative,
    )) {
      const fed = train.feed.find(({ quantity }) => quantity === name);
      const negative = fed?.value.components.find((component) => intervalOf(component, bounds).lower < 0);
      if (negative !== undefined)
        report(negative.origin, { name, part: "what is fed to it", expression: textOfScalar(negative) });
    }
  },
});

interface BoundedQuantity {
  readonly name: string;
  readonly initial: readonly ScalarExpression[];
  readonly equations: readonly CheckedEquation[];
}

/** Where the quantity is 0 it must not shrink: its equation is looked at with the component set to 0. */
function checkQuantity(
  quantity: BoundedQuantity,
  bounds: (name: string) => Interval,
  report: Report<"sign-assumption">,
): void {
  const start = quantity.initial.find((value) => intervalOf(value, bounds).lower < 0);
  if (start !== undefined) {
    report(start.origin, { name: quantity.name, part: "its initial value", expression: textOfScalar(start) });
    return;
  }
  const zero: Interval = { lower: 0, upper: 0 };
  const shrinking = quantity.equations.find(({ target, value }) => {
    return intervalOf(value, (name) => (name === target ? zero : bounds(name))).lower < 0;
  });
  if (shrinking === undefined) return;
  report(shrinking.value.origin, {
    name: quantity.name,
    part: "where it is 0 its derivative",
    expression: textOfScalar(shrinking.value),
  });
}
