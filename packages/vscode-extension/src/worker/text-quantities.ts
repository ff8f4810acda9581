// What sliders can change in a text, with the values of the text, also while sliders have set others.

import type { AdjustableQuantity, RunRequest } from "../messages/run-messages.js";
import { adjustableQuantities } from "./adjustable-quantities.js";
import { type OpenModel, openModel } from "./open-model.js";

/** What a text offers by itself. */
export interface TextQuantities {
  readonly quantities: readonly AdjustableQuantity[];
  /** Undefined: the text cannot be run with its own values. */
  readonly model: OpenModel | undefined;
}

/** The quantities of a request; undefined if the text by itself cannot be run. */
export type QuantityReader = (request: RunRequest) => TextQuantities;

/**
 * A reader that remembers the last text: while a slider moves, runs differ in their overrides only, and the text need
 * not be analysed without them each time.
 */
export function createQuantityReader(): QuantityReader {
  let known: { readonly key: string; readonly found: TextQuantities } | undefined;
  return (request) => {
    const key = JSON.stringify([request.model, request.kind, request.name]);
    if (known?.key === key) return known.found;
    const opening = openModel({ ...request, overrides: {} });
    const model = opening.kind === "open" ? opening.model : undefined;
    const quantities = model === undefined ? [] : adjustableQuantities(model.subject, model.analysis);
    const found = { model, quantities };
    if (opening.kind !== "files-needed") known = { key, found };
    return found;
  };
}
