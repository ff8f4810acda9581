// textDocument/codeLens: what can be done with each block, above it.

import type { Declaration } from "@ncrn/language";
import { type CodeLens, type CodeLensParams, CodeLensRequest, type Command } from "vscode-languageserver";
import { documentOf } from "../cursor.js";
import type { Feature, FeatureContext } from "../feature.js";
import { networkName } from "../lowered/network-name.js";
import type { Snapshot } from "../snapshot.js";
import { rangeFromSpan } from "../to-lsp.js";
import { type ViewTargetName, viewTarget } from "../views/view-targets.js";

export const codeLens: Feature<CodeLensParams, CodeLens[] | null> = {
  method: CodeLensRequest.method,
  capabilities: { codeLensProvider: { resolveProvider: true } },
  nothing: null,
  respond: (snapshot, _, context) => codeLenses(snapshot, context),
};

/** What every command of a lens is called with; the client runs it. */
export interface LensArguments {
  readonly uri: string;
  /** Of a crn, learn, simulate or train. */
  readonly name: string;
  /** Of the view, for the commands that show one. */
  readonly target?: ViewTargetName;
}

/** The lenses of all blocks, in order; counts of reactions come when a lens is seen. */
export function codeLenses(snapshot: Snapshot, { settings }: Pick<FeatureContext, "settings">): CodeLens[] {
  const document = documentOf(snapshot);
  if (document === undefined || !settings.codeLens.enabled) return [];
  const { declarations } = document;
  return declarations.flatMap((declaration) => {
    const name = nameOfBlock(declaration);
    if (name === undefined) return [];
    const range = rangeFromSpan(snapshot.source, {
      start: declaration.span.start,
      end: declaration.span.start,
    });
    return lensesOf(declaration, { uri: snapshot.uri, name }, declarations).map((lens) => ({
      range,
      ...lens,
    }));
  });
}

function nameOfBlock(declaration: Declaration): string | undefined {
  switch (declaration.kind) {
    case "NetworkDeclaration":
    case "LearnDeclaration":
      return networkName(declaration)?.text;
    case "SimulateDeclaration":
    case "TrainDeclaration":
      return (declaration.alias ?? declaration.subject).text || undefined;
    default:
      return undefined;
  }
}

type Lens = Pick<CodeLens, "command" | "data">;

function lensesOf(
  declaration: Declaration,
  about: LensArguments,
  all: readonly Declaration[],
): readonly Lens[] {
  switch (declaration.kind) {
    case "NetworkDeclaration":
      return [simulate(about), ...(isTrained(about.name, all) ? [train(about)] : []), ...views(about)];
    case "LearnDeclaration":
      return [...(isTrained(about.name, all) ? [train(about)] : []), ...views(about)];
    case "SimulateDeclaration":
      return [simulate(about)];
    case "TrainDeclaration":
      return [train(about)];
    default:
      return [];
  }
}

function isTrained(name: string, all: readonly Declaration[]): boolean {
  return all.some((other) => other.kind === "TrainDeclaration" && other.subject.text === name);
}

function simulate(about: LensArguments): Lens {
  return { command: lensCommand("simulate", "ncrn.simulate", about) };
}

function train(about: LensArguments): Lens {
  return { command: lensCommand("train", "ncrn.train", about) };
}

/** The first has no command yet: its title has a count, for which the network has to be lowered. */
function views(about: LensArguments): readonly Lens[] {
  const targets: readonly ViewTargetName[] = ["sbml", "dsd"];
  return [
    { data: about },
    ...targets.map((target) => ({
      command: lensCommand(viewTarget(target)?.title ?? target, "ncrn.showTarget", { ...about, target }),
    })),
  ];
}

/** A command of the client. */
export function lensCommand(title: string, command: string, given: LensArguments): Command {
  return { title, command, arguments: [given] };
}
