// The drawing that is shown → files for papers.

import type { NetworkGraph } from "../../messages/network-messages.js";
import type { MadeFile } from "../../messages/panel-messages.js";
import { fileStem } from "../shared/file-stem.js";
import { pictureFromSvg } from "../shared/picture-from-svg.js";
import { PAPER_THEME } from "../shared/theme.js";
import { type Colouring, paletteOf } from "./graph-colours.js";
import type { Drawing } from "./graph-drawing.js";
import { svgOfGraph } from "./graph-svg.js";
import { partTexts } from "./part-texts.js";

/** The kinds of files. */
export type PictureKind = "svg" | "png";

/** What is shown of a network, and what its colours stand for. */
export interface ShownNetwork {
  readonly part: NetworkGraph;
  readonly drawing: Pick<Drawing, "geometry">;
  readonly colouring: Colouring;
}

/** What is in sight or hidden by moving and zooming, not what filters hide. */
export async function exportedNetwork(kind: PictureKind, shown: ShownNetwork): Promise<MadeFile> {
  const svg = svgOf(shown);
  const name = `${fileStem(shown.part.name)}-network.${kind}`;
  return kind === "svg"
    ? { name, content: svg, encoding: "text" }
    : { name, content: await pictureFromSvg(svg), encoding: "base64" };
}

function svgOf({ part, drawing, colouring }: ShownNetwork): string {
  const palette = paletteOf(part, colouring, PAPER_THEME);
  const colours = new Map([
    ...part.species.map((one) => [one.id, palette.species(one)] as const),
    ...part.reactions.map((one) => [one.id, palette.reaction(one)] as const),
  ]);
  const texts = partTexts(part);
  return svgOfGraph(drawing.geometry(), {
    title: part.name,
    legend: palette.legend,
    colourOf: (id) => colours.get(id) ?? PAPER_THEME.ink,
    describe: (id) => texts.get(id) ?? "",
  });
}
