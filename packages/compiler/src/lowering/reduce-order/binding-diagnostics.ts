// What fast binding costs, said for each reaction that became it.

import { createDiagnostic, type Diagnostic } from "@ncrn/language";
import { evaluateRateExpression } from "../../network/rate-expression.js";
import { reactionText } from "../../network/reaction-text.js";
import { reactionOrder } from "../../network/stoichiometry.js";
import { BINDING_FACTOR, type Binding } from "./bind-reactants.js";

/**
 * One `order-reduced-by-binding` for each reaction of the text, or term of an equation.
 * @param valueOfParameter the value of a parameter
 */
export function bindingDiagnostics(
  bindings: readonly Binding[],
  valueOfParameter: (parameter: string) => number,
): readonly Diagnostic[] {
  const valuation = { parameter: valueOfParameter, species: () => Number.NaN, time: Number.NaN };
  const said = new Set<string>();
  return bindings.flatMap(({ reaction, steps }) => {
    const [provenance] = reaction.provenance;
    if (provenance === undefined) return [];
    const { origin } = provenance;
    const place = `${origin.file}:${origin.span.start}:${origin.span.end}`;
    if (said.has(place)) return [];
    said.add(place);
    const values = steps.map(({ rate }) =>
      rate.kind === "law" ? Number.NaN : evaluateRateExpression(rate.constant, valuation),
    );
    return [
      createDiagnostic("order-reduced-by-binding", origin, {
        reaction: reactionText({ ...reaction, id: "" }),
        order: reactionOrder(reaction),
        binding: String(values[0]),
        unbinding: String(values[1]),
        last: String(values.at(-1)),
        factor: BINDING_FACTOR,
      }),
    ];
  });
}
