// A request → a run of the model, told as it goes on. The same functions run it that the command line uses.

import type { Diagnostic } from "@ncrn/language";
import type { DroppedValue, RunDescription, RunRequest } from "../messages/run-messages.js";
import { adjustableQuantities, changedValues, droppedValues } from "./adjustable-quantities.js";
import { type Opening, type OpenModel, openModel } from "./open-model.js";
import { runScan } from "./run-scan.js";
import { runSimulation } from "./run-simulation.js";
import { runTraining } from "./run-training.js";
import { type Ending, sayProblems, type Telling } from "./telling.js";
import type { QuantityReader, TextQuantities } from "./text-quantities.js";

/** The worker's surroundings. */
export interface RunSurroundings extends Pick<Telling, "tell" | "now"> {
  readonly quantitiesOf: QuantityReader;
}

/** Runs what is asked for; ends with `files-needed`, fatal `problems`, or `ended`. */
export async function runModel(asked: RunRequest, surroundings: RunSurroundings): Promise<void> {
  const { tell, now, quantitiesOf } = surroundings;
  const written = quantitiesOf(asked);
  const dropped =
    written.model === undefined ? [] : droppedValues(written.quantities, written.model.subject, asked);
  const request = { ...asked, overrides: without(asked.overrides, dropped) };
  const isChanged = Object.keys(request.overrides).length > 0;
  const isOfSliders = isChanged && written.model !== undefined;
  const telling: Telling = { tell, now, isOfSliders };
  const opening: Opening =
    isChanged || written.model === undefined ? openModel(request) : { kind: "open", model: written.model };
  switch (opening.kind) {
    case "files-needed":
      tell({ kind: "files-needed", addresses: opening.addresses });
      return;
    case "faulty":
      sayProblems(opening.diagnostics, true, telling);
      return;
    case "open": {
      const start = now();
      const { model } = opening;
      const own = written.model?.diagnostics.map(identityOf) ?? [];
      const isAsWritten = model.diagnostics.every((diagnostic) => own.includes(identityOf(diagnostic)));
      sayProblems(model.diagnostics, false, { ...telling, isOfSliders: isOfSliders && !isAsWritten });
      tell({ kind: "described", description: descriptionOf(model, request, { written, dropped }) });
      const end = await run(model, request, telling);
      if (end !== undefined) tell({ kind: "ended", end: { ...end, milliseconds: now() - start } });
    }
  }
}

function run(model: OpenModel, request: RunRequest, telling: Telling): Promise<Ending | undefined> {
  switch (request.kind) {
    case "simulate":
      return runSimulation(model, telling);
    case "scan":
      return runScan(model, request, telling);
    case "train":
      return runTraining(model, request, telling);
  }
}

/** Values of sliders, except those that are meant for another text. */
function without(overrides: RunRequest["overrides"], dropped: readonly DroppedValue[]) {
  const gone = new Set(dropped.map(({ name }) => name));
  return Object.fromEntries(Object.entries(overrides).filter(([name]) => !gone.has(name)));
}

function identityOf({ code, message, origin }: Diagnostic): string {
  return JSON.stringify([code, message, origin.file, origin.span.start]);
}

function descriptionOf(
  model: OpenModel,
  request: RunRequest,
  { written, dropped }: { readonly written: TextQuantities; readonly dropped: readonly DroppedValue[] },
): RunDescription {
  const { network, training, simulation, scan } = model.subject;
  // A text may be sound with the values of the sliders only.
  const quantities =
    written.model === undefined ? adjustableQuantities(model.subject, model.analysis) : written.quantities;
  return {
    title: (training ?? simulation ?? scan ?? network).name,
    kind: request.kind,
    species: network.species.length,
    reactions: network.reactions.length,
    quantities,
    changed: changedValues(quantities, request.overrides),
    dropped,
  };
}
