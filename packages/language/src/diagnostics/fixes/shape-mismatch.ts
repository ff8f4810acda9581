// Transposes the matrix.

import { textOf } from "../../text/source-text.js";
import { defineFixer } from "../fix.js";

export const shapeMismatch = defineFixer("shape-mismatch", ({ transpose }, _, source) =>
  transpose === undefined
    ? []
    : [
        {
          title: "Transpose the matrix",
          edits: [{ span: transpose, text: `transpose(${textOf(source, transpose)})` }],
        },
      ],
);
