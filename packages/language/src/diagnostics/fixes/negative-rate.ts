// Turns the reaction around.

import { textOf } from "../../text/source-text.js";
import { defineFixer } from "../fix.js";

export const negativeRate = defineFixer("negative-rate", ({ sides }, { origin }, source) => {
  const rate = textOf(source, origin.span);
  if (sides === undefined || !rate.startsWith("-")) return [];
  return [
    {
      title: "Turn the reaction around",
      edits: [
        { span: sides.left, text: textOf(source, sides.right) },
        { span: origin.span, text: rate.slice(1).trimStart() },
        { span: sides.right, text: textOf(source, sides.left) },
      ],
    },
  ];
});
