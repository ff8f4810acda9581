// A trained learner as plain data, and what it says about new rows.

import type { ReactionNetwork } from "@ncrn/compiler";
import type { CheckedColumn, CheckedFeed, ScalarExpression } from "@ncrn/language";
import type { ExperimentFailure } from "../control.js";
import type { Cell, ColumnScaling } from "../data/data-set.js";
import type { Weights } from "../train/training-types.js";

/** All that a forward pass needs; survives JSON unchanged. */
export interface TrainedModel {
  readonly format: "ncrn-trained-model";
  readonly version: 1;
  /** Carries its learning interface. */
  readonly network: ReactionNetwork;
  readonly weights: Weights;
  /** Feed of the inputs (no targets). */
  readonly feed: readonly CheckedFeed[];
  /** What is read of a hand-written network; undefined for a compiled learner. */
  readonly output: ScalarExpression | undefined;
  /** Columns that the record computes, in source order; used where the rows lack them. */
  readonly columns: readonly CheckedColumn[];
  readonly scaling: readonly ColumnScaling[];
  /** Conditions of the accuracy metrics, such as `yhat > 0.5`, by which outputs become classes. */
  readonly conditions: readonly { readonly label: string; readonly expression: ScalarExpression }[];
  readonly relativeTolerance: number;
  readonly absoluteTolerance: number;
}

/** One row with its outputs. */
export interface Prediction {
  readonly row: readonly Cell[];
  /** In the order of `Predictions.outputs`. */
  readonly outputs: readonly number[];
  /** 1 where the condition holds, else 0; in the order of `Predictions.conditions`. */
  readonly conditions: readonly number[];
}

/** Predictions for all rows, or up to the row that failed. */
export interface Predictions {
  readonly status: "completed" | "cancelled" | "failed";
  /** `row` is one-based. */
  readonly failure: (ExperimentFailure & { readonly row: number }) | undefined;
  /** Columns of the rows as read. */
  readonly columns: readonly string[];
  readonly outputs: readonly string[];
  readonly conditions: readonly string[];
  readonly rows: readonly Prediction[];
}
