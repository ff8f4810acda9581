// Runs a model as the worker of the panel does, and keeps what it tells.

import type { RunNews, RunRequest } from "../../src/messages/run-messages.js";
import { runModel } from "../../src/worker/run-model.js";
import { createQuantityReader } from "../../src/worker/text-quantities.js";

/** The address of the text that is run. */
export const MAIN = "file:///models/main.ncrn";

/** What is asked for, and what surrounds it. */
export interface RunOptions extends Partial<RunRequest> {
  /** Texts at other addresses; null for what cannot be read. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** So far the clock goes on whenever it is looked at. */
  readonly millisecondsPerLook?: number;
}

const quantitiesOf = createQuantityReader();

/** Everything that a run tells, as it arrives in a page. */
export async function newsOf(text: string, options: RunOptions = {}): Promise<readonly RunNews[]> {
  const { files, millisecondsPerLook = 1, ...request } = options;
  const told: RunNews[] = [];
  let clock = 0;
  await runModel(
    {
      run: 1,
      model: { root: MAIN, texts: { [MAIN]: text, ...files } },
      kind: "simulate",
      name: undefined,
      overrides: {},
      liveBoundary: true,
      ...request,
    },
    {
      tell: (news) => told.push(structuredClone(news)),
      now: () => (clock += millisecondsPerLook),
      quantitiesOf,
    },
  );
  return told;
}

/** The news of one kind, in order. */
export function only<Kind extends RunNews["kind"]>(told: readonly RunNews[], kind: Kind) {
  return told.filter((news): news is RunNews & { kind: Kind } => news.kind === kind);
}
