// A network → the columns of its time courses.

import { componentNamesOf } from "../scalar/component-names.js";
import type { SimulationColumn, SimulationTask } from "./simulation-types.js";

/** Species, signals and definitions of a crn; species and read-outs of a learner. */
export function columnsOf({
  source,
  network,
}: SimulationTask): readonly Pick<SimulationColumn, "name" | "kind">[] {
  if (source.kind === "learn") {
    return [
      ...network.species.map(({ name }) => ({ name, kind: "species" as const })),
      ...network.observables.map(({ name }) => ({ name, kind: "signal" as const })),
    ];
  }
  return [
    ...source.species.map(({ name }) => ({ name, kind: "species" as const })),
    ...source.signals.map(({ name }) => ({ name, kind: "signal" as const })),
    ...source.definitions.flatMap(({ name, value }) =>
      componentNamesOf(name, value.shape).map((component) => ({
        name: component,
        kind: "definition" as const,
      })),
    ),
  ];
}
