// A learning circuit as mathematics, between the passes that derive it and those that make chemistry of it.

import type { Diagnostic } from "@ncrn/language";
import type { AuxiliaryVariable } from "../lowering/auxiliary-variable.js";
import type { CircuitPhase } from "../lowering/circuit-phase.js";
import type { AnnihilatedQuantity } from "../lowering/quantities-to-annihilate.js";
import type { RateEquation } from "../lowering/rate-equation.js";
import type { ParameterId } from "../network/reaction-network.js";
import type { LearningProblem } from "./learning-problem.js";

/** A circuit as mathematics: what it computes and by which equations. */
export interface CircuitEquations {
  readonly problem: LearningProblem;
  /** The outputs of the model in their order, with the state that an output is, if it is nothing else. */
  readonly outputs: readonly { readonly name: string; readonly state: string | undefined }[];
  /** Without those that are identically 0. */
  readonly equations: readonly RateEquation[];
  /** The phases in their order; those without equations are left out. */
  readonly schedule: readonly CircuitPhase[];
  readonly auxiliaries: readonly AuxiliaryVariable[];
  /** Quantities whose rails cancel in phases in which they have no equation. */
  readonly settling: readonly AnnihilatedQuantity[];
  /** Identifier of the parameter that holds the learning rate. */
  readonly learningRate: ParameterId;
  readonly diagnostics: readonly Diagnostic[];
}
