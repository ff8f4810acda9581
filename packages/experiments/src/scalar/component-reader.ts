// Source names → their values in the state of a running network: species, rails, signals and definitions.

import type { ReactionNetwork } from "@ncrn/compiler";
import { InternalError } from "@ncrn/language";
import { compileScalars } from "./compile-scalars.js";
import { scalarFromRate } from "./scalar-from-rate.js";

/** Gives a function that reads the named quantity from concentrations in the order of the network's species. */
export type ComponentReader = (name: string) => (state: Float64Array) => number;

/** Knows species (`X[1]`), rails (`x.p`), signals and definitions (`x`) by their source names, and parameters. */
export function componentReader(network: ReactionNetwork): ComponentReader {
  const species = new Map(network.species.map(({ name }, index) => [name, index]));
  const parameters = new Map(network.parameters.map(({ name, value }) => [name, value]));
  const observables = new Map(network.observables.map((observable) => [observable.name, observable]));
  return (name) => {
    const position = species.get(name);
    if (position !== undefined) return (state) => state[position]!;
    const observable = observables.get(name);
    if (observable !== undefined) return observableReader(network, observable.value);
    const positive = species.get(`${name}.p`);
    const negative = species.get(`${name}.m`);
    if (positive !== undefined) {
      return (state) => state[positive]! - (negative === undefined ? 0 : state[negative]!);
    }
    const parameter = parameters.get(name);
    if (parameter !== undefined) return () => parameter;
    throw new InternalError(`${network.name} has no quantity ${name}`);
  };
}

function observableReader(
  network: ReactionNetwork,
  value: ReactionNetwork["observables"][number]["value"],
): (state: Float64Array) => number {
  const names = [...network.species.map(({ id }) => id), ...network.parameters.map(({ id }) => id)];
  const program = compileScalars([scalarFromRate(value, network.provenance.origin)], names);
  const values = new Float64Array(names.length);
  for (const [index, { value: parameter }] of network.parameters.entries()) {
    values[network.species.length + index] = parameter;
  }
  const result = new Float64Array(1);
  return (state) => {
    values.set(state.subarray(0, network.species.length));
    program(values, 0, result);
    return result[0] ?? Number.NaN;
  };
}
