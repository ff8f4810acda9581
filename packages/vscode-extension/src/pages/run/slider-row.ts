// One number of the text → a slider with its value, a way back, and a way into the text.

import type { AdjustableQuantity, WrittenPlace } from "../../messages/run-messages.js";
import { button, element } from "../shared/elements.js";
import { numberLabel } from "../shared/number-label.js";

/** A number for the text, at the place of another. */
export interface NumberToWrite {
  readonly place: WrittenPlace;
  readonly value: number;
}

/** What a slider does. */
export interface SliderActions {
  /** Undefined: back to the text. */
  readonly set: (name: string, value: number | undefined) => void;
  readonly valueOf: (name: string) => number | undefined;
  readonly write: (number: NumberToWrite) => void;
}

const STEPS = 200;

/** Spans a tenth to ten times the value on a logarithmic scale; zero, which has no ten times, gets 0 to 1. */
export function sliderRow(quantity: AdjustableQuantity, actions: SliderActions): HTMLElement {
  const { name, kind, written } = quantity;
  const output = element("output", {});
  const label = `${kind} ${name}`;
  const range = element("input", { type: "range", min: "0", max: String(STEPS), "aria-label": label });
  const show = (): void => {
    const value = actions.valueOf(name) ?? quantity.value;
    range.value = String(stepOf(quantity, value));
    output.textContent = textOf(value, quantity);
    range.setAttribute("aria-valuetext", output.textContent);
    reset.disabled = actions.valueOf(name) === undefined;
    toText.disabled = reset.disabled || written === undefined;
  };
  const reset = button("↺", `Set ${name} back to the value in the text`, () => {
    actions.set(name, undefined);
    show();
    range.focus(); // a disabled button loses the focus
  });
  const toText = button("✎", `Write the value of ${name} into the text`, () => {
    const value = actions.valueOf(name);
    if (value === undefined || written === undefined) return;
    range.focus();
    actions.write({ place: written, value: inWrittenUnit(value, quantity, written) });
  });
  range.addEventListener("input", () => {
    actions.set(name, valueAt(quantity, Number(range.value)));
    show();
  });
  show();
  const shown = element("span", { class: "name", title: label, "aria-hidden": "true" }, name);
  return element("div", { class: "slider" }, shown, range, output, element("span", {}, reset, toText));
}

function textOf(value: number, { unit }: AdjustableQuantity): string {
  return `${numberLabel(value)}${unit === undefined ? "" : ` ${unit}`}`;
}

/** The text may have the value in another unit than the file. */
function inWrittenUnit(value: number, quantity: AdjustableQuantity, written: WrittenPlace): number {
  if (quantity.value === 0 || written.value === quantity.value) return value;
  return Number(((value * written.value) / quantity.value).toPrecision(6));
}

function valueAt({ value }: AdjustableQuantity, step: number): number {
  if (value === 0) return step / STEPS;
  return Number((value * 10 ** ((2 * step) / STEPS - 1)).toPrecision(4));
}

function stepOf({ value }: AdjustableQuantity, current: number): number {
  if (value === 0) return Math.round(current * STEPS);
  return Math.round(((Math.log10(current / value) + 1) / 2) * STEPS);
}
