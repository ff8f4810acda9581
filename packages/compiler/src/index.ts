// The public surface of @ncrn/compiler: checked model → reaction network → artefacts.

export { bytecodeFromReactions } from "./bytecode/bytecode-from-reactions.js";
export { bytecodeText } from "./bytecode/bytecode-text.js";
export { programFromReactions } from "./bytecode/program-from-reactions.js";
export { checkLowering } from "./check-lowering.js";
export { compileTo } from "./compile.js";
export type { Emission, TargetOptions } from "./emission.js";
export { type ExplainedReaction, type Explanation, explain } from "./explain.js";
export { type CountedThing, type CountLine, countTable, formulaOf } from "./explanation/count-table.js";
export { explainLowering, type LoweringExplanation } from "./explanation/explain-lowering.js";
export { type HostDuty, type HostDutyKind, hostDuties } from "./host-duties.js";
export { expressionText } from "./reactions/expression-text.js";
export type { Lowered } from "./reactions/lowered.js";
export type { Integrate, LoweringServices } from "./reactions/lowering-services.js";
export { networkProblems } from "./reactions/network-invariants.js";
export { printNetwork } from "./reactions/print-network.js";
export { evaluateRateExpression, type Valuation } from "./reactions/rate-expression.js";
export * from "./reactions/reaction-network.js";
export { reactionText } from "./reactions/reaction-text.js";
export { reactionsFromLearn } from "./reactions/reactions-from-learn.js";
export { reactionsFromModel } from "./reactions/reactions-from-model.js";
export { reactionsFromNetwork } from "./reactions/reactions-from-network.js";
export { netChange, reactionOrder } from "./reactions/stoichiometry.js";
export { type Target, targets } from "./targets.js";
