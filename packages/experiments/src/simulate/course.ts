// One time course of a network, readable by the names of the source.

import type { ReactionNetwork } from "@ncrn/compiler";
import { InternalError, type ScalarExpression } from "@ncrn/language";
import type { Trajectory } from "@ncrn/simulator";
import { compileScalars } from "../scalar/compile-scalars.js";
import { componentNames } from "../scalar/component-names.js";

/** Values over `times` by source name: species, rails, signals, definitions; rates are constant. */
export interface Course {
  readonly times: Float64Array;
  readonly column: (name: string) => Float64Array;
}

/** Names a trajectory as the source does. */
export function courseOf(network: ReactionNetwork, { times, species, observables }: Trajectory): Course {
  const columns = new Map<string, Float64Array>();
  for (const [index, { name }] of network.species.entries()) columns.set(name, species[index]!.values);
  for (const { name, values } of observables) columns.set(name, values);
  const column = (name: string): Float64Array => {
    const known = columns.get(name);
    if (known !== undefined) return known;
    const found = signalColumn(columns, name) ?? parameterColumn(network, name, times.length);
    if (found === undefined) throw new InternalError(`${network.name} has no quantity ${name}`);
    columns.set(name, found);
    return found;
  };
  return { times, column };
}

/** How the values of an expression over a course are found; it is compiled once. */
export function expressionReader(expression: ScalarExpression): (course: Course) => Float64Array {
  if (expression.kind === "Component") return (course) => course.column(expression.name);
  const names = componentNames([expression]);
  const program = compileScalars([expression], names);
  const values = new Float64Array(names.length);
  const result = new Float64Array(1);
  return (course) => {
    const columns = names.map((name) => course.column(name));
    return course.times.map((time, index) => {
      for (let column = 0; column < columns.length; column++) values[column] = columns[column]![index]!;
      program(values, time, result);
      return result[0]!;
    });
  };
}

function signalColumn(columns: ReadonlyMap<string, Float64Array>, name: string): Float64Array | undefined {
  const negative = columns.get(`${name}.m`);
  return columns.get(`${name}.p`)?.map((value, index) => value - (negative?.[index] ?? 0));
}

function parameterColumn(network: ReactionNetwork, name: string, length: number): Float64Array | undefined {
  const parameter = network.parameters.find((entry) => entry.name === name);
  return parameter === undefined ? undefined : new Float64Array(length).fill(parameter.value);
}
