// What sliders can change in a text, with the values of the text, also while sliders have set others.

import type { AdjustableQuantity, RunRequest } from "../messages/run-messages.js";
import { adjustableQuantities } from "./adjustable-quantities.js";
import { type OpenModel, openModel } from "./open-model.js";

/** The quantities of a request whose model is open already. */
export type QuantityReader = (request: RunRequest, model: OpenModel) => readonly AdjustableQuantity[];

/**
 * A reader that remembers the last text: while a slider moves, runs differ in their overrides only, and the text need
 * not be analysed without them each time.
 */
export function createQuantityReader(): QuantityReader {
  let known: { readonly key: string; readonly quantities: readonly AdjustableQuantity[] } | undefined;
  return (request, model) => {
    const key = JSON.stringify([request.model, request.kind, request.name]);
    if (known?.key === key) return known.quantities;
    const isAsWritten = Object.keys(request.overrides).length === 0;
    const asWritten = isAsWritten
      ? { kind: "open" as const, model }
      : openModel({ ...request, overrides: {} });
    // A text may be sound with the values of the sliders only.
    const { subject, analysis } = asWritten.kind === "open" ? asWritten.model : model;
    known = { key, quantities: adjustableQuantities(subject, analysis) };
    return known.quantities;
  };
}
