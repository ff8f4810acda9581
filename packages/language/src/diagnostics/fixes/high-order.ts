// Asks for elementary steps, which the compiler finds.

import { defineFixer } from "../fix.js";
import { lowerSetting } from "./lower-setting.js";

export const highOrder = defineFixer("high-order", (_, { origin }, source) => {
  const edit = lowerSetting(source, origin.span.start, { key: "order", value: "2" });
  return edit === undefined ? [] : [{ title: "Insert `lower { order: 2 }`", edits: [edit] }];
});
