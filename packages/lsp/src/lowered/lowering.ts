// An analysis → what lowering its networks to reactions has to say, without those that are known to be sound.

import { checkLowering } from "@ncrn/compiler";
import { type Analysis, type Diagnostic, soundPart } from "@ncrn/language";
import { memoised } from "../memoised.js";
import type { Pieces } from "../pieces.js";
import { createLoweredNetworks, type LoweredNetworks } from "./lowered-network.js";
import type { SoundNetworks } from "./sound-networks.js";

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
  sound: SoundNetworks,
): Lowering {
  const networks = createLoweredNetworks(() => analysis()?.program);
  const unknown = memoised(() => {
    const result = analysis();
    const program = result && soundPart(result);
    return result && program && sound.unknownIn(uri, result, program);
  });
  const diagnostics = memoised(() => {
    const left = unknown();
    if (left === undefined) return [];
    return checkLowering(left.program, (network) => {
      const lowered = networks.check(network);
      if (lowered.diagnostics.length === 0) left.isSound(network);
      return lowered;
    });
  });
  const pieces = function* (): Pieces<void> {
    const { program } = unknown() ?? {};
    yield;
    for (const network of [...(program?.networks ?? []), ...(program?.learns ?? [])]) {
      yield* networks.checkInPieces(network);
      yield;
    }
  };
  return { diagnostics, pieces, named: networks.named };
}
