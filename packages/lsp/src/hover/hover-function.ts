// A built-in function → its signature, its meaning, and where it may stand.

import { builtinFunctions, placesInWords } from "@ncrn/language";
import { sourceBlock } from "./scene.js";

/** All functions of that name: `max(a, b, …)` and `max(x)` of a time course are two. */
export function functionHover(name: string): readonly string[] {
  return builtinFunctions
    .filter((entry) => entry.name === name)
    .flatMap((entry) => {
      const parameters = entry.parameters.map((parameter) => parameter.replaceAll(" ", "_"));
      const more = entry.maximum === undefined && !parameters.at(-1)?.endsWith("…") ? [", …"] : [];
      const signature = `${entry.name}(${parameters.join(", ")}${more.join("")})`;
      return [sourceBlock(signature), `${entry.meaning} Stands ${placesInWords(entry)}.`];
    });
}
