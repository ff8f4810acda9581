// A name in a data expression or feed that is no column of the data set.

import { closestName } from "../../text/edit-distance.js";
import { defineRule } from "../rule.js";
import { declarationOrigin } from "../symbols.js";

export const unknownColumn = defineRule("unknown-column", {
  UnknownColumn: ({ column, data, origin, columns }, report) => {
    const related = [{ origin: declarationOrigin(data), message: "the data set" }];
    report(
      origin,
      { column, data: data.name, suggestion: closestName(column, columns), columns },
      { related },
    );
  },
});
