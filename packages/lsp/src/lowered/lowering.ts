// An analysis → what lowering its networks to reactions has to say, of which most is known from earlier versions.

import { checkLowering } from "@ncrn/compiler";
import { type Analysis, type Diagnostic, soundPart } from "@ncrn/language";
import { memoised } from "../memoised.js";
import type { Pieces } from "../pieces.js";
import type { KnownNetworks } from "./known-networks.js";
import { createLoweredNetworks, type LoweredNetworks } from "./lowered-network.js";

/** The lowering of one version of a document. */
export interface Lowering {
  /** What is said about the networks that have nothing to do with errors. */
  readonly diagnostics: () => readonly Diagnostic[];
  /** Makes what `diagnostics` need, piece by piece. */
  readonly pieces: () => Pieces<void>;
  readonly named: LoweredNetworks["named"];
}

/** Nothing is lowered yet. */
export function createLowering(
  uri: string,
  analysis: () => Analysis | undefined,
  known: KnownNetworks,
): Lowering {
  const networks = createLoweredNetworks(() => analysis()?.program);
  const sound = memoised(() => {
    const result = analysis();
    const program = result && soundPart(result);
    return result && program && { program, ...known.inVersion(uri, result, program) };
  });
  const diagnostics = memoised(() => {
    const part = sound();
    if (part === undefined) return [];
    return checkLowering(part.program, (network) => {
      const before = part.diagnosticsOf(network);
      if (before !== undefined) return { network: undefined, diagnostics: before };
      const lowered = networks.check(network);
      part.remember(network, lowered.diagnostics);
      return lowered;
    });
  });
  const pieces = function* (): Pieces<void> {
    const part = sound();
    yield;
    for (const network of [...(part?.program.networks ?? []), ...(part?.program.learns ?? [])]) {
      if (part?.diagnosticsOf(network) !== undefined) continue;
      const { diagnostics: said } = yield* networks.checkInPieces(network);
      part?.remember(network, said);
      yield;
    }
  };
  return { diagnostics, pieces, named: networks.named };
}
