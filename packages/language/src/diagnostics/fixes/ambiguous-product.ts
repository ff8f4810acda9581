// Writes one of the two products of vectors.

import { textOf } from "../../text/source-text.js";
import { defineFixer } from "../fix.js";

export const ambiguousProduct = defineFixer(
  "ambiguous-product",
  ({ left, right, whole }, { origin }, source) => [
    { title: "Multiply pair by pair: `.*`", edits: [{ span: origin.span, text: ".*" }] },
    {
      title: "Sum the products: `dot`",
      edits: [{ span: whole, text: `dot(${textOf(source, left)}, ${textOf(source, right)})` }],
    },
  ],
);
