// A `crn` declaration → a checked network.

import type { Block, NetworkDeclaration, PhaseStatement } from "../ast/nodes.js";
import { closestName } from "../text/edit-distance.js";
import type { DocumentationAt } from "./documentation.js";
import { elaborateBlock } from "./elaborate-block.js";
import { initialOf } from "./elaborate-quantities.js";
import { defaultLowering } from "./elaborate-settings.js";
import { createEnvironment, type Environment } from "./environment.js";
import { type Evaluation, originOf } from "./evaluation.js";
import type { NetworkFact } from "./facts.js";
import type { CheckedNetwork, CheckedRate, CheckedSignal, CheckedSpecies } from "./model.js";
import {
  type BlockContext,
  type ComponentEntry,
  createNetworkBuilder,
  markIncomplete,
  type NetworkBuilder,
} from "./network-builder.js";
import { componentNames } from "./scalar-expressions.js";
import { anything, type Interval, intervalOf } from "./signs.js";

/** A network and the values of its names, for records that read them. */
export interface ElaboratedNetwork extends NetworkFact {
  readonly environment: Environment;
}

/** Few enough to be checked in less than a millisecond. */
const REACTIONS_OF_A_PIECE = 50;

/**
 * Elaborates a network; `complete` is false if anything of it had to be left out. `sound` says that its text has no
 * errors so far, `fed` names the quantities that trainings set or keep. Yields after each statement and some reactions.
 */
export function* elaborateNetwork(
  outer: Evaluation,
  node: NetworkDeclaration,
  documentationAt: DocumentationAt,
  { fed, sound }: { readonly fed: ReadonlySet<string>; readonly sound: boolean },
): Generator<void, ElaboratedNetwork> {
  const builder = createNetworkBuilder(documentationAt, sound);
  const railUsed = (signal: string): void => {
    builder.railsUsed.add(signal);
  };
  const evaluation: Evaluation = { ...outer, environment: createEnvironment(outer.environment), railUsed };
  const context: BlockContext = {
    evaluation,
    builder,
    block: node.name.text,
    prefix: "",
    loopIndices: [],
    phase: undefined,
    container: "network",
  };
  yield* elaborateBlock(context, node.body);
  checkPhaseNames(context, node);
  checkEventTimes(context);
  const checked = networkFrom(context, node);
  yield;
  const fact: NetworkFact = { checked, initialised: builder.initialised, fed, complete: builder.complete };
  let complete = builder.complete;
  for (const [index, { statement, reaction }] of builder.reactions.entries()) {
    if (evaluation.emit({ kind: "Reaction", statement, reaction, network: fact })) complete = false;
    if (index % REACTIONS_OF_A_PIECE === 0) yield;
  }
  if (evaluation.emit({ kind: "Network", network: { ...fact, complete } })) complete = false;
  return { environment: evaluation.environment, ...fact, complete };
}

function networkFrom(context: BlockContext, node: NetworkDeclaration): CheckedNetwork {
  const { builder, evaluation } = context;
  const entries = [...builder.components.values()];
  return {
    kind: "network",
    name: node.name.text,
    documentation: builder.documentationAt(node.span.start),
    units: evaluation.units.setting,
    kinetics: builder.kinetics,
    species: entries
      .filter(({ kind }) => kind === "species" || kind === "clamped species")
      .map((entry) => speciesFrom(builder, entry)),
    rates: ratesFrom(context),
    signals: entries.filter(({ kind }) => kind === "signal").map((entry) => signalFrom(builder, entry)),
    definitions: builder.definitions,
    reactions: builder.reactions.map(({ reaction }) => reaction),
    equations: builder.equations,
    events: builder.events,
    phases: builder.phases,
    assertions: builder.assertions,
    lowering: builder.lowering ?? defaultLowering,
    origin: originOf(evaluation, node.name),
  };
}

function speciesFrom(builder: NetworkBuilder, entry: ComponentEntry): CheckedSpecies {
  const { name, base, indices, origin, phase, documentation } = entry;
  const clamped = entry.kind === "clamped species";
  return {
    name,
    base,
    indices,
    origin,
    initial: initialOf({ builder }, name, origin),
    clamped,
    phase,
    documentation,
  };
}

function signalFrom(builder: NetworkBuilder, entry: ComponentEntry): CheckedSignal {
  const { name, base, indices, origin, phase, documentation, nonNegative } = entry;
  const railsUsed = builder.railsUsed.has(name);
  return {
    name,
    base,
    indices,
    origin,
    initial: initialOf({ builder }, name, origin),
    nonNegative,
    railsUsed,
    phase,
    documentation,
  };
}

/** The rates of a network or model, each after those that its value reads. */
export function ratesFrom(context: BlockContext): readonly CheckedRate[] {
  const { builder } = context;
  return ratesInOrder(context).map(({ name, base, indices, origin, unit, documentation }) => ({
    name,
    base,
    indices,
    origin,
    value: initialOf({ builder }, name, origin),
    unit,
    documentation,
  }));
}

/** In the order of the text as far as no rate reads a later one, and altogether if one leads back to itself. */
function ratesInOrder({ builder }: BlockContext): readonly ComponentEntry[] {
  const written = [...builder.components.values()].filter(({ kind }) => kind === "rate");
  const ordered = new Set<ComponentEntry>();
  const readers = new Set<ComponentEntry>();
  let isCircular = false;
  const visit = (entry: ComponentEntry): void => {
    isCircular ||= readers.has(entry);
    if (isCircular || ordered.has(entry)) return;
    readers.add(entry);
    for (const name of componentNames(initialOf({ builder }, entry.name, entry.origin))) {
      const read = builder.components.get(name);
      if (read?.kind === "rate") visit(read);
    }
    readers.delete(entry);
    ordered.add(entry);
  };
  for (const entry of written) visit(entry);
  return isCircular ? written : [...ordered];
}

/** Events before the start never happen, and a period must take some time. Rates have their values at the start. */
function checkEventTimes(context: BlockContext): void {
  const { evaluation, builder } = context;
  // A rate that leads back to itself has no bounds.
  const boundsOf =
    (reading: readonly string[]) =>
    (name: string): Interval => {
      const value = builder.initial.get(name);
      return value === undefined || reading.includes(name)
        ? anything
        : intervalOf(value, boundsOf([...reading, name]));
    };
  for (const { trigger, condition } of builder.events) {
    if (trigger === "when") continue;
    const { upper } = intervalOf(condition, boundsOf([]));
    const wrong = evaluation.emit({
      kind: "SettingValue",
      key: trigger,
      expected: trigger === "at" ? "a time above 0" : "a period above 0",
      found: String(upper),
      // At the very start events do not happen: initial values say how things are then.
      fits: upper > 0,
      origin: condition.origin,
    });
    if (wrong) markIncomplete(context);
  }
}

/** A `phase` block must name a phase of the `phases` record. */
function checkPhaseNames(context: BlockContext, node: NetworkDeclaration): void {
  const { evaluation, builder } = context;
  // Also those whose length could not be computed.
  const declared = node.body.statements.flatMap((statement) =>
    statement.kind === "PhasesStatement" ? statement.record.entries.map(({ key }) => key.text) : [],
  );
  const uses = new Map<string, { file: string; span: { start: number; end: number } }[]>();
  for (const statement of phasesIn(node.body)) {
    if (statement.name.kind === "MissingName") continue;
    const { text } = statement.name;
    if (evaluation.names.faulty.has(statement) || declared.includes(text)) continue;
    uses.set(text, [...(uses.get(text) ?? []), originOf(evaluation, statement.name)]);
  }
  // If the record of phases has errors of its own, its names are not reliable.
  if (node.body.statements.some(({ kind }) => kind === "PhasesStatement") && declared.length === 0) return;
  for (const [name, origins] of uses) {
    builder.complete = false;
    evaluation.emit({
      kind: "UnknownName",
      name,
      noun: "phase",
      uses: origins,
      suggestion: closestName(name, declared),
      kinds: [],
      similar: undefined,
      declare: ["phases"],
      declareAt: undefined,
      shape: undefined,
    });
  }
}

/** The `phase` statements of a block and of the blocks inside, in source order. */
function phasesIn({ statements }: Block): readonly PhaseStatement[] {
  const found: PhaseStatement[] = [];
  for (const statement of statements) {
    if (statement.kind === "PhaseStatement") found.push(statement, ...phasesIn(statement.body));
    else if (statement.kind === "ForStatement") found.push(...phasesIn(statement.body));
    else if (statement.kind === "IfStatement") {
      found.push(...phasesIn(statement.thenBlock));
      if (statement.elseBlock !== undefined) found.push(...phasesIn(statement.elseBlock));
    }
  }
  return found;
}
