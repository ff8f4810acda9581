// Functions of a circuit → the equations that give them their values, the phases in which they hold, and what starts where.
// While its argument g stands still, a function is integrated for one unit of time along the straight path from a base to
// g: v' = φ'(v, …)·(g − base), v(0) = φ(base). What it reaches is φ(g), with no error but that of integration.

import type { Diagnostic } from "@ncrn/language";
import type { AuxiliaryVariable } from "../lowering/auxiliary-variable.js";
import type { CircuitPhase } from "../lowering/circuit-phase.js";
import { checkDomains, outsideDomain } from "../lowering/functions/check-domains.js";
import { functionValue } from "../lowering/functions/function-values.js";
import { withFunctions } from "../lowering/functions/function-variables.js";
import { polynomialValue } from "../lowering/functions/polynomial-value.js";
import type { AnnihilatedQuantity } from "../lowering/quantities-to-annihilate.js";
import type { RateEquation } from "../lowering/rate-equation.js";
import {
  addPolynomials,
  constantPolynomial,
  multiplyPolynomials,
  type Polynomial,
} from "../polynomials/polynomial.js";
import { functionPhase, mainPhase } from "./circuit-names.js";
import {
  type FunctionPlaces,
  type PlacedFunction,
  placeFunctions,
  type StageContext,
} from "./function-stages.js";
import type { LearningProblem } from "./learning-problem.js";

/** What functions add to a circuit. */
export interface FunctionPass {
  readonly equations: readonly RateEquation[];
  /** The phases that prepare functions, to run before the phase of the given name. */
  readonly phasesBefore: (phase: string) => readonly CircuitPhase[];
  readonly auxiliaries: readonly AuxiliaryVariable[];
  /** Quantities whose rails cancel, while they stand still, before their absolute value is read. */
  readonly settling: readonly AnnihilatedQuantity[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The functions that the equations read; equations of the feedback phase are among those given already. */
export function functionPass(context: StageContext): FunctionPass {
  const { placed, settled } = placeFunctions(context);
  const initialValues = knownInitialValues(placed, context.problem);
  const needsPath = ({ variable }: PlacedFunction): boolean => !initialValues.has(variable.name);
  const prepared = placed.filter(needsPath);
  const moving = placed
    .filter(({ stage }) => stage === "forward")
    .flatMap(({ variable }) => context.movement.forward(variable) ?? []);
  const settling = settlingOf(prepared, settled, context);
  const equations = [...prepared.map((entry) => pathEquation(entry, context)), ...moving];
  return {
    equations,
    phasesBefore: (phase) => phasesOf(phase, equations, settling),
    auxiliaries: placed.map(({ variable }) => ({
      name: variable.name,
      meaning: variable.meaning,
      initial: initialValues.get(variable.name)?.value ?? variable.valueAtBase,
      origin: variable.origin,
    })),
    settling,
    diagnostics: domainDiagnostics(placed, initialValues, context),
  };
}

/** Sums cancel their rails in the phase after the one that makes them, other quantities in the first of a stage. */
function settlingOf(
  prepared: readonly PlacedFunction[],
  settled: FunctionPlaces["settled"],
  { problem }: StageContext,
): readonly AnnihilatedQuantity[] {
  const origins = new Map([...problem.states, ...problem.outputs].map(({ name, origin }) => [name, origin]));
  for (const { variable } of prepared) origins.set(variable.name, variable.origin);
  const sums = prepared
    .filter(({ variable }) => variable.function.kind === "identity")
    .map(({ variable, stage, level }) => ({ name: variable.name, phase: functionPhase(stage, level + 1) }));
  const others = (["load", "forward", "output", "error"] as const).flatMap((stage) =>
    [...settled[stage]].map((name) => ({ name, phase: functionPhase(stage, 1) })),
  );
  return [...sums, ...others].flatMap(({ name, phase }) => {
    const origin = origins.get(name);
    return origin === undefined ? [] : [{ name, phases: [phase], origin }];
  });
}

function pathEquation({ variable, stage, level }: PlacedFunction, { movement }: StageContext): RateEquation {
  const phase = functionPhase(stage, level);
  const { name, meaning, argument, derivative, base, origin } = variable;
  if (variable.function.kind === "step") return movement.relaxation(variable, phase);
  const distance = addPolynomials(argument, constantPolynomial(-base, origin));
  const value = multiplyPolynomials(derivative, distance, origin);
  return { target: name, value, phases: [phase], role: "forward", rule: `value of ${meaning}`, origin };
}

/** The preparing phases that something happens in; they are numbered without gaps. */
function phasesOf(
  phase: string,
  equations: readonly RateEquation[],
  settling: readonly AnnihilatedQuantity[],
): readonly CircuitPhase[] {
  const names = new Set([...equations, ...settling].flatMap(({ phases }) => phases));
  return [...names]
    .filter((name) => name !== phase && mainPhase(name) === phase)
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .map((name) => ({ name, kind: "dynamic", duration: 1 }));
}

/** Arguments and values of functions before the forward phase whose arguments are plain numbers when it starts. */
function knownInitialValues(
  placed: readonly PlacedFunction[],
  { states }: LearningProblem,
): ReadonlyMap<string, InitialValue> {
  const numberOf = (polynomial: Polynomial, values: ReadonlyMap<string, number>): number | undefined =>
    polynomialValue(polynomial, values, () => undefined);
  const values = new Map<string, number>();
  for (const { name, initializer } of states) {
    const value = numberOf(initializer, new Map());
    if (value !== undefined) values.set(name, value);
  }
  const found = new Map<string, InitialValue>();
  // The register has inner functions before those that they are arguments of.
  for (const { variable, stage } of placed) {
    if (stage !== "forward") continue;
    const argument = numberOf(variable.argument, values);
    if (argument === undefined) continue;
    const value = functionValue(variable.function, argument);
    values.set(variable.name, value);
    found.set(variable.name, { argument, value });
  }
  return found;
}

interface InitialValue {
  readonly argument: number;
  readonly value: number;
}

function domainDiagnostics(
  placed: readonly PlacedFunction[],
  initialValues: ReadonlyMap<string, InitialValue>,
  { problem, functions }: StageContext,
): readonly Diagnostic[] {
  const variables = placed.map(({ variable }) => variable);
  const outside = variables.flatMap((variable) => {
    const initial = initialValues.get(variable.name);
    const isDefined = initial === undefined || Number.isFinite(initial.value);
    return isDefined ? [] : [outsideDomain(variable, initial.argument)];
  });
  const environment = withFunctions(problem.environment, functions, () => false);
  return outside.length > 0 ? outside : checkDomains(variables, environment);
}
