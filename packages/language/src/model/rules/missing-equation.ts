// A state, or a signal whose rails no reaction uses, without an equation.

import type { CheckedSignal } from "../model.js";
import { defineRule } from "../rule.js";

export const missingEquation = defineRule("missing-equation", {
  Network: ({ network }, report) => {
    if (!network.complete) return;
    const { checked } = network;
    const assigned = new Set(
      checked.events.flatMap((event) => event.assignments.map(({ target }) => target)),
    );
    const written = new Set(checked.equations.map(({ target }) => target));
    const missing = new Map<string, CheckedSignal[]>();
    for (const signal of checked.signals) {
      if (written.has(signal.name) || signal.railsUsed || assigned.has(signal.name)) continue;
      missing.set(signal.base, [...(missing.get(signal.base) ?? []), signal]);
    }
    for (const [name, signals] of missing)
      report(signals[0]!.origin, { name, components: signals.map((signal) => signal.name) });
  },
  Model: ({ model }, report) => {
    if (!model.complete) return;
    const written = new Set(model.checked.equations.map(({ target }) => target));
    for (const { name, components, origin } of model.checked.states) {
      const missing = components
        .filter((component) => !written.has(component.name))
        .map((component) => component.name);
      if (missing.length > 0)
        report(origin, { name, components: missing.length === components.length ? [name] : missing });
    }
  },
});
