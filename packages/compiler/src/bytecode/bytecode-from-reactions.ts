// Reaction network → bytes of a network program, version 1; the layout is described in docs/bytecode.md.

import { encodeBytecode } from "@ncrn/simulator";
import { type Emission, emissionOf } from "../emission.js";
import type { ReactionNetwork } from "../network/reaction-network.js";
import { programFromReactions } from "./program-from-reactions.js";

/** Every network has a program, so there are no diagnostics. */
export function bytecodeFromReactions(network: ReactionNetwork): Emission<Uint8Array> {
  return emissionOf(encodeBytecode(programFromReactions(network)), []);
}
