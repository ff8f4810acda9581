// A declaration → the name of the network that it makes.

import type { Declaration, Name } from "@ncrn/language";

/** The name of a crn, or of the network that a learn record makes; undefined for what makes none, or has no name yet. */
export function networkName(declaration: Declaration): Name | undefined {
  const name =
    declaration.kind === "NetworkDeclaration"
      ? declaration.name
      : declaration.kind === "LearnDeclaration"
        ? (declaration.alias ?? declaration.subject)
        : undefined;
  return name?.kind === "Name" ? name : undefined;
}
