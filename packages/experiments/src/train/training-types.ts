// Training as data: what is trained on what, how it went, and the state from which it goes on.

import type { HostDutyKind, ReactionNetwork } from "@ncrn/compiler";
import type { CheckedColumn, CheckedLearn, CheckedNetwork, CheckedTrain, Diagnostic } from "@ncrn/language";
import type { RunnerSnapshot } from "@ncrn/simulator";
import type { ExperimentFailure } from "../control.js";
import type { DataSet } from "../data/data-set.js";

/** Everything that fixes a training run except how long it goes on; made by `prepareTraining`. */
export interface TrainingTask {
  readonly source: CheckedLearn | CheckedNetwork;
  /** The compiled circuit; `learning` is set. */
  readonly network: ReactionNetwork;
  readonly record: CheckedTrain;
  readonly data: DataSet;
  /** Columns that the data record draws or computes. */
  readonly columns: readonly CheckedColumn[];
  /** Base seed of the named streams (sample order, initial weights). */
  readonly seed: number;
  /** Seed of the sample order if it has one of its own. */
  readonly sampleSeed: number | undefined;
  /** Weights before the first sample, by component name such as `theta[1,2]`. */
  readonly initialWeights: Weights;
}

/** Values of the trained quantities by component name, in the order of the network's weights. */
export type Weights = Readonly<Record<string, number>>;

/** Changes to a run from outside the file. */
export interface TrainingOptions {
  /** Instead of the record's epochs; with `resumeFrom`, the total number, not the further ones. */
  readonly epochs?: number;
  /** Most integration steps of one phase of one sample. */
  readonly maxSteps?: number;
  /** Goes on after this state; results are bit-identical to those of an uninterrupted run. */
  readonly resumeFrom?: TrainingState;
  /** Receives a checkpoint after each epoch. */
  readonly onCheckpoint?: (state: TrainingState) => void | Promise<void>;
}

/** What was measured, one entry an epoch; index 0 is the first epoch. */
export interface TrainingHistory {
  /** Mean over the samples of the loss before each sample's update. */
  readonly trainLoss: readonly number[];
  /** Mean loss of the validation part after the epoch; empty without a validation part. */
  readonly validationLoss: readonly number[];
  /** Validation loss of the initial weights; undefined without a validation part. */
  readonly initialValidationLoss: number | undefined;
  /** Metrics of the record besides `loss` after each epoch, by label, of the validation part (the training part if there is none). */
  readonly metrics: Readonly<Record<string, readonly number[]>>;
  /** Weights after each epoch. */
  readonly weights: readonly Weights[];
}

/** A checkpoint between two epochs: plain data that survives JSON unchanged. */
export interface TrainingState {
  readonly format: "ncrn-training-state";
  readonly version: 1;
  readonly seed: number;
  /** Finished epochs. */
  readonly epoch: number;
  /** Rails of the weights, exactly as the network holds them. */
  readonly weightRails: readonly { readonly species: string; readonly concentration: number }[];
  /** The complete state, clock included, of a network that runs by itself. */
  readonly runner?: RunnerSnapshot;
  readonly history: TrainingHistory;
}

/** Where and why training stopped. */
export interface TrainingFailure extends ExperimentFailure {
  /** One-based. */
  readonly epoch: number;
  /** One-based position in the order of this epoch. */
  readonly sample: number;
  /** The phase, or the part of the cycle of a network that runs by itself. */
  readonly phase: string;
}

/** A finished, interrupted or failed training run; the results so far are valid in every case. */
export interface TrainingResult {
  readonly status: "completed" | "cancelled" | "failed";
  readonly failure: TrainingFailure | undefined;
  /** Run-time warnings, such as a restricted weight that became negative. */
  readonly diagnostics: readonly Diagnostic[];
  /** Finished epochs. */
  readonly epochs: number;
  readonly history: TrainingHistory;
  readonly initialWeights: Weights;
  readonly weights: Weights;
  /** Last values of the metrics by label, with `loss`. */
  readonly metrics: Readonly<Record<string, number>>;
  /** The checkpoint after the last finished epoch. */
  readonly state: TrainingState;
  /** What the host did to the network, each kind once, in order of first use; `hostDuties` of the network lists what it may do. */
  readonly hostActions: readonly HostDutyKind[];
}
