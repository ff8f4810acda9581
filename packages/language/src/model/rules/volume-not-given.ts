// A record that counts molecules and does not say in which volume, although concentrations do not look like numbers of them.

import type { CheckedNetwork } from "../model.js";
import { defineRule } from "../rule.js";
import { constantValue } from "../scalar-expressions.js";

export const volumeNotGiven = defineRule("volume-not-given", {
  Simulate: ({ simulate: { method, volume, origin }, subject }, report) => {
    if (method.kind === "ode" || volume !== undefined) return;
    const { concentration: unit } = subject.kind === "network" ? subject.units : subject.model.units;
    const isDiscrete = method.kind === "ssa" || method.kind === "tau_leaping";
    const isRounded = isDiscrete && subject.kind === "network" && hasFractions(subject);
    if (unit !== undefined || isRounded) report(origin, { network: subject.name, unit });
  },
});

/** True if something starts with a concentration that is no whole number. */
function hasFractions({ species }: CheckedNetwork): boolean {
  return species.some(({ initial }) => !Number.isInteger(constantValue(initial) ?? 0));
}
