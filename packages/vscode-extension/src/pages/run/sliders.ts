// Rates, constants and initial values as sliders: each spans a tenth to ten times the value in the text, on a
// logarithmic scale; zero has nothing to be ten times of and gets 0 to 1.

import type { AdjustableQuantity } from "../../messages/run-messages.js";
import { button, element } from "../shared/elements.js";
import { numberLabel } from "./axis-ticks.js";

/** The sliders of a model. */
export interface Sliders {
  readonly root: HTMLElement;
  /** Shows these quantities; what the user has set stays. */
  readonly update: (quantities: readonly AdjustableQuantity[]) => void;
  /** Values that differ from those in the text. */
  readonly overrides: () => Readonly<Record<string, number>>;
}

/** An empty list of sliders; `changed` is told after the user has moved one. */
export function showSliders(changed: () => void): Sliders {
  const set = new Map<string, number>();
  const rows = element("div", { class: "sliders" });
  const root = element("details", { class: "quantities" }, element("summary", {}, "Rates and amounts"), rows);
  let shown: readonly AdjustableQuantity[] = [];
  const update = (quantities: readonly AdjustableQuantity[]): void => {
    // A run that sliders have asked for reports the values that they have set: those of the text stay known.
    const known = new Map(shown.map((quantity) => [quantity.name, quantity]));
    const next = quantities.map((quantity) =>
      set.has(quantity.name) ? (known.get(quantity.name) ?? quantity) : quantity,
    );
    const isSame = JSON.stringify(next) === JSON.stringify(shown);
    shown = next;
    root.hidden = next.length === 0;
    if (!isSame) rows.replaceChildren(...next.map((quantity) => rowOf(quantity, set, changed)));
  };
  update([]);
  return { root, update, overrides: () => Object.fromEntries(set) };
}

const STEPS = 200;

function rowOf(quantity: AdjustableQuantity, set: Map<string, number>, changed: () => void): HTMLElement {
  const { name, unit, kind } = quantity;
  const output = element("output", {});
  const range = element("input", {
    type: "range",
    min: "0",
    max: String(STEPS),
    "aria-label": `${kind} ${name}`,
  });
  const show = (): void => {
    const value = set.get(name) ?? quantity.value;
    range.value = String(stepOf(quantity, value));
    output.textContent = `${numberLabel(value)}${unit === undefined ? "" : ` ${unit}`}`;
    range.setAttribute("aria-valuetext", output.textContent);
    reset.disabled = !set.has(name);
  };
  const reset = button("↺", `Set ${name} back to the value in the text`, () => {
    set.delete(name);
    show();
    changed();
  });
  range.addEventListener("input", () => {
    set.set(name, valueAt(quantity, Number(range.value)));
    show();
    changed();
  });
  show();
  return element("div", { class: "slider" }, element("label", { title: kind }, name), range, output, reset);
}

function valueAt({ value }: AdjustableQuantity, step: number): number {
  if (value === 0) return step / STEPS;
  return Number((value * 10 ** ((2 * step) / STEPS - 1)).toPrecision(4));
}

function stepOf({ value }: AdjustableQuantity, current: number): number {
  if (value === 0) return Math.round(current * STEPS);
  return Math.round(((Math.log10(current / value) + 1) / 2) * STEPS);
}
