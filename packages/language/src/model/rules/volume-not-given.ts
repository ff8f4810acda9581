// A record that counts molecules and does not say in which volume, although concentrations do not look like numbers of them.

import type {
  CheckedLearn,
  CheckedNetwork,
  CheckedScan,
  CheckedSimulate,
  CheckedSpecies,
  CheckedVariation,
} from "../model.js";
import { defineRule, type Report } from "../rule.js";
import { constantValue } from "../scalar-expressions.js";

export const volumeNotGiven = defineRule("volume-not-given", {
  Simulate: ({ simulate, subject }, report) => check({ record: simulate, subject, vary: [] }, report),
  Scan: ({ scan, subject }, report) => check({ record: scan, subject, vary: scan.vary }, report),
});

interface Run {
  readonly record: CheckedSimulate | CheckedScan;
  readonly subject: CheckedNetwork | CheckedLearn;
  readonly vary: readonly CheckedVariation[];
}

function check(
  { record: { method, volume, origin }, subject, vary }: Run,
  report: Report<"volume-not-given">,
): void {
  if (method.kind === "ode" || volume !== undefined) return;
  const { concentration: unit } = subject.kind === "network" ? subject.units : subject.model.units;
  const isDiscrete = method.kind === "ssa" || method.kind === "tau_leaping";
  const isRounded = isDiscrete && subject.kind === "network" && hasFractions(subject, vary);
  if (unit !== undefined || isRounded) report(origin, { network: subject.name, unit });
}

/** True if something starts with a concentration that is no whole number, in one of the runs. */
function hasFractions(network: CheckedNetwork, vary: readonly CheckedVariation[]): boolean {
  const variedBy = new Map(vary.map(({ override, values }) => [override, values]));
  const startsOf = ({ name, initial }: CheckedSpecies): readonly number[] =>
    variedBy.get(`${network.name}.${name.replace(/\[.*/, "")}`) ?? [constantValue(initial) ?? 0];
  return network.species.some((species) => startsOf(species).some((start) => !Number.isInteger(start)));
}
