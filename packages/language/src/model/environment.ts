// What names stand for during elaboration. Values are computed when first needed, so order of declaration is free.

import type { Origin } from "../diagnostics/diagnostic.js";
import type { Fact } from "./facts.js";
import type { DeclaredSymbol } from "./symbols.js";
import type { MaybeValue } from "./values.js";

/** Bindings of one block, function call or module instance, inside another. */
export interface Environment {
  readonly parent: Environment | undefined;
  readonly values: Map<DeclaredSymbol, LazyValue>;
  /** `use j = …`: the environment inside the instance. */
  readonly instances: Map<DeclaredSymbol, () => Environment | undefined>;
}

interface LazyValue {
  state: "waiting" | "running" | "done";
  value: MaybeValue;
  readonly compute: () => MaybeValue;
}

export function createEnvironment(parent: Environment | undefined): Environment {
  return { parent, values: new Map(), instances: new Map() };
}

/** Binds a name to a value that is computed when it is first read. */
export function bindLazily(
  environment: Environment,
  symbol: DeclaredSymbol,
  compute: () => MaybeValue,
): void {
  environment.values.set(symbol, { state: "waiting", value: undefined, compute });
}

/** Binds a name to a value. */
export function bindValue(environment: Environment, symbol: DeclaredSymbol, value: MaybeValue): void {
  environment.values.set(symbol, { state: "done", value, compute: () => value });
}

/** The innermost environment that binds a name. */
export function environmentOf(environment: Environment, symbol: DeclaredSymbol): Environment | undefined {
  for (let current: Environment | undefined = environment; current !== undefined; current = current.parent) {
    if (current.values.has(symbol) || current.instances.has(symbol)) return current;
  }
  return undefined;
}

/** The value of a name; a name that leads back to itself is reported. */
export function valueOfName(
  environment: Environment,
  symbol: DeclaredSymbol,
  origin: Origin,
  emit: (fact: Fact) => boolean,
): MaybeValue {
  const bound = environmentOf(environment, symbol)?.values.get(symbol);
  if (bound === undefined) return undefined;
  if (bound.state === "running") {
    emit({ kind: "CircularDefinition", symbol, origin });
    return undefined;
  }
  if (bound.state === "waiting") {
    bound.state = "running";
    bound.value = bound.compute();
    bound.state = "done";
  }
  return bound.value;
}
