// What kind of name is needed at each place of the grammar, in words for messages and as a set for the check.

import type { Expression } from "../ast/nodes.js";
import type { SymbolKind } from "./symbols.js";

/** The kinds that fit a place. */
export interface Expectation {
  /** In messages: "a species is needed here". */
  readonly needed: string;
  /** In messages about unknown names: "no species named `X`". */
  readonly noun: string;
  readonly kinds: ReadonlySet<SymbolKind>;
  /** Those of them that may be meant by an unknown name, if not all. */
  readonly proposed?: ReadonlySet<SymbolKind>;
  /** The shape that the whole of what is written here has, if it is known from elsewhere. */
  readonly shape?: readonly Expression[];
  /** Keywords that would declare a fitting name. */
  readonly declare: readonly string[];
}

function expectation(
  needed: string,
  noun: string,
  kinds: readonly SymbolKind[],
  declare: readonly string[] = [],
): Expectation {
  return { needed, noun, kinds: new Set(kinds), declare };
}

const constants: readonly SymbolKind[] = ["const", "function parameter", "loop variable"];
const networkValues: readonly SymbolKind[] = [
  ...constants,
  "let",
  "species",
  "clamped species",
  "rate",
  "signal",
  "rail",
];
const modelValues: readonly SymbolKind[] = [...constants, "let", "rate", "input", "weight", "fixed", "state"];

export const expectations = {
  reactant: expectation(
    "a species",
    "species",
    ["species", "clamped species", "rail"],
    ["species", "clamped species"],
  ),
  rateConstant: expectation("a rate or a number", "rate", [...constants, "let", "rate"], ["rate", "const"]),
  networkValue: expectation("a value", "species, rate, signal or constant", networkValues, [
    "species",
    "rate",
    "signal",
    "const",
  ]),
  networkEquation: expectation(
    "a signal or species",
    "signal or species",
    ["signal", "species"],
    ["signal", "species"],
  ),
  signal: expectation("a signal", "signal", ["signal"], ["signal"]),
  initial: expectation(
    "a species or signal",
    "species or signal",
    ["species", "clamped species", "signal"],
    ["species", "signal"],
  ),
  startValue: expectation(
    "a rate, constant or number",
    "rate or constant",
    [...constants, "let", "rate"],
    ["rate", "const"],
  ),
  parameterValue: expectation(
    "a constant or rate",
    "rate or constant",
    [...constants, "let", "rate"],
    ["rate", "const"],
  ),
  eventTarget: expectation(
    "a species, signal or rate",
    "species, signal or rate",
    ["species", "clamped species", "signal", "rail", "rate"],
    ["species", "signal", "rate"],
  ),
  modelValue: expectation(
    "an input, weight, fixed quantity or state",
    "input, weight, fixed quantity or state",
    modelValues,
    ["input", "weight", "fixed", "state", "const"],
  ),
  modelStart: expectation(
    "an input, weight or fixed quantity",
    "input, weight or fixed quantity",
    ["input", "weight", "fixed", "rate", "let", ...constants],
    ["input", "weight", "fixed", "const"],
  ),
  modelEquation: expectation("a state", "state", ["state"], ["state"]),
  lossValue: expectation(
    "an output or target",
    "output or target",
    [...constants, "let", "rate", "output", "target", "weight", "fixed", "input"],
    ["output", "target"],
  ),
  modelLet: expectation(
    "a value",
    "quantity or constant",
    [...modelValues, "output", "target"],
    ["input", "weight", "fixed", "state", "const"],
  ),
  constant: expectation("a constant", "constant", constants, ["const"]),
  functionBody: expectation("a parameter or constant", "parameter", constants, ["const"]),
  callee: expectation("a function", "function", ["function"]),
  module: expectation("a module", "module", ["module"]),
  model: expectation("a model", "model", ["model"]),
  network: expectation("a reaction network", "reaction network", ["network", "learn"]),
  data: expectation("a data set", "data set", ["data"]),
  column: expectation("a column of the data", "column", ["column", ...constants]),
  fedOfLearn: expectation("an input or target", "input or target", ["input", "target"]),
  fedOfNetwork: expectation("a species or signal", "species or signal", [
    "species",
    "clamped species",
    "signal",
  ]),
  kept: expectation("a species or signal", "species or signal", ["species", "signal"]),
  readout: expectation("a quantity of the network", "quantity", [
    ...networkValues,
    "input",
    "target",
    "weight",
    "fixed",
    "state",
    "output",
    "column",
  ]),
  varied: expectation("a rate, species or constant", "rate", ["rate", "species", "signal", "const"]),
} as const;
