// The one list of targets. A new target is one line here and one folder.

import { bytecodeFromReactions } from "./bytecode/bytecode-from-reactions.js";
import { crnFromReactions } from "./crn/crn-from-reactions.js";
import type { Emission, TargetOptions } from "./emission.js";
import { ncrnFromReactions } from "./ncrn/ncrn-from-reactions.js";
import type { ReactionNetwork } from "./network/reaction-network.js";
import { sbmlFromReactions } from "./sbml/sbml-from-reactions.js";

/** A form in which a network can leave. */
export interface Target {
  /** As on the command line. */
  readonly name: string;
  /** One line for lists of targets. */
  readonly description: string;
  /** With its dot. */
  readonly fileExtension: string;
  readonly emit: (network: ReactionNetwork, options: TargetOptions) => Emission;
}

/** In the order in which they are listed. */
export const targets: readonly Target[] = [
  {
    name: "sbml",
    description: "Systems Biology Markup Language, Level 3 Version 2 (--profile ode|ssa)",
    fileExtension: ".xml",
    emit: sbmlFromReactions,
  },
  {
    name: "crn",
    description: "Visual CRN text, the reaction dialect of Visual DSD",
    fileExtension: ".crn",
    emit: crnFromReactions,
  },
  {
    name: "ncrn",
    description: "the lowered network as .ncrn text",
    fileExtension: ".ncrn",
    emit: ncrnFromReactions,
  },
  {
    name: "bytecode",
    description: "the program that the bundled simulator runs",
    fileExtension: ".ncrnb",
    emit: bytecodeFromReactions,
  },
];
