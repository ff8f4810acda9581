// The public surface of @ncrn/compiler: checked model → reaction network → artefacts.

export { bytecodeFromReactions } from "./bytecode/bytecode-from-reactions.js";
export { bytecodeText } from "./bytecode/bytecode-text.js";
export { programFromReactions } from "./bytecode/program-from-reactions.js";
export { checkLowering } from "./check-lowering.js";
export { compileTo } from "./compile.js";
export type { Emission, TargetOptions } from "./emission.js";
export { type CountedThing, type CountLine, countTable, formulaOf } from "./explanation/count-table.js";
export { type ExplainedReaction, type Explanation, explain } from "./explanation/explain.js";
export { explainLowering, type LoweringExplanation } from "./explanation/explain-lowering.js";
export { type HostDuty, type HostDutyKind, hostDuties } from "./explanation/host-duties.js";
export type { Integrate, LoweringServices } from "./lowering/lowering-services.js";
export { reactionsByPhase } from "./ncrn/reactions-by-phase.js";
export { expressionText } from "./network/expression-text.js";
export { networkProblems } from "./network/network-invariants.js";
export { printNetwork } from "./network/print-network.js";
export { evaluateRateExpression, type Valuation } from "./network/rate-expression.js";
export { rateFromScalar } from "./network/rate-from-scalar.js";
export * from "./network/reaction-network.js";
export { reactionText } from "./network/reaction-text.js";
export { netChange, reactionOrder } from "./network/stoichiometry.js";
export { unitInNetwork, unitOfDimension } from "./network/unit-dimension.js";
export { type LearningEquation, learningEquations } from "./reactions/learning-equations.js";
export type { Lowered } from "./reactions/lowered.js";
export { reactionsFromLearn } from "./reactions/reactions-from-learn.js";
export { lowerInPieces, reactionsFromModel } from "./reactions/reactions-from-model.js";
export { reactionsFromNetwork } from "./reactions/reactions-from-network.js";
export { type Target, targets } from "./targets.js";
