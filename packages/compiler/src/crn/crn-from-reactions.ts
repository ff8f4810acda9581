// Reaction network → Visual CRN text (the CRN dialect of Visual DSD). Every directive is written, since the defaults of
// the engine differ from our meaning: `Deterministic` makes its rate the flux k·∏[S]^n.

import type { Diagnostic } from "@ncrn/language";
import { type Emission, emissionOf, notSupported, renamed, type TargetOptions } from "../emission.js";
import { provenanceComment } from "../network/provenance-comment.js";
import type { Reaction, ReactionNetwork, Stoichiometry } from "../network/reaction-network.js";
import { renameIdentifiers } from "../network/rename-identifiers.js";
import { type CrnExpression, crnExpression, crnNumber } from "./crn-expression.js";
import { type CrnIdentifiers, crnIdentifiers } from "./crn-identifiers.js";
import { eventDoses, phaseDoses } from "./crn-schedule.js";

/** End of the simulation where neither the options nor phases say one. */
const defaultUntil = 100;
/** Coefficients are written as sums, which nobody reads beyond this. */
const largestCoefficient = 1000;

/**
 * The text for the Visual CRN tool. Phases become species that gate their reactions (order one higher), doses are
 * written out up to `until`. Other events, and functions that the dialect lacks, are errors.
 */
export function crnFromReactions(source: ReactionNetwork, options: TargetOptions = {}): Emission<string> {
  const identifiers = crnIdentifiers(source);
  const network = renameIdentifiers(source, identifiers.of);
  const until = options.until ?? (cycleLength(source) || defaultUntil);
  const reactions = reactionLines(network, identifiers);
  const phases = phaseDoses(network, until, identifiers.phaseSpecies);
  const events = eventDoses(network, until);
  const text = [
    ...commentLines(source, until, identifiers),
    simulationDirective(network, until),
    "directive simulator deterministic",
    "directive deterministic { stiff=true; abstolerance=1e-12; reltolerance=1e-10 }",
    ...unitsDirective(network),
    ...parametersDirective(network, reactions.constants),
    ...[...initialLines(network, identifiers), ...reactions.lines, ...phases.lines, ...events.lines].map(
      barred,
    ),
    "",
  ].join("\n");
  return emissionOf(text, [
    ...renameHints(source, identifiers),
    ...reactions.diagnostics,
    ...phases.diagnostics,
    ...events.diagnostics,
  ]);
}

function cycleLength({ phases }: ReactionNetwork): number {
  return phases.reduce((sum, { duration }) => sum + duration, 0);
}

function barred(line: string): string {
  return line.startsWith("//") ? line : `| ${line}`;
}

/** Names that changed by more than the prefix of parameters. */
function changedNames(source: ReactionNetwork, identifiers: CrnIdentifiers) {
  return [
    ...source.species.filter(({ id }) => identifiers.of(id) !== id),
    ...source.parameters.filter(({ id }) => identifiers.of(id) !== `p__${id}`),
  ];
}

function renameHints(source: ReactionNetwork, identifiers: CrnIdentifiers): readonly Diagnostic[] {
  return changedNames(source, identifiers).map(({ id, name, provenance }) =>
    renamed("crn", name, identifiers.of(id), provenance.origin),
  );
}

function commentLines(
  source: ReactionNetwork,
  until: number,
  identifiers: CrnIdentifiers,
): readonly string[] {
  const { name, documentation, provenance } = source;
  const changed = changedNames(source, identifiers).map(
    (named) => `//   ${named.name} is ${identifiers.of(named.id)}`,
  );
  return [
    `// ${name}, compiled from ${provenance.origin.file} by ncrn`,
    ...(documentation ?? "")
      .split(/\r?\n/)
      .filter(Boolean)
      .map((line) => `// ${line.trim()}`),
    ...phaseComments(source, until),
    ...(changed.length === 0 ? [] : ["// Renamed:", ...changed]),
  ];
}

function phaseComments({ phases, learning }: ReactionNetwork, until: number): readonly string[] {
  if (phases.length === 0) return [];
  return learning === undefined
    ? [`// Phases are written out until time ${until}; this dialect has no loop.`]
    : ["// One cycle of a learning circuit; a host feeds the next sample between cycles."];
}

function simulationDirective(network: ReactionNetwork, until: number): string {
  const readouts = network.observables.flatMap(({ value }) => {
    const printed = value.kind === "species" ? { unsupported: "" } : crnExpression(value);
    return "text" in printed ? [printed.text] : [];
  });
  // An output often is a state, which is read out by itself, too.
  const plots = [...network.species.map(({ id }) => id), ...new Set(readouts)].join("; ");
  const fields = [
    "initial=0.0",
    `final=${crnNumber(until)}`,
    "points=1000",
    `plots=[${plots}]`,
    "kinetics=Deterministic",
  ];
  return `directive simulation { ${fields.join("; ")} }`;
}

const knownUnits = {
  concentration: new Set(["M", "mM", "uM", "nM", "pM", "fM", "aM", "zM", "yM"]),
  time: new Set(["ns", "us", "ms", "s", "min", "h"]),
};

/** Labels only: the engine converts nothing. Units that it does not know are left out. */
function unitsDirective({ units }: ReactionNetwork): readonly string[] {
  const fields = (["concentration", "time"] as const).flatMap((quantity) => {
    const unit = units[quantity]?.replace(/^[µμ]/, "u");
    return unit !== undefined && knownUnits[quantity].has(unit) ? [`${quantity}=${unit}`] : [];
  });
  return fields.length === 0 ? [] : [`directive units { ${fields.join("; ")} }`];
}

function parametersDirective(
  network: ReactionNetwork,
  constants: ReadonlyMap<number, string>,
): readonly string[] {
  const entries = [
    ...network.parameters.map(({ id, value }) => `${id} = ${crnNumber(value)}`),
    ...[...constants].map(([value, id]) => `${id} = ${crnNumber(value)}`),
  ];
  return entries.length === 0 ? [] : [`directive parameters [ ${entries.join("; ")} ]`];
}

function initialLines(network: ReactionNetwork, identifiers: CrnIdentifiers): readonly string[] {
  return [
    ...network.species.map(
      ({ id, initial, clamped }) => `${clamped ? "constant " : ""}${crnNumber(initial)} ${id}`,
    ),
    ...network.phases.map(
      ({ name }, index) => `${index === 0 ? "1.0" : "0.0"} ${identifiers.phaseSpecies(name)}`,
    ),
  ];
}

interface ReactionLines {
  readonly lines: readonly string[];
  /** Numbers used as rate constants, with their parameter names. */
  readonly constants: ReadonlyMap<number, string>;
  readonly diagnostics: readonly Diagnostic[];
}

function reactionLines(network: ReactionNetwork, identifiers: CrnIdentifiers): ReactionLines {
  const constants = new Map<number, string>();
  const diagnostics: Diagnostic[] = [];
  const nameOfConstant = (value: number): string => {
    const name = constants.get(value) ?? identifiers.freshConstant(constants.size + 1);
    constants.set(value, name);
    return name;
  };
  const lines = network.reactions.flatMap((reaction, index) => {
    const rate = rateText(reaction, nameOfConstant);
    if ("unsupported" in rate) {
      diagnostics.push(notSupported("crn", rate.unsupported, originOf(reaction, network)));
      return [];
    }
    const comment = provenanceComment(network.reactions[index - 1], reaction);
    const gates = reaction.phases.map(identifiers.phaseSpecies);
    return [...(comment === undefined ? [] : [comment]), ...gatedLines(reaction, rate.text, gates)];
  });
  return { lines, constants, diagnostics };
}

function originOf(reaction: Reaction, network: ReactionNetwork) {
  return (reaction.provenance[0] ?? network.provenance).origin;
}

function rateText(
  { rate, reactants, products }: Reaction,
  nameOfConstant: (value: number) => string,
): CrnExpression {
  if ([...reactants, ...products].some(({ coefficient }) => coefficient > largestCoefficient)) {
    return { unsupported: `a coefficient above ${largestCoefficient}` };
  }
  if (rate.kind === "law") return crnExpression(rate.flux);
  return rate.constant.kind === "number"
    ? { text: nameOfConstant(rate.constant.value) }
    : crnExpression(rate.constant);
}

/** Mass action: one line a phase, with the phase species as catalyst. A law is multiplied by the phase species instead. */
function gatedLines(reaction: Reaction, rate: string, gates: readonly string[]): readonly string[] {
  const { reactants, products } = reaction;
  if (reaction.rate.kind === "law") {
    const flux = gates.length === 0 ? rate : `(${gates.map((gate) => `[${gate}]`).join(" + ")}) * (${rate})`;
    return [`${sideText(reactants)} ->[${flux}] ${sideText(products)}`.trim()];
  }
  const catalysts = gates.length === 0 ? [[]] : gates.map((gate) => [gate]);
  return catalysts.map((gate) =>
    `${sideText(reactants, gate)} ->{${rate}} ${sideText(products, gate)}`.trim(),
  );
}

/** `X + X` for two: other readers of the dialect know no coefficients. Nothing stands for an empty side. */
function sideText(terms: readonly Stoichiometry[], gate: readonly string[] = []): string {
  const names = terms.flatMap(({ species, coefficient }) =>
    Array.from({ length: coefficient }, () => species),
  );
  return [...gate, ...names].join(" + ");
}
