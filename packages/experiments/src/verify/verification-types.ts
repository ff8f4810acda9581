// Verification as data: how far the lowered network is from its source.

import type { ExperimentFailure } from "../control.js";
import type { ModelPoint } from "../source/source-of-model.js";

/** Which random points of a model are drawn. */
export interface ReferenceOptions {
  /** Seed of the draws; 1 if not given. */
  readonly seed?: number;
  /** Ranges of the draws; −1…1 if not given (0…1 for non-negative quantities). */
  readonly range?: { readonly from: number; readonly to: number };
}

/** Settings of a verification. */
export interface VerificationOptions extends ReferenceOptions {
  /** Random draws of inputs, weights and targets for a learner that are to be compared; 24 if not given. */
  readonly draws?: number;
  /** Limit of the steps of integration in one phase or window, or in one time course; 1 000 000 if not given. */
  readonly maxSteps?: number;
  /** Length of the comparison for a crn; 10 if not given. */
  readonly until?: number;
  /** Draws of the same model that were calculated before; `seed` and `range` are then theirs. */
  readonly references?: ReferenceDraws;
}

/** The random draws of a model, by number from 0. */
export interface ReferenceDraws {
  readonly seed: number;
  /** `stopped` if `isCancelled` said so before the draw was calculated; it is then calculated when asked for again. */
  readonly at: (index: number, isCancelled?: () => boolean) => ReferenceDraw;
}

/** What the source equations say at a random point. */
export type ReferenceDraw =
  | {
      readonly kind: "known";
      readonly point: ModelPoint;
      readonly outputs: readonly number[];
      /** States at the end of the forward phase. */
      readonly states: readonly number[];
      /** Derivatives of the loss by the weights, by central finite differences. */
      readonly gradient: readonly number[];
    }
  /** `escaped`: no solution up to the end of the forward phase. `unresolved`: the differences do not settle. */
  | { readonly kind: "escaped" | "unresolved" | "stopped"; readonly point: ModelPoint };

/** Summary of one compared quantity over the draws. */
export interface ErrorSummary {
  readonly median: number;
  readonly largest: number;
  readonly values: readonly number[];
}

/** Parts of the errors of outputs and gradient, relative to the same as `forward` and `gradient` of the result. */
export interface CauseErrors {
  readonly output: ErrorSummary;
  readonly gradient: ErrorSummary;
}

/** What the difference between a network and its source comes from, over the first few draws: for all causes the same. */
export interface ErrorByCause {
  readonly draws: number;
  /** All causes together, which is the error of the network in these draws. */
  readonly total: CauseErrors;
  /** Estimated from a network whose rails annihilate ten times as fast; undefined if nothing annihilates. */
  readonly annihilation: CauseErrors | undefined;
  /** A clock of the network's own against phases that a host switches, both in the limit of fast annihilation; undefined if a host does. */
  readonly clock: CauseErrors | undefined;
  /** A sample after another one, with the same weights, against a clean network; undefined if a host clears it or there is one draw. */
  readonly cleaning: CauseErrors | undefined;
}

/** The result; JSON-able. */
export interface VerificationResult {
  readonly status: "completed" | "cancelled" | "failed";
  readonly failure: ExperimentFailure | undefined;
  readonly network: string;
  readonly seed: number;
  /** A crn with equations: largest relative difference over time; undefined otherwise. */
  readonly trajectory:
    | {
        readonly until: number;
        readonly largestRelativeDifference: number;
        readonly at: { readonly name: string; readonly time: number };
      }
    | undefined;
  /**
   * A learner: error of the outputs against the source equations, in the Euclidean norm, relative to the norm of the true
   * outputs in the draw or its root mean square over all draws, whichever is larger; undefined otherwise.
   */
  readonly forward: ErrorSummary | undefined;
  /** A learner: error of the gradient against central finite differences of the source, relative likewise. */
  readonly gradient: ErrorSummary | undefined;
  /**
   * A learner: difference of the states that have run back to those at the start of the forward phase, relative to the
   * larger of the norms of these states at its start and at its end; undefined if no state runs back, or none can be
   * read when it has, as where the network clears itself right after.
   */
  readonly stateRecovery: ErrorSummary | undefined;
  /** A learner: relative difference of the change of the weights to −eta·gradient; undefined if it holds no gradient. */
  readonly update: ErrorSummary | undefined;
  readonly errorByCause: ErrorByCause | undefined;
  /**
   * True if the lowering claims to be exact at every rate of annihilation, so that only the errors of integration and
   * differences remain (below 1e-6). False for rail forms of `abs`, `relu`, `min` and `max`, for `rails: compact`,
   * for first-order gradients and for a clock of reactions.
   */
  readonly exact: boolean;
  /** `first_order` gradients are approximations on purpose. */
  readonly gradientMode: "adjoint" | "first_order" | undefined;
  readonly draws: number;
  /** Draws left out because there is no reference: the source equations escape, or their differences do not settle. */
  readonly excludedDraws: number;
  /** Those of `excludedDraws` in which the source has a solution, but no finite differences that are good enough. */
  readonly unresolvedDraws: number;
  /** Draws in which some state was positive, and in which some state was negative, at the end of the forward phase. */
  readonly signs: { readonly positive: number; readonly negative: number } | undefined;
  /** Why nothing was compared; undefined otherwise. */
  readonly note: string | undefined;
}
