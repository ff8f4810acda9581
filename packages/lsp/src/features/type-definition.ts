// textDocument/typeDefinition: what a name is made after: the module of an instance, the model of a learner, the network
// of a simulation or scan, the data of a training.

import type { DeclaredSymbol, NameNode } from "@ncrn/language";
import { type Location, type TypeDefinitionParams, TypeDefinitionRequest } from "vscode-languageserver";
import type { Feature, FeatureContext } from "../feature.js";
import { declarationOf } from "../navigation/all-occurrences.js";
import { type Occurrence, occurrencesIn } from "../navigation/occurrences.js";
import { symbolAt } from "../navigation/symbol-at.js";
import type { Snapshot } from "../snapshot.js";

export const typeDefinition: Feature<TypeDefinitionParams, Location | null> = {
  method: TypeDefinitionRequest.method,
  capabilities: { typeDefinitionProvider: true },
  nothing: null,
  respond: typeDefinitionAt,
};

/** Where that is declared; null for names that stand for themselves. */
export function typeDefinitionAt(
  snapshot: Snapshot,
  { position }: Pick<TypeDefinitionParams, "position">,
  context: Pick<FeatureContext, "workspace" | "client">,
): Location | null {
  const found = symbolAt(snapshot, position);
  const maker = found && makerOf(found.occurrence.symbol);
  const target: Occurrence | undefined =
    maker?.kind === "Name" ? occurrencesIn(found!.analysis).of(maker) : undefined;
  return (target && declarationOf(target, context)) ?? null;
}

/** The name in the declaration of a symbol that says what it is made after. */
function makerOf({ declaration }: DeclaredSymbol): NameNode | undefined {
  switch (declaration.kind) {
    case "UseStatement":
      return declaration.module.at(-1);
    case "LearnDeclaration":
    case "SimulateDeclaration":
    case "ScanDeclaration":
      return declaration.subject;
    case "TrainDeclaration":
      return declaration.data;
    default:
      return undefined;
  }
}
