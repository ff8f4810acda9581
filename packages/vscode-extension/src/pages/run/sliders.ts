// Rates, constants, initial values and weights as sliders, folded away at first.

import type { AdjustableQuantity } from "../../messages/run-messages.js";
import { button, element } from "../shared/elements.js";
import { type NumberToWrite, type SliderActions, sliderRow } from "./slider-row.js";

/** The sliders of a model. */
export interface Sliders {
  readonly root: HTMLElement;
  /** Shows these quantities; what the user has set stays, as far as the text does not say the same. */
  readonly update: (quantities: readonly AdjustableQuantity[]) => void;
  /** Values that differ from those in the text. */
  readonly overrides: () => Readonly<Record<string, number>>;
}

/** An empty list of sliders; `changed` is told after the user has moved one or set it back. */
export function showSliders(changed: () => void, write: (number: NumberToWrite) => void): Sliders {
  const values = new Map<string, number>();
  let shown: readonly AdjustableQuantity[] = [];
  const frame = createFrame(() => {
    values.clear();
    rebuild();
    changed();
  });
  const actions: SliderActions = {
    write,
    valueOf: (name) => values.get(name),
    set: (name, value) => {
      if (value === undefined) values.delete(name);
      else values.set(name, value);
      frame.count(values.size);
      changed();
    },
  };
  const rebuild = (): void => {
    frame.rows.replaceChildren(...shown.map((quantity) => sliderRow(quantity, actions)));
    frame.count(values.size);
  };
  return {
    root: frame.root,
    overrides: () => Object.fromEntries(values),
    update: (quantities) => {
      if (JSON.stringify(quantities) === JSON.stringify(shown)) return;
      shown = quantities;
      const inText = new Map(quantities.map(({ name, value }) => [name, value]));
      // The text may have lost a name, or have got the value of its slider.
      for (const [name, value] of values)
        if (!inText.has(name) || inText.get(name) === value) values.delete(name);
      frame.root.hidden = quantities.length === 0;
      rebuild();
    },
  };
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
