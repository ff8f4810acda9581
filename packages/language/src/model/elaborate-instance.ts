// `use j = Module(…)`: the body of the module with its parameters bound, its names prefixed by the name of the instance.

import type {
  Argument,
  Block,
  ModuleDeclaration,
  ModuleParameter,
  NameNode,
  UseStatement,
} from "../ast/nodes.js";
import { componentsFor, numberFor } from "./assign-value.js";
import { unknownDimension } from "./dimensions.js";
import { bindLazily, bindValue, createEnvironment, type Environment } from "./environment.js";
import { evaluate } from "./evaluate-expression.js";
import { type Evaluation, originOf } from "./evaluation.js";
import { type BlockContext, type ComponentEntry, markIncomplete } from "./network-builder.js";
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
    const environment = bindParameters(context, node, { declaration, file });
    if (environment !== undefined) {
      const inner: Evaluation = { ...evaluation, file, environment, calls: [...evaluation.calls, module] };
      const prefix = `${context.prefix}${componentName(node.name.text, context.loopIndices)}.`;
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

/** The environment of the body; undefined if an argument is missing, superfluous or unusable. */
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
      const fallback = parameter.defaultValue;
      if (fallback !== undefined) bindLazily(environment, symbol, () => evaluate(inner, fallback));
      continue;
    }
    const value = argumentValue(context, inner, parameter, argument);
    if (value === undefined) complete = false;
    bindValue(environment, symbol, value);
  }
  return complete ? environment : undefined;
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
      reportArgumentName(
        evaluation,
        argument.name,
        parameter === undefined ? module.declaration.name.text : undefined,
      );
      return undefined;
    }
    matched.set(parameter, argument);
  }
  return hasAllArguments(evaluation, node, module, matched) ? matched : undefined;
}

/** `moduleName` is given if the module has no such parameter; otherwise it got two values. */
function reportArgumentName(evaluation: Evaluation, name: NameNode, moduleName: string | undefined): void {
  const isUnknown = moduleName !== undefined;
  const expected = isUnknown ? `a parameter of \`${moduleName}\`` : "given once";
  const found = isUnknown ? `\`${name.text}\`` : "given twice";
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
  const total = `${parameters.length} argument${parameters.length === 1 ? "" : "s"}`;
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
  const shape = parameter.shape.map((size) => numberFor(inner, evaluate(inner, size), "a shape"));
  const known = shape.filter((length) => length !== undefined);
  if (value === undefined || known.length < shape.length) return undefined;
  if (parameter.keyword === "const") {
    const number = numberFor(evaluation, value, `\`${parameter.name.text}\``);
    return number === undefined ? undefined : numberValue(number, value.origin);
  }
  const origin = originOf(inner, parameter);
  const components = componentsFor(evaluation, value, { shape: known, dimension: unknownDimension, origin });
  if (components === undefined) return undefined;
  const result: Value = { ...value, shape: known, components };
  return parameter.keyword === "rate" || isQuantity(context, result, parameter.keyword) ? result : undefined;
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
  if (!fits) markIncomplete(context);
  return fits;
}

function otherThan(value: Value): string {
  const [component] = value.components;
  return component?.kind === "Component" ? `\`${component.name}\`` : describeValue(value);
}
