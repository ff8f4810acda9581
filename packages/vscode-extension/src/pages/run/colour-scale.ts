// What the colours of lines in an order stand for: a bar of all colours with numbers below.

import { element } from "../shared/elements.js";
import { numberLabel } from "../shared/number-label.js";
import { currentTheme } from "../shared/theme.js";
import { axisTicks, type Tick } from "./axis-ticks.js";
import type { ColourScale } from "./chart-data.js";

/** The bar below a chart. */
export interface ColourScaleView {
  readonly root: HTMLElement;
  /** In the colours of the theme; hidden if there is nothing to explain. */
  readonly update: (scale: ColourScale | undefined) => void;
}

/** Hidden at first. */
export function createColourScale(): ColourScaleView {
  const label = element("span", {}, "");
  const bar = element("div", { class: "swatch" });
  const numbers = element("div", { class: "numbers", "aria-hidden": "true" });
  const root = element(
    "div",
    { class: "colour-scale", role: "img" },
    label,
    element("div", {}, bar, numbers),
  );
  root.hidden = true;
  return {
    root,
    update: (scale) => {
      root.hidden = scale === undefined;
      if (scale === undefined) return;
      label.textContent = scale.label;
      bar.style.background = `linear-gradient(to right, ${currentTheme().ramp.join(", ")})`;
      const ends = [numberLabel(scale.low), numberLabel(scale.high)];
      root.setAttribute("aria-label", `Colours: ${scale.label} from ${ends.join(" to ")}`);
      numbers.replaceChildren(
        ...ticksOf(scale).map(({ share, label: number }) => {
          const mark = element("span", {}, number);
          mark.style.left = `${100 * share}%`;
          return mark;
        }),
      );
    },
  };
}

/** Both ends, and round numbers that are far enough from them. */
export function ticksOf(scale: ColourScale): readonly (Pick<Tick, "label"> & { readonly share: number })[] {
  const between = axisTicks(scale.low, scale.high, scale.isLogarithmic, 3)
    .map(({ value, label }) => ({ label, share: shareOf(value, scale) }))
    .filter(({ share }) => share > 0.2 && share < 0.8);
  const ends = [scale.low, scale.high].map((value) => ({
    label: numberLabel(value),
    share: shareOf(value, scale),
  }));
  return [...ends.slice(0, 1), ...between, ...ends.slice(1)];
}

/** Where a value is on a scale, from 0 to 1. */
export function shareOf(value: number, { low, high, isLogarithmic }: Omit<ColourScale, "label">): number {
  const place = isLogarithmic ? Math.log : (one: number) => one;
  return high > low ? (place(value) - place(low)) / (place(high) - place(low)) : 0.5;
}
