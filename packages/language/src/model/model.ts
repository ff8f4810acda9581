// The checked model: what the text means after names are resolved, constants evaluated, loops unrolled,
// modules and functions inlined and arrays expanded into components. The compiler reads only this.

import type { Origin } from "../diagnostics/diagnostic.js";
import type { Dimension } from "./dimensions.js";

// ── Expressions over scalar components ───────────────────────────────────────────────────────────────

/** Functions that stay in a checked expression; all others are expanded during checking. */
export type ScalarFunction =
  | "abs"
  | "min"
  | "max"
  | "relu"
  | "exp"
  | "log"
  | "sin"
  | "cos"
  | "tan"
  | "tanh"
  | "sqrt"
  | "sigmoid"
  | "floor"
  | "ceil"
  | "round";

export type ScalarOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "^"
  | "<"
  | "<="
  | ">"
  | ">="
  | "=="
  | "!="
  | "&&"
  | "||";

/** A scalar expression tree. Subtrees may be shared; truth values are 1 and 0. */
export type ScalarExpression =
  /** In the units of the file; `dimension` if a unit was written and is not 1. */
  | {
      readonly kind: "Number";
      readonly value: number;
      readonly dimension?: Dimension;
      readonly origin: Origin;
    }
  /** The current value of a component by its full name, e.g. `theta[1,2]`, `Prey`, `x.p`, `j.T`. */
  | { readonly kind: "Component"; readonly name: string; readonly origin: Origin }
  /** The simulated time. */
  | { readonly kind: "Time"; readonly origin: Origin }
  | { readonly kind: "Negate" | "Not"; readonly operand: ScalarExpression; readonly origin: Origin }
  | {
      readonly kind: "Binary";
      readonly operator: ScalarOperator;
      readonly left: ScalarExpression;
      readonly right: ScalarExpression;
      readonly origin: Origin;
    }
  | {
      readonly kind: "Call";
      readonly function: ScalarFunction;
      readonly arguments: readonly ScalarExpression[];
      readonly origin: Origin;
    }
  | {
      readonly kind: "Conditional";
      readonly condition: ScalarExpression;
      readonly thenValue: ScalarExpression;
      readonly elseValue: ScalarExpression;
      readonly origin: Origin;
    }
  /** Text, only in data columns. */
  | { readonly kind: "Text"; readonly value: string; readonly origin: Origin }
  /** A draw from a distribution, only in data columns and initial weights: `uniform(a, b)`, `normal(mean, sd)`, … */
  | {
      readonly kind: "Draw";
      readonly distribution: Distribution;
      readonly arguments: readonly ScalarExpression[];
      readonly origin: Origin;
    };

/** `uniform(low, high)`, `normal(mean, standard deviation)`, `lognormal(mean, sd)` of the logarithm, `bernoulli(p)`. */
export type Distribution = "uniform" | "normal" | "lognormal" | "bernoulli";

/** An array of scalar expressions in row-major order; `shape` is empty for a scalar. */
export interface ArrayExpression {
  readonly shape: readonly number[];
  readonly components: readonly ScalarExpression[];
}

/** A physical unit with exact exponents: `factor · 10^0 · time^a · concentration^b · volume^c`; see `dimensions.ts`. */
export interface UnitsSetting {
  /** Unit symbol of time in this file, e.g. `s`; undefined if the file gives none. */
  readonly time: string | undefined;
  /** Unit symbol of concentration in this file, e.g. `nM`; undefined if the file gives none. */
  readonly concentration: string | undefined;
  /** Unit symbol of volume, e.g. `L`. */
  readonly volume: string | undefined;
}

// ── Reaction networks (levels 1 and 2) ─────────────────────────────────────────────────────────────────

/** A component of a declared quantity: `name` is the full name (`X[1]`), `base` the declared one (`X`), indices one-based. */
export interface CheckedComponent {
  readonly name: string;
  readonly base: string;
  readonly indices: readonly number[];
  readonly origin: Origin;
}

export interface CheckedSpecies extends CheckedComponent {
  /** Initial concentration; may use rates and constants. */
  readonly initial: ScalarExpression;
  /** Held fixed by the environment: takes part in reactions, never changes. */
  readonly clamped: boolean;
  /** The phase the species is declared in; undefined if it lives in all of them. */
  readonly phase: string | undefined;
  readonly documentation: string | undefined;
}

export interface CheckedRate extends CheckedComponent {
  readonly value: ScalarExpression;
  /** The written unit, e.g. `1/nM/s`, printed in exports; undefined if none. */
  readonly unit: string | undefined;
  readonly documentation: string | undefined;
}

/** A real number, stored on two rails (`x.p`, `x.m`) unless it is proven kinetic and non-negative. */
export interface CheckedSignal extends CheckedComponent {
  readonly initial: ScalarExpression;
  /** Declared `>= 0`. */
  readonly nonNegative: boolean;
  /** The text uses `x.p` or `x.m`, so both rails must exist. */
  readonly railsUsed: boolean;
  readonly phase: string | undefined;
  readonly documentation: string | undefined;
}

/** `let name = expression`: a named read-out, never a species. */
export interface CheckedDefinition {
  readonly name: string;
  readonly value: ArrayExpression;
  readonly origin: Origin;
}

/** A species (or rail) with its stoichiometric coefficient. */
export interface CheckedTerm {
  readonly species: string;
  readonly coefficient: number;
  readonly origin: Origin;
}

/** An irreversible reaction; a reversible one in the text becomes two. Catalysts stand on both sides already. */
export interface CheckedReaction {
  readonly label: string | undefined;
  readonly reactants: readonly CheckedTerm[];
  readonly products: readonly CheckedTerm[];
  /** `constant`: mass action with this rate constant (rates, constants and numbers only); `law`: the flux itself. */
  readonly rate: { readonly kind: "constant" | "law"; readonly expression: ScalarExpression };
  /** The phase the reaction runs in; undefined if always. */
  readonly phase: string | undefined;
  readonly origin: Origin;
  readonly documentation: string | undefined;
  /** Name of the copy of a module that it belongs to (`first`, `outer.first`); absent for what the network says itself. */
  readonly instance?: string;
}

/** `x' = expression`; the target is a signal or species component. */
export interface CheckedEquation {
  readonly target: string;
  readonly value: ScalarExpression;
  readonly phase: string | undefined;
  readonly origin: Origin;
  /** As for reactions. */
  readonly instance?: string;
}

/** One assignment of an event; the target is a species, rail, signal or rate component. */
export interface CheckedAssignment {
  readonly target: string;
  readonly operator: "=" | "+=" | "-=";
  readonly value: ScalarExpression;
  readonly origin: Origin;
}

/** `at`: once at time `condition`; `every`: first at `condition`, then repeatedly; `when`: at each rising edge. */
export interface CheckedEvent {
  readonly trigger: "at" | "when" | "every";
  readonly condition: ScalarExpression;
  readonly assignments: readonly CheckedAssignment[];
  readonly origin: Origin;
}

/** One phase with its length in time units. */
export interface CheckedPhase {
  readonly name: string;
  readonly duration: number;
  readonly origin: Origin;
}

/** `assert order <= 2`, `assert conserved(sum(X))`, `assert x >= 0`. */
export type CheckedAssertion = {
  /** As written, for messages. */
  readonly text: string;
  readonly origin: Origin;
} & (
  | { readonly kind: "order"; readonly limit: number }
  | { readonly kind: "conserved"; readonly value: ScalarExpression }
  | { readonly kind: "deficiency"; readonly operator: "==" | "<="; readonly value: number }
  | { readonly kind: "condition"; readonly value: ScalarExpression }
);

/** How equations become reactions (`lower { … }`, and the same keys in `learn`). */
export interface LoweringSettings {
  /** Rate constant of `x.p + x.m -> 0`. */
  readonly annihilate: number;
  /** `dual`: exact on two rails; `compact`: quench forms allowed. */
  readonly rails: "dual" | "compact";
  /** Highest allowed reaction order; undefined if not asked for. */
  readonly order: number | undefined;
  readonly polynomialize: boolean;
  /** Keys written in the text, for messages. */
  readonly origins: Readonly<Record<string, Origin>>;
}

/** A checked `crn`. */
export interface CheckedNetwork {
  readonly kind: "network";
  readonly name: string;
  readonly documentation: string | undefined;
  readonly units: UnitsSetting;
  readonly kinetics: "plain" | "combinatoric";
  readonly species: readonly CheckedSpecies[];
  readonly rates: readonly CheckedRate[];
  readonly signals: readonly CheckedSignal[];
  readonly definitions: readonly CheckedDefinition[];
  readonly reactions: readonly CheckedReaction[];
  readonly equations: readonly CheckedEquation[];
  readonly events: readonly CheckedEvent[];
  readonly phases: readonly CheckedPhase[];
  readonly assertions: readonly CheckedAssertion[];
  readonly lowering: LoweringSettings;
  readonly origin: Origin;
}

// ── Models (level 3) ───────────────────────────────────────────────────────────────────────────────────

/** An array quantity of a model with all its components in row-major order. */
export interface CheckedModelQuantity {
  readonly name: string;
  readonly shape: readonly number[];
  readonly components: readonly CheckedComponent[];
  /** Declared `>= 0`. */
  readonly nonNegative: boolean;
  /** Initial value of a state, weight or fixed quantity, one expression a component; undefined if the text gives none. */
  readonly initial: readonly ScalarExpression[] | undefined;
  readonly origin: Origin;
  readonly documentation: string | undefined;
}

/** A checked `model`. States have exactly one equation a component, in the order of their components. */
export interface CheckedModel {
  readonly kind: "model";
  readonly name: string;
  readonly documentation: string | undefined;
  readonly units: UnitsSetting;
  readonly inputs: readonly CheckedModelQuantity[];
  readonly targets: readonly CheckedModelQuantity[];
  /** Trained quantities. */
  readonly weights: readonly CheckedModelQuantity[];
  /** Constant quantities. */
  readonly fixed: readonly CheckedModelQuantity[];
  readonly states: readonly CheckedModelQuantity[];
  /** `rate` declarations inside the model: non-negative parameters. */
  readonly rates: readonly CheckedRate[];
  readonly equations: readonly CheckedEquation[];
  readonly outputs: readonly {
    readonly name: string;
    readonly value: ArrayExpression;
    readonly origin: Origin;
  }[];
  readonly loss: ScalarExpression;
  readonly definitions: readonly CheckedDefinition[];
  readonly assertions: readonly CheckedAssertion[];
  readonly lowering: LoweringSettings;
  readonly origin: Origin;
}

/** A checked `learn` record. */
export interface CheckedLearn {
  readonly kind: "learn";
  /** Name of the network that it makes. */
  readonly name: string;
  readonly model: CheckedModel;
  readonly gradient: "adjoint" | "first_order";
  readonly forwardDuration: number;
  /** Defaults to the forward duration. */
  readonly feedbackDuration: number;
  readonly updateDuration: number;
  readonly eta: number;
  readonly lowering: LoweringSettings;
  readonly kinetics: "plain" | "combinatoric";
  readonly clock:
    | { readonly kind: "external" }
    | { readonly kind: "events" }
    | { readonly kind: "oscillator"; readonly rate: number; readonly seed: number };
  /** `direct`: weights change while the gradient forms, wherever that gives the same step. */
  readonly update: "direct" | "accumulated";
  /** What cancels the two rails of a weight between samples. */
  readonly cancellation: "host" | "chemistry";
  /** Keys written in the text, for messages. */
  readonly origins: Readonly<Record<string, Origin>>;
  readonly origin: Origin;
}

// ── Data and experiments ─────────────────────────────────────────────────────────────────────────────

/** Where the rows of a data set come from. */
export type CheckedDataSource =
  | { readonly kind: "sample"; readonly count: number }
  | { readonly kind: "file"; readonly path: string; readonly origin: Origin }
  | {
      readonly kind: "parts";
      readonly training: { readonly path: string; readonly origin: Origin };
      readonly validation: { readonly path: string; readonly origin: Origin };
    };

/** A column that is drawn or computed, in source order; later ones may use earlier ones and file columns. */
export interface CheckedColumn {
  readonly name: string;
  readonly value: ArrayExpression;
  readonly origin: Origin;
}

/** One axis of a test grid. */
export interface CheckedGridAxis {
  readonly column: string;
  readonly from: number;
  readonly to: number;
}

/** A checked `data` record. Columns inside expressions are `Component`s named as in the header. */
export interface CheckedData {
  readonly kind: "data";
  readonly name: string;
  readonly source: CheckedDataSource;
  readonly columns: readonly CheckedColumn[];
  readonly seed: number | undefined;
  /** Rows that are used; undefined: all. */
  readonly where: ScalarExpression | undefined;
  /** Training part: a fraction below 1 is rounded to a count, an integer is a count; undefined: everything trains. */
  readonly split: { readonly value: number; readonly origin: Origin } | undefined;
  readonly rows: "shuffled" | "as_given";
  /** `minmax` with statistics of the training part only. */
  readonly scale: "none" | "minmax";
  /** Columns that are scaled; undefined: all numeric columns that feed an input. */
  readonly scaleColumns: readonly string[] | undefined;
  readonly testGrid: { readonly axes: readonly CheckedGridAxis[]; readonly points: number } | undefined;
  readonly origin: Origin;
}

/** How a time course is computed. */
export type CheckedMethod =
  | {
      readonly kind: "ode" | "linear_noise";
      readonly relativeTolerance: number;
      readonly absoluteTolerance: number;
    }
  | { readonly kind: "ssa"; readonly runs: number; readonly seed: number }
  | {
      readonly kind: "tau_leaping" | "langevin";
      readonly runs: number;
      readonly seed: number;
      /** Largest relative change of a propensity in one step. */
      readonly epsilon: number;
      /** Length of a step of `langevin`; undefined where it follows from `epsilon`. */
      readonly step: number | undefined;
    };

/** A read-out in `plot`, `report` or `metrics`: either a component or definition by name, or a function over it. */
export interface CheckedReadout {
  /** As written, used as label and column name. */
  readonly label: string;
  /** `undefined`: the value itself; otherwise `mean`, `sd`, `var`, `fano`, `min`, `max`, `period`, `area`, `overlap`, `accuracy`, `r2`, `loss`, `boundary`, … */
  readonly function: string | undefined;
  readonly arguments: readonly ScalarExpression[];
  /** Names of weights, definitions or arrays that stand for all of their components (`plot: theta`). */
  readonly names: readonly string[];
  readonly origin: Origin;
}

/** A checked `simulate` record. */
export interface CheckedSimulate {
  readonly kind: "simulate";
  readonly name: string;
  /** Name of the crn or learn. */
  readonly subject: string;
  readonly method: CheckedMethod;
  readonly until: number;
  /** Number of sampling intervals, or undefined for the default of 200. */
  readonly samples: number | undefined;
  /** Molecules per unit of concentration, for methods that count them; undefined for the default of 1. */
  readonly volume: number | undefined;
  readonly plot: readonly CheckedReadout[];
  readonly report: readonly CheckedReadout[];
  /** `compare: source, lowered`: also integrate the source equations. */
  readonly compareWithSource: boolean;
  readonly origin: Origin;
}

/** One trained species pair of a hand-written network, or nothing for a `learn`. */
export interface CheckedFeed {
  /** Input or target of the model, or species or signal of the crn. */
  readonly quantity: string;
  /** One expression over data columns a component. */
  readonly value: ArrayExpression;
  readonly origin: Origin;
}

/** A checked `train` record; see docs/language.md for the keys that a hand-written network needs. */
export interface CheckedTrain {
  readonly kind: "train";
  readonly name: string;
  readonly subject: string;
  readonly data: string;
  readonly feed: readonly CheckedFeed[];
  readonly epochs: number;
  readonly seed: number;
  readonly samples: "shuffled" | "as_given";
  /** Seed of the sample order if given apart. */
  readonly sampleSeed: number | undefined;
  readonly batch: number;
  readonly relativeTolerance: number;
  readonly absoluteTolerance: number;
  readonly metrics: readonly CheckedReadout[];
  readonly plot: readonly CheckedReadout[];
  /** Hand-written networks only: signals or species kept from sample to sample. */
  readonly weights: readonly string[];
  /** Hand-written networks only: read at the end of the first phase. */
  readonly output: ScalarExpression | undefined;
  /** Hand-written networks only: what the read-out compares with (a data column expression). */
  readonly target: ScalarExpression | undefined;
  readonly origin: Origin;
}

/** A quantity that a scan varies. */
export interface CheckedVariation {
  /** As written: a rate, species, signal or constant. Of an array all components have the same value. */
  readonly name: string;
  /** As values from outside name it: `Network.k`, or `n` for a constant of the file. */
  readonly override: string;
  /** In the units of the file and the written order; at least one. */
  readonly values: readonly number[];
  /** `logarithmic` if all of them come from `logspace`. */
  readonly spacing: "linear" | "logarithmic";
  readonly origin: Origin;
}

/** A checked `scan` record: the network is run for every combination of the varied values. */
export interface CheckedScan {
  readonly kind: "scan";
  readonly name: string;
  /** Name of the crn or learn. */
  readonly subject: string;
  /** At least one; the last one changes fastest. */
  readonly vary: readonly CheckedVariation[];
  readonly method: CheckedMethod;
  readonly until: number;
  /** Number of sampling intervals, or undefined for the default of 200. */
  readonly samples: number | undefined;
  /** Molecules per unit of concentration, for methods that count them; undefined for the default of 1. */
  readonly volume: number | undefined;
  /** What is recorded of each run. */
  readonly measure: readonly CheckedReadout[];
  /** Time courses that are drawn of each run. */
  readonly plot: readonly CheckedReadout[];
  readonly origin: Origin;
}

/** Everything a file declares that can be compiled or run, in source order. */
export interface CheckedProgram {
  readonly file: string;
  readonly networks: readonly CheckedNetwork[];
  readonly models: readonly CheckedModel[];
  readonly learns: readonly CheckedLearn[];
  readonly data: readonly CheckedData[];
  readonly simulations: readonly CheckedSimulate[];
  readonly trainings: readonly CheckedTrain[];
  readonly scans: readonly CheckedScan[];
}
