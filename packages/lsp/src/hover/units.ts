// Units of the file around a cursor, and dimensions in words.

import { type Dimension, describeDimension, type LoadedDocument } from "@ncrn/language";
import { loadedFile, type Scene } from "./scene.js";

/** Units of the document; undefined for one that is too long to be analysed. */
export function unitsAt(scene: Scene): LoadedDocument["units"] | undefined {
  return loadedFile(scene, scene.snapshot.source.name)?.units;
}

const symbolsInWords = { time: "time", concentration: "concentration", volume: "volume" };

/** `1/nM/min` in the units of the file; in words if the file has none. */
export function unitText(dimension: Dimension, units: LoadedDocument["units"] | undefined): string {
  return describeDimension(dimension, units?.active ? units.symbols : symbolsInWords);
}
