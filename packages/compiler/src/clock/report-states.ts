// States that somebody reads: the dynamics of a state end, or turn round, when outputs form, so what is read is a copy made
// in a frozen phase of its own, like an output.

import { numberExpression } from "../reactions/rate-expression.js";
import type { Rails, Reaction, ReactionNetwork, Species, SpeciesId } from "../reactions/reaction-network.js";
import type { ClockedPhase } from "./circuit-windows.js";
import type { FreshIdentifier } from "./copy-species.js";
import { railIds } from "./rail-ids.js";

/** A circuit with the phase and the species in which states are read. */
export interface ReportedCircuit {
  readonly network: ReactionNetwork;
  readonly phases: readonly ClockedPhase[];
  /** Rails that stand still while outputs are read. */
  readonly reported: readonly Rails[];
}

/** Adds a report of each state in `names`; `learning.states` then names the reports. */
export function reportStates(
  network: ReactionNetwork,
  phases: readonly ClockedPhase[],
  { names, fresh }: { readonly names: ReadonlySet<string>; readonly fresh: FreshIdentifier },
): ReportedCircuit {
  const { learning } = network;
  if (learning === undefined) return { network, phases, reported: [] };
  const originals = railIds(learning.states.filter(({ name }) => names.has(name)));
  const reports = new Map(originals.map((id) => [id, fresh(`${id}_read`)]));
  if (reports.size === 0) return { network, phases, reported: [] };
  const reportOf = (id: SpeciesId): SpeciesId => reports.get(id) ?? id;
  const states = learning.states.map((rails) => ({
    ...rails,
    positive: reportOf(rails.positive),
    negative: rails.negative === undefined ? undefined : reportOf(rails.negative),
  }));
  const last = phases.findIndex(({ name }) => name === learning.inferencePhases.at(-1));
  const phase = freePhaseName(phases);
  return {
    network: {
      ...network,
      species: network.species.flatMap((species) => withReport(species, reports)),
      reactions: [...network.reactions, ...reportReactions(network, reports, phase)],
      learning: { ...learning, states },
    },
    phases: [
      ...phases.slice(0, last + 1),
      { name: phase, kind: "frozen", duration: 1 },
      ...phases.slice(last + 1),
    ],
    reported: states.filter(({ positive }, index) => positive !== learning.states[index]!.positive),
  };
}

function withReport(species: Species, reports: ReadonlyMap<SpeciesId, SpeciesId>): readonly Species[] {
  const id = reports.get(species.id);
  if (id === undefined) return [species];
  return [species, { ...species, id, name: `${species.name} as read`, initial: 0 }];
}

function reportReactions(
  { species, reactions }: ReactionNetwork,
  reports: ReadonlyMap<SpeciesId, SpeciesId>,
  phase: string,
): readonly Reaction[] {
  const taken = new Set(reactions.map(({ id }) => id));
  return species.flatMap(({ id, name, provenance }) => {
    const report = reports.get(id);
    if (report === undefined) return [];
    const reaction = taken.has(`read_${id}`) ? `read_${id}_` : `read_${id}`;
    const state = { species: id, coefficient: 1 };
    return [
      {
        id: reaction,
        reactants: [state],
        products: [state, { species: report, coefficient: 1 }],
        rate: { kind: "mass-action", constant: numberExpression(1) },
        phases: [phase],
        role: "output",
        documentation: undefined,
        provenance: [{ origin: provenance.origin, rule: `reading of ${name}` }],
      },
    ];
  });
}

function freePhaseName(phases: readonly ClockedPhase[]): string {
  let name = "read";
  while (phases.some((phase) => phase.name === name)) name += "_";
  return name;
}
