// A network while it is being elaborated: components, their initial values, and what the statements have added.

import type { QuantityKeyword, ReactionStatement } from "../ast/nodes.js";
import type { Origin } from "../diagnostics/diagnostic.js";
import type { DocumentationAt } from "./documentation.js";
import type { Evaluation } from "./evaluation.js";
import type {
  CheckedAssertion,
  CheckedComponent,
  CheckedDefinition,
  CheckedEquation,
  CheckedEvent,
  CheckedPhase,
  CheckedReaction,
  LoweringSettings,
  ScalarExpression,
} from "./model.js";
import type { DeclaredSymbol } from "./symbols.js";

/** A declared component with what its declaration says of it. */
export interface ComponentEntry extends CheckedComponent {
  readonly kind: QuantityKeyword;
  readonly nonNegative: boolean;
  readonly phase: string | undefined;
  readonly unit: string | undefined;
  readonly documentation: string | undefined;
}

/** One declared quantity, all components together. */
export interface QuantityEntry {
  readonly symbol: DeclaredSymbol;
  readonly kind: QuantityKeyword;
  readonly name: string;
  readonly shape: readonly number[];
  readonly components: readonly ComponentEntry[];
  readonly nonNegative: boolean;
  readonly origin: Origin;
  readonly documentation: string | undefined;
}

export interface WrittenReaction {
  readonly statement: ReactionStatement;
  readonly reaction: CheckedReaction;
}

export interface NetworkBuilder {
  readonly documentationAt: DocumentationAt;
  readonly components: Map<string, ComponentEntry>;
  readonly quantities: QuantityEntry[];
  /** Every quantity and output by its full name. */
  readonly quantityOf: Map<string, QuantityEntry>;
  readonly initial: Map<string, ScalarExpression>;
  /** Components whose initial value stands in the text. */
  readonly initialised: Set<string>;
  readonly railsUsed: Set<string>;
  readonly definitions: CheckedDefinition[];
  readonly reactions: WrittenReaction[];
  readonly equations: CheckedEquation[];
  /** Where the equations of each component stand, and in which phase. */
  readonly equationPlaces: Map<
    string,
    readonly { readonly origin: Origin; readonly phase: string | undefined }[]
  >;
  readonly events: CheckedEvent[];
  readonly phases: CheckedPhase[];
  readonly assertions: CheckedAssertion[];
  readonly outputs: QuantityEntry[];
  readonly losses: { readonly value: ScalarExpression | undefined; readonly origin: Origin }[];
  lowering: LoweringSettings | undefined;
  kinetics: "plain" | "combinatoric";
  /** False once anything had to be left out. */
  complete: boolean;
}

/** An empty network; `sound` says that its text has no errors so far. */
export function createNetworkBuilder(documentationAt: DocumentationAt, sound: boolean): NetworkBuilder {
  return {
    documentationAt,
    components: new Map(),
    quantities: [],
    quantityOf: new Map(),
    initial: new Map(),
    initialised: new Set(),
    railsUsed: new Set(),
    definitions: [],
    reactions: [],
    equations: [],
    equationPlaces: new Map(),
    events: [],
    phases: [],
    assertions: [],
    outputs: [],
    losses: [],
    lowering: undefined,
    kinetics: "plain",
    complete: sound,
  };
}

/** Where a statement is elaborated: its bindings, the names in front of it, and the phase around it. */
export interface BlockContext {
  readonly evaluation: Evaluation;
  readonly builder: NetworkBuilder;
  /** Name of the network or model around. */
  readonly block: string;
  /** In front of the names declared here: `j.` inside an instance, empty otherwise. */
  readonly prefix: string;
  /** Values of the loops around, outermost first; they tell the instances made in a loop apart. */
  readonly loopIndices: readonly number[];
  readonly phase: string | undefined;
  readonly container: "network" | "module" | "model";
}

/** Notes that something was left out because of an error. */
export function markIncomplete(context: BlockContext): void {
  context.builder.complete = false;
}
