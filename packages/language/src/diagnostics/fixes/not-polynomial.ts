// Asks for auxiliary variables that stand for the functions.

import { defineFixer } from "../fix.js";
import { lowerSetting } from "./lower-setting.js";

export const notPolynomial = defineFixer("not-polynomial", (_, { origin }, source) => {
  const edit = lowerSetting(source, origin.span.start, { key: "polynomialize", value: "true" });
  return edit === undefined ? [] : [{ title: "Insert `lower { polynomialize: true }`", edits: [edit] }];
});
