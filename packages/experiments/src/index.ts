// The public surface of @ncrn/experiments: compiled networks and data → results and figure specifications.

export type * from "./control.js";
export { csvFromRows } from "./csv-from-rows.js";
export type * from "./data/data-set.js";
export { type DataOptions, rowsFromData } from "./data/rows-from-data.js";
export { type Boundary, boundaryFigure } from "./figures/boundary-figure.js";
export type * from "./figures/figure-types.js";
export { type LossReference, lossFigure } from "./figures/loss-figure.js";
export { metricsFigure } from "./figures/metrics-figure.js";
export { scanFigure } from "./figures/scan-figure.js";
export { notAboveZero, simulationFigure } from "./figures/simulation-figure.js";
export { type BoundaryOptions, trainingBoundary } from "./figures/training-boundary.js";
export { type TrainingFigureOptions, trainingFigures } from "./figures/training-figures.js";
export { weightsFigure } from "./figures/weights-figure.js";
export { loweringServices, loweringServicesWithin } from "./lowering-services.js";
export { csvFromPredictions } from "./predict/csv-from-predictions.js";
export {
  type PredictionLimits,
  type PredictionOutcome,
  predictFromCsv,
  predictTable,
} from "./predict/predict-table.js";
export type * from "./predict/prediction-types.js";
export { trainedModel } from "./predict/trained-model.js";
export { csvFromScan, type MeasuredScan } from "./scan/csv-from-scan.js";
export { combinationAt, combinationCount, combinationInWords } from "./scan/scan-grid.js";
export {
  executeScanSequentially,
  type ScanExecutor,
  type ScanWork,
  scanNetwork,
} from "./scan/scan-network.js";
export { createPointSimulator, type PointSimulator } from "./scan/scan-point.js";
export type * from "./scan/scan-types.js";
export { csvFromSimulation, csvFromSingleRuns } from "./simulate/csv-from-simulation.js";
export type { EnsemblePlan, RunBlock, RunStore } from "./simulate/ensemble/ensemble-plan.js";
export {
  type BlockOutcome,
  type BlockSimulator,
  createBlockSimulator,
} from "./simulate/ensemble/simulate-block.js";
export {
  type EnsembleExecutor,
  type EnsembleWork,
  executeSequentially,
} from "./simulate/ensemble/simulate-ensemble.js";
export { simulateNetwork } from "./simulate/simulate-network.js";
export { isStochastic } from "./simulate/simulation-settings.js";
export type * from "./simulate/simulation-types.js";
export { type CompiledSubject, compiledSubject, type Subject, type SubjectKind } from "./subject.js";
export { csvFromHistory } from "./train/csv-from-history.js";
export { networkAtFirstSample, networkFedWithSamples } from "./train/network-at-first-sample.js";
export { type PreparationOptions, prepareTraining } from "./train/prepare-training.js";
export { type ReferenceHistory, referenceDescent } from "./train/reference-descent.js";
export {
  type StartingNetwork,
  startingNetwork,
  targetOptionsFromRecord,
} from "./train/starting-network.js";
export { trainNetwork } from "./train/train-network.js";
export type * from "./train/training-types.js";
export { unitOfRate } from "./unit-of-rate.js";
export { hasRailForms } from "./verify/is-exact.js";
export { referenceDraws } from "./verify/reference-draws.js";
export type * from "./verify/verification-types.js";
export { verifyNetwork } from "./verify/verify-network.js";
