// `use j = Module(…)`: the body of the module with its parameters bound, its names prefixed by the name of the instance.

import type {
  Argument,
  Block,
  Expression,
  ModuleDeclaration,
  ModuleParameter,
  NameNode,
  UseStatement,
} from "../ast/nodes.js";
import { alternatives, counted } from "../diagnostics/catalogue-entry.js";
import { componentsFor, numberFor } from "./assign-value.js";
import { readable, readsOnly } from "./component-kinds.js";
import { unknownDimension } from "./dimensions.js";
import { declareGivenRate, unitOf } from "./elaborate-quantities.js";
import { bindLazily, bindValue, createEnvironment, type Environment, valueOfName } from "./environment.js";
import { evaluate } from "./evaluate-expression.js";
import { type Evaluation, noteConstant, originOf } from "./evaluation.js";
import { type BlockContext, type ComponentEntry, markIncomplete } from "./network-builder.js";
import type { DeclaredSymbol } from "./symbols.js";
import { componentName, describeValue, type MaybeValue, numberValue, type Value } from "./values.js";

/** Binds an instance; its body is elaborated once, when the instance is first needed. */
export function bindInstance(
  context: BlockContext,
  node: UseStatement,
  elaborateBlock: (context: BlockContext, block: Block) => void,
): void {
  const { evaluation } = context;
  const symbol = evaluation.names.symbolOf.get(node.name);
  const module = node.module.at(-1) && evaluation.names.symbolOf.get(node.module.at(-1)!);
  if (symbol === undefined || module?.declaration.kind !== "ModuleDeclaration") return;
  const { declaration, file } = module;
  let state: "waiting" | "running" | "done" = "waiting";
  let result: Environment | undefined;
  evaluation.environment.instances.set(symbol, () => {
    if (state === "running" || evaluation.calls.includes(module)) {
      evaluation.emit({ kind: "CircularDefinition", symbol, origin: originOf(evaluation, node.name) });
      return undefined;
    }
    if (state === "done") return result;
    state = "running";
    const prefix = `${context.prefix}${componentName(node.name.text, context.loopIndices)}.`;
    const environment = bindParameters({ ...context, prefix }, node, { declaration, file });
    if (environment !== undefined) {
      const inner: Evaluation = { ...evaluation, file, environment, calls: [...evaluation.calls, module] };
      elaborateBlock(
        { ...context, evaluation: inner, prefix, loopIndices: [], container: "module" },
        declaration.body,
      );
    }
    result = environment;
    state = "done";
    return result;
  });
}

/** The environment of the body, in front of whose names the context puts its prefix; undefined if an argument is missing, superfluous or unusable. */
function bindParameters(
  context: BlockContext,
  node: UseStatement,
  module: ModuleSource,
): Environment | undefined {
  const { evaluation } = context;
  const environment = createEnvironment(evaluation.environment);
  const given = matchArguments(evaluation, node, module);
  if (given === undefined) return undefined;
  const inner: Evaluation = { ...evaluation, file: module.file, environment };
  let complete = true;
  // Constants first: the shapes of the other parameters may use them.
  const ordered = [...module.declaration.parameters].sort(
    (a, b) => Number(b.keyword === "const") - Number(a.keyword === "const"),
  );
  for (const parameter of ordered) {
    const symbol = evaluation.names.symbolOf.get(parameter.name);
    const argument = given.get(parameter);
    if (symbol === undefined) continue;
    if (argument === undefined) {
      bindDefault(context, inner, parameter, symbol);
      continue;
    }
    const value = argumentValue(context, inner, parameter, argument);
    if (value === undefined) complete = false;
    const place = { symbol, inner, written: argument.value };
    bindValue(environment, symbol, rateOrValue(context, parameter, value, place));
  }
  // Defaults are read even if the body does not use them: events and settings from outside may.
  for (const { keyword, name } of ordered) {
    const symbol = evaluation.names.symbolOf.get(name);
    if (symbol === undefined) continue;
    const value = valueOfName(environment, symbol, originOf(inner, name), evaluation.emit);
    const place = { block: context.block, name: context.prefix + name.text };
    if (keyword === "const") noteConstant(evaluation.overrides, name, place, value);
  }
  return complete ? environment : undefined;
}

function bindDefault(
  context: BlockContext,
  inner: Evaluation,
  parameter: ModuleParameter,
  symbol: DeclaredSymbol,
): void {
  const { defaultValue } = parameter;
  if (defaultValue === undefined) return;
  const place = { symbol, inner, written: defaultValue };
  bindLazily(inner.environment, symbol, () =>
    rateOrValue(context, parameter, defaultOf(inner, parameter, defaultValue), place),
  );
}

/** A default, of the shape of its parameter. */
function defaultOf(inner: Evaluation, parameter: ModuleParameter, fallback: Expression): MaybeValue {
  const value = evaluate(inner, fallback);
  if (parameter.keyword !== "rate" || value === undefined) return value;
  const shape = shapeOf(inner, parameter);
  const place = { dimension: unknownDimension, origin: originOf(inner, parameter) };
  const components = shape && componentsFor(inner, value, { shape, ...place });
  return shape && components && { ...value, shape, components };
}

/**
 * Numbers given for a rate are a rate of the network, `m.k`, so that events and settings from outside reach it.
 * A rate that is handed in stays itself, and a calculation stays one.
 */
function rateOrValue(
  context: BlockContext,
  parameter: ModuleParameter,
  value: MaybeValue,
  place: { readonly symbol: DeclaredSymbol; readonly inner: Evaluation; readonly written: Expression },
): MaybeValue {
  if (parameter.keyword !== "rate" || value === undefined) return value;
  if (!value.components.every(({ kind }) => kind === "Number")) return value;
  const { symbol, inner, written } = place;
  const origin = originOf(inner, parameter.name);
  const name = context.prefix + parameter.name.text;
  const quantity = { symbol, name, shape: value.shape, origin, unit: unitOf(written) };
  const components = declareGivenRate(context, quantity, value.components);
  const dimension = value.dimension.kind === "bare" ? unknownDimension : value.dimension;
  return { ...value, components, dimension };
}

/** A module with the file in which it is declared. */
interface ModuleSource {
  readonly declaration: ModuleDeclaration;
  readonly file: string;
}

/** Positional arguments fill the parameters in order; named ones go where they say. Undefined after an error. */
function matchArguments(
  evaluation: Evaluation,
  node: UseStatement,
  module: ModuleSource,
): ReadonlyMap<ModuleParameter, Argument> | undefined {
  const { parameters } = module.declaration;
  const matched = new Map<ModuleParameter, Argument>();
  const positional = node.arguments.items.filter((argument) => argument.name === undefined);
  for (const [index, argument] of positional.entries()) {
    const parameter = parameters[index];
    if (parameter !== undefined) matched.set(parameter, argument);
  }
  for (const argument of node.arguments.items) {
    if (argument.name === undefined) continue;
    const parameter = parameters.find(({ name }) => name.text === argument.name?.text);
    if (parameter === undefined || matched.has(parameter)) {
      reportArgumentName(evaluation, argument.name, parameter === undefined ? module : undefined);
      return undefined;
    }
    matched.set(parameter, argument);
  }
  return hasAllArguments(evaluation, node, module, matched) ? matched : undefined;
}

/** `module` is given if it has no such parameter; otherwise the parameter got two values. */
function reportArgumentName(evaluation: Evaluation, name: NameNode, module: ModuleSource | undefined): void {
  const parameters = module?.declaration.parameters.map((parameter) => parameter.name.text) ?? [];
  const list = parameters.length === 0 ? "none of" : alternatives(parameters);
  const expected =
    module === undefined ? "given once" : `${list}, the parameters of \`${module.declaration.name.text}\``;
  const found = module === undefined ? "given twice" : `\`${name.text}\``;
  evaluation.emit({
    kind: "SettingValue",
    key: name.text,
    expected,
    found,
    fits: false,
    origin: originOf(evaluation, name),
  });
}

function hasAllArguments(
  evaluation: Evaluation,
  node: UseStatement,
  { declaration, file }: ModuleSource,
  matched: ReadonlyMap<ModuleParameter, Argument>,
): boolean {
  const { parameters } = declaration;
  const missing = parameters.filter(
    (parameter) => parameter.defaultValue === undefined && !matched.has(parameter),
  );
  const found = node.arguments.items.length;
  const names = missing.map((parameter) => `\`${parameter.name.text}\``).join(", ");
  const least = parameters.filter((parameter) => parameter.defaultValue === undefined).length;
  const most = parameters.length;
  const total = least === most ? counted(most, "argument") : `${least} to ${counted(most, "argument")}`;
  return !evaluation.emit({
    kind: "Arguments",
    name: declaration.name.text,
    found,
    minimum: missing.length > 0 ? found + missing.length : 0,
    maximum: parameters.length,
    expected:
      missing.length > 0 ? `${total} (${names} ${missing.length === 1 ? "is" : "are"} missing)` : total,
    declaration: { file, span: declaration.name.span },
    origin: originOf(evaluation, node.module.at(-1) ?? node),
  });
}

function argumentValue(
  context: BlockContext,
  inner: Evaluation,
  parameter: ModuleParameter,
  argument: Argument,
): MaybeValue {
  const { evaluation } = context;
  const value = evaluate(evaluation, argument.value);
  const shape = shapeOf(inner, parameter);
  if (value === undefined || shape === undefined) return undefined;
  if (parameter.keyword === "const") {
    const number = numberFor(evaluation, value, `\`${parameter.name.text}\``);
    return number === undefined ? undefined : numberValue(number, value.origin);
  }
  const origin = originOf(inner, parameter);
  const components = componentsFor(evaluation, value, { shape, dimension: unknownDimension, origin });
  if (components === undefined) return undefined;
  const result: Value = { ...value, shape, components };
  const fits =
    parameter.keyword === "rate"
      ? components.every((component) => readsOnly(context, component, readable.rateConstant))
      : isQuantity(context, result, parameter.keyword);
  if (!fits) markIncomplete(context);
  return fits ? result : undefined;
}

function shapeOf(inner: Evaluation, parameter: ModuleParameter): readonly number[] | undefined {
  const shape = parameter.shape.map((size) => numberFor(inner, evaluate(inner, size), "a shape"));
  const known = shape.filter((length) => length !== undefined);
  return known.length < shape.length ? undefined : known;
}

/** A species or signal parameter takes the thing itself, not a value computed from it. */
function isQuantity(context: BlockContext, value: Value, keyword: "species" | "signal"): boolean {
  const fitting: ReadonlySet<ComponentEntry["kind"]> = new Set(
    keyword === "signal" ? ["signal"] : ["species", "clamped species"],
  );
  const { evaluation, builder } = context;
  const fits = value.components.every((component) => {
    if (component.kind !== "Component") return false;
    const entry = builder.components.get(component.name);
    return entry === undefined
      ? keyword === "species" && /\.[pm]$/.test(component.name)
      : fitting.has(entry.kind);
  });
  const expected = keyword === "signal" ? "a signal" : "a species";
  evaluation.emit({
    kind: "ValueType",
    expected,
    found: fits ? expected : otherThan(value),
    fits,
    origin: value.origin,
    expectedAt: undefined,
  });
  return fits;
}

function otherThan(value: Value): string {
  const [component] = value.components;
  return component?.kind === "Component" ? `\`${component.name}\`` : describeValue(value);
}
