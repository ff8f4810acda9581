// The intermediate representation: a reaction network as plain data. Numbers and identifiers only,
// serialisable, equal by value. Lowering passes map networks to networks; every target reads this and nothing else.

import type { Dimension, Origin } from "@ncrn/language";

/** A species identifier: `[A-Za-z_][A-Za-z0-9_]*`, unique in its network together with parameters. */
export type SpeciesId = string;
/** A parameter identifier, in the same name space as species. */
export type ParameterId = string;

/** An expression over parameters, species and time. Truth values are 1 and 0. */
export type RateExpression =
  /** In the units of the network; `dimension` if it is known and not that of a plain number. */
  | { readonly kind: "number"; readonly value: number; readonly dimension?: Dimension }
  | { readonly kind: "parameter"; readonly id: ParameterId }
  /** The current concentration of a species; never in a mass-action constant. */
  | { readonly kind: "species"; readonly id: SpeciesId }
  | { readonly kind: "time" }
  | { readonly kind: "negate" | "not"; readonly operand: RateExpression }
  | {
      readonly kind: "binary";
      readonly operator: "+" | "-" | "*" | "/" | "^" | "<" | "<=" | ">" | ">=" | "==" | "!=" | "&&" | "||";
      readonly left: RateExpression;
      readonly right: RateExpression;
    }
  | { readonly kind: "call"; readonly function: RateFunction; readonly arguments: readonly RateExpression[] }
  | {
      readonly kind: "conditional";
      readonly condition: RateExpression;
      readonly thenValue: RateExpression;
      readonly elseValue: RateExpression;
    };

export type RateFunction =
  | "abs"
  | "min"
  | "max"
  | "exp"
  | "log"
  | "sin"
  | "cos"
  | "tan"
  | "tanh"
  | "sqrt"
  | "floor"
  | "ceil"
  | "round";

/** Where a generated thing comes from: the source text and the rule that made it. */
export interface Provenance {
  readonly origin: Origin;
  /** A short phrase, e.g. `forward dynamics of z[1]`, `annihilation of rails`. */
  readonly rule: string;
}

export interface Parameter {
  readonly id: ParameterId;
  /** As in the source, e.g. `k[1]`. */
  readonly name: string;
  readonly value: number;
  /** The unit as written in the source, e.g. `1/nM/s`; undefined if none. */
  readonly unit: string | undefined;
  readonly provenance: Provenance;
}

/** What a species is for; `species` is one the user declared. */
export type SpeciesRole =
  | "species"
  | "input"
  | "target"
  | "weight"
  | "fixed"
  | "state"
  | "output"
  | "adjoint"
  | "gradient"
  | "signal"
  | "clock"
  | "auxiliary";

export interface Species {
  readonly id: SpeciesId;
  /** As in the source, rails as `z[1].p` and `z[1].m`. */
  readonly name: string;
  /** Initial concentration, finite and not negative. */
  readonly initial: number;
  /** Takes part in reactions but is never changed by them. */
  readonly clamped: boolean;
  readonly role: SpeciesRole;
  readonly documentation: string | undefined;
  readonly provenance: Provenance;
}

/** A species with its positive whole stoichiometric coefficient. */
export interface Stoichiometry {
  readonly species: SpeciesId;
  readonly coefficient: number;
}

/** What a reaction does in a learning circuit; `source` is one that the user wrote. */
export type ReactionRole =
  | "source"
  | "dynamics"
  | "load"
  | "forward"
  | "output"
  | "error"
  | "state-reversal"
  | "adjoint"
  | "gradient"
  | "update"
  | "annihilation"
  | "clock"
  | "transfer"
  | "cleaning";

/** `mass-action`: flux = constant · ∏ [S]^n over the reactants. `law`: the expression is the flux itself. */
export type ReactionRate =
  | { readonly kind: "mass-action"; readonly constant: RateExpression }
  | { readonly kind: "law"; readonly flux: RateExpression };

/** An irreversible reaction. A catalyst stands on both sides with equal coefficients. */
export interface Reaction {
  readonly id: string;
  /** Sorted by the order of the network's species, each species once. */
  readonly reactants: readonly Stoichiometry[];
  readonly products: readonly Stoichiometry[];
  readonly rate: ReactionRate;
  /** Names of the phases the reaction runs in, in the order of the network's phases; empty: always. */
  readonly phases: readonly string[];
  readonly role: ReactionRole;
  readonly documentation: string | undefined;
  /** More than one after merging equal reactions. */
  readonly provenance: readonly Provenance[];
}

export interface EventAssignment {
  readonly target:
    | { readonly kind: "species"; readonly id: SpeciesId }
    | { readonly kind: "parameter"; readonly id: ParameterId };
  /** The new value, read from values before the event (`A += v` is already `A + v`). */
  readonly value: RateExpression;
}

/** `at`: once; `every`: first at `first` (`period` if left out), then repeatedly; `when`: at each rising edge of the condition. Nothing fires at time 0. */
export interface NetworkEvent {
  readonly id: string;
  readonly trigger:
    | { readonly kind: "at"; readonly time: number }
    | { readonly kind: "every"; readonly period: number; readonly first?: number }
    | { readonly kind: "when"; readonly condition: RateExpression };
  readonly assignments: readonly EventAssignment[];
  readonly provenance: Provenance;
}

/** One phase of the cycle; phases run in written order, again and again. */
export interface Phase {
  readonly name: string;
  readonly duration: number;
}

/** A named read-out, such as a signal (`x.p - x.m`), a `let`, or an output. */
export interface Observable {
  /** As in the source, e.g. `x`, `z[1]`, `yhat`. */
  readonly name: string;
  readonly value: RateExpression;
}

/** A quantity on one or two rails; its value is positive − negative. */
export interface Rails {
  /** As in the source, e.g. `theta[1,2]`. */
  readonly name: string;
  readonly positive: SpeciesId;
  /** Undefined if the quantity is proven or declared non-negative and never decreased through its rail. */
  readonly negative: SpeciesId | undefined;
}

/** How a host drives an externally clocked learner; see docs/language.md on what the host may do. */
export interface LearningCircuit {
  /** Set from the data before each sample. */
  readonly inputs: readonly Rails[];
  readonly targets: readonly Rails[];
  /** Kept from sample to sample; their rails are cancelled in between. */
  readonly weights: readonly WeightRails[];
  /** Read at the end of the last phase of `inferencePhases`. */
  readonly outputs: readonly Rails[];
  readonly states: readonly Rails[];
  /**
   * Gradient of the loss by each weight, same order as `weights`, as it stands when the update phase begins. Empty for a
   * hand-written network, and where weights change while the gradient forms: the gradient is then −(change of the weight)/eta.
   */
  readonly gradients: readonly Rails[];
  /** What cancels the two rails of a weight between samples. */
  readonly cancellation: "host" | "chemistry" | "events";
  /** Undefined if a host switches phases; otherwise the network runs by itself and only samples are fed. */
  readonly feed: SampleFeed | undefined;
  /** Phases that compute the output from the input, in order; empty for a network that runs by itself. */
  readonly inferencePhases: readonly string[];
  /** Phases that follow while learning. */
  readonly learningPhases: readonly string[];
  /** The loss as an expression over species, valid when the inference phases have ended; for reading only. */
  readonly loss: RateExpression;
}

/**
 * How samples reach a network that switches its own phases. The first sample is fed at time 0; every later one when the
 * trigger fires. Feeding adds max(±value, 0) to the rails of inputs and targets. Times are those of the compiler's own
 * simulation of the clock.
 */
export interface SampleFeed {
  readonly trigger: NetworkEvent["trigger"];
  /** From one sample to the next. */
  readonly period: number;
  /** After a feed: when outputs have formed and can be read. */
  readonly readDelay: number;
}

/** One part of the cycle of a clock that belongs to the network. */
export interface ClockWindow {
  readonly name: string;
  /** Phases of the learning procedure that happen in it. */
  readonly phases: readonly string[];
  /** The clock species that is high; undefined for a clock made of events. */
  readonly species: SpeciesId | undefined;
  /** From a feed to the middle of the switch into this window. */
  readonly start: number;
  /** ∫ of the clock species over one period, or the length of the window. */
  readonly area: number;
}

/** What the compiler knows of a clock that belongs to the network. */
export interface NetworkClock {
  readonly kind: "events" | "oscillator";
  readonly period: number;
  readonly windows: readonly ClockWindow[];
  /** (largest − smallest area)/mean area; 0 for events, whose windows are as long as asked for. */
  readonly areaMismatch: number;
  /** Part of the period in which species of two windows are present together; 0 for events. */
  readonly overlap: number;
  /** Rate constant with which clock species convert phase-local copies; undefined for events. */
  readonly transferRate: number | undefined;
  /** False if times and areas are closed forms, since the ring could not be simulated; true for events, which are exact. */
  readonly measured: boolean;
}

/** A trained quantity; `restricted` says that it was declared `>= 0`: reaching below zero is a run-time warning. */
export interface WeightRails extends Rails {
  readonly restricted: boolean;
}

/** A whole network. */
export interface ReactionNetwork {
  readonly name: string;
  readonly documentation: string | undefined;
  readonly units: {
    readonly time: string | undefined;
    readonly concentration: string | undefined;
    readonly volume: string | undefined;
  };
  /** The convention of the source; rate constants here are already plain (`k·∏[S]^n`). */
  readonly kinetics: "plain" | "combinatoric";
  readonly parameters: readonly Parameter[];
  readonly species: readonly Species[];
  readonly reactions: readonly Reaction[];
  readonly events: readonly NetworkEvent[];
  readonly phases: readonly Phase[];
  readonly observables: readonly Observable[];
  readonly learning: LearningCircuit | undefined;
  /** Undefined unless the network switches its own phases. */
  readonly clock: NetworkClock | undefined;
  readonly provenance: Provenance;
}
