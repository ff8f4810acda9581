// States that somebody reads: the dynamics of a state end, or turn round, when outputs form, so what is read is a copy made
// in a frozen phase of its own, like an output.

import type { CircuitPhase } from "../lowering/circuit-phase.js";
import { type FreshName, freeName, UNDERSCORED } from "../network/free-name.js";
import { mapRails, railIds } from "../network/rails.js";
import { numberExpression } from "../network/rate-expression.js";
import type { Rails, Reaction, ReactionNetwork, Species, SpeciesId } from "../network/reaction-network.js";

/** A circuit with the phase and the species in which states are read. */
export interface ReportedCircuit {
  readonly network: ReactionNetwork;
  readonly phases: readonly CircuitPhase[];
  /** Rails that stand still while outputs are read. */
  readonly reported: readonly Rails[];
}

/** Adds a report of each state in `names`; `learning.states` then names the reports. */
export function reportStates(
  network: ReactionNetwork,
  phases: readonly CircuitPhase[],
  { names, fresh }: { readonly names: ReadonlySet<string>; readonly fresh: FreshName },
): ReportedCircuit {
  const { learning } = network;
  if (learning === undefined) return { network, phases, reported: [] };
  const originals = railIds(learning.states.filter(({ name }) => names.has(name)));
  const reports = new Map(originals.map((id) => [id, fresh(`${id}_read`)]));
  if (reports.size === 0) return { network, phases, reported: [] };
  const reportOf = (id: SpeciesId): SpeciesId => reports.get(id) ?? id;
  const states = learning.states.map((rails) => mapRails(rails, reportOf));
  const last = phases.findIndex(({ name }) => name === learning.inferencePhases.at(-1));
  const phase = freeName("read", new Set(phases.map(({ name }) => name)), UNDERSCORED);
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
    const state = { species: id, coefficient: 1 };
    return [
      {
        id: freeName(`read_${id}`, taken, UNDERSCORED),
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
