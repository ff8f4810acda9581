// The one list of targets. A new target is one line here and one folder, which is loaded when the target is asked for: most
// commands write none, and what writes XML is larger than the compiler.

import type { Emission, TargetOptions } from "./emission.js";
import type { ReactionNetwork } from "./network/reaction-network.js";

/** Writes a network in one form. */
export type Emit = (network: ReactionNetwork, options: TargetOptions) => Emission;

/** A form in which a network can leave. */
export interface Target {
  /** As on the command line. */
  readonly name: string;
  /** One line for lists of targets. */
  readonly description: string;
  /** With its dot. */
  readonly fileExtension: string;
  readonly load: () => Promise<Emit>;
}

/** In the order in which they are listed. */
export const targets: readonly Target[] = [
  {
    name: "sbml",
    description: "Systems Biology Markup Language, Level 3 Version 2 (--profile ode|ssa)",
    fileExtension: ".xml",
    load: async () => (await import("./sbml/sbml-from-reactions.js")).sbmlFromReactions,
  },
  {
    name: "crn",
    description: "Visual CRN text, the reaction dialect of Visual DSD",
    fileExtension: ".crn",
    load: async () => (await import("./crn/crn-from-reactions.js")).crnFromReactions,
  },
  {
    name: "ncrn",
    description: "the lowered network as .ncrn text",
    fileExtension: ".ncrn",
    load: async () => (await import("./ncrn/ncrn-from-reactions.js")).ncrnFromReactions,
  },
  {
    name: "bytecode",
    description: "the program that the bundled simulator runs",
    fileExtension: ".ncrnb",
    load: async () => (await import("./bytecode/bytecode-from-reactions.js")).bytecodeFromReactions,
  },
];
