// Every rule of the checked model, in the order in which they look at a fact.

import type { Rule } from "../rule.js";
import { ambiguousProduct } from "./ambiguous-product.js";
import { circularDefinition } from "./circular-definition.js";
import { constantNotFinite } from "./constant-not-finite.js";
import { contradictingSettings } from "./contradicting-settings.js";
import { dimensionMismatch } from "./dimension-mismatch.js";
import { divisionByZero } from "./division-by-zero.js";
import { duplicateDeclaration } from "./duplicate-declaration.js";
import { duplicateEquation } from "./duplicate-equation.js";
import { duplicateKey } from "./duplicate-key.js";
import { duplicateLoss } from "./duplicate-loss.js";
import { duplicateReaction } from "./duplicate-reaction.js";
import { emptyReaction } from "./empty-reaction.js";
import { feedbackLengthDiffers } from "./feedback-length-differs.js";
import { fileNotFound } from "./file-not-found.js";
import { highOrder } from "./high-order.js";
import { importCycle } from "./import-cycle.js";
import { indexOutOfRange } from "./index-out-of-range.js";
import { invalidValue } from "./invalid-value.js";
import { lossMissing } from "./loss-missing.js";
import { misplacedFunction } from "./misplaced-function.js";
import { misplacedStatement } from "./misplaced-statement.js";
import { missingEquation } from "./missing-equation.js";
import { missingKey } from "./missing-key.js";
import { missingValue } from "./missing-value.js";
import { negativeFlux } from "./negative-flux.js";
import { negativeInitialAmount } from "./negative-initial-amount.js";
import { negativeRate } from "./negative-rate.js";
import { nestingTooDeep } from "./nesting-too-deep.js";
import { networkTooLarge } from "./network-too-large.js";
import { notConstant } from "./not-constant.js";
import { outputMissing } from "./output-missing.js";
import { outputUnread } from "./output-unread.js";
import { phaseLengthNotPositive } from "./phase-length-not-positive.js";
import { rateDimension } from "./rate-dimension.js";
import { rateLawConvention } from "./rate-law-convention.js";
import { reactionNeverFires } from "./reaction-never-fires.js";
import { reactionWithoutEffect } from "./reaction-without-effect.js";
import { reservedName } from "./reserved-name.js";
import { shadowedName } from "./shadowed-name.js";
import { shapeMismatch } from "./shape-mismatch.js";
import { signAssumption } from "./sign-assumption.js";
import { speciesNeverProduced } from "./species-never-produced.js";
import { stateOutsidePhase } from "./state-outside-phase.js";
import { statisticWithoutRuns } from "./statistic-without-runs.js";
import { stoichiometryNotInteger } from "./stoichiometry-not-integer.js";
import { targetUnused } from "./target-unused.js";
import { tooManyComponents } from "./too-many-components.js";
import { typeMismatch } from "./type-mismatch.js";
import { unboundedSpecies } from "./unbounded-species.js";
import { unfedInput } from "./unfed-input.js";
import { uninitialisedSpecies } from "./uninitialised-species.js";
import { unknownColumn } from "./unknown-column.js";
import { unknownKey } from "./unknown-key.js";
import { unknownLabel } from "./unknown-label.js";
import { unknownName } from "./unknown-name.js";
import { unknownUnit } from "./unknown-unit.js";
import { unresolvedImport } from "./unresolved-import.js";
import { unusedDeclaration } from "./unused-declaration.js";
import { volumeNotGiven } from "./volume-not-given.js";
import { wrongArgumentCount } from "./wrong-argument-count.js";
import { wrongKind } from "./wrong-kind.js";

export const rules: readonly Rule[] = [
  ambiguousProduct,
  circularDefinition,
  constantNotFinite,
  contradictingSettings,
  dimensionMismatch,
  divisionByZero,
  duplicateDeclaration,
  duplicateEquation,
  duplicateKey,
  duplicateLoss,
  duplicateReaction,
  emptyReaction,
  feedbackLengthDiffers,
  fileNotFound,
  highOrder,
  importCycle,
  indexOutOfRange,
  invalidValue,
  lossMissing,
  misplacedFunction,
  misplacedStatement,
  missingEquation,
  missingKey,
  missingValue,
  negativeFlux,
  negativeInitialAmount,
  negativeRate,
  nestingTooDeep,
  notConstant,
  outputMissing,
  outputUnread,
  phaseLengthNotPositive,
  rateDimension,
  rateLawConvention,
  reactionNeverFires,
  reactionWithoutEffect,
  reservedName,
  shadowedName,
  shapeMismatch,
  signAssumption,
  speciesNeverProduced,
  stateOutsidePhase,
  statisticWithoutRuns,
  stoichiometryNotInteger,
  targetUnused,
  tooManyComponents,
  networkTooLarge,
  typeMismatch,
  unboundedSpecies,
  unfedInput,
  uninitialisedSpecies,
  unknownColumn,
  unknownKey,
  unknownLabel,
  unknownName,
  unknownUnit,
  unresolvedImport,
  unusedDeclaration,
  wrongArgumentCount,
  volumeNotGiven,
  wrongKind,
];
