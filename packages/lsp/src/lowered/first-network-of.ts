// A declaration → the first network that what it says is part of.

import type { CheckedProgram, Declaration, Origin } from "@ncrn/language";
import { networkName } from "./network-name.js";
import { liesIn } from "./places.js";

/**
 * The name of a crn or learn: of itself, of the first learner of a model, of the first network with a copy of a module.
 * Undefined for other declarations, and if there is none.
 */
export function firstNetworkOf(
  declaration: Declaration,
  file: string,
  program: CheckedProgram,
): string | undefined {
  const place: Origin = { file, span: declaration.span };
  switch (declaration.kind) {
    case "NetworkDeclaration":
    case "LearnDeclaration":
      return networkName(declaration)?.text;
    case "ModelDeclaration":
      return program.learns.find(({ model }) => liesIn(model.origin, place))?.name;
    case "ModuleDeclaration":
      return program.networks.find(({ species, rates, signals, reactions, equations }) =>
        [species, rates, signals, reactions, equations].some((all) =>
          all.some(({ origin }) => liesIn(origin, place)),
        ),
      )?.name;
    default:
      return undefined;
  }
}
