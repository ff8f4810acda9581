// Records of a model → the states that they read one by one, which lowering must not pool with others.

import type { CheckedModel, CheckedReadout } from "@ncrn/language";
import { componentNames } from "./scalar/component-names.js";
import { inlineDefinitions } from "./scalar/inline-definitions.js";
import { definitionsOf } from "./train/scoring.js";

/** Component names such as `z[1]`; `plot: z` reads all components of `z`. */
export function statesReadSingly(
  model: CheckedModel,
  readouts: readonly CheckedReadout[],
): ReadonlySet<string> {
  const definitions = definitionsOf(model);
  const expressions = readouts.flatMap((readout) => readout.arguments);
  const components = componentNames(expressions.map((part) => inlineDefinitions(part, definitions)));
  const read = new Set([...components, ...readouts.flatMap(({ names }) => names)]);
  return new Set(
    model.states.flatMap((state) =>
      state.components.map(({ name }) => name).filter((name) => read.has(name) || read.has(state.name)),
    ),
  );
}
