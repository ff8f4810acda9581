// Units of the file around a cursor, and dimensions in words.

import { type Dimension, describeDimension, type LoadedDocument } from "@ncrn/language";
import { loadedFile, type Scene } from "./scene.js";
import { superscript } from "./unicode-expression.js";

/** Units of the document; undefined for one that is too long to be analysed. */
export function unitsAt(scene: Scene): LoadedDocument["units"] | undefined {
  return loadedFile(scene, scene.snapshot.source.name)?.units;
}

const symbolsInWords = { time: "time", concentration: "concentration", volume: "volume" };

/** `1/nM/min` in the units of the file, as the language writes it; `1/concentration²/time` if the file has none. */
export function unitText(dimension: Dimension, units: LoadedDocument["units"] | undefined): string {
  if (units?.active) return describeDimension(dimension, units.symbols);
  return describeDimension(dimension, symbolsInWords).replace(/\^(\d+)/g, (_, power) =>
    superscript(Number(power)),
  );
}
