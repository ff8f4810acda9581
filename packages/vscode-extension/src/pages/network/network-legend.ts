// The colours of a network → what they mean.

import { element } from "../shared/elements.js";
import type { Palette } from "./graph-colours.js";

/** One entry a colour. */
export function legendOf({ legend }: Palette): readonly HTMLElement[] {
  return legend.map(({ label, colour }) => {
    const swatch = element("span", { class: "swatch" });
    swatch.style.background = colour;
    return element("span", { class: "entry" }, swatch, label);
  });
}
