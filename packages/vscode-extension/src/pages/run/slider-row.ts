// One number of the text → a slider with its value, which can also be typed, a way back, and a way into the text.

import type { AdjustableQuantity, WrittenPlace } from "../../messages/run-messages.js";
import { button, element } from "../shared/elements.js";
import { numberLabel } from "../shared/number-label.js";

/** A slider that is shown. */
export interface SliderRow {
  readonly root: HTMLElement;
  /** Says why the model does not run with its value; undefined: it does. */
  readonly refuse: (reason: string | undefined) => void;
}

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
export function sliderRow(quantity: AdjustableQuantity, actions: SliderActions): SliderRow {
  const { name, kind, written, unit } = quantity;
  const label = `${kind} ${name}`;
  const range = element("input", { type: "range", min: "0", max: String(STEPS), "aria-label": label });
  const field = numberField(`Value of ${label}${unit === undefined ? "" : ` in ${unit}`}`, (value) =>
    set(value),
  );
  const refusal = element("div", { class: "refusal", role: "alert" });
  const show = (): void => {
    const value = actions.valueOf(name) ?? quantity.value;
    range.value = String(stepOf(quantity, value));
    field.show(value);
    range.setAttribute("aria-valuetext", textOf(value, quantity));
    reset.disabled = actions.valueOf(name) === undefined;
    toText.disabled = reset.disabled || written === undefined;
  };
  const set = (value: number | undefined): void => {
    actions.set(name, value);
    show();
  };
  const reset = button("↺", `Set ${name} back to the value in the text`, () => {
    set(undefined);
    range.focus(); // a disabled button loses the focus
  });
  const toText = button("✎", `Write the value of ${name} into the text`, () => {
    const value = actions.valueOf(name);
    if (value === undefined || written === undefined) return;
    range.focus();
    actions.write({ place: written, value: inWrittenUnit(value, quantity, written) });
  });
  range.addEventListener("input", () => set(valueAt(quantity, Number(range.value))));
  show();
  const shown = element("span", { class: "name", title: label, "aria-hidden": "true" }, name);
  const value = element(
    "span",
    { class: "value" },
    field.root,
    element("span", { class: "unit" }, unit ?? ""),
  );
  return {
    root: element(
      "div",
      { class: "slider" },
      shown,
      range,
      value,
      element("span", {}, reset, toText),
      refusal,
    ),
    refuse: (reason) => {
      refusal.textContent = reason ?? "";
    },
  };
}

/** A number as text; what is no number changes nothing. */
function numberField(label: string, changed: (value: number) => void) {
  const root = element("input", {
    type: "text",
    inputmode: "decimal",
    spellcheck: "false",
    "aria-label": label,
  });
  let shown = Number.NaN;
  const show = (value: number): void => {
    shown = value;
    root.value = String(Number(value.toPrecision(6)));
  };
  root.addEventListener("change", () => {
    const typed = root.value.trim().replace("−", "-").replace(",", ".");
    const value = Number(typed);
    if (typed === "" || !Number.isFinite(value)) show(shown);
    else changed(value);
  });
  return { root, show };
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
  // Typed values may lie anywhere, also beyond zero.
  return current / value > 0 ? Math.round(((Math.log10(current / value) + 1) / 2) * STEPS) : 0;
}
