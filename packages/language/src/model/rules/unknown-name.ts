// A name that nothing declares; once a name and declaration, with the other uses as related places.

import { defineRule } from "../rule.js";

export const unknownName = defineRule("unknown-name", {
  UnknownName: ({ name, noun, uses, suggestion, kinds, similar, declare, declareAt, shape }, report) => {
    const [first, ...others] = uses;
    if (first === undefined) return;
    const related = others.map((origin) => ({ origin, message: "also used here" }));
    report(
      first,
      {
        name,
        what: noun,
        suggestion,
        kinds,
        similar,
        declare,
        declareAt,
        shape,
        places: uses.map(({ span }) => span),
      },
      { related },
    );
  },
});
