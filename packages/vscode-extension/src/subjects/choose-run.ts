// Which record of a model a command runs: the one it was called with, the one at the cursor, or the one that the user picks.

import type { RunEntry } from "@ncrn/lsp/client";
import { window } from "vscode";
import type { PanelSubject } from "../messages/panel-messages.js";
import { type AskedClient, askServer } from "../requests/ask-server.js";
import { RUNS_METHOD } from "../requests/methods.js";
import type { BlockArguments } from "./active-model.js";
import {
  recordAtCursor,
  runsAtCursor,
  runsNamed,
  runsOfNetwork,
  type TextPosition,
} from "./run-at-cursor.js";

/** What is known about the run that is meant. */
export interface RunHint extends Partial<Pick<BlockArguments, "name" | "asks">> {
  readonly cursor: TextPosition | undefined;
}

/** The name of the run; undefined if there is none, which the user is told, or none is picked. */
export async function chooseRun(
  client: AskedClient,
  { uri, kind }: Pick<PanelSubject, "uri" | "kind">,
  { name, asks, cursor }: RunHint,
): Promise<string | undefined> {
  const asked = askServer<readonly RunEntry[]>(client, RUNS_METHOD, { uri, kind });
  const entries = await asked.catch((error: unknown) => {
    if (name === undefined) throw error;
    return []; // runs need no server
  });
  const meant =
    name === undefined
      ? runsAtCursor(entries, cursor)
      : asks
        ? runsOfNetwork(entries, name)
        : runsNamed(entries, name);
  const [only, second] = meant;
  if (second !== undefined) return pickRun(kind, meant);
  if (only === undefined && name === undefined) await window.showInformationMessage(nothingToRun[kind]);
  return only?.name ?? name; // what the server does not know the run may: it says what is wrong
}

/** The name of the scan around the cursor. */
export async function scanAtCursor(
  client: AskedClient,
  uri: string,
  cursor: TextPosition | undefined,
): Promise<string | undefined> {
  if (cursor === undefined) return undefined;
  const entries = await askServer<readonly RunEntry[]>(client, RUNS_METHOD, { uri, kind: "scan" });
  return recordAtCursor(entries, cursor)?.name;
}

const nothingToRun: Readonly<Record<PanelSubject["kind"], string>> = {
  simulate: "The model has nothing to simulate: no crn, no learn record.",
  scan: "The model has nothing to scan: no scan record.",
  train: "The model has nothing to train: no train record.",
};

async function pickRun(kind: PanelSubject["kind"], runs: readonly RunEntry[]): Promise<string | undefined> {
  const items = runs.map((run) => ({ label: run.name, description: descriptionOf(run) }));
  return (await window.showQuickPick(items, { title: whichOne[kind] }))?.label;
}

const whichOne: Readonly<Record<PanelSubject["kind"], string>> = {
  simulate: "Which simulation?",
  scan: "Which scan?",
  train: "Which training?",
};

function descriptionOf({ kind, subject, name, range }: RunEntry): string {
  const line = `line ${range.start.line + 1}`;
  return name === subject ? `${kind}, ${line}` : `${kind} ${subject}, ${line}`;
}
