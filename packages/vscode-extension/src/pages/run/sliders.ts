// Rates, constants, initial values and weights as sliders, folded away at first.

import type { AdjustableQuantity } from "../../messages/run-messages.js";
import { button, element } from "../shared/elements.js";
import { type NumberToWrite, type SliderActions, type SliderRow, sliderRow } from "./slider-row.js";

/** The sliders of a model. */
export interface Sliders {
  readonly root: HTMLElement;
  /** Shows these quantities; what the user has set stays, as far as the text says what it said then. */
  readonly update: (quantities: readonly AdjustableQuantity[]) => void;
  /** Values that differ from those in the text. */
  readonly overrides: () => Readonly<Record<string, number>>;
  /** What the text said when they were set. */
  readonly seen: () => Readonly<Record<string, number>>;
  /** Says at the slider that was moved last why the model does not run; undefined: nothing is wrong. */
  readonly refuse: (reason: string | undefined) => void;
}

/** An empty list of sliders; `changed` is told after the user has moved one or set it back. */
export function showSliders(changed: () => void, write: (number: NumberToWrite) => void): Sliders {
  const values = new Map<string, SetValue>();
  const rows = new Map<string, SliderRow>();
  let shown: readonly AdjustableQuantity[] = [];
  let last = "";
  const frame = createFrame(() => {
    values.clear();
    rebuild();
    changed();
  });
  const actions: SliderActions = {
    write,
    valueOf: (name) => values.get(name)?.value,
    set: (name, value) => {
      last = name;
      const seen = shown.find((quantity) => quantity.name === name)?.value;
      if (value === undefined || value === seen || seen === undefined) values.delete(name);
      else values.set(name, { value, seen });
      frame.count(values.size);
      changed();
    },
  };
  const rebuild = (): void => {
    rows.clear();
    for (const quantity of shown) rows.set(quantity.name, sliderRow(quantity, actions));
    frame.rows.replaceChildren(...[...rows.values()].map(({ root }) => root));
    frame.count(values.size);
  };
  const recordOf = (part: keyof SetValue) =>
    Object.fromEntries([...values].map(([name, value]) => [name, value[part]]));
  return {
    root: frame.root,
    overrides: () => recordOf("value"),
    seen: () => recordOf("seen"),
    refuse: (reason) => {
      for (const [name, row] of rows) row.refuse(name === last ? reason : undefined);
    },
    update: (quantities) => {
      if (JSON.stringify(quantities) === JSON.stringify(shown)) return;
      shown = quantities;
      const inText = new Map(quantities.map(({ name, value }) => [name, value]));
      for (const [name, { seen }] of values) if (inText.get(name) !== seen) values.delete(name);
      frame.root.hidden = quantities.length === 0;
      rebuild();
    },
  };
}

/** A value, and what the text said when it was set. */
interface SetValue {
  readonly value: number;
  readonly seen: number;
}

interface Frame {
  readonly root: HTMLElement;
  readonly rows: HTMLElement;
  /** How many values are not those of the text. */
  readonly count: (changed: number) => void;
}

function createFrame(reset: () => void): Frame {
  const rows = element("div", { class: "sliders" });
  const note = element("span", { class: "faint" }, "");
  const summary = element("summary", {}, "Rates and amounts ", note);
  const resetAll = button("reset all", "Set all sliders back to the values in the text", () => {
    reset();
    summary.focus(); // a disabled button loses the focus
  });
  const tools = element("div", { class: "tools" }, resetAll);
  const root = element("details", { class: "quantities" }, summary, tools, rows);
  const count = (changed: number): void => {
    resetAll.disabled = changed === 0;
    note.textContent = changed === 0 ? "" : `(${changed} changed)`;
  };
  root.hidden = true;
  count(0);
  return { root, rows, count };
}
